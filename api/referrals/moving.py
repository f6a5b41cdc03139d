"""Making referrals one by one and taking them through their states, with their promises in the ledger.

A pair taken from a matching run is promised when it is taken (`matching.taking`); any other referral is promised when
an offer is made, because until then a worker may apply to several.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from api.referrals.ending import end_past_last_day, end_with_vacancy
from api.refusals import Conflict, NotAllowed
from models.account import Account, Role
from models.ledger import Promise, PromisedBy, live_of, release, reserve
from models.paging import count
from models.referral import (
    BEFORE_TALKS,
    DECLINED,
    Referral,
    ReferralFilter,
    ReferralLog,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
    live_between,
    move,
    propose,
    referrals,
    settled_between,
)
from models.vacancy import Vacancy, VacancyState, on_offer
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
WILLING = "本人愿意去"


def refer(
    session: Session,
    worker: Worker,
    vacancy: Vacancy,
    account: Account,
    breakdown: dict[str, Any] | None,
    *,
    reasons: Sequence[str] = (),
    now: datetime,
) -> Referral:
    """A caseworker's proposal or a worker's own application; raises `Conflict`. The caller has locked both sides.

    `breakdown` is what the score of the pair is made of, if no rule stands against it; `reasons` say the same in words.
    """
    applies = account.role == Role.WORKER
    if not applies and not worker.consent_recommend:
        raise Conflict("求职者没有同意推荐。请先征得本人同意，在个人档案里登记。")
    _check_not_referred(session, worker.id or 0, vacancy.id or 0, applies)
    referral = Referral(
        worker_id=worker.id or 0,
        vacancy_id=vacancy.id or 0,
        # Whoever applies has told both sides.
        state=ReferralState.TOLD if applies else ReferralState.PROPOSED,
        state_since=now,
        origin=ReferralOrigin.WORKER if applies else ReferralOrigin.STAFF,
        created_at=now,
        reasons=list(reasons),
        breakdown=breakdown,
        agreed_at=now if applies else None,
    )
    propose(session, [referral], by=account.id)
    return referral


def agree(
    session: Session, referral: Referral, by: Account, *, today: date, now: datetime, words: str = WILLING
) -> None:
    """The worker is willing to go where they were proposed: from now on this employer may call them and reads `words`.

    Said twice it is noted once. Raises `Conflict` when the vacancy is not on offer or the proposal is past.
    """
    if referral.agreed_at is not None:
        return
    if referral.state not in BEFORE_TALKS:
        raise Conflict(f"这条推荐已经是“{referral.state.label}”，不用再答复。")
    _check_on_offer(session, referral.vacancy_id, today)
    referral.agreed_at = now
    if referral.state == ReferralState.PROPOSED:
        move(session, referral, ReferralState.TOLD, now=now, by=by.id, note=words)
    else:
        session.add(referral)
        say(session, referral, by, words, now=now)
    session.flush()


def say(session: Session, referral: Referral, by: Account, words: str, *, now: datetime) -> None:
    """A line of the log that changes no state."""
    here = referral.state
    session.add(
        ReferralLog(referral_id=referral.id or 0, from_state=here, to_state=here, at=now, account_id=by.id, note=words)
    )


def _check_not_referred(session: Session, worker_id: int, vacancy_id: int, applies: bool) -> None:
    """The office proposes two to each other once; a worker who has thought better of it may apply again."""
    if session.exec(live_between(worker_id, vacancy_id)).first() is not None:
        raise Conflict("这位求职者和这个岗位之间已有进行中的推荐，不必重复。")
    before = session.exec(settled_between(worker_id, vacancy_id)).first()
    if before is not None and not applies:
        raise Conflict(
            f"这位求职者和这个岗位已经推荐过（结果：{before.state.label}），不再重复推荐；"
            "本人愿意的，可由本人再次申请。"
        )


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
    """One step with what it promises or releases; raises `NotAllowed`, `Conflict`, `IllegalTransition`,
    `PromiseRefused`.
    """
    if to not in MAY.get(by.role, frozenset(ReferralState)):
        raise NotAllowed(f"“{to.label}”不由您来登记，请联系街道或服务专员。")
    if referral.state in BEFORE_TALKS and to not in RELEASING:
        _check_on_offer(session, referral.vacancy_id, today)
    move(session, referral, to, now=now, by=by.id, reason=reason, note=note)
    key = referral.id or 0
    if to in RELEASING:
        release(session, PromisedBy.REFERRAL, key, now=now)
    elif to in PROMISING and session.exec(live_of(PromisedBy.REFERRAL, key)).first() is None:
        end_past_last_day(session, today, now=now, worker_ids=[referral.worker_id])
        reserve(session, _promise(session, referral, today), now=now)
    if to == ReferralState.HIRED:
        _close_when_full(session, referral.vacancy_id, today, now)


def _close_when_full(session: Session, vacancy_id: int, today: date, now: datetime) -> None:
    """The last opening is filled: nobody else should call."""
    vacancy = session.get_one(Vacancy, vacancy_id)
    hired = session.exec(
        count(referrals(ReferralFilter(vacancy_id=vacancy_id, states=frozenset({ReferralState.HIRED}))))
    )
    if vacancy.state == VacancyState.OPEN and hired.one() >= vacancy.openings:
        vacancy.move_to(VacancyState.FILLED, now=now)
        session.add(vacancy)
        end_with_vacancy(session, vacancy, today=today, now=now)


def _check_on_offer(session: Session, vacancy_id: int, today: date) -> None:
    """Nobody begins to talk about a vacancy that is not on offer; talks that have begun may end as they do."""
    if session.exec(select(Vacancy.id).where(on_offer(today), Vacancy.id == vacancy_id)).first() is None:
        raise Conflict(
            "这个岗位现在不在招（暂停、待审核、已结束或已过截止日），不能再往下走。先让岗位恢复招聘，或撤回这条推荐。"
        )


def _promise(session: Session, referral: Referral, today: date) -> Promise:
    start = session.get_one(Vacancy, referral.vacancy_id).start_date
    return Promise(
        worker_id=referral.worker_id,
        vacancy_id=referral.vacancy_id,
        from_day=max(start, today) if start else today,
        promised_by=PromisedBy.REFERRAL,
        promised_id=referral.id or 0,
    )
