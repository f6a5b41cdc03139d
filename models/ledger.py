"""The one table of promises: a worker's days and a vacancy's openings, whatever promised them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, func, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from models.columns import Labelled, coded
from models.errors import NoFreeOpening, WorkerPromised
from models.referral import Referral
from models.referral_standing import fallen
from models.vacancy import Vacancy
from models.worker import Worker


class PromisedBy(Labelled):
    REFERRAL = "referral", "推荐"
    SWAP = "swap", "余缺调剂"
    FAIR = "fair", "招聘会"


class Reservation(SQLModel, table=True):
    """A worker promised from `from_day` to `to_day`, both included; without an end it is for good.

    `opening_no` counts the openings of the vacancy from 1. A released row stays as history.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        sa.Index(
            "uq_reservation_live_opening",
            "vacancy_id",
            "opening_no",
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        ),
        sa.CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days_in_order"),
        sa.CheckConstraint("(vacancy_id IS NULL) = (opening_no IS NULL)", name="opening_of_a_vacancy"),
        sa.CheckConstraint("opening_no >= 1", name="openings_count_from_one"),
        sa.Index(None, "promised_by", "promised_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id", index=True)
    opening_no: int | None = None
    from_day: date
    to_day: date | None = None
    promised_by: PromisedBy = Field(sa_type=coded(PromisedBy))
    promised_id: int
    created_at: datetime
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is to be reserved: a worker's days (both included), and an opening when `vacancy_id` is given."""

    worker_id: int
    vacancy_id: int | None = None
    from_day: date
    to_day: date | None = None
    promised_by: PromisedBy
    promised_id: int

    def meets(self, from_day: date, to_day: date | None) -> bool:
        """Do the days overlap? No last day means for good."""
        starts_before_their_end = to_day is None or self.from_day <= to_day
        ends_after_their_start = self.to_day is None or self.to_day >= from_day
        return starts_before_their_end and ends_after_their_start


def reserve(session: Session, promise: Promise, *, now: datetime) -> Reservation:
    """Keep one promise; `WorkerPromised` or `NoFreeOpening` when an earlier one stands against it."""
    return reserve_all(session, [promise], now=now)[0]


def reserve_all(session: Session, promises: Sequence[Promise], *, now: datetime) -> list[Reservation]:
    """Keep all promises or, on the first that cannot be kept, none: the error leaves nothing added.

    Holds among parallel writers: rows of the workers and vacancies are locked on PostgreSQL, and on SQLite
    a session begun with `take_write_lock` waits for its turn (without it, it is refused as locked).
    """
    worker_ids = {promise.worker_id for promise in promises}
    vacancy_ids = {promise.vacancy_id for promise in promises if promise.vacancy_id is not None}
    openings = lock(session, worker_ids, vacancy_ids)
    days = _promised_days(session, worker_ids)
    taken = _promised_openings(session, vacancy_ids)
    kept = []
    for promise in promises:
        if any(promise.meets(*span) for span in days[promise.worker_id]):
            raise WorkerPromised(promise.worker_id, promise.from_day, promise.to_day)
        days[promise.worker_id].append((promise.from_day, promise.to_day))
        kept.append(_row(promise, _take_opening(promise.vacancy_id, openings, taken), now))
    session.add_all(kept)
    session.flush()
    return kept


def release(session: Session, by: PromisedBy, promised_id: int, *, now: datetime) -> int:
    """Free the days and openings that this referral, swap or fair holds; how many rows it held."""
    held = session.exec(live_of(by, promised_id).with_for_update()).all()
    for row in held:
        row.released_at = now
        session.add(row)
    session.flush()
    return len(held)


def live_of(by: PromisedBy, promised_id: int) -> SelectOfScalar[Reservation]:
    """What this referral, swap or fair holds now."""
    return select(Reservation).where(
        Reservation.promised_by == by, Reservation.promised_id == promised_id, col(Reservation.released_at).is_(None)
    )


