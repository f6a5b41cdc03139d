from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.days import bounds, day_of


def test_one_minute_to_midnight_in_shanghai_is_still_the_last_day_of_the_campaign() -> None:
    assert day_of(datetime(2021, 3, 31, 15, 59, tzinfo=UTC)) == date(2021, 3, 31)


def test_midnight_in_shanghai_begins_the_next_day_although_it_is_afternoon_in_utc() -> None:
    assert day_of(datetime(2021, 3, 31, 16, 0, tzinfo=UTC)) == date(2021, 4, 1)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2021, 3, 31, 16, 0))  # noqa: DTZ001


@given(st.dates(date(1992, 1, 1), date(2100, 1, 1)))
def test_the_bounds_of_a_day_hold_exactly_that_day(day: date) -> None:
    first, last = bounds(day)
    assert day_of(first) == day_of(last - timedelta(microseconds=1)) == day
    assert day_of(last) == day_of(first - timedelta(microseconds=1)) + timedelta(days=2)
