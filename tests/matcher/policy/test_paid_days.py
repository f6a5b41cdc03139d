"""Paid days of a month: working days and public holidays, by the State Council's notices."""

from datetime import date

import pytest

from matcher.policy.paid_days import days_between, is_paid, packaged_calendar, paid_days

YEARS = sorted(packaged_calendar().years)


@pytest.mark.parametrize("year", YEARS)
def test_what_is_moved_within_a_year_changes_no_sum(year):
    """Each day off that is no public holiday is worked on a weekend; each public holiday on one gives a day off."""
    days = list(days_between(date(year, 1, 1), date(year, 12, 31)))
    assert sum(map(is_paid, days)) == sum(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("year", YEARS)
def test_public_holidays_are_as_many_as_the_law_says_and_free(year):
    holidays = [day for day in packaged_calendar().holidays if day.year == year]
    assert len(holidays) == (13 if year >= 2025 else 11)
    assert set(holidays) <= packaged_calendar().off


def test_only_weekends_are_worked_instead_and_none_is_off_as_well():
    known = packaged_calendar()
    assert {day.weekday() for day in known.worked} == {5, 6}
    assert known.worked & known.off == set()


@pytest.mark.parametrize(
    ("month", "paid"), [((2021, 2, 28), 20), ((2021, 9, 30), 23), ((2021, 10, 31), 20), ((2022, 1, 31), 22)]
)
def test_a_month_has_the_days_that_its_wage_is_for(month, paid):
    year, number, last = month
    assert paid_days(date(year, number, 1), date(year, number, last)) == paid


def test_a_year_nobody_has_announced_goes_by_its_weekdays():
    assert paid_days(date(2030, 10, 1), date(2030, 10, 7)) == 5