def promised_from(day: date) -> SelectOfScalar[int]:
    """Ids of workers with a promise that reaches `day` or a later one; what has fallen by then promises nothing."""
    reaches = sa.or_(col(Reservation.to_day).is_(None), col(Reservation.to_day) >= day)
    fell = sa.and_(
        col(Reservation.promised_by) == PromisedBy.REFERRAL,
        col(Reservation.promised_id).in_(select(Referral.id).where(fallen(day))),
    )
    live = col(Reservation.released_at).is_(None)
    return select(Reservation.worker_id).where(live, reaches, sa.not_(fell)).distinct()


def promised_openings(by: PromisedBy | None = None) -> Select[int, int]:
    """Vacancy id and how many of its openings are promised, by anything or by this; one with none has no row."""
    promised = (
        select(Reservation.vacancy_id, func.count().label("promised"))
        .where(col(Reservation.vacancy_id).is_not(None), col(Reservation.released_at).is_(None))
        .group_by(col(Reservation.vacancy_id))
    )
    return promised if by is None else promised.where(Reservation.promised_by == by)  # type: ignore[return-value]


def lock(session: Session, worker_ids: Collection[int], vacancy_ids: Collection[int]) -> dict[int | None, int]:
    """Lock what is to be promised, workers before vacancies and each by id: two writers never wait in a ring.

    Whoever decides by what stands in the store locks first and reads afterwards. The lock is the light one that lets
    others point at these rows: a referral noted just before holds them so.
    Returns the openings of each vacancy.
    """
    for ids in _slices(worker_ids):
        people = select(Worker.id).where(col(Worker.id).in_(ids)).order_by(col(Worker.id))
        session.exec(people.with_for_update(key_share=True)).all()
    openings: dict[int | None, int] = {}
    for ids in _slices(vacancy_ids):
        posts = select(Vacancy.id, Vacancy.openings).where(col(Vacancy.id).in_(ids)).order_by(col(Vacancy.id))
        openings.update(session.exec(posts.with_for_update(key_share=True)).all())
    return openings


def openings_promised(vacancy_id: int) -> SelectOfScalar[int]:
    """How many openings of one vacancy are promised."""
    return select(func.count()).where(Reservation.vacancy_id == vacancy_id, col(Reservation.released_at).is_(None))


def _promised_days(session: Session, worker_ids: Collection[int]) -> dict[int, list[tuple[date, date | None]]]:
    days: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for ids in _slices(worker_ids):
        live = select(Reservation.worker_id, col(Reservation.from_day), col(Reservation.to_day)).where(
            col(Reservation.released_at).is_(None), col(Reservation.worker_id).in_(ids)
        )
        for worker_id, from_day, to_day in session.exec(live):
            days[worker_id].append((from_day, to_day))
    return days


def _promised_openings(session: Session, vacancy_ids: Collection[int]) -> dict[int | None, set[int | None]]:
    taken: dict[int | None, set[int | None]] = defaultdict(set)
    for ids in _slices(vacancy_ids):
        live = select(Reservation.vacancy_id, Reservation.opening_no).where(
            col(Reservation.released_at).is_(None), col(Reservation.vacancy_id).in_(ids)
        )
        for vacancy_id, opening_no in session.exec(live):
            taken[vacancy_id].add(opening_no)
    return taken


def _take_opening(
    vacancy_id: int | None, openings: dict[int | None, int], taken: dict[int | None, set[int | None]]
) -> int | None:
    """The lowest opening nobody holds; afterwards it is held."""
    if vacancy_id is None:
        return None
    total = openings.get(vacancy_id, 0)
    number = next(number for number in count(1) if number not in taken[vacancy_id])
    if number > total:
        raise NoFreeOpening(vacancy_id, total)
    taken[vacancy_id].add(number)
    return number


def _row(promise: Promise, opening_no: int | None, now: datetime) -> Reservation:
    return Reservation(
        worker_id=promise.worker_id,
        vacancy_id=promise.vacancy_id,
        opening_no=opening_no,
        from_day=promise.from_day,
        to_day=promise.to_day,
        promised_by=promise.promised_by,
        promised_id=promise.promised_id,
        created_at=now,
    )


def _slices(ids: Collection[int], size: int = 5_000) -> Iterator[list[int]]:
    """Sorted ids in lists that a statement can carry."""
    wanted = sorted(ids)
    return (wanted[start : start + size] for start in range(0, len(wanted), size))
