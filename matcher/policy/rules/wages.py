"""V10 and V11: wages below the least wage, and wages that say nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.policy.advert import Advert
from matcher.policy.findings import Hit, Level
from matcher.policy.parameters import Parameters
from matcher.policy.phrases import blanked, phrases
from matcher.policy.rules.pay import Pay, Work, pays

_PHRASES = phrases("wages")
HOURS_A_DAY = 8.0  # where a wage by the day names none
_NAMES = {"hour": "时薪", "day": "日薪", "month": "月薪", "year": "年薪"}
_KINDS = {"base": "底薪", "guaranteed": "保底"}


@dataclass(frozen=True, slots=True)
class Floors:
    """The least wages of a day in yuan.

    ``hour`` is the floor of part-time work; ``full_hour`` is what the monthly floor is worth for an hour of it.
    """

    month: float
    hour: float
    full_hour: float
    spread: float

    @classmethod
    def on(cls, parameters: Parameters, day: date) -> "Floors":
        month = parameters.value("wage.month", day)
        hours = parameters.value("days.month", day) * parameters.value("hours.day", day)
        return cls(month, parameters.value("wage.hour", day), month / hours, parameters.value("wage.spread", day))

    def of(self, unit: str, hours: float) -> float:
        """The least wage by the hour, the day of so many hours, the month or the year."""
        return {"hour": self.hour, "day": self.hour * hours, "month": self.month, "year": 12 * self.month}[unit]


def find(text: str, advert: Advert, parameters: Parameters, day: date) -> Iterator[Hit]:
    """Wages of the text below the floor or too wide; nothing when the fields of the advert state the wage."""
    if advert.wage_low is not None or advert.wage_high is not None:
        return
    left = blanked(text, _PHRASES.one("unpaid_lawful"))
    for pattern in _PHRASES.each("unpaid"):
        for found in pattern.finditer(left):
            yield Hit("V10", Level.BLOCK, found.start(), found.end(), "试用期按月发放工资")
    for found in _PHRASES.one("no_base").finditer(text):
        yield Hit("V10", Level.WARN, found.start(), found.end(), "底薪不低于最低工资标准")
    stated, work, floors = list(pays(text)), Work.of(text), Floors.on(parameters, day)
    guaranteed = any(pay.kind == "guaranteed" and pay.low >= floors.month for pay in stated)
    for pay in stated:
        level = Level.OK if guaranteed and pay.kind == "base" else _below(pay, work, floors)
        if level is not Level.OK:
            yield Hit("V10", level, pay.start, pay.end, _lifted(pay, work, floors))
        if pay.high and pay.high > floors.spread * pay.low:
            yield Hit("V11", Level.WARN, pay.start, pay.end, _narrowed(pay, work, floors))
    if not stated:
        for found in _PHRASES.one("open").finditer(blanked(text, _PHRASES.one("open_other"))):
            yield Hit("V11", Level.WARN, found.start(), found.end(), "月薪____元")


def of_fields(advert: Advert, parameters: Parameters, day: date) -> Iterator[tuple[str, Level, str, str]]:
    """Rule, level, name of the field and value to enter, for the wage as the fields state it."""
    floors = Floors.on(parameters, day)
    floor = floors.of(advert.wage_unit, HOURS_A_DAY)
    low, high = advert.wage_low, advert.wage_high
    for name, value in (("wage_low", low), ("wage_high", high)):
        if value is not None and value < floor:
            yield "V10", Level.BLOCK, name, f"{floor:g}"
    if low is not None and high is not None and high > floors.spread * low:
        yield "V11", Level.WARN, "wage_high", f"{low * floors.spread:g}"


def _below(pay: Pay, work: Work, floors: Floors) -> Level:
    """How far below the floor a wage is.

    A monthly wage of part-time work or of trainees has no floor of its own. An hour of full-time work may be paid
    below the floor of part-time work, and a day whose hours nobody states may be short: a person has to look.
    """
    if pay.unit in {"month", "year"}:
        return Level.BLOCK if pay.low < floors.of(pay.unit, HOURS_A_DAY) and not work.part_time else Level.OK
    if pay.unit == "day" and not work.hours:
        return Level.WARN if pay.low / HOURS_A_DAY < floors.full_hour else Level.OK
    hourly = pay.low if pay.unit == "hour" else pay.low / (work.hours or HOURS_A_DAY)
    if hourly >= floors.hour:
        return Level.OK
    full_time = pay.unit == "hour" and work.full_time and not work.part_time
    return Level.WARN if full_time and hourly >= floors.full_hour else Level.BLOCK


def _lifted(pay: Pay, work: Work, floors: Floors) -> str:
    """The same wage with its lower end at the floor."""
    floor = floors.of(pay.unit, work.hours or HOURS_A_DAY)
    upper = f"-{pay.high:g}" if pay.high and floor < pay.high <= floors.spread * floor else ""
    return f"{_KINDS.get(pay.kind, _NAMES[pay.unit])}{floor:g}{upper}元"


def _narrowed(pay: Pay, work: Work, floors: Floors) -> str:
    least = max(pay.low, floors.of(pay.unit, work.hours or HOURS_A_DAY))
    return f"{_NAMES[pay.unit]}{least:g}元起，多劳多得"
