"""V10 and V11: wages below the least wage, and wages that say nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.language.numerals import amount
from matcher.policy.advert import Advert
from matcher.policy.findings import Hit, Level
from matcher.policy.parameters import Parameters

_MONEY = (
    r"(?:\d+(?:\.\d+)?[千万百kw]?\d?(?!\d)"
    r"|[一二两三四五六七八九]?[十百千万][零一二两三四五六七八九十百千万半]*"
    r"|[一二两三四五六七八九][千万百][零一二两三四五六七八九百半]*)"
)
_YUAN = r"(?:元|块钱?|rmb|人民币)"
_WORD = (
    r"(?:试用期|转正后?|实习期|学徒期|无责任?|无责|税前|税后|固定|综合|平均|保底|保障|基本|最低|起步|每月"
    r"|月均|月度|到手|新人|前三个月|首月)*"
    r"(?:月薪|月工资|月收入|月入|时薪|日薪|周薪|年薪|时工资|日工资|底薪|工资|薪资|薪酬|薪水|薪金|工价|工钱"
    r"|报酬|待遇|收入|保底|起薪|基薪|综合)"
)
_PERIOD = (
    r"(?:[/每一]{1,2}个?(?:月|小时|h|天|日|年|工时|钟|时(?!间))|(?<=[元块])(?:小时|个月|月(?![\u4e00-\u9fff])|天))"
)
_PAY = re.compile(
    rf"(?P<word>(?:{_WORD})+[\u4e00-\u9fff]{{0,2}}?[:为是达约在(]*(?:待遇)?[:]?(?:大约|左右"
    rf"|范围)?)?(?P<each>(?:每|一)(?:个)?(?:月|小时|天|日|年))?"
    rf"(?P<low>{_MONEY}){_YUAN}?(?:(?:-|至"
    rf"|到)(?P<high>{_MONEY}))?{_YUAN}?(?P<per>{_PERIOD})?(?P<rest>(?:[以左]上|左右|起步?|加|包|封顶|不等"
    rf"|以内)?{_YUAN}?)",
)
_NOT_PAY_BEFORE = re.compile(
    r"(?:补贴|补助|津贴|奖金?|提成|餐补|房补|社保|公积金|罚款?|扣|押金|红包|基数|房租|租金|费用?|加班|满勤"
    r"|全勤|夜班|高温|贷款?|投资|营业额|业绩|注册资本|单价|奖励|生活费|伙食费?|工龄|话补|介绍|客单价|人数"
    r"|员工|面积|电话|微信|年终|绩效|补)[\u4e00-\u9fff]{0,3}[:为]?$"
)
_NOT_PAY_AFTER = re.compile(
    r"^(?:的)?(?:补贴|补助|津贴|奖金?|餐补|房补|全勤|红包|费用?|罚款|房租|伙食|生活费|[人名位个号楼岁周年]"
    r"|工龄|平|公斤|斤|小时|点|%|件|单|米|社保|提成|业绩|天|月(?!薪|/)|日|吨|kg)"
)
_PART_TIME = re.compile(r"兼职|小时工|半天|半日|实习(?!期工资)|见习|非全日制|钟点|临时|暑假工|寒假工|学生工")
_FULL_TIME = re.compile(r"全职|正式工|每天\d+小时|长白班|两班倒|三班倒|五险|月综合|月休|单休|双休|做六休一|综合\d")
_HOURS = re.compile(
    r"(?:每天|每日|一天|日|工作|上班|班)[\u4e00-\u9fff]{0,4}?(\d{1,2}(?:\.5)?)(?:个)?(?:小时|h)"
    r"|(\d{1,2}(?:\.5)?)(?:个)?(?:小时|h)(?:/天|一天|制|每天)"
)
_OPEN = re.compile(
    r"(?:薪资|薪酬|工资|月薪|底薪|待遇|薪水|薪金|价格|报酬|收入|薪|工价)+(?:福利)?(?:可|可以|具体|当面"
    r"|细节|均)?[:为(]?(?:面议|面谈|电议|详谈|私聊|可谈|详议|待定|另议|议定|协商|商议|从面议|来电|面洽"
    r"|电联)"
    r"|(?:具体|可)?(?<![间点班次作宿假期程])(?:面议|电议)"
)
_OPEN_OTHER = re.compile(
    r"(?:时间|班次|地点|住宿|合作|休息|排班|工时|细节|到岗|租金|转让)[\u4e00-\u9fff]{0,3}(?:面议|电议|详谈|面谈)"
)
HOURS_A_DAY = 8.0


@dataclass(frozen=True, slots=True)
class Pay:
    """A wage as the text states it: yuan per ``unit``; ``base`` is what is paid whatever is sold or made."""

    low: float
    high: float | None
    unit: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Floors:
    """The least wages of a day in yuan; ``full_hour`` is what the monthly floor is worth for an hour of it."""

    month: float
    hour: float
    full_hour: float

    @classmethod
    def on(cls, parameters: Parameters, day: date) -> "Floors":
        month = parameters.value("wage.month", day)
        hours = parameters.value("days.month", day) * parameters.value("hours.day", day)
        return cls(month, parameters.value("wage.hour", day), month / hours)


def find(text: str, advert: Advert, parameters: Parameters, day: date) -> Iterator[Hit]:
    """Wages of the text below the floor or too wide; nothing when the fields of the advert state the wage."""
    if advert.wage_low is not None or advert.wage_high is not None:
        return
    pays = list(_pays(text))
    floors, spread = Floors.on(parameters, day), parameters.value("wage.spread", day)
    guaranteed = max((pay.low for pay in pays if pay.kind == "guaranteed"), default=0.0)
    for pay in pays:
        level = _below(pay, text, floors, guaranteed)
        if level is not Level.OK:
            yield Hit("V10", level, pay.start, pay.end, _lifted(pay, floors))
        if pay.high and pay.high > spread * pay.low:
            yield Hit("V11", Level.WARN, pay.start, pay.end, _narrowed(pay, floors))
    if not pays:
        for found in _OPEN.finditer(_OPEN_OTHER.sub(lambda other: "□" * len(other[0]), text)):
            yield Hit("V11", Level.WARN, found.start(), found.end(), "月薪____元")


def of_fields(advert: Advert, parameters: Parameters, day: date) -> Iterator[tuple[str, str, str, Level]]:
    """Rule, field, value to enter and level for the wage as the fields state it."""
    floors = Floors.on(parameters, day)
    floor = floors.hour if advert.wage_unit == "hour" else floors.month
    stated = {"wage_low": advert.wage_low, "wage_high": advert.wage_high}
    below = [name for name, value in stated.items() if value is not None and value < floor]
    for name in below:
        yield "V10", name, f"{floor:g}", Level.BLOCK
    low, high = advert.wage_low, advert.wage_high
    if low is not None and high is not None and high > parameters.value("wage.spread", day) * low:
        yield "V11", "wage_high", f"{low * parameters.value('wage.spread', day):g}", Level.WARN


def _pays(text: str) -> Iterator[Pay]:
    for found in _PAY.finditer(text):
        if (pay := _pay(found)) is not None:
            yield pay


def _pay(found: re.Match[str]) -> Pay | None:
    """The wage of a match; None when the number is no wage: an allowance, an age, a telephone."""
    text, word = found.string, found["word"] or ""
    unit = _unit(word, (found["each"] or "") + (found["per"] or ""))
    if not unit or _NOT_PAY_AFTER.match(text[found.end() : found.end() + 4]) or (word and "福利" in word):
        return None
    before = text[max(0, found.start() - 8) : found.start()]
    if _NOT_PAY_BEFORE.search(before if not word else before[-3:]):
        return None
    low, high = _ends(found["low"], found["high"])
    if low is None or low <= 0 or (unit == "month" and low < 100) or (high is not None and high < low):
        return None
    return Pay(low, high, unit, _kind(word), found.start(), found.end())


def _unit(word: str, period: str) -> str:
    """month, hour, day or year; empty when nothing says that the number is paid for work."""
    said = period or word
    for unit, signs in (("hour", "时h钟"), ("day", "天日"), ("year", "年"), ("month", "月")):
        if any(sign in said for sign in signs):
            return unit
    return "month" if word else ""


def _kind(word: str) -> str:
    if "保底" in word or "无责" in word:
        return "guaranteed"
    return "base" if "底薪" in word or "基本" in word or "基薪" in word else "wage"


def _ends(low: str, high: str | None) -> tuple[float | None, float | None]:
    """Both ends in yuan; 2-3千 gives its unit to both."""
    first, last = _yuan(low), _yuan(high) if high else None
    unit = re.search("[千万百kw]", high) if high else None
    if unit and first is not None and first < 100:
        first = _yuan(low + unit[0])
    return first, last


def _yuan(written: str) -> float | None:
    return float(written) if re.fullmatch(r"\d+\.\d+", written) else amount(written)


def _below(pay: Pay, text: str, floors: Floors, guaranteed: float) -> Level:
    """How far below the floor a wage is; part-time work goes by the hour and trainees' allowances by neither."""
    if pay.unit == "month":
        covered = pay.kind == "base" and guaranteed >= floors.month
        return Level.BLOCK if pay.low < floors.month and not covered and not _PART_TIME.search(text) else Level.OK
    if pay.unit == "year":
        return Level.BLOCK if pay.low < 12 * floors.month and not _PART_TIME.search(text) else Level.OK
    hours = _hours(text)
    hourly = pay.low if pay.unit == "hour" else pay.low / (hours or HOURS_A_DAY)
    if pay.unit == "day" and not hours:
        return Level.WARN if hourly < floors.full_hour else Level.OK
    if hourly >= floors.hour:
        return Level.OK
    full_time = pay.unit == "hour" and _FULL_TIME.search(text) and not _PART_TIME.search(text)
    return Level.WARN if full_time and hourly >= floors.full_hour else Level.BLOCK


def _hours(text: str) -> float | None:
    found = _HOURS.search(text)
    return float(found[1] or found[2]) if found else None


_NAMES = {"month": ("月薪", "元"), "hour": ("时薪", "元"), "day": ("日薪", "元"), "year": ("年薪", "元")}


def _floor(pay: Pay, floors: Floors) -> float:
    return {
        "month": floors.month, "hour": floors.hour, "day": floors.hour * HOURS_A_DAY, "year": 12 * floors.month
    }[pay.unit]  # fmt: skip


def _lifted(pay: Pay, floors: Floors) -> str:
    """The same wage with its lower end at the floor."""
    floor, (name, unit) = _floor(pay, floors), _NAMES[pay.unit]
    upper = f"-{pay.high:g}" if pay.high and floor < pay.high <= 3 * floor else ""
    return f"{name}{floor:g}{upper}{unit}"


def _narrowed(pay: Pay, floors: Floors) -> str:
    name, unit = _NAMES[pay.unit]
    return f"{name}{max(pay.low, _floor(pay, floors)):g}{unit}起，多劳多得"
