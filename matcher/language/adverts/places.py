"""Where one works: the words of the address, and the street where one is named."""

import re
from collections.abc import Mapping, Set
from functools import lru_cache

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said

_LONGEST = 60
_AREA = (
    r"(?:广东省?)?(?:广州市?)?(?:荔湾区?|芳村|西关|白鹅潭|(?:白云|越秀|海珠|天河|番禺|黄埔|花都|南沙|增城|从化"
    r"|南海)区?)"
)
_SITE = (
    r"(?:路|大道|街道?|巷|号|村|市场|广场|大厦|工业[园区]|产业园|中心|园区|小区|花园|商业?城|服装城|地铁站|医院|学校"
    r"|码头|步行街|创意园|科技园|城|店|仓)"
)
_WORDS = r"[\u4e00-\u9fffa-z\d\-]"
_TAIL = (
    r"(?:[东西南北中](?![\u4e00-\u9fff])|\d+号?[\u4e00-\u9fff\da-z-]{0,8}?(?:楼|铺|室|栋|座|档)|\d+号|附近|旁边?|对面"
    r"|门口)*"
)
_TOLD = re.compile(r"(?:工作|上班|公司|店铺?|工厂|具体)?(?:地址|地点|坐标|位置)[:\s是在]*(?P<where>[^,;。\n|!]+)")
_STATED = re.compile(
    rf"(?<![悉住])(?<![\u4e00-\u9fff]籍){_AREA}(?![^,;。\n"
    rf"|]{{0,6}}优先)(?:{_WORDS}{{0,24}}?{_SITE}(?:{_WORDS}{{0,8}}?{_SITE})*{_TAIL}|[区内]*(?=[\s,;。|\n]|$))"
)
_NEAR = re.compile(rf"(?<![\u4e00-\u9fff]){_WORDS}{{2,14}}?(?:附近|旁边?|对面|门口)")
_AT = re.compile(
    rf"(?:工?厂|店|公司|档口|工地|仓库?|单位|项目部?)(?:位于|就在|在|地处)\s?(?P<where>{_WORDS}{{2,20}})"
    rf"|(?:(?<=[\s,;。|])|^)在?(?P<site>(?!地铁站)[\u4e00-\u9fffa-z\d]{{2,10}}?(?:工业[园区]|货场|仓库|市场|茶城|大街"
    rf"|街|站|广场|商圈|小区|花园"
    r"|路口?|村|附近))(?:上班)?(?=[\s,;。|]|$)",
    re.MULTILINE,
)
_ROAD = re.compile(
    rf"(?:(?<=[\s,;。|:在到位于(近])|^)[\u4e00-\u9fff]{{2,8}}(?:路|大道|街道|步行街|工业区"
    rf"|市场)(?:{_WORDS}{{0,8}}?{_SITE})*{_TAIL}",
    re.MULTILINE,
)
_LED = re.compile(
    r"^(?:(?:我[司们店厂]|公司|工厂|本店|店铺?|工地|厂|店)?(?:位于|地处|坐落于?|设在)|在|地点|地址|位置|坐标|近|位于"
    r"|是|:)+"
)
_ENDS = re.compile(
    r"[,;。|!?\n]|\s{1,}(?=(?:电话|联系|手机|tel|工资|人数|要求|面试|有意|1[3-9]\d{9}))|\(?(?:乘坐?|公交|搭)|联系"
    r"|电话|1[3-9]\d{9}|(?:上班|工作|面试)$|\s(?=[^\s\n]{2,8}:)"
)
_COMPANY_TAIL = re.compile(r"(?:有限公司|公司|集团|分部|招聘|诚聘|急招|某)")
_NOT_READ = ("duties", "company", "requirement", "interview", "hours", "wage", "phone", "contact", "title")
_KNOWN = re.compile(r"熟悉|家住|住|了解|擅长|[^\n]{0,6}(?:一条街|一站)")
_VARIANTS = str.maketrans({"茘": "荔", "窖": "滘", "涌": "冲", "塱": "朗"})
_STREET = re.compile("街道?$")
_BEFORE = r"(?:(?<=[\s|,;。:、(在到于近区州村市])|^)"
_NO_ROAD = r"(?![东西南北中]?[路巷大湾]|地铁|公园|医院|小学|中学|桥|隧道|码头|茶|人|菜|风|英)"


