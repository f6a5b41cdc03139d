"""V10 and V11: wages below the least wage, and wages that say nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.language.numerals import amount
from matcher.policy.advert import Advert
from matcher.policy.findings import Hit, Level
from matcher.policy.parameters import Parameters
from matcher.policy.phrases import blanked, phrases

_PHRASES = phrases("wages")
HOURS_A_DAY = 8.0  # where a wage by the day names none
LEAST_SENSIBLE = {"hour": 1, "day": 10, "month": 100, "year": 1_000}  # below it, the number is no wage in yuan


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
        for found in _PHRASES.one("open").finditer(blanked(text, _PHRASES.one("open_other"))):
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
    for found in _PHRASES.one("pay").finditer(text):
        if (pay := _pay(found)) is not None:
            yield pay


def _pay(found: re.Match[str]) -> Pay | None:
    """The wage of a match; None when the number is no wage: an allowance, an age, a telephone."""
    word = found["word"] or ""
    unit = _unit(word, (found["each"] or "") + (found["per"] or ""))
    low, high = _ends(found["low"], found["high"])
    if not unit or _is_other_money(found) or low is None or (high is not None and high < low):
        return None
    return Pay(low, high, unit, _kind(word), found.start(), found.end()) if low >= LEAST_SENSIBLE[unit] else None


def _is_other_money(found: re.Match[str]) -> bool:
    """Whether the words around say that the number is an allowance, a fine, an age or a telephone."""
    before, behind = found.string[max(0, found.start() - 8) : found.start()], found.string[found.end() :][:4]
    on_top = found[0].endswith(("+", "加"))  # 底薪1800+提成: what follows is paid on top
    if not on_top and _PHRASES.one("other_behind_it").match(behind):
        return True
    return bool(_PHRASES.one("other_before_it").search(before[-3:] if found["word"] else before))


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
        return (
            Level.BLOCK
            if pay.low < floors.month and not covered and not _PHRASES.one("part_time").search(text)
            else Level.OK
        )
    if pay.unit == "year":
        return Level.BLOCK if pay.low < 12 * floors.month and not _PHRASES.one("part_time").search(text) else Level.OK
    hours = _hours(text)
    hourly = pay.low if pay.unit == "hour" else pay.low / (hours or HOURS_A_DAY)
    if pay.unit == "day" and not hours:
        return Level.WARN if hourly < floors.full_hour else Level.OK
    if hourly >= floors.hour:
        return Level.OK
    full_time = (
        pay.unit == "hour" and _PHRASES.one("full_time").search(text) and not _PHRASES.one("part_time").search(text)
    )
    return Level.WARN if full_time and hourly >= floors.full_hour else Level.BLOCK


def _hours(text: str) -> float | None:
    found = _PHRASES.one("hours").search(text)
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
