"""What is unlawful beside what only looks like it: one pair for each way of writing."""

import pytest

TWINS = [
    ("V06", "普工 男女不限 18-45 包吃住", "装袋 男女不限 18-45单一小时"),
    ("V06", "普工 18到50 7000元", "电子厂普工 18到50人"),
    ("V05", "保安，身高170以上", "保安，身高不限"),
    ("V05", "礼仪，净身高1.65米", "陪护身高165cm以下的儿童"),
    ("V05", "前台，一米六以上", "拍摄一米六的展架"),
    ("V04", "入职检查乙肝两对半", "检验师，熟练乙肝两对半检测操作"),
    ("V10", "发传单15块一小时 日结", "发传单25块一小时 日结"),
    ("V10", "包住宿1800元/月", "住宿300元/月自理"),
    ("V12", "骑手，车辆押金五百", "还车点管理员，负责车辆押金退还"),
    ("V12", "叉车工，押证上岗", "叉车工，持证上岗"),
    ("V17", "上12休12，月薪5000", "上8休16，月薪5000"),
    ("V17", "晚8点到早8点，月薪5000", "晚11点到早7点，月薪5000"),
    ("V18", "社保公积金自理", "社保公积金专员"),
    ("V18", "保险自理，包吃住", "自带货车，车辆保险自理"),
    ("V03", "生过孩子的优先", "月子中心护理员，客人为生过孩子的妈妈"),
]


def rules(found) -> set[str]:
    return {finding.rule for finding in found.findings}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, text, _ in TWINS])
def test_what_is_unlawful_is_found(screened, rule: str, text: str) -> None:
    assert rules(screened(text)) == {rule}


@pytest.mark.parametrize("text", [twin for _, _, twin in TWINS])
def test_what_only_looks_like_it_is_left_alone(screened, text: str) -> None:
    assert rules(screened(text)) == set()
