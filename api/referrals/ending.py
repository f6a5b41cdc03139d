"""Proposals that fall with what they rest on: the vacancy has closed, or the worker no longer agrees to be recommended.

They are withdrawn in the transaction of that change, with the reason in their log, and what they promised is free
again: the next matching has the worker and the opening. Who is in talks (interview, offer) stays, for the two have met
and finish it themselves. No account stands beside such a step: nobody said no, so the pair may be proposed again.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.ledger import PromisedBy, release
from models.referral import BEFORE_TALKS, Referral, ReferralOrigin, ReferralState, move
from models.vacancy import Vacancy, VacancyState

OVER = frozenset({VacancyState.CLOSED, VacancyState.FILLED})  # a pause or another look by the office ends nothing
NO_CONSENT = "求职者不再同意推荐，还没有面谈的推荐自动撤回"


def end_with_vacancy(session: Session, vacancy: Vacancy, *, now: datetime) -> None:
    """Withdraw who was put forward for a vacancy that is closed or filled; any other is left alone."""
    if vacancy.state in OVER:
        why = f"岗位{vacancy.state.label}，还没有面谈的推荐自动撤回"
        _withdraw(session, _live().where(Referral.vacancy_id == vacancy.id), why, now)


def end_without_consent(session: Session, worker_ids: Collection[int], *, now: datetime) -> None:
    """Withdraw what the office proposed of workers who do not agree any more; their own applications stay."""
    theirs = _live().where(col(Referral.worker_id).in_(worker_ids), Referral.origin != ReferralOrigin.WORKER)
    _withdraw(session, theirs, NO_CONSENT, now)


def _live() -> SelectOfScalar[Referral]:
    """Whoever else wants these rows waits in the same order."""
    return select(Referral).where(col(Referral.state).in_(BEFORE_TALKS)).order_by(col(Referral.id)).with_for_update()


def _withdraw(session: Session, rows: SelectOfScalar[Referral], why: str, now: datetime) -> None:
    for referral in session.exec(rows).all():
        move(session, referral, ReferralState.WITHDRAWN, now=now, note=why)
        release(session, PromisedBy.REFERRAL, referral.id or 0, now=now)
