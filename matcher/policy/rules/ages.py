"""V06–V09: least age, hazards before 18, upper limits, and people past the age of retirement.

The ages of those who are cared for, taught or served are none of the worker's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.language.numerals import amount
from matcher.policy.findings import Hit, Level
from matcher.policy.parameters import Parameters
from matcher.policy.rules.conditions import BEGONE, FIRST, NOT, ONLY, WHO, blanked

ANY_AGE = "年龄不限"
_N = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?)(?!\d)"
_YEARS = "(?:周?岁)"
_TO = "(?:-|至|到)"
_SERVED = (
    r"(?:儿童|小?孩子?|宝宝?|婴|幼|青少年|少年|小朋友|老人|长者|长辈|奶奶|爷爷|婆婆|公公|老太太?|老伯|学员"
    r"|学生|患者|病人|客户|客人|人群|女孩|男孩|女儿|儿子|少儿|阶段|孙子|老年|早教|课程|班级)"
)
_CARE = (
    r"(?:照顾|照料|照看|看护|护理|陪护|陪伴|服侍|带|教|辅导|面向|针对|服务|授课|接送|抚养|家有|宝宝|孩子"
    r"|小孩|老人|学员|客户|团队平均|平均)"
)
_LAWFUL = re.compile(
    rf"{_CARE}[\u4e00-\u9fff一二两三]{{0,4}}?{_N}{_YEARS}?(?:{_TO}{_N})?{_YEARS}?(?:以上|以下|左右|多"
    rf"|的)*(?:{_SERVED})?"
    rf"|(?:{_N}{_YEARS}?{_TO})?{_N}个?{_YEARS}(?:以上|以下|左右|多|大|的|半)*{_SERVED}"
    rf"|年龄[:：]?(?:不限|不拘|不论|无要求)|(?:不限|不论|无)年龄(?:限制|要求)?|(?<!\d)(?<!\d-)\d(?:-\d)?{_YEARS}"
)
_TERM = re.compile(
    rf"(?P<refused>(?:{NOT}|禁止|严禁|不得|谢绝|拒绝)(?:招?用|录用|使用|接受)?)?(?:年龄|年纪)?(?:要求|限制"
    rf"|范围|段)?[:为在]?(?:(?P<sex>[男女])(?:性|士|生|的|工)?)?[:]?(?:年龄)?[:为在]?(?:"
    rf"(?P<a>{_N}){_YEARS}?{_TO}(?P<b>{_N}){_YEARS}(?:之间|以内|以下|左右)?"
    rf"|(?:(?<=年龄)|(?<=年龄:))(?P<a2>{_N}){_YEARS}?{_TO}(?P<b2>{_N})(?!\d|[元千k万点:人名])"
    rf"|(?:不超过|不大于|不得超过|不高于|小于|低于|未满|不满|不到|限|未年满)(?P<high>{_N}){_YEARS}(?:以下|以内)?"
    rf"|(?P<high2>{_N}){_YEARS}?(?:含|\(含\))?(?:及|或)?(?:以下|以内|之内|内|封顶|为限)(?!\w?元)"
    rf"|(?:大于|超过|不低于|不小于|高于)(?P<low4>{_N}){_YEARS}"
    rf"|年?满(?P<low>{_N})(?:{_YEARS})(?:以上)?"
    rf"|(?P<low2>{_N}){_YEARS}(?:含|\(含\))?(?:及|或)?(?:以上|起|就?可以?|即可|都行|也行|都可以?|也可以?|均可)"
    rf")(?P<after>(?:的|者|未成年人?|人员|人|学徒工?|工人)*(?:可|也可|亦可|均可"
    rf"|都可以?)?(?P<refused2>{BEGONE}|不得|不能)?)",
)
_WITH_WORD = re.compile(r"岁|年龄|年纪")
_GENERATION = re.compile(
    rf"(?:(?:{ONLY})(?:\d0后|[〇零一二三四五六七八九]零后)|(?:\d0后"
    rf"|[八九零]零后)[、和]?(?:\d0后)?{WHO}(?:{FIRST}|{BEGONE})|(?:(?<=[。，、(])|^)[6-9０0]0后(?=[。，、)]"
    rf"|$))"
    rf"|年轻(?:人|者|女性|男性|化)?{WHO}{FIRST}|(?:{ONLY})年轻(?:人|力壮)?|年轻人(?=[。，、)]|$)"
)
_RETIRED = re.compile(
    rf"(?:欢迎|接受|招聘?|{ONLY})?(?:退休)(?:返聘|人员|人士|职工|工人|老人|者|教师|医生"
    rf"|干部)(?:{WHO}(?:{FIRST}|可|均可|皆可|也可以?|亦可|应聘))?|退休{WHO}{FIRST}|返聘"
)
_RETIRED_SERVED = re.compile(
    rf"(?:服务|照顾|面向|慰问|管理|关心|陪护|针对|组织|办理|关爱)[\u4e00-\u9fff]{{0,5}}退休(?:人员|职工"
    rf"|老人|干部|者)|退休(?:人员|老人|职工|干部){WHO}(?:活动|管理|服务|社会化|{BEGONE})|退休(?:人员"
    rf"|者){BEGONE}|退休(?:金|手续|保障|工资|待遇|年龄)"
)
_BORN = re.compile(
    r"(?:出生(?:日期|年月)?[:为在]?)?(?P<year>(?:19"
    r"|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?(?P<also>\(?[及含]\)?)?(?P<side>以后"
    r"|之后|后|以前|之前|前)(?:的)?(?:出生|生人|生)"
)
_CHILD = re.compile(
    r"(?<![不禁非用])(?<!严禁)(?:招|收|要|用|请)(?:[\u4e00-\u9fff]{0,3})?童工|童工(?:可|均可|优先|也可)"
    r"|(?:招|收)初中在(?:读|校)生|初中(?:在读|在校)?生(?:可|均可|也可|亦可|皆可)"
)
_CHILD_LAWFUL = re.compile(r"(?:不|禁止|严禁|拒绝|杜绝|不得|无|反对)[\u4e00-\u9fff]{0,5}童工")
_HAZARD = re.compile(
    r"粉尘|有毒|毒害|剧毒|高空|登高|高处作业|吊篮|外墙|井下|矿山|矿井|潜水|涵洞|隧道|放射|辐射|伐木|易燃"
    r"|易爆|爆破|烟花|爆竹|高温作业|冷库|低温作业|冷水作业|风镐|凿岩|"
    r"(?:搬|扛|负重)[\u4e00-\u9fff]{0,4}(?:2[1-9]|[3-9]\d|1\d\d)(?:公斤|kg|千克)|喷漆|油漆工|铅|苯|强酸|电焊"
)


@dataclass(frozen=True, slots=True)
class AgeTerm:
    """Ages an advert admits, both ends included; None where it names no end."""

    low: int | None
    high: int | None
    sex: str
    start: int
    end: int


def find(text: str, parameters: Parameters, start: date) -> Iterator[Hit]:
    """Conditions of age, judged for a person who starts on a day."""
    terms = _terms(text) if _WITH_WORD.search(text) or re.search("以[下内]", text) else []
    least, adult = int(parameters.value("age.least", start)), int(parameters.value("age.adult", start))
    for term in terms:
        yield from _judged(term, least, adult, parameters, start)
    yield from _minors_in_danger(text, terms, least, adult)
    yield from _births(text, least, start)
    left = blanked(_CHILD_LAWFUL, text)
    for found in _CHILD.finditer(left):
        yield Hit("V07", Level.BLOCK, found.start(), found.end(), f"招收年满{least}周岁的人员")
    for found in _GENERATION.finditer(text):
        yield Hit("V06", Level.WARN, found.start(), found.end(), ANY_AGE)
    left = blanked(_RETIRED_SERVED, text)
    for found in _RETIRED.finditer(left):
        yield Hit("V09", Level.WARN, found.start(), found.end(), ANY_AGE)


def _terms(text: str) -> list[AgeTerm]:
    left = blanked(_LAWFUL, text)
    return [term for found in _TERM.finditer(left) if (term := _term(found))]


def _term(found: re.Match[str]) -> AgeTerm | None:
    """The ages of one phrase; a phrase of refusal admits the other ages."""
    if not _WITH_WORD.search(found[0]) and not (found["high2"] and found["after"] is not None and _bare_age(found)):
        return None
    low = _number(found["a"] or found["a2"] or found["low"] or found["low2"] or found["low4"])
    high = _number(found["b"] or found["b2"] or found["high"] or found["high2"])
    if found["refused"] or found["refused2"]:
        if low is not None and high is not None:
            return None
        low, high = high, low
    return AgeTerm(low, high, found["sex"] or "", found.start(), found.end())


def _bare_age(found: re.Match[str]) -> bool:
    """45以下 in a clause of its own, the years of nobody but the worker."""
    before = found.string[: found.start()]
    return (
        len(found["high2"]) == 2
        and (not before or before[-1] in "。，、(")
        and 18 <= (_number(found["high2"]) or 0) <= 65
    )


def _number(written: str | None) -> int | None:
    return amount(written) if written else None


def _judged(term: AgeTerm, least: int, adult: int, parameters: Parameters, start: date) -> Iterator[Hit]:
    """Too young, past retirement, or a limit that needs a reason."""
    retirement = parameters.value("retirement.women" if term.sex == "女" else "retirement.men", start)
    young = term.low is not None and term.low < least
    if young or (term.low is None and term.high is not None and term.high <= least):
        yield Hit("V07", Level.BLOCK, term.start, term.end, f"年满{least}周岁")
    elif (term.high is not None and term.high > retirement and term.sex != "女") or (term.low or 0) >= retirement:
        yield Hit("V09", Level.WARN, term.start, term.end, ANY_AGE)
    elif (term.high is not None and term.high < retirement) or (term.low is not None and term.low > adult):
        yield Hit("V06", Level.WARN, term.start, term.end, f"年满{adult}周岁")


def _minors_in_danger(text: str, terms: list[AgeTerm], least: int, adult: int) -> Iterator[Hit]:
    """A post with a hazard that lets people below 18 in, and nowhere asks for 18."""
    young = [term for term in terms if term.low is not None and least <= term.low < adult]
    asks_adults = any(term.low == adult for term in terms)
    if not young or not _HAZARD.search(text):
        return
    for term in young:
        level = Level.WARN if asks_adults else Level.BLOCK
        yield Hit("V08", level, term.start, term.end, f"年满{adult}周岁")


def _births(text: str, least: int, start: date) -> Iterator[Hit]:
    """Limits of the date of birth; the latest birth admitted tells the youngest person."""
    for found in _BORN.finditer(text):
        before = found["side"].endswith("前")
        latest = _latest(found) if before else None
        youngest_of_all = _first_day(found) if not before else None
        if (latest and _of_age(latest, least) > start) or (youngest_of_all and _of_age(youngest_of_all, least) > start):
            yield Hit("V07", Level.BLOCK, found.start(), found.end(), f"年满{least}周岁")
        elif not before:
            yield Hit("V06", Level.WARN, found.start(), found.end(), ANY_AGE)


def _first_day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None


def _latest(found: re.Match[str]) -> date | None:
    """The last birthday that is before: the day itself only where it says so."""
    first = _first_day(found)
    if first is None or not found["also"]:
        return first - timedelta(days=1) if first else None
    if found["day"]:
        return first
    month = int(found["month"] or 12)
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _of_age(born: date, years: int) -> date:
    """The birthday on which somebody reaches an age; who is born on 02-29 does so on 03-01 of a common year."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
