"""An employer asks the office to speak to somebody who suits: a proposal that only the office can carry to the worker.

The worker keeps their name and number until the office has told them and they agree, as with any other proposal.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from sqlmodel import Session, func, select

from api.refusals import Conflict
from models.referral import (
    Referral,
    ReferralOrigin,
    ReferralState,
    live_between,
    propose,
    settled_between,
)
from models.vacancy import Vacancy

ASKED_PER_OPENING = 3  # people asked for at once: the office's calls are for those who are needed


def key_of(secret: str, vacancy_id: int, worker_id: int) -> str:
    """What stands for a worker on an employer's page: another at each vacancy, so that nobody can be followed."""
    return hmac.new(secret.encode(), f"{vacancy_id}:{worker_id}".encode(), hashlib.sha256).hexdigest()[:20]


def most_asked(vacancy: Vacancy) -> int:
    return max(ASKED_PER_OPENING, ASKED_PER_OPENING * vacancy.openings)


def asked_for(session: Session, vacancy_id: int) -> int:
    """How many people the office has been asked to speak to and has not yet."""
    waiting = select(func.count()).select_from(Referral).where(Referral.vacancy_id == vacancy_id)
    untold = waiting.where(Referral.origin == ReferralOrigin.EMPLOYER, Referral.state == ReferralState.PROPOSED)
    return session.exec(untold).one()


def ask_office(
    session: Session, worker_id: int, vacancy: Vacancy, breakdown: dict[str, Any] | None, *, by: int, now: datetime
) -> Referral:
    """Put somebody forward in the employer's name; raises `Conflict`. The caller has locked both sides and has seen
    that the worker suits and agrees to be recommended.
    """
    most = most_asked(vacancy)
    if asked_for(session, vacancy.id or 0) >= most:
        raise Conflict(f"已经请街道联系 {most} 人，还没有回音。等有了答复，或请街道撤回几位，再选别人。")
    known = session.exec(live_between(worker_id, vacancy.id or 0)).first()
    if known or session.exec(settled_between(worker_id, vacancy.id or 0)).first():
        raise Conflict("这位求职者刚刚已经被推荐给这个岗位，不用再请。")
    made = Referral(
        worker_id=worker_id,
        vacancy_id=vacancy.id or 0,
        state_since=now,
        origin=ReferralOrigin.EMPLOYER,
        created_at=now,
        breakdown=breakdown,
    )
    propose(session, [made], by=by)
    return made
