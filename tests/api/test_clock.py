"""The clock of an installation that plays on a day of its own."""

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from api.clock import PlayedDay
from api.demonstration import on_its_day
from api.settings import Settings
from models.audit import AuditEntry
from models.database import writing
from models.days import day_of

DAY = date(2021, 2, 8)
HALF_PAST_NINE = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
BEFORE_MIDNIGHT = datetime(2026, 11, 23, 15, 59, 58, tzinfo=UTC)


class Real:
    """A real clock that tests move on."""

    def __init__(self, at: datetime = HALF_PAST_NINE) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def real():
    return Real()


def test_it_tells_the_day_at_the_real_time_of_day_in_shanghai(real):
    assert PlayedDay(DAY, real)() == datetime(2021, 2, 8, 1, 30, tzinfo=UTC)


def test_two_looks_at_one_real_moment_are_in_order(real):
    clock = PlayedDay(DAY, real)
    assert clock() < clock()


@pytest.mark.parametrize("later", [timedelta(seconds=3), timedelta(hours=5), timedelta(days=9, hours=1)])
def test_it_goes_forward_over_real_midnights_without_leaving_its_day(real, later):
    real.at = BEFORE_MIDNIGHT
    clock = PlayedDay(DAY, real)
    before = clock()
    real.at += later
    assert before < (after := clock())
    assert day_of(after) == DAY


def test_it_goes_on_with_the_time_of_day_once_that_has_come_round(real):
    clock = PlayedDay(DAY, real)
    clock()
    real.at += timedelta(days=1, hours=-2)
    clock()
    real.at += timedelta(hours=3)
    assert clock() == datetime(2021, 2, 8, 2, 30, tzinfo=UTC)


def test_the_last_moment_of_the_day_is_never_passed(real):
    clock = PlayedDay(DAY, real, datetime(2021, 2, 9, 12, tzinfo=UTC))
    assert [day_of(clock()) for _ in range(3)] == [DAY] * 3


def test_a_process_that_is_started_goes_on_from_there():
    clock = PlayedDay(DAY, not_before=datetime(2021, 2, 8, 15, 59, tzinfo=UTC))
    before = clock()
    assert before < pickle.loads(pickle.dumps(clock))()


def test_without_a_day_of_its_own_what_is_stored_is_dated_by_the_real_clock(real):
    assert Settings("sqlite://", "s", real_now=real).now() == real.at


def test_what_runs_out_goes_by_the_real_clock_on_any_day(real):
    assert Settings("sqlite://", "s", fixed_today=DAY, real_now=real).real_now() == real.at


def test_a_server_started_again_goes_on_after_what_its_store_holds(engine, real):
    late = datetime(2021, 2, 8, 14, 0, tzinfo=UTC)
    with writing(engine) as session:
        session.add(AuditEntry(at=late, action="x", subject="x", request_id="x"))
    settings = Settings("sqlite://", "s", fixed_today=DAY, real_now=real)
    assert on_its_day(settings, engine).now() >= late
    assert on_its_day(replace(settings, fixed_today=None), engine).now() == real.at
