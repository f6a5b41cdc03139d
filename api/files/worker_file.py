"""A worker's whole file: facts, what the last matching recommends, how referrals stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.files.facts import Fact, Section, facts_of
from api.files.worker_fields import ABILITY, GROUPS, PERSON, WISH
from api.referrals.reading import standing
from api.vacancies.asking import SHIFTS
from api.vacancies.crowd import last_run_id
from api.workers.schemas import masked
from models.assistance import WorkerAssistance
from models.duplicate import WorkerMerge
from models.employer import Employer
from models.referral import GIVEN_UP, Referral, ReferralState
from models.run import RunListLine, RunUnmatched, still_offered, unsettled
from models.vacancy import Vacancy
from models.worker import Worker, certificates_of, experience_of, skills_of, wishes_of


@dataclass(frozen=True, slots=True)
class Recommended:
    rank: int
    title: str
    link: str
    employer: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Referred:
    """One referral as a line: its number, post, state and since when."""

    number: int
    title: str
    link: str
    employer: str
    state: str
    kind: str
    since: str


@dataclass(frozen=True, slots=True)
class WorkerFile:
    sections: Sequence[Section]
    recommended: Sequence[Recommended]
    left_over: str
    referrals: Sequence[Referred]
    merged_into: int | None


def file_of(session: Session, worker: Worker, access: Access, today: date) -> WorkerFile:
    key = worker.id or 0
    run = last_run_id(session)
    return WorkerFile(
        sections=_sections(session, worker, access, today),
        recommended=_recommended(session, run, key, today),
        left_over=_left_over(session, run, key),
        referrals=_referrals(session, key, today),
        merged_into=merged_into(session, key),
    )


def merged_into(session: Session, key: int) -> int | None:
    """The file this one went into, if it did."""
    stands = select(WorkerMerge.kept_id).where(WorkerMerge.gone_id == key, col(WorkerMerge.undone_at).is_(None))
    return session.exec(stands).first()


def _sections(session: Session, worker: Worker, access: Access, today: date) -> list[Section]:
    may = access.may(Action.WORKER_CORRECT) and worker.erased_at is None
    values = _values(session, worker)
    besides = {
        WISH.key: [Fact("班次", "、".join(SHIFTS.get(shift, shift) for shift in worker.shifts) or None)],
        ABILITY.key: [Fact("做过", _experience(session, worker))],
        PERSON.key: _assistance(session, worker, access, today),
    }
    return [
        Section(
            key,
            group.title,
            [*facts_of(session, group, values, today), *besides.get(key, [])],
            f"/staff/workers/{worker.id}/correct/{key}" if may else "",
        )
        for key, group in GROUPS.items()
    ]


def _values(session: Session, worker: Worker) -> dict[str, Any]:
    key = [worker.id or 0]
    lists = {
        "wishes": [row.words for row in session.exec(wishes_of(key))],
        "skills": [row.words for row in session.exec(skills_of(key))],
        "certificates": [
            f"{row.words}（到 {row.valid_until:%Y-%m-%d}）" if row.valid_until else row.words
            for row in session.exec(certificates_of(key))
        ],
    }
    return worker.model_dump() | lists | {"id_number": masked(worker.id_number)}


def _experience(session: Session, worker: Worker) -> str | None:
    rows = session.exec(experience_of([worker.id or 0]))
    return (
        "；".join(wording.joined(row.employer, row.post, _months(row.from_month, row.to_month)) for row in rows) or None
    )


def _months(first: str | None, last: str | None) -> str:
    return f"{first or '？'} 至 {last or '今'}" if first or last else ""


def _assistance(session: Session, worker: Worker, access: Access, today: date) -> list[Fact]:
    """The certified categories, for the street that certifies them and nobody else."""
    if not access.may(Action.ASSISTANCE_READ):
        return []
    mine = reach(Worker, access.to(Action.ASSISTANCE_READ), today)
    rows = session.exec(
        select(WorkerAssistance)
        .join(Worker, col(Worker.id) == WorkerAssistance.worker_id)
        .where(WorkerAssistance.worker_id == worker.id, mine)
        .order_by(col(WorkerAssistance.id))
    ).all()
    told = [f"{row.category.label}（{wording.day(row.valid_from, today)}起）" for row in rows]
    return [Fact("帮扶认定", "、".join(told) or "没有")]


def _recommended(session: Session, run: int | None, key: int, today: date) -> list[Recommended]:
    """The worker's list in the last finished run, without what closed or was acted on since."""
    rows = (
        sa.select(
            col(RunListLine.rank), col(RunListLine.reasons), col(Vacancy.id), col(Vacancy.title), col(Employer.name)
        )
        .join(Vacancy, col(Vacancy.id) == col(RunListLine.vacancy_id))
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(col(RunListLine.run_id) == run, col(RunListLine.worker_id) == key)
        .where(still_offered(RunListLine, today), unsettled(RunListLine))
        .order_by(col(RunListLine.rank))
    )
    return [
        Recommended(rank, title, f"/vacancies/{vacancy}", employer, reasons)
        for rank, reasons, vacancy, title, employer in session.execute(rows)
    ]


def _left_over(session: Session, run: int | None, key: int) -> str:
    row = session.exec(select(RunUnmatched).where(RunUnmatched.run_id == run, RunUnmatched.worker_id == key)).first()
    return wording.joined(row.why, row.what_would_help) if row else ""


def _referrals(session: Session, key: int, today: date) -> list[Referred]:
    rows = session.execute(
        sa.select(Referral, Vacancy, col(Employer.name))
        .join(Vacancy, col(Vacancy.id) == col(Referral.vacancy_id))
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(col(Referral.worker_id) == key)
        .order_by(col(Referral.id).desc())
    )
    return [_referred(row, vacancy, employer, today) for row, vacancy, employer in rows]


def _referred(row: Referral, vacancy: Vacancy, employer: str, today: date) -> Referred:
    stands = standing(row, vacancy, today)
    kind = "ok" if stands.state == ReferralState.HIRED else "" if stands.state in GIVEN_UP else "info"
    return Referred(
        number=row.id or 0,
        title=vacancy.title,
        link=f"/vacancies/{vacancy.id}",
        employer=employer,
        state=stands.state.label,
        kind=kind,
        since=wording.moment(stands.state_since, today),
    )