def address(said: Said) -> Fact[str] | None:
    """The words of the address: those behind its label, else the first that read like one."""
    for section in said.sections(("place",)):
        if section.kind == "place":
            span = _cut(said, section.start, section.end)
            if span[0] < span[1]:
                return said.quoted((span,))
    for told in said.find(_TOLD, never=(*_NOT_READ, "place")):
        return said.quoted((_cut(said, *told.span("where")),))
    for pattern in (_STATED, _ROAD, _NEAR, _AT):
        for found in said.find(pattern, never=_NOT_READ):
            span = _cut(said, *found.span(found.lastgroup or 0))
            if span[1] - span[0] >= 2 and _is_place(said.words, *span):
                return said.quoted((span,))
    return None


def _is_place(words: str, start: int, end: int) -> bool:
    """Not a place somebody knows or lives at, and not the name of a firm."""
    return not _KNOWN.match(words, start, end) and not _COMPANY_TAIL.search(words, start, min(end + 2, len(words)))


def _cut(said: Said, start: int, end: int) -> tuple[int, int]:
    """Without the words that lead to it, up to what ends an address."""
    start, end = said.bare((start, end))
    led = _LED.match(said.words[start:end])
    start = said.bare((start + led.end(), end))[0] if led else start
    stop = _ENDS.search(said.words, start + 1, end) if start < end else None
    return said.bare((start, min(stop.start() if stop else end, start + _LONGEST)))


def street_code(said: Said, streets: Mapping[str, str], where: Fact[str] | None) -> Fact[str] | None:
    """The street the address names, else the only one the advert names with 街 or 街道.

    ``streets`` gives codes by name; what has no 街 in its name (a community, a landmark) counts as written.
    """
    if where:
        for start, end in where.spans:
            return _only(said, streets, start, end, bare=True) or _only_in_all(said, streets)
    return _only_in_all(said, streets)


def _only_in_all(said: Said, streets: Mapping[str, str]) -> Fact[str] | None:
    sections = list(said.sections(never=("interview", "company", "duties")))
    found = [fact for s in sections if (fact := _only(said, streets, s.start, s.end, bare=False))]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def _only(said: Said, streets: Mapping[str, str], start: int, end: int, *, bare: bool) -> Fact[str] | None:
    """The one street named between two places; two named leave it unknown."""
    pattern, codes = _named(tuple(streets.items()), bare)
    met: dict[str, tuple[int, int]] = {}
    if codes:
        before = max(0, start - 1)
        for found in pattern.finditer(said.words[before:end].translate(_VARIANTS), start - before):
            met.setdefault(codes[found["name"]], (found.start() + before, found.end() + before))
    return next(Fact(code, (span,)) for code, span in met.items()) if len(met) == 1 else None


@lru_cache(maxsize=16)
def _named(streets: tuple[tuple[str, str], ...], bare: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    """How streets are named, and their codes by stem: with 街 or 街道; where ``bare``, also without."""
    codes = {_stem(name): code for name, code in streets}
    official = {_stem(name) for name, _ in streets if _STREET.search(name)}
    stems = _alternatives(official)
    told = rf"(?P<name>(?:{stems})(?=街)|{_BEFORE}(?:{_alternatives(codes.keys() - official)}))"
    if bare:
        told = rf"(?P<name>(?:{stems})(?=街)|{_BEFORE}(?:{_alternatives(set(codes))}){_NO_ROAD})"
    return re.compile(rf"{told}(?:街道?(?:办(?:事处)?)?)?"), codes


def _stem(name: str) -> str:
    return _STREET.sub("", name).translate(_VARIANTS)


def _alternatives(names: Set[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))) or "(?!)"
