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
from matcher.policy.phrases import blanked, passages, phrases
from matcher.policy.reading import EDGES

ANY_AGE = "年龄不限"
_PHRASES = phrases("ages")
_LOW = ("range_low", "bare_low", "alone_low", "above", "reached", "exact", "from")
_HIGH = ("at", "range_high", "bare_high", "alone_high", "below", "up_to")


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
    terms = _terms(text)
    least, adult = int(parameters.value("age.least", start)), int(parameters.value("age.adult", start))
    dangers = list(_minors_in_danger(text, terms, adult, least))
    yield from dangers
    for term in terms:
        if all(term.start != danger.start for danger in dangers):
            yield from _judged(term, least, adult, parameters, start)
    yield from _births(text, least, start)
    yield from _named("child", "V07", Level.BLOCK, f"招收年满{least}周岁的人员", text)
    yield from _named("generation", "V06", Level.WARN, ANY_AGE, text)
    yield from _named("retired", "V09", Level.WARN, ANY_AGE, text)


def _named(kind: str, rule: str, level: Level, rewrite: str, text: str) -> Iterator[Hit]:
    """Ages named by a word: 童工, 90后, 退休人员."""
    for start, passage in passages(text, _PHRASES.one(f"{kind}_sign")):
        left = blanked(passage, *_PHRASES.each(f"{kind}_lawful"))
        for found in _PHRASES.one(kind).finditer(left):
            yield Hit(rule, level, start + found.start(), start + found.end(), rewrite)


def _terms(text: str) -> list[AgeTerm]:
    return [
        term
        for start, passage in passages(text, _PHRASES.one("word"))
        for found in _PHRASES.one("term").finditer(blanked(passage, *_PHRASES.each("lawful")))
        if (term := _term(found, start))
    ]


def _term(found: re.Match[str], moved: int) -> AgeTerm | None:
    """The ages of one phrase; a phrase that turns people away admits the other ages."""
    if not _PHRASES.one("years_named").search(found[0]) and not _bare_age(found):
        return None
    low, high = _first_number(found, _LOW), _first_number(found, _HIGH)
    if found["refused"] or found["turned_away"]:
        if low is not None and high is not None:
            return None
        low, high = high, low
    return AgeTerm(low, high, found["sex"] or "", moved + found.start(), moved + found.end())


def _bare_age(found: re.Match[str]) -> bool:
    """45以下 in a clause of its own, or 18-45: the years of nobody but the worker."""
    if found["alone_low"]:
        return True
    before = found.string[: found.start()]
    written = found["up_to"] or found["below"] or ""
    return (
        len(written) == 2
        and (not before or before[-1] in EDGES or bool(found["sex"]))
        and 18 <= (amount(written) or 0) <= 65
    )


def _first_number(found: re.Match[str], groups: tuple[str, ...]) -> int | None:
    written = next((found[group] for group in groups if found[group]), None)
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


def _minors_in_danger(text: str, terms: list[AgeTerm], adult: int, least: int) -> Iterator[Hit]:
    """A post with a hazard that lets people below 18 in, and nowhere asks for 18."""
    young = [term for term in terms if term.low is not None and least <= term.low < adult]
    asks_adults = any(term.low == adult for term in terms)
    if not young or not _PHRASES.one("hazard").search(blanked(text, *_PHRASES.each("hazard_lawful"))):
        return
    for term in young:
        level = Level.WARN if asks_adults else Level.BLOCK
        yield Hit("V08", level, term.start, term.end, f"年满{adult}周岁")


def _births(text: str, least: int, start: date) -> Iterator[Hit]:
    """Limits of the date of birth; the latest birth admitted tells the youngest person."""
    if not _PHRASES.one("born_word").search(text):
        return
    for found in _PHRASES.one("born").finditer(text):
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
