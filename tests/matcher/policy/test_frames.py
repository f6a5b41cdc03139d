"""The same sentences about every group, fee, paper and insurance: what refuses refuses them all."""

from collections.abc import Iterator

import pytest

REFUSED = {
    "V01": "女生 女的 男士 女同志 汉族 回族 少数民族 信教者 基督徒",
    "V02": "河南人 湖北籍 外地人 外省户口 新疆籍人员 非本地人",
    "V03": "孕妇 未婚者 已婚未育 离异者 哺乳期妇女 备孕者",
    "V04": "乙肝携带者 大三阳",
    "V05": "残疾人 聋哑人 肢残者",
}
REFUSALS = """
不招{} 不欢迎{} 谢绝{} 婉拒{} 拒收{} 暂不考虑{} 不接收{} 不要{}哈 严禁{}入职 🚫{} 禁止{}应聘 对{}说不 {}勿扰
{}免谈 {}请绕行 {}不予录用 {}一律不收 {}慎投 {}除外 {}不合适 {}请勿投递 {}暂缓录用 {}不在考虑范围 {}不行
{}别来 {}就算了 {}pass {}不得报名 {}的简历不看 {}们就别投了 {}靠边站 {}恕难录用 {}另谋高就 {}来了也不要
{}谢绝应聘 {}不给报名 {}❌
"""
PREFERRED = {
    "V01": "男生 女性 男士 女孩 男同志 汉族 佛教徒",
    "V02": "本地人 广州户籍 四川人 潮汕老乡 广东籍",
    "V03": "已婚已育 未婚者 已婚女性 单身人士",
}
PREFERENCES = """
限{} 仅限{} 只招{} 专招{} 要求{} 最好是{} 必须是{} 只考虑{} 优先考虑{} 优先录用{} 倾向{} 招聘对象：{} {}优先
{}为佳 {}为主 {}首选 {}更佳 {}专岗 {}方可应聘 {}有优势 {}享优先 非{}不要 非{}勿扰
"""
WELCOMES = """
欢迎{}应聘 不歧视{} 不拒绝{} 绝不拒绝{} {}同等对待 {}也可应聘 严禁歧视{} 禁止以任何理由拒绝{}
不会因为是{}而拒绝 不排斥{} {}的合法权益受保护 无论是否{} 取消{}限制
"""
FEES = "押金 保证金 服装费 培训费 中介费 工装款 风险金"
CHARGED = """
需交{} 收取{}200元 {}300元 先交{}再上岗 {}从工资扣除 交{}200，离职退 {}自理 每人收{}50元 预交{} {}由员工承担
"""
UNCHARGED = """
无{} 无需{} 不收{} {}全免 {}由公司承担 {}已取消 绝不收{} 谢绝收取{} 凡收取{}请举报 取消{} 不存在{} 公司报销{}
"""
PAPERS = "身份证 毕业证 驾驶证 户口本 学历证书"
KEPT = "扣押{} 押{} 收走{} {}由公司保管 上交{} {}代管 {}押公司 没收{} {}离职退还 公司代为保管{}"
SHOWN = "不扣押{} 带{} 凭{}入职 {}复印件 核验{} {}核验后归还 绝不扣{} {}当场退回 {}仅供核对"
INSURANCES = "社保 五险 五险一金 社会保险"
LEFT_OUT = """
不买{} 无{} {}自理 自愿放弃{} {}折现 {}个人承担 没{} 不提供{} {}自己解决 公司不负责缴纳{} {}换成补贴
"""
JOINED = "缴纳{} 依法缴{} 不得放弃{} {}公司缴纳 {}个人部分代扣 {}专员 入职即买{} {}从入职当月起"


def lines(frames: str, names: dict[str, str]) -> Iterator[str]:
    """Every name in every frame, alone and in the middle of an advert."""
    for frame in frames.split():
        for name in " ".join(names.values()).split():
            yield frame.format(name)
            yield f"普工5000，{frame.format(name)}，包住"


def verdicts(screened, frames: str, names: dict[str, str]) -> dict[str, str]:
    """What was found, of each line."""
    return {line: str(screened(line).verdict) for line in lines(frames, names)}


@pytest.mark.parametrize(
    ("frames", "names"),
    [
        (REFUSALS, REFUSED),
        (PREFERENCES, PREFERRED),
        (CHARGED, {"V12": FEES}),
        (KEPT, {"V12": PAPERS}),
        (LEFT_OUT, {"V18": INSURANCES}),
    ],
    ids=["refusals", "preferences", "fees", "papers", "insurance"],
)
def test_every_name_is_refused_in_every_frame(screened, frames, names) -> None:
    assert [line for line, verdict in verdicts(screened, frames, names).items() if verdict != "block"] == []


@pytest.mark.parametrize(
    ("frames", "names"),
    [
        (WELCOMES, REFUSED),
        (UNCHARGED, {"V12": FEES}),
        (SHOWN, {"V12": PAPERS}),
        (JOINED, {"V18": INSURANCES}),
    ],
    ids=["welcomes", "fees", "papers", "insurance"],
)
def test_no_name_is_blocked_in_a_lawful_frame(screened, frames, names) -> None:
    assert [line for line, verdict in verdicts(screened, frames, names).items() if verdict == "block"] == []
