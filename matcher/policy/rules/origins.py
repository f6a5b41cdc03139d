"""V02: conditions of household and region. Firms, dishes and tongues named after a place are none."""

import re
from collections.abc import Iterator
from functools import cache

from matcher.language.tables import rows
from matcher.policy.findings import Hit, Level
from matcher.policy.rules.conditions import BEGONE, COUNT, FIRST, NOT, ONLY, STRONG, WHO, blanked

RULE = "V02"
ANYWHERE, ANY_HOUSEHOLD = "不限地域", "不限户籍"
_BOOK = (
    r"(?:户口|户籍|籍贯|籍)(?!协管|管理|资料|业务|本|警|室|科|制度|核查|登记|迁|证明|专员"
    r"|[\u4e00-\u9fff]{0,2}担保)"
)
_HERE = (
    "本地|当地|本市|本区|本省|本县|本村|本镇|本街道?|外地|外省|外市|外来|省内|省外|市内|市外|区内|城镇"
    "|城市|农村|农业|非农业?|乡下|内地|港澳|"
    "北方|南方|东北|西北|西南|华北|潮汕|客家|广府|山区|老区|两广|江浙沪|珠三角|豫|鄂|湘|皖|鲁|苏|浙|赣|桂"
    "|晋|蒙|陕|吉|闽|贵|粤|川|琼|冀|辽|滇|黔|甘|青|新|藏|沪|京|津|渝"
)
_PEOPLE = (
    r"(?:人(?!力|事|才|寿|民|和|工|体|流|社|文|参|家|气|行|均|防|数|大)(?:员|士)?|老乡|同乡|居民|村民"
    r"|身份证|女孩|男孩|妹子|仔)"
)
_LAWFUL = re.compile(
    r"(?:不限|不论|不分|无论|不看|不拘|不要求)(?:本地|外地|户口|户籍|籍贯|地域|地区|省份|、|和|或|与)+"
    r"|(?:户口|户籍|籍贯|地域|地区)(?:要求)?[:为]?(?:不限|均可|不拘|不论)"
    r"|(?:欢迎|接受|招聘)?外(?:地|省|来)(?:务工)?(?:人员|人|朋友|户口|户籍|员工|、|和|与|本地)*(?:均可"
    r"|皆可|也可|亦可|都可以?|优惠|同样欢迎|都要|不限|加入)"
    r"|欢迎(?:各地|全国|五湖四海|外来务工|外地|外省|本地)(?:人员|人|朋友|户口|务工人员)*|本地(?:户口|户籍"
    r"|人)?[、和与及或]?外地(?:户口|户籍|人)?(?:同样欢迎|均可|都可以?|皆可|不限|欢迎)?"
    r"|(?:协助|帮助|代为|可|解决|办理|提供|负责)[\u4e00-\u9fff]{0,5}(?:入户|落户|户口|户籍)(?:迁移|办理"
    r"|手续|指标|问题)?|户口(?:本|簿)(?:复印件|原件)?|(?:迁入|落户|入户)\w{0,2}户口"
)
# Posts paid for to help residents who find no work are for residents.
_FOR_RESIDENTS = re.compile(r"公益性岗位|就业困难人员|见习岗位|见习基地|社区专职|三支一扶")
_RISK = re.compile(
    rf"(?:中高|高|中)风险(?:地区|区域|区)(?:返\w|来\w)?(?:人员|人|者)?{WHO}{BEGONE}|{NOT}(?:来自)?(?:中高"
    rf"|高|中)风险(?:地区|区)(?:人员|人)?"
)
_LONGEST_PLACE = 6


def find(text: str) -> Iterator[Hit]:
    """Phrases that want or refuse people of a place."""
    left = blanked(_LAWFUL, text)
    for found in _RISK.finditer(left):
        yield Hit(RULE, Level.WARN, found.start(), found.end(), "按防疫规定提供健康证明")
    level = Level.WARN if _FOR_RESIDENTS.search(text) else Level.BLOCK
    for pattern in _conditions():
        for found in pattern.finditer(left):
            rewrite = ANY_HOUSEHOLD if re.search("[户籍]|身份证", found[0]) else ANYWHERE
            yield Hit(RULE, level, found.start(), found.end(), rewrite)
        left = blanked(pattern, left)
    yield from _refused_places(left, level)


@cache
def _conditions() -> tuple[re.Pattern[str], ...]:
    names = sorted((row["name"] for row in rows("places")), key=len, reverse=True)
    place = rf"(?:(?:{_HERE})(?:地区|省|市|区)?|(?:{'|'.join(map(re.escape, names))})(?:省|市|区|县)?)"
    several = rf"{place}(?:[、和及或与]?{place})*"
    of = rf"{several}(?:的|本地)?(?:{_BOOK}的?{_PEOPLE}?|{_PEOPLE})"
    having = "(?:具有|具备|持有?|有|拥有|是|为|来自|属于?|提供)?"
    return tuple(
        map(
            re.compile,
            (
                rf"(?:{ONLY}|{NOT}|除(?!了)){having}(?:{COUNT}的?)?{of}(?:{FIRST})?",
                rf"(?:{STRONG}|{NOT}){having}{several}(?:的)?(?=[。，、()]|$)",
                rf"(?:具有|具备|持有?|拥有){of}",
                rf"(?:户口|户籍|籍贯)(?:所在地)?(?:要求|限制|性质)?(?:[:为是限(]|必须|仅限|须为?|在)+{place}",
            ),
        )
    )


_TAIL = re.compile(
    rf"(?P<kind>{_BOOK}的?(?:{_PEOPLE})?|{_PEOPLE}|地区(?:人员|人)?|的)?(?P<who>{WHO})(?P<tail>{FIRST}|{BEGONE})"
)


def _refused_places(text: str, level: Level) -> Iterator[Hit]:
    """湖北籍勿扰, 本地人优先: the tail is found first, then whether places stand before it."""
    for found in _TAIL.finditer(text):
        start = _places_before(text, found.start())
        if start == found.start() or (found["kind"] in {None, "的"} and re.match(FIRST, found["tail"])):
            continue
        named = found["kind"] or ""
        yield Hit(RULE, level, start, found.end(), ANY_HOUSEHOLD if "户" in named or "籍" in named else ANYWHERE)


def _places_before(text: str, end: int) -> int:
    """Where the places begin that stand, joined by 、 or 和, right before an end; the end itself when there is none."""
    start = end
    while True:
        near = start - 1 if start < end and start > 0 and text[start - 1] in "、和及或与" else start
        length = next(
            (n for n in range(_LONGEST_PLACE, 0, -1) if near - n >= 0 and text[near - n : near] in _places()), 0
        )
        if not length:
            return start
        start = near - length


@cache
def _places() -> frozenset[str]:
    names = {row["name"] for row in rows("places")} | set(_HERE.split("|"))
    return frozenset(
        names
        | {f"{name}{kind}" for name in names for kind in ("省", "市", "县", "区") if len(name) > 1}
        | {"非本地", "非广州", "非本市"}
    )
