"""Dated values and articles: each day has its own."""

from datetime import date

import pytest

from matcher.policy.articles import article
from matcher.policy.findings import Level
from matcher.policy.parameters import DatedValue, Parameters, packaged_parameters


@pytest.mark.parametrize(
    ("day", "floor"), [("2021-02-08", 2100), ("2021-11-30", 2100), ("2021-12-01", 2300), ("2025-03-01", 2500)]
)
def test_the_least_wage_is_the_one_of_the_day(day: str, floor: int) -> None:
    assert packaged_parameters().value("wage.month", date.fromisoformat(day)) == floor


def test_a_day_on_which_nothing_holds_is_an_error_not_a_guess() -> None:
    closed = Parameters((DatedValue("x", 1, date(2021, 1, 1), date(2021, 1, 31)),))
    with pytest.raises(LookupError, match="2021-02-01"):
        closed.value("x", date(2021, 2, 1))


def test_a_day_before_the_first_row_goes_by_the_first() -> None:
    assert Parameters((DatedValue("x", 1, date(2021, 1, 1)),)).value("x", date(1990, 1, 1)) == 1


def test_of_two_rows_that_hold_the_later_begun_counts() -> None:
    rows = (DatedValue("x", 1, date(2020, 1, 1)), DatedValue("x", 2, date(2021, 1, 1)))
    assert Parameters(rows).value("x", date(2021, 6, 1)) == 2


def test_every_packaged_value_names_its_source() -> None:
    assert [row.key for row in packaged_parameters().rows if not row.source] == []


def test_the_rules_on_online_recruitment_are_cited_from_the_day_they_came_into_force() -> None:
    before, since = (article("V01", Level.BLOCK, date(2021, *day)) for day in ((2, 28), (3, 1)))
    assert "网络招聘服务管理规定" not in before
    assert "网络招聘服务管理规定" in since
