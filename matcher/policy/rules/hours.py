"""V17: hours of a day, days of rest and overtime, as far as the text states them.

A stated day may hold a meal: an hour is let go before a day is called too long, so that nine hours at the works with a
lunch break are no offence. Shifts of 24 or 48 hours off and accredited systems of hours are for a person to check.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.language.numerals import amount
from matcher.policy.findings import Hit, Level
from matcher.policy.parameters import Parameters

RULE = "V17"
_N = r"(?:\d{1,2}(?:\.\d)?|十[一二三四]?|[一二两三四五六七八九]|二十四)"
_HOUR = "(?:个?半?小时|个?钟头?|h(?![a-z]))"
_SHIFT = (
    r"(?:长白班|常白班|白班|夜班|晚班|早班|两班倒|二班倒|两班制|倒班|正常班|上班时间|工作时间|工作时长"
    r"|工时|班时|上班|工作|实行|每班|一班|班次|值班|当班)"
)
_DAY = r"(?:每天|每日|一天|日均|天天|单日|全天)"
_LONG = re.compile(
    rf"(?:(?P<rotating>两班倒|二班倒|两班制|二班制)[，、(]?)?(?:{_DAY}|{_SHIFT})[，、(:]?(?:{_DAY}|{_SHIFT}"
    rf"|需|须|要|为|是|共|约|:|制|，|平均|均|实际)*(?P<hours>{_N}){_HOUR}(?:制|左右|以上|工作制|班)?"
    rf"|(?<![\d前内超])(?P<hours2>{_N}){_HOUR}(?:/天|每天|一天|工作制|制|两班倒|二班倒|长白班|倒班|/班|一班|轮班)"
)
_CLOCK = re.compile(
    r"(?P<am>早上?|上午|早晨)?(?P<from>\d{1,2})(?:[:点](?P<fm>\d{0,2})|时)(?:半)?(?:-|至|到)(?P<pm>晚上?"
    r"|下午|次日|第二天)?(?P<to>\d{1,2})(?:[:点](?P<tm>\d{0,2})|时)(?:半)?"
    r"|早(?P<from2>[\d一二三四五六七八九十]{1,2})点?(?:到|至"
    r"|-)?晚(?P<to2>[\d一二三四五六七八九十]{1,2})点?|(?P<nines>996|997|9107|大小夜007|007)(?:工作制|上班"
    r"|模式)?"
)
_MEAL = re.compile(
    rf"(?:含|包括|包含|其中|中间|中途|中午)(?:吃饭|用餐|休息|午休|就餐|时间|中午)*(?P<off>{_N})?(?:{_HOUR})?"
)
_FEW = re.compile(
    r"(?:每月|一个?月|月)(?:只|仅|共|可)?(?:休息?|轮休|调休)(?P<days>\d{1,2}"
    r"|[一二两三四五六七八九十])(?:至\d|-\d|到\d)?(?:天|日)"
    r"|(?P<weekly>做六休一|上六休一|六天一休|周休一天|每周休息?一天|每周休息?1天|单休|休一天)"
    r"|(?P<double>双休|做五休二|上五休二|周末休息|五天工作制|5天工作制|周休二日|周休两天)"
    r"|(?P<none>(?:全年|全月|每月|月|天天|工作日|节假日均?)?无休(?:息日|息|假)?(?!止)|没有休息日?"
    r"|每周(?:工作|上班)?[七7]天|一周[七7]天|不休息|休息日?无)"
)
_SHOP_OPEN = re.compile(
    r"(?:营业|全年无休营业|24小时营业|服务|热线|急诊|客服|开放|门店)[\u4e00-\u9fff]{0,6}全年无休"
    r"|全年无休(?:营业|服务|开放|的门店)"
)
_SPECIAL = re.compile(
    r"综合(?:计算)?工时|不定时工(?:时|作)|特殊工时|(?:做|上|干)一休[一二两]|上[一1]天?休[一1二两2]天?"
    r"|(?:做|上)[二两]休[二两]|上(?:12|24)(?:小时)?休(?:12|24|36|48)|四班三运转|四班三倒|三班倒|四班两倒"
    r"|24小时一?(?:班|轮)|隔天上班|上一天休一天"
)
_PART = re.compile(r"兼职|小时工|钟点工")
_OVERTIME = re.compile(
    rf"(?:(?:{_DAY})(?:平均|固定|需|须|要)*加班(?:时间)?(?:约|不少于|至少)?(?P<day>{_N})(?:(?:-|至"
    rf"|到)(?P<day2>{_N}))?{_HOUR}|加班(?:每天|每日)(?P<day3>{_N})(?:(?:-|至|到){_N})?{_HOUR})"
    rf"|(?:每月|月均|月|一个月)(?:平均|固定|需|须|要)*加班(?:时间)?(?:约|不少于|至少|在"
    rf"|达)?(?P<month>\d{{1,3}})(?:(?:-|至|到)(?P<month2>\d{{1,3}}))?(?:个)?(?:多)?(?:小时|钟|h)"
)
_WEEK_HOURS = re.compile(r"(?:每周|一周)(?:工作|上班)?(?:时间)?(?P<hours>\d{2,3})(?:个)?小时")
MEAL_HOURS = 1.0  # let go of a stated day; two of a span between two times of day longer than nine hours
DAYS_A_MONTH, WEEKS_A_MONTH = 30.0, 52 / 12
REST_DAYS_OF_FIVE = 8.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Lawful hours: of a day with overtime, of a month with overtime, and overtime alone."""

    day: float
    overtime_day: float
    overtime_month: float
    month: float
    rest: float

    @classmethod
    def on(cls, parameters: Parameters, day: date) -> "Limits":
        normal, overtime = parameters.value("hours.day", day), parameters.value("overtime.day", day)
        monthly = parameters.value("overtime.month", day)
        month = parameters.value("hours.week", day) * WEEKS_A_MONTH + monthly
        return cls(normal, overtime, monthly, month, parameters.value("rest.month", day))


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated length of the day: hours as written, and the least that may be meant by it."""

    hours: float
    least: float
    start: int
    end: int


def find(text: str, parameters: Parameters, day: date) -> Iterator[Hit]:
    """Days too long, too few days of rest, too much overtime."""
    limits = Limits.on(parameters, day)
    lenient = bool(_SPECIAL.search(text) or _PART.search(text))
    rest = _rest(text)
    scarce = rest is not None and rest[0] < limits.rest
    worst = Level.OK
    for stated in _days(text):
        level = _too_long(stated, rest[0] if rest else None, limits, lenient=lenient)
        worst = level if level is Level.BLOCK or worst is Level.OK else worst
        if level is not Level.OK:
            yield Hit(RULE, level, stated.start, stated.end, f"每天工作{limits.day:g}小时")
    if rest and scarce:
        yield Hit(RULE, Level.BLOCK if worst is Level.BLOCK else Level.WARN, rest[1], rest[2], "每周休息一天")
    yield from _overtime(text, limits)


def _days(text: str) -> Iterator[Stated]:
    for found in _LONG.finditer(text):
        hours = _number(found["hours"] or found["hours2"])
        if (found["rotating"] and hours < 12) or hours > 16:
            continue
        yield Stated(hours, hours - _break(text, found.end(), MEAL_HOURS), found.start(), found.end())
    for found in _CLOCK.finditer(text):
        span = _span(found)
        if span is not None:
            pause = _break(text, found.end(), 2.0 if span > 9 else MEAL_HOURS)
            yield Stated(span - pause, span - max(pause, 2.0 if span > 9 else MEAL_HOURS), found.start(), found.end())


def _break(text: str, end: int, usual: float) -> float:
    """The hours of rest that the words after a day name, or the usual."""
    found = _MEAL.search(text, end, end + 14)
    return max(usual, _number(found["off"])) if found and found["off"] else usual


def _span(found: re.Match[str]) -> float | None:
    """Hours between two times of day; None when it cannot be told."""
    if found["nines"]:
        return 12.0
    if found["from2"]:
        return _number(found["to2"]) + 12 - _number(found["from2"])
    begin = int(found["from"]) + int(found["fm"] or 0) / 60
    end = int(found["to"]) + int(found["tm"] or 0) / 60
    if found["pm"] in {"晚", "晚上", "下午"} and end < 12:
        end += 12
    hours = end - begin if end > begin else end + 24 - begin
    return hours if 8 <= hours <= 16 and begin <= 24 and end <= 36 else None


def _rest(text: str) -> tuple[float, int, int] | None:
    """Days of rest in a month, and where they are stated."""
    left = _SHOP_OPEN.sub(lambda found: "□" * len(found[0]), text)
    found = _FEW.search(left)
    if nines := re.search("99[67]|007", text):
        return (4.0 if nines[0] == "996" else 0.0), nines.start(), nines.end()
    if found is None:
        return None
    days = (
        0.0
        if found["none"]
        else 4.0
        if found["weekly"]
        else REST_DAYS_OF_FIVE
        if found["double"]
        else _number(found["days"])
    )
    return days, found.start(), found.end()


def _too_long(stated: Stated, rest: float | None, limits: Limits, *, lenient: bool) -> Level:
    """block where even the least that may be meant is too much, warn where only what is written is."""
    working = DAYS_A_MONTH - (REST_DAYS_OF_FIVE if rest is None else rest)
    scarce = rest is not None and rest < limits.rest
    longest = limits.day + limits.overtime_day

    def over(hours: float) -> bool:
        return hours > longest or hours * working > limits.month

    if over(stated.least) or (scarce and over(stated.hours)):
        return Level.WARN if lenient else Level.BLOCK
    return Level.WARN if over(stated.hours) and not lenient else Level.OK


def _overtime(text: str, limits: Limits) -> Iterator[Hit]:
    for found in _OVERTIME.finditer(text):
        daily = _number(found["day"] or found["day3"]) if found["day"] or found["day3"] else 0.0
        monthly = float(found["month"] or 0)
        if daily > limits.overtime_day or monthly > limits.overtime_month:
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), f"每月加班不超过{limits.overtime_month:g}小时")
    for found in _WEEK_HOURS.finditer(text):
        if float(found["hours"]) * WEEKS_A_MONTH > limits.month:
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), "每周工作40小时")


def _number(written: str | None) -> float:
    if not written:
        return 0.0
    return float(written) if written[0].isdigit() else float(amount(written) or 0)
