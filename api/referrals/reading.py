"""Turns referral rows into what each side may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.access.table import Access
from api.referrals.moving import WILLING
from api.referrals.schemas import ReferralForEmployer, ReferralForWorker, ReferralRead, Shown
from models.account import Account, Role
from models.days import start_of
from models.employer import Employer
from models.referral import BEFORE_TALKS, GIVEN_UP, Referral, ReferralLog, ReferralOrigin, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker


@dataclass(frozen=True, slots=True)
class Around:
    """The two sides of a referral."""

    worker: Worker
    vacancy: Vacancy
    employer: Employer


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a referral on a day, and since when."""

    state: ReferralState
    state_since: datetime


def shown(session: Session, rows: Sequence[Referral], access: Access, today: date) -> list[Shown]:
    """Rows as the reader's role may read them."""
    around = _around(session, rows)
    return [_shown(row, around[row.id or 0], access.role, today) for row in rows]


def standing(row: Referral, vacancy: Vacancy, today: date) -> Standing:
    """Withdrawn once the vacancy's last day has passed and nobody had met, written down or not."""
    until = vacancy.open_until
    if until is None or until >= today or row.state not in BEFORE_TALKS:
        return Standing(row.state, row.state_since)
    return Standing(ReferralState.WITHDRAWN, start_of(until + timedelta(days=1)))


def said_by_worker(referral_id: int) -> SelectOfScalar[str]:
    """What the worker wrote to the employer, first to last: applying, saying yes or something more."""
    return (
        select(ReferralLog.note)
        .join(Account, col(Account.id) == ReferralLog.account_id)
        .where(ReferralLog.referral_id == referral_id, *words_of_worker())
        .order_by(col(ReferralLog.id))
    )


def words_of_worker() -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions on a line of the log and its account: words of the worker to the employer, no refusal, no bare yes."""
    return (
        col(Account.role) == Role.WORKER,
        col(ReferralLog.to_state).not_in(GIVEN_UP),
        col(ReferralLog.note).not_in(("", WILLING)),
    )


def _around(session: Session, rows: Sequence[Referral]) -> dict[int, Around]:
    found = session.exec(
        select(Referral.id, Worker, Vacancy, Employer)
        .join(Worker, col(Worker.id) == Referral.worker_id)
        .join(Vacancy, col(Vacancy.id) == Referral.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(col(Referral.id).in_([row.id for row in rows]))
    )
    return {key or 0: Around(worker, vacancy, employer) for key, worker, vacancy, employer in found}


def _shown(row: Referral, around: Around, role: Role | None, today: date) -> Shown:
    stands = standing(row, around.vacancy, today)
    both: dict[str, Any] = {"title": around.vacancy.title, "employer_name": around.employer.name}
    both |= {"state": stands.state, "state_since": stands.state_since}
    worker = around.worker
    if role == Role.WORKER:
        return ReferralForWorker.model_validate(
            row, update={**both, "contact": around.vacancy.contact, "phone": around.vacancy.phone}
        )
    if role == Role.EMPLOYER:
        open_ = may_be_called(row, stands.state, worker)
        person = {
            "worker_name": worker.name if open_ else f"{worker.name[:1]}**",
            "worker_phone": worker.phone if open_ else None,
        }
        return ReferralForEmployer.model_validate(row, update={**both, **person})
    # The street keeps the worker's file; a specialist works for the employer's side and calls whom it may call.
    phone = worker.phone if role != Role.SPECIALIST or may_be_called(row, stands.state, worker) else None
    return ReferralRead.model_validate(row, update={**both, "worker_name": worker.name, "worker_phone": phone})


def may_be_called(row: Referral, state: ReferralState, worker: Worker) -> bool:
    """The worker applied, said yes to this one, or agrees to be recommended and called; and neither side said no."""
    if state in GIVEN_UP:
        return False
    return (
        row.agreed_at is not None
        or row.origin == ReferralOrigin.WORKER
        or (worker.consent_recommend and worker.consent_phone)
    )
