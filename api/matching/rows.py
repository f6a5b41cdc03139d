"""The rows of a finished run as staff read them: pairs, and who or what is left over, searched, ordered, cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlmodel import Session, col

from api import wording
from api.access.scopes import reach
from api.access.table import Access
from api.vacancies.around import street_names
from api.vacancies.cards import Tag
from api.vacancies.reasons import MARK, reasons_and_notes
from models.employer import Employer, key_class_on
from models.reference import Street
from models.referral import GIVEN_UP, Referral
from models.run import RunPair, RunUnmatched, still_left, still_offered, unsettled
from models.vacancy import Vacancy
from models.worker import Worker

PAGE_SIZE = 30
KEY_TIER = "1"  # filled by a near-equal pair of a key or urgent vacancy

ORDERS: dict[str, Any] = {
    "score": col(RunPair.score),
    "worker": col(Worker.street_code),
    "vacancy": col(Vacancy.title),
}


@dataclass(frozen=True, slots=True)
class PairRow:
    key: str
    worker: str
    about: str
    title: str
    link: str
    employer: str
    tags: list[Tag]
    reason: str
    notes: list[str]
    score: int
    referred: bool


@dataclass(frozen=True, slots=True)
class LeftRow:
    who: str
    about: str
    why: str
    help: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of a run, in what order, which page."""

    run_id: int
    view: str
    find: str
    sort: str
    page: int


Joined: TypeAlias = sa.Select[*tuple[Any, ...]]  # rows of several tables
Cut = Callable[[int], tuple[int, int]]  # total → offset, limit


def pair_rows(session: Session, asked: Asked, access: Access, today: date, cut: Cut) -> tuple[int, list[PairRow]]:
    """One page of the pairs the reader may see, and how many there are."""
    joined: Joined = (
        sa.select(RunPair, Worker, Vacancy, Employer)
        .join(Worker, col(Worker.id) == RunPair.worker_id)
        .join(Vacancy, col(Vacancy.id) == RunPair.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(col(RunPair.run_id) == asked.run_id, reach(RunPair, access, today))
        .where(still_offered(RunPair, today), unsettled(RunPair))
    )
    if asked.view == "key":
        joined = joined.where(col(RunPair.tier) == KEY_TIER)
    if asked.find:
        joined = joined.where(_mentions(asked.find))
    total = _total(session, joined)
    offset, limit = cut(total)
    column = ORDERS[asked.sort.removeprefix("-")]
    order = column.desc() if asked.sort.startswith("-") else column.asc()
    rows = session.execute(joined.order_by(sa.nulls_last(order), col(RunPair.worker_id)).offset(offset).limit(limit))
    found = rows.all()
    streets, key = street_names(session), frozenset(row[0] for row in session.execute(key_class_on(today)))
    referred = _referred(session, [pair.worker_id for pair, *_ in found])
    return total, [_pair_row(each, streets, key, referred, today) for each in found]


def _referred(session: Session, worker_ids: Sequence[int]) -> frozenset[tuple[int, int]]:
    """Worker and vacancy of the referrals of these people that were not given up."""
    going = sa.select(col(Referral.worker_id), col(Referral.vacancy_id)).where(
        col(Referral.worker_id).in_(worker_ids), col(Referral.state).not_in(GIVEN_UP)
    )
    return frozenset((worker, vacancy) for worker, vacancy in session.execute(going))


def _total(session: Session, rows: Joined) -> int:
    return session.scalar(rows.with_only_columns(sa.func.count(), maintain_column_froms=True)) or 0


def _mentions(words: str) -> sa.ColumnElement[bool]:
    """A vacancy, an employer, the street a worker lives in, or the beginning of a worker's name."""
    here = sa.select(col(Street.code)).where(col(Street.name).contains(words, autoescape=True))
    return sa.or_(
        col(Vacancy.title).contains(words, autoescape=True),
        col(Employer.name).contains(words, autoescape=True),
        col(Worker.street_code).in_(here),
        col(Worker.name).startswith(words, autoescape=True),
    )


def _pair_row(
    found: sa.Row[*tuple[Any, ...]],
    streets: dict[str, str],
    key: frozenset[int],
    referred: frozenset[tuple[int, int]],
    today: date,
) -> PairRow:
    pair, worker, vacancy, employer = found
    tags = [Tag("重点", "key")] if employer.id in key else []
    reasons, notes = reasons_and_notes(pair.reason)
    return PairRow(
        key=f"{pair.worker_id}-{pair.vacancy_id}",
        worker=wording.masked(worker.name),
        about=about_worker(worker, streets, today),
        title=vacancy.title,
        link=f"/vacancies/{vacancy.id}",
        employer=employer.name,
        tags=[*tags, Tag("急聘", "no")] if vacancy.urgent else tags,
        reason=MARK.join(reasons),
        notes=notes,
        score=round(100 * pair.score),
        referred=(pair.worker_id, pair.vacancy_id) in referred,
    )


def about_worker(worker: Worker, streets: dict[str, str], today: date) -> str:
    years = wording.age(worker.birth_date, today)
    return wording.joined(f"{years} 岁" if years is not None else None, streets.get(worker.street_code or ""))


def left_rows(session: Session, asked: Asked, access: Access, today: date, cut: Cut) -> tuple[int, list[LeftRow]]:
    """One page of the workers without a place, or of the vacancies with openings left."""
    rows = _left_workers(asked.find) if asked.view == "workers" else _left_vacancies(asked.find)
    rows = rows.where(col(RunUnmatched.run_id) == asked.run_id, reach(RunUnmatched, access, today), still_left(today))
    total = _total(session, rows)
    offset, limit = cut(total)
    found = session.execute(rows.order_by(col(RunUnmatched.id)).offset(offset).limit(limit)).all()
    streets = street_names(session)
    return total, [_left_row(left, subject, other, streets, today) for left, subject, other in found]


def _left_workers(words: str) -> Joined:
    rows: Joined = (
        sa.select(RunUnmatched, Worker, Street)
        .join(Worker, col(Worker.id) == RunUnmatched.worker_id)
        .outerjoin(Street, col(Street.code) == Worker.street_code)
    )
    named = col(Worker.name).startswith(words, autoescape=True)
    told = (col(column).contains(words, autoescape=True) for column in (Street.name, RunUnmatched.why))
    return rows.where(sa.or_(named, *told)) if words else rows


def _left_vacancies(words: str) -> Joined:
    rows: Joined = (
        sa.select(RunUnmatched, Vacancy, Employer)
        .join(Vacancy, col(Vacancy.id) == RunUnmatched.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
    )
    told = (col(column).contains(words, autoescape=True) for column in (Vacancy.title, Employer.name))
    return rows.where(sa.or_(*told)) if words else rows


def _left_row(
    left: RunUnmatched, subject: Worker | Vacancy, other: Any, streets: dict[str, str], today: date
) -> LeftRow:
    if isinstance(subject, Worker):
        who, about = wording.masked(subject.name), about_worker(subject, streets, today)
    else:
        who, about = subject.title, other.name
    return LeftRow(who, about, left.why, left.what_would_help)


def views(session: Session, run_id: int, access: Access, today: date) -> dict[str, int]:
    """How many rows each view has for this reader."""
    nothing_found = {"find": "", "sort": "-score", "page": 1}

    def total(view: str) -> int:
        asked = Asked(run_id, view, **nothing_found)  # type: ignore[arg-type]
        rows = left_rows if view in ("workers", "vacancies") else pair_rows
        return rows(session, asked, access, today, lambda _total: (0, 0))[0]

    return {view: total(view) for view in ("pairs", "key", "workers", "vacancies")}
