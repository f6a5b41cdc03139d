"""Making referrals one by one and taking them through their states, with their promises in the ledger.

A pair taken from a matching run is promised when it is taken (`matching.taking`); any other referral is promised when
an offer is made, because until then a worker may apply to several.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from api.matching.weighing import pair_breakdown
from api.refusals import Conflict, NotAllowed
from models.account import Account, Role
from models.ledger import Promise, PromisedBy, live_of, lock, release, reserve
from models.paging import count
from models.referral import (
    DECLINED,
    Referral,
    ReferralFilter,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
    live_between,
    move,
    propose,
    referrals,
)
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

# Which states each side may bring about; the office may all that follow.
MAY: Mapping[Role, frozenset[ReferralState]] = {
    Role.WORKER: frozenset({ReferralState.DECLINED_BY_WORKER, ReferralState.WITHDRAWN}),
    Role.EMPLOYER: frozenset(
        {
            ReferralState.INTERVIEW,
            ReferralState.OFFERED,
            ReferralState.HIRED,
            ReferralState.DECLINED_BY_EMPLOYER,
        }
    ),
}
PROMISING = frozenset({ReferralState.OFFERED, ReferralState.HIRED})
RELEASING = DECLINED | {ReferralState.WITHDRAWN}


def refer(
    session: Session, worker: Worker, vacancy: Vacancy, account: Account, *, today: date, now: datetime
) -> Referral:
    """A caseworker's proposal or a worker's own application; raises `Conflict`."""
    applies = account.role == Role.WORKER
    if not applies and not worker.consent_recommend:
        raise Conflict("求职者没有同意推荐。请先征得本人同意，在个人档案里登记。")
    lock(session, {worker.id or 0}, set())  # the same proposal at another counter waits, and is then seen
    if session.exec(live_between(worker.id or 0, vacancy.id or 0)).first() is not None:
        raise Conflict("这位求职者和这个岗位之间已有进行中的推荐，不必重复。")
    referral = Referral(
        worker_id=worker.id or 0,
        vacancy_id=vacancy.id or 0,
        # Whoever applies has told both sides.
        state=ReferralState.TOLD if applies else ReferralState.PROPOSED,
        state_since=now,
        origin=ReferralOrigin.WORKER if applies else ReferralOrigin.STAFF,
        created_at=now,
        breakdown=pair_breakdown(session, worker.id or 0, vacancy.id or 0, today),
    )
    propose(session, [referral], by=account.id)
    return referral


def step(
    session: Session,
    referral: Referral,
    to: ReferralState,
    *,
    by: Account,
    reason: ReferralReason | None,
    note: str,
    today: date,
    now: datetime,
) -> None:
    """One step with what it promises or releases; raises `NotAllowed`, `IllegalTransition`, `PromiseRefused`."""
    if to not in MAY.get(by.role, frozenset(ReferralState)):
        raise NotAllowed(f"“{to.label}”不由您来登记，请联系街道或服务专员。")
    move(session, referral, to, now=now, by=by.id, reason=reason, note=note)
    key = referral.id or 0
    if to in RELEASING:
        release(session, PromisedBy.REFERRAL, key, now=now)
    elif to in PROMISING and session.exec(live_of(PromisedBy.REFERRAL, key)).first() is None:
        reserve(session, _promise(session, referral, today), now=now)
    if to == ReferralState.HIRED:
        _close_when_full(session, referral.vacancy_id, now)


def _close_when_full(session: Session, vacancy_id: int, now: datetime) -> None:
    """The last opening is filled: nobody else should call."""
    vacancy = session.get_one(Vacancy, vacancy_id)
    hired = session.exec(
        count(referrals(ReferralFilter(vacancy_id=vacancy_id, states=frozenset({ReferralState.HIRED}))))
    )
    if vacancy.state == VacancyState.OPEN and hired.one() >= vacancy.openings:
        vacancy.move_to(VacancyState.FILLED, now=now)
        session.add(vacancy)


def _promise(session: Session, referral: Referral, today: date) -> Promise:
    start = session.get_one(Vacancy, referral.vacancy_id).start_date
    return Promise(
        worker_id=referral.worker_id,
        vacancy_id=referral.vacancy_id,
        from_day=max(start, today) if start else today,
        promised_by=PromisedBy.REFERRAL,
        promised_id=referral.id or 0,
    )
