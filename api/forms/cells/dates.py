"""Dates as offices type them: Excel dates, serial numbers, and a dozen shapes of text."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from api.forms.cells.numerals import arabic
from api.forms.cells.plain import LONGEST_READ, Impossible, RawCell, number, plain, says_nothing, typed

_MEND = "按 2021-02-18 的样子写一个日历上有的日期，不知道就留空"
_SERIAL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(3654, 73_051)  # 1910-01-01 … 2100-01-01, days since Excel's origin
_EIGHT_DIGITS = 10_000_000  # as long as 20210218, so meant as a whole day; 202102 is a month without one
_YEARS = range(1900, 2101)
_SEP = r"[-/.年月,。·、]{1,2}"
_FULL = re.compile(rf"(?<!\d)(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_MONTH_DAY = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})(?!\d)(?:日|号)?|^(\d{1,2})[-/.](\d{1,2})$")
_UNTIL = re.compile(r"(?:至|到|截止|截至|止于|[~—])[:于]?$")
_HALF_YEAR = timedelta(days=183)


def parse_date(
    raw: RawCell, as_of: date, *, last: bool = False, past: bool = False, needs_year: bool = False
) -> date | None:
    """The day a cell names, or ``None`` when it names none (“随时”, “节后”, a month without a day).

    ``last`` takes the end of a range instead of its start; ``past`` says the
    field cannot lie ahead, so a day without a year goes back rather than
    forward; with ``needs_year`` such a day says nothing.
    """
    if isinstance(raw, datetime):
        return _in_range(raw.date(), raw)
    if isinstance(raw, date):
        return _in_range(raw, raw)
    if isinstance(raw, time | timedelta):
        raise Impossible(f"“{typed(raw)}”不是日期", _MEND)
    value = number(raw)
    if isinstance(raw, str) and re.fullmatch(r"\d{5}", plain(raw)):
        value = float(plain(raw))  # a serial number that became text
    if value is not None and not re.fullmatch(r"\d{1,2}\.\d{1,2}", typed(raw)):
        return _from_number(value, raw)
    if says_nothing(raw) or (value is not None and needs_year):
        return None
    if needs_year and not re.search(r"\d{4}|\d{2}(?:年|[-/.]\d{1,2}[-/.]\d)", arabic(plain(raw))):
        return None
    return _from_text(typed(raw), as_of, last, past)


def _from_number(value: float, raw: RawCell) -> date | None:
    if value <= 0:
        raise Impossible(f"“{typed(raw)}”不是日期", _MEND)
    if int(value) in _SERIALS:
        return _SERIAL_ORIGIN + timedelta(days=int(value))
    if _COMPACT.fullmatch(typed(raw)):
        return _from_text(typed(raw), date.min, last=False, past=False)
    if value >= _EIGHT_DIGITS:
        raise Impossible(f"日历上没有“{typed(raw)}”这一天", _MEND)
    return None


def _from_text(text: str, as_of: date, last: bool, past: bool) -> date | None:
    spaced = re.sub(r"(?<=\d)\s+(?=\d)", "-", text.strip()[:LONGEST_READ])
    words = arabic(plain(spaced))
    found = list(_dates_in(words, as_of, past))
    if not found:
        return None
    start, day = found[-1] if last else found[0]
    if not last and _UNTIL.search(words[:start]):
        return None  # “即日起至3月31日” tells the end, not the start
    return day


def _dates_in(words: str, as_of: date, past: bool) -> Iterator[tuple[int, date]]:
    """Every date in the text with its place, in order; a day without a year takes the year before it, or as_of's."""
    seen: list[tuple[int, date]] = []
    for pattern in (_FULL, _COMPACT, _DAY_FIRST, _SHORT_YEAR):
        for m in pattern.finditer(words):
            if parts := _year_month_day(pattern, m, as_of):
                seen.append((m.start(), _on_calendar(*parts, m.group())))
        if seen:
            break
    rest = re.sub(_FULL, lambda m: "x" * len(m.group()), words)
    year = seen[0][1].year if seen else None
    for m in _MONTH_DAY.finditer(rest):
        month, day = (int(g) for g in m.groups() if g is not None)
        if month > 12 and m.group(1) is None:
            continue  # “90.05” is a month of a year, not a day
        seen.append((m.start(), _near(as_of, year, month, day, m.group(), past)))
    return iter(sorted(seen))


def _year_month_day(pattern: re.Pattern[str], m: re.Match[str], as_of: date) -> tuple[int, int, int] | None:
    a, b, c = (int(g) for g in m.groups())
    if pattern is _DAY_FIRST:
        if a > 12 >= b:
            return c, b, a
        return (c, a, b) if b > 12 >= a or a == b else None  # 03/02/2021 could be either: unknown
    if pattern is _SHORT_YEAR:
        return (2000 if a <= as_of.year % 100 + 10 else 1900) + a, b, c
    return a, b, c


def _near(as_of: date, year: int | None, month: int, day: int, shown: str, past: bool) -> date:
    if year is not None:
        return _on_calendar(year, month, day, shown)
    this_year = _on_calendar(as_of.year, month, day, shown)
    if past and this_year > as_of:
        return _on_calendar(as_of.year - 1, month, day, shown)
    if not past and this_year < as_of - _HALF_YEAR:
        return _on_calendar(as_of.year + 1, month, day, shown)
    return this_year


def _on_calendar(year: int, month: int, day: int, shown: str) -> date:
    try:
        return _in_range(date(year, month, day), shown)
    except ValueError as error:
        if isinstance(error, Impossible):
            raise
        raise Impossible(f"日历上没有“{shown}”这一天", _MEND) from None


def _in_range(day: date, shown: RawCell) -> date:
    if day.year not in _YEARS:
        raise Impossible(f"“{typed(shown)}”的年份不对", _MEND)
    return day
