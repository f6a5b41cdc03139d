"""Proposals that fall with what they rest on: the vacancy has ended, or the worker no longer agrees to be recommended.

They are withdrawn in the transaction of that change, with the reason in their log, and what they promised is free
again: the next matching has the worker and the opening. Who is in talks (interview, offer) stays, for the two have met
and finish it themselves. No account stands beside such a step: nobody said no, so the pair may be proposed again.

A vacancy whose last day has passed ends in no transaction. What was put forward for it counts as fallen by the date
alone (`models.referral_standing.fallen`); here it is written down, before a later last day or a new promise could
revive it.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.ledger import PromisedBy, release
from models.referral import BEFORE_TALKS, Referral, ReferralOrigin, ReferralReason, ReferralState, move
from models.referral_standing import fallen
from models.vacancy import Vacancy, VacancyState

# A pause or another look by the office ends nothing.
OVER = {VacancyState.CLOSED: ReferralReason.CLOSED, VacancyState.FILLED: ReferralReason.FILLED}
TAKEN_BACK = "还没有面谈的推荐自动撤回"
NO_CONSENT = f"求职者不再同意推荐，{TAKEN_BACK}"


def end_with_vacancy(session: Session, vacancy: Vacancy, *, today: date, now: datetime) -> None:
    """Withdraw who was put forward for a vacancy that is closed, filled or past its last day; else leave them alone."""
    theirs = _live().where(Referral.vacancy_id == vacancy.id)
    if reason := OVER.get(vacancy.state):
        _withdraw(session, theirs, now, f"{reason.label}，{TAKEN_BACK}", reason)
    else:
        _expire(session, theirs.where(fallen(today)), now)


def end_past_last_day(
    session: Session, today: date, *, now: datetime, worker_ids: Collection[int] | None = None
) -> int:
    """Withdraw who was put forward for vacancies whose last day has passed, everybody or some; how many there were.

    Done twice it does nothing the second time.
    """
    theirs = _live().where(fallen(today))
    if worker_ids is not None:
        theirs = theirs.where(col(Referral.worker_id).in_(worker_ids))
    return _expire(session, theirs, now)


def end_without_consent(session: Session, worker_ids: Collection[int], *, now: datetime) -> None:
    """Withdraw what the office proposed of workers who do not agree any more; their own applications stay."""
    theirs = _live().where(col(Referral.worker_id).in_(worker_ids), Referral.origin != ReferralOrigin.WORKER)
    _withdraw(session, theirs, now, NO_CONSENT)


def _live() -> SelectOfScalar[Referral]:
    """Whoever else wants these rows waits in the same order."""
    return select(Referral).where(col(Referral.state).in_(BEFORE_TALKS)).order_by(col(Referral.id)).with_for_update()


def _expire(session: Session, rows: SelectOfScalar[Referral], now: datetime) -> int:
    return _withdraw(session, rows, now, f"{ReferralReason.EXPIRED.label}，{TAKEN_BACK}", ReferralReason.EXPIRED)


def _withdraw(
    session: Session, rows: SelectOfScalar[Referral], now: datetime, note: str, reason: ReferralReason | None = None
) -> int:
    found = session.exec(rows).all()
    for referral in found:
        move(session, referral, ReferralState.WITHDRAWN, now=now, reason=reason, note=note)
        release(session, PromisedBy.REFERRAL, referral.id or 0, now=now)
    return len(found)
