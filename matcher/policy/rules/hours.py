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
from matcher.policy.phrases import blanked, phrases

RULE = "V17"
_PHRASES = phrases("hours")
MEAL_HOURS = 1.0  # let go of a stated day
LONG_SPAN, LONG_BREAK, LONGEST_BREAK = 9.0, 2.0, 3.0  # a longer span between two times of day holds breaks of so long
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
    lenient = bool(_PHRASES.one("special").search(text) or _PHRASES.one("part_time").search(text))
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
    for found in _PHRASES.one("long_turn").finditer(text):
        yield Hit(RULE, Level.WARN, found.start(), found.end(), f"每天工作{limits.day:g}小时")


def _days(text: str) -> Iterator[Stated]:
    for found in _PHRASES.one("day").finditer(text):
        hours = _hours(found)
        if (found["rotating"] and hours < 12) or hours > 16:
            continue
        yield Stated(hours, hours - _break(text, found.end(), MEAL_HOURS), found.start(), found.end())
    clocks = list(_PHRASES.one("clock").finditer(text))
    for found in clocks:
        span = _span(found)
        if span is not None:
            pause = _break(text, found.end(), LONG_BREAK if span > LONG_SPAN else MEAL_HOURS)
            yield Stated(
                span - pause, span - max(pause, LONGEST_BREAK if span > LONG_SPAN else MEAL_HOURS), *found.span()
            )
    if not clocks and not _PHRASES.one("in_turns").search(text):
        yield from _two_times(text)


def _two_times(text: str) -> Iterator[Stated]:
    """A day whose beginning and end stand apart, where the text names one of each."""
    begins, ends = list(_PHRASES.one("begins").finditer(text)), list(_PHRASES.one("ends").finditer(text))
    if len(begins) != 1 or len(ends) != 1:
        return
    begin, end = begins[0], ends[0]
    start = _number(begin["from"]) + _minutes(begin["from_minutes"])
    stop = _number(end["to"] or end["to_first"]) + _minutes(end["to_minutes"] or end["to_minutes_first"])
    evening = end["evening"] or end["evening_first"] or ""
    if stop <= 12 and "凌晨" not in evening and (evening or stop < start + 8):
        stop += 12
    span = stop - start if stop > start else stop + 24 - start
    if start <= 12 and 8 <= span <= 20:
        long = span > LONG_SPAN
        least = span - (LONGEST_BREAK if long else MEAL_HOURS)
        yield Stated(span - (LONG_BREAK if long else MEAL_HOURS), least, *end.span())


def _minutes(written: str | None) -> float:
    return 0.5 if written == "半" else int(written or 0) / 60


def _hours(found: re.Match[str]) -> float:
    """The hours that a day is said to have; 8+3 is a day of eleven."""
    if found["added"]:
        return 8.0 + _number(found["added"])
    return _number(found["hours"] or found["hours_first"] or found["hours_alone"] or found["turn"])


def _break(text: str, end: int, usual: float) -> float:
    """The hours of rest that the words after a day name, or the usual."""
    found = _PHRASES.one("meal").search(text, end, end + 14)
    return max(usual, _number(found["off"])) if found and found["off"] else usual


def _span(found: re.Match[str]) -> float | None:
    """Hours between two times of day; None when it cannot be told."""
    if found["nines"]:
        return 12.0
    if found["morning"]:
        return _number(found["night"]) + 12 - _number(found["morning"])
    if found["dusk"]:
        return 12 + _number(found["dawn"]) - _number(found["dusk"])
    begin = _number(found["from"]) + int(found["from_minutes"] or 0) / 60
    end = _number(found["to"]) + int(found["to_minutes"] or 0) / 60
    if found["from_evening"] and begin < 12:
        begin, end = begin + 12, end if found["evening"] or end <= begin else end + 12
    if found["evening"] in {"晚", "晚上", "下午"} and end < 12:
        end += 12
    hours = end - begin if end > begin else end + 24 - begin
    return hours if 8 <= hours <= 16 and begin <= 24 and end <= 36 else None


def _rest(text: str) -> tuple[float, int, int] | None:
    """Days of rest in a month, and where they are stated."""
    left = blanked(text, _PHRASES.one("shop_open"))
    found = _PHRASES.one("rest").search(left)
    if nines := _PHRASES.one("nines").search(text):
        return (4.0 if nines[0] == "996" else 0.0), nines.start(), nines.end()
    if found is None:
        return None
    days = (
        0.0
        if found["none"]
        else max(0.0, DAYS_A_MONTH - float(found["worked"] or found["worked_on"]))
        if found["worked"] or found["worked_on"]
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
    for found in _PHRASES.one("overtime").finditer(text):
        daily = _number(found["day"] or found["day_behind"]) if found["day"] or found["day_behind"] else 0.0
        monthly = float(found["month"] or 0)
        if daily > limits.overtime_day or monthly > limits.overtime_month:
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), f"每月加班不超过{limits.overtime_month:g}小时")
    for found in _PHRASES.one("week").finditer(text):
        if float(found["hours"]) * WEEKS_A_MONTH > limits.month:
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), "每周工作40小时")


def _number(written: str | None) -> float:
    if not written:
        return 0.0
    return float(written) if written[0].isdigit() else float(amount(written) or 0)
