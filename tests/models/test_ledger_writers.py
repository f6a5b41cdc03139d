"""Writers at the same moment: no opening and no worker-day is ever promised twice, and nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from models.database import writing
from models.errors import PromiseRefused
from models.ledger import Promise, PromisedBy, Reservation, release, reserve, reserve_all
from models.referral import Referral, ReferralOrigin, propose

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
WRITERS = 4


@pytest.fixture
def people(rows: Any, session: Session) -> list[int]:
    ids = [rows.worker(phone=f"1380013{number:04}").id for number in range(20)]
    session.commit()
    return ids


@pytest.fixture
def posts(rows: Any, session: Session) -> list[int]:
    employer = rows.employer()
    ids = [rows.vacancy(employer_id=employer.id, openings=5).id for _ in range(WRITERS)]
    session.commit()
    return ids


def promise(worker_id: int, vacancy_id: int, promised_id: int = 1) -> Promise:
    facts = {"from_day": date(2021, 2, 8), "promised_by": PromisedBy.REFERRAL, "promised_id": promised_id}
    return Promise(worker_id=worker_id, vacancy_id=vacancy_id, **facts)


def at_once(work: Callable[[int], int]) -> int:
    """Run `work` in parallel writers that start together; the sum of what they return."""
    start = Barrier(WRITERS)

    def run(writer: int) -> int:
        start.wait(timeout=10)
        return work(writer)

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(run, range(WRITERS)))


def kept(engine: sa.Engine, promises: list[Promise]) -> int:
    """How many of the promises, each in a transaction of its own, were not refused."""
    count = 0
    for wanted in promises:
        try:
            with writing(engine) as session:
                reserve(session, wanted, now=NOW)
            count += 1
        except PromiseRefused:
            continue
    return count


def test_the_last_openings_go_to_exactly_as_many_workers(
    engine: sa.Engine, people: list[int], posts: list[int]
) -> None:
    assert at_once(lambda writer: kept(engine, [promise(p, posts[0]) for p in people[writer::WRITERS]])) == 5


def test_a_worker_wanted_by_all_is_promised_once(engine: sa.Engine, people: list[int], posts: list[int]) -> None:
    assert at_once(lambda writer: kept(engine, [promise(p, posts[writer]) for p in people[:5]])) == 5


def test_batches_in_opposite_orders_do_not_wait_for_each_other_for_ever(
    engine: sa.Engine, people: list[int], posts: list[int]
) -> None:
    def batch(writer: int) -> int:
        order = people[:4] if writer % 2 else people[3::-1]
        try:
            with writing(engine) as session:
                return len(reserve_all(session, [promise(p, posts[writer]) for p in order], now=NOW))
        except PromiseRefused:
            return 0

    assert at_once(batch) == 4


def test_writers_that_first_note_a_referral_do_not_wait_for_each_other_for_ever(
    engine: sa.Engine, people: list[int], posts: list[int]
) -> None:
    """A row that points at the vacancy holds a light lock on it already when the promise is asked for."""
    noted = Barrier(2) if engine.dialect.name == "postgresql" else Barrier(1)

    def note_and_promise(writer: int) -> int:
        if writer > 1:
            return 0
        with writing(engine) as session:
            facts = {"origin": ReferralOrigin.STAFF, "state_since": NOW, "created_at": NOW}
            propose(session, [Referral(worker_id=people[writer], vacancy_id=posts[0], **facts)])
            noted.wait(timeout=10)
            reserve(session, promise(people[writer], posts[0]), now=NOW)
            return 1

    assert at_once(note_and_promise) == 2


def test_an_opening_released_and_taken_in_turn_is_never_held_by_two(
    engine: sa.Engine, people: list[int], posts: list[int]
) -> None:
    def take_and_give_back(writer: int) -> int:
        for worker_id in people[writer::WRITERS]:
            try:
                with writing(engine) as session:
                    reserve(session, promise(worker_id, posts[0], worker_id), now=NOW)
            except PromiseRefused:
                continue
            with writing(engine) as session:
                release(session, PromisedBy.REFERRAL, worker_id, now=NOW)
        return 0

    at_once(take_and_give_back)
    with Session(engine) as session:
        assert session.exec(select(Reservation).where(Reservation.released_at == None)).all() == []  # noqa: E711
