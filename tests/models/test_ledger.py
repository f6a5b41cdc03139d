from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.errors import NoFreeOpening, WorkerPromised
from models.ledger import (
    Promise,
    PromisedBy,
    Reservation,
    promised_from,
    promised_openings,
    release,
    reserve,
    reserve_all,
)

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
DAY = date(2021, 2, 8)
LAST = date(2021, 2, 17)


def test_a_promise_takes_the_first_free_opening(session: Session, rows: Any) -> None:
    vacancy = rows.vacancy(openings=2)
    taken = [reserve(session, rows.promise(None, vacancy), now=NOW).opening_no for _ in range(2)]
    assert taken == [1, 2]


def test_a_vacancy_is_never_promised_beyond_its_openings(session: Session, rows: Any) -> None:
    vacancy = rows.vacancy(openings=1)
    reserve(session, rows.promise(None, vacancy), now=NOW)
    with pytest.raises(NoFreeOpening, match="1 个名额已全部占用"):
        reserve(session, rows.promise(None, vacancy), now=NOW)


def test_a_vacancy_without_openings_is_never_promised(session: Session, rows: Any) -> None:
    with pytest.raises(NoFreeOpening):
        reserve(session, rows.promise(None, rows.vacancy(openings=0)), now=NOW)


def test_a_worker_is_never_promised_twice_for_one_day(session: Session, rows: Any) -> None:
    worker = rows.worker()
    reserve(session, rows.promise(worker), now=NOW)
    with pytest.raises(WorkerPromised, match="已有安排"):
        reserve(session, rows.promise(worker, from_day=LAST, to_day=LAST, promised_by=PromisedBy.SWAP), now=NOW)


def test_a_worker_may_be_promised_from_the_day_after(session: Session, rows: Any) -> None:
    worker = rows.worker()
    reserve(session, rows.promise(worker), now=NOW)
    later = rows.promise(worker, from_day=LAST + timedelta(days=1), to_day=None)
    assert reserve(session, later, now=NOW).id


def test_a_promise_for_good_leaves_no_later_day(session: Session, rows: Any) -> None:
    worker = rows.worker()
    reserve(session, rows.promise(worker, to_day=None), now=NOW)
    with pytest.raises(WorkerPromised):
        reserve(session, rows.promise(worker, from_day=date(2031, 1, 1), to_day=None), now=NOW)


def test_two_promises_of_one_batch_count_against_each_other(session: Session, rows: Any) -> None:
    worker = rows.worker()
    with pytest.raises(WorkerPromised):
        reserve_all(session, [rows.promise(worker, rows.vacancy()), rows.promise(worker, rows.vacancy())], now=NOW)


def test_a_batch_is_kept_whole_or_not_at_all(session: Session, rows: Any) -> None:
    full = rows.vacancy(openings=0)
    with pytest.raises(NoFreeOpening):
        reserve_all(session, [rows.promise(None, rows.vacancy()), rows.promise(None, full)], now=NOW)
    assert session.exec(select(Reservation)).all() == []


def test_a_released_promise_frees_the_worker_and_the_opening(session: Session, rows: Any) -> None:
    worker, vacancy = rows.worker(), rows.vacancy(openings=1)
    reserve(session, rows.promise(worker, vacancy), now=NOW)
    assert release(session, PromisedBy.REFERRAL, 1, now=NOW) == 1
    assert reserve(session, rows.promise(worker, vacancy, promised_id=2), now=NOW).opening_no == 1


def test_releasing_one_promise_leaves_the_others(session: Session, rows: Any) -> None:
    vacancy = rows.vacancy(openings=2)
    reserve(session, rows.promise(None, vacancy), now=NOW)
    reserve(session, rows.promise(None, vacancy, promised_id=2), now=NOW)
    release(session, PromisedBy.REFERRAL, 2, now=NOW)
    assert session.exec(promised_openings()).all() == [(vacancy.id, 1)]


def test_the_database_itself_refuses_an_opening_promised_twice(session: Session, rows: Any) -> None:
    vacancy = rows.vacancy()
    for worker in (rows.worker(), rows.worker()):
        facts = {"from_day": DAY, "promised_by": PromisedBy.FAIR, "promised_id": 1, "created_at": NOW}
        session.add(Reservation(worker_id=worker.id, vacancy_id=vacancy.id, opening_no=1, **facts))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(("day", "held"), [(DAY, True), (LAST, True), (LAST + timedelta(days=1), False)])
def test_a_worker_counts_as_promised_until_the_last_day(session: Session, rows: Any, day: date, held: bool) -> None:
    reserve(session, rows.promise(), now=NOW)
    assert bool(session.exec(promised_from(day)).all()) is held


spans = st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))).map(
    lambda span: (span[0], None if span[1] is None else span[0] + span[1])
)


@given(spans, spans)
def test_days_meet_exactly_when_they_share_one(mine: tuple[int, int | None], theirs: tuple[int, int | None]) -> None:
    def day(number: int | None) -> date | None:
        return None if number is None else DAY + timedelta(days=number)

    def days(span: tuple[int, int | None]) -> set[int]:
        return set(range(span[0], 30 if span[1] is None else span[1] + 1))

    kept = Promise(worker_id=1, from_day=day(mine[0]), to_day=day(mine[1]), promised_by=PromisedBy.SWAP, promised_id=1)
    assert kept.meets(day(theirs[0]), day(theirs[1])) is bool(days(mine) & days(theirs))
