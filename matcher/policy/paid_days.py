"""Which days a month's wage is for: the working days and the public holidays (计薪日).

The year has as many of them as Mondays to Fridays, for every day off beside the public holidays is worked on a weekend,
but often in another month: October 2021 has 20 of them and 21 Mondays to Fridays. A year that nobody has announced yet,
or that is not in the data, goes by its Mondays to Fridays.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

DATA = "data/public_holidays.toml"
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years announced: days off, weekends worked instead, and public holidays, which are paid."""

    off: frozenset[date]
    worked: frozenset[date]
    holidays: frozenset[date]
    years: frozenset[int]


@cache
def packaged_calendar() -> Calendar:
    """What the State Council's notices say."""
    text = resources.files("matcher.policy").joinpath(DATA).read_text("utf-8")
    years = tomllib.loads(text)["year"]
    return Calendar(
        off=frozenset(day for year in years for first, last in year["off"] for day in days_between(first, last)),
        worked=frozenset(day for year in years for day in year["worked"]),
        holidays=frozenset(day for year in years for day in year["holidays"]),
        years=frozenset(year["year"] for year in years),
    )


def is_paid(day: date) -> bool:
    """Whether a day counts for the wage of a month: worked (some Saturdays and Sundays are), or a public holiday.

    >>> [is_paid(date(2021, 2, day)) for day in (12, 15, 19, 20, 21)]
    [True, False, True, True, False]
    """
    known = packaged_calendar()
    return day in known.holidays or day in known.worked or (day.weekday() <= _FRIDAY and day not in known.off)


def paid_days(first: date, last: date) -> int:
    """Paid days from one day to another, both included; none where they stand the wrong way round.

    >>> paid_days(date(2021, 9, 1), date(2021, 9, 30)), paid_days(date(2021, 10, 1), date(2021, 10, 31))
    (23, 20)
    """
    return sum(map(is_paid, days_between(first, last)))


def days_between(first: date, last: date) -> Iterator[date]:
    """Both included."""
    return (first + timedelta(days=passed) for passed in range((last - first).days + 1))
