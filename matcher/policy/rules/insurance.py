"""V18: social insurance given up, left to the worker, or late."""

import re
from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.rules.conditions import blanked

RULE = "V18"
REWRITE = "依法缴纳社会保险"
_INSURANCE = r"(?:社会保险|社保|五险一金|五险|六险一金|三险|社会保障|养老保险)"
_LAWFUL = re.compile(
    rf"{_INSURANCE}(?:专员|代理|代缴|文员|经办|会计|公司|业务|服务|中心|局|部|申报专员|咨询)|(?:不得|禁止"
    rf"|严禁|不能|不允许|不可以?)[\u4e00-\u9fff]{{0,4}}(?:放弃"
    rf"|不[买缴交])[\u4e00-\u9fff]{{0,4}}{_INSURANCE}"
    rf"|(?:退休|返聘|兼职)(?:人员|者)?(?:无需|不用|不)(?:购买|缴纳|买|交)?{_INSURANCE}"
)
_BUY = r"(?:购买|缴纳|参加|办理|提供|缴|交|买|含|上|包|给买|帮买|代缴|承担|负责)"
_SELF = (
    r"(?:自理|自费|自付|自缴|自交|自购|自买|自己(?:买|交|缴|购买|缴纳|承担|负责|解决|处理)|自行(?:缴纳"
    r"|购买|承担|解决|办理|参保)|(?:由|归)?(?:个人|员工|本人|自己)(?:全额|全部|自行)?(?:承担|缴纳|购买"
    r"|负责|出))"
)
_BLOCKED = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:需|须|要|可|自愿|签|签署|签订|书面|同意|主动)*(?:放弃|弃缴|弃保)(?:购买|缴纳|参加|交"
            rf"|买)?{_INSURANCE}(?:承诺书?|声明书?|协议书?|说明|者)?(?:优先)?"
        ),
        rf"{_INSURANCE}(?:全部|全额|费用?|费)?{_SELF}",
        rf"(?:不|没有?|无|未|概不|暂不|不予|不用|不需要?|没法){_BUY}?{_INSURANCE}(?:的)?(?:折现|补贴|补偿|补)?",
        (
            rf"(?:购买|缴纳|买|交)?{_INSURANCE}(?:一律)?(?:不买|不交|不缴|不含|不购买|不缴纳|不提供|没有|折(?:现|算"
            rf"|成|合)[\u4e00-\u9fff]{{0,6}}|换成?(?:现金|补贴)|(?:以)?现金(?:补贴|发放|补偿)|可买可不买|可不买"
            rf"|可不交|自愿(?:购买|缴纳|买|交)?|任选|二选一)"
        ),
        rf"(?:不想|不愿|不愿意)(?:购买|缴纳|买|交|缴){_INSURANCE}[\u4e00-\u9fff]{{0,8}}",
        (
            rf"(?:只|仅)(?:购买|买|提供|缴|交|含)?(?:意外险|商业险|商业保险|雇主责任险|工伤险|工伤保险|团体险)"
            rf"|(?:意外险|商业险|商业保险|雇主责任险|团体险)(?:代替|替代|抵){_INSURANCE}"
        ),
        rf"(?:以)?(?:补贴|现金|补助)(?:代替|替代|抵){_INSURANCE}",
    )
)
_LATER = re.compile(
    rf"(?:试用期(?:满|过|结束)?|转正|(?:入职|工作|做|干)?满?(?:[\d一二两三四五六七八九十半]+个?(?:月"
    rf"|年)))(?:之?后|以后|合格后|起|才)*(?:才|可|再|开始|公司|统一|给|予以|为员工|均"
    rf"|即)*{_BUY}{_INSURANCE}"
)


def find(text: str) -> Iterator[Hit]:
    """Phrases that leave social insurance out or to the worker; late joining is warned of."""
    left = blanked(_LAWFUL, text)
    for pattern in _BLOCKED:
        for found in pattern.finditer(left):
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), REWRITE)
        left = blanked(pattern, left)
    for found in _LATER.finditer(left):
        if not re.search(r"满?(?:1|一)个月", found[0]):
            yield Hit(RULE, Level.WARN, found.start(), found.end(), "入职即缴纳社会保险")
