"""Referrals: a worker proposed for a vacancy, from the proposal to the hire or the refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.account import Account
from models.columns import WORDS, Labelled, coded
from models.errors import ReasonMissing
from models.paging import Orders
from models.transitions import require_step
from models.vacancy import Vacancy
from models.worker import Worker


class ReferralState(Labelled):
    PROPOSED = "proposed", "已推荐"
    TOLD = "told", "已告知"
    INTERVIEW = "interview", "面试中"
    OFFERED = "offered", "拟录用"
    HIRED = "hired", "已录用"
    DECLINED_BY_WORKER = "declined_by_worker", "劳动者谢绝"
    DECLINED_BY_EMPLOYER = "declined_by_employer", "单位未录用"
    WITHDRAWN = "withdrawn", "已撤回"


DECLINED = frozenset({ReferralState.DECLINED_BY_WORKER, ReferralState.DECLINED_BY_EMPLOYER})
ENDED = DECLINED | {ReferralState.HIRED, ReferralState.WITHDRAWN}
# Nobody has met yet: such a referral falls with what it rests on. Whoever is in talks finishes them.
BEFORE_TALKS = frozenset({ReferralState.PROPOSED, ReferralState.TOLD})
_LIVE = " AND ".join(f"state <> '{state}'" for state in sorted(ENDED))
GIVEN_UP = DECLINED | {ReferralState.WITHDRAWN}

NEXT: dict[ReferralState, frozenset[ReferralState]] = {
    # Either side may be asked first, so either may decline before the other is told.
    ReferralState.PROPOSED: GIVEN_UP | {ReferralState.TOLD},
    # At a fair the offer follows the talk at once.
    ReferralState.TOLD: GIVEN_UP | {ReferralState.INTERVIEW, ReferralState.OFFERED},
    ReferralState.INTERVIEW: GIVEN_UP | {ReferralState.OFFERED},
    ReferralState.OFFERED: GIVEN_UP | {ReferralState.HIRED},
    ReferralState.HIRED: frozenset(),
    ReferralState.DECLINED_BY_WORKER: frozenset(),
    ReferralState.DECLINED_BY_EMPLOYER: frozenset(),
    ReferralState.WITHDRAWN: frozenset(),
}


class ReferralOrigin(Labelled):
    RUN = "run", "匹配推荐"
    STAFF = "staff", "工作人员推荐"
    WORKER = "worker", "本人申请"
    EMPLOYER = "employer", "单位请求联系"


class ReferralReason(Labelled):
    """Why a side declined, or why it fell; the same short list for every counter, so that reasons can be counted."""

    WAGE = "wage", "工资不合适"
    DISTANCE = "distance", "离家太远"
    SHIFT = "shift", "班次不合适"
    LODGING = "lodging", "没有住宿"
    WORK = "work", "工作内容不合适"
    FOUND_OTHER = "found_other", "已找到工作"
    GOING_HOME = "going_home", "返乡"
    UNREACHABLE = "unreachable", "联系不上"
    SKILL = "skill", "技能不符"
    CERTIFICATE = "certificate", "证书不符"
    EXPERIENCE = "experience", "经验不足"
    ABSENT = "absent", "未到面试"
    FILLED = "filled", "岗位已招满"
    CLOSED = "closed", "岗位已结束"
    EXPIRED = "expired", "岗位已过截止日"
    OTHER = "other", "其他"


class Referral(SQLModel, table=True):
    """`score` is in [0, 1]; `tier` and `reasons` are what the matching run or the caseworker gave.

    `breakdown` is what the score was made of when it was proposed: what results are learnt from. Since `agreed_at` the
    worker has said to this very employer that they are willing: by applying, or by answering a proposal.
    """

    __tablename__ = "referral"
    __table_args__ = (
        sa.Index(None, "state", "state_since"),
        # Two counters at the same moment: the second proposal of the same pair is refused.
        sa.Index(
            "uq_referral_live",
            "worker_id",
            "vacancy_id",
            unique=True,
            sqlite_where=sa.text(_LIVE),
            postgresql_where=sa.text(_LIVE),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    run_id: int | None = Field(default=None, foreign_key="matching_run.id", index=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    vacancy_id: int = Field(foreign_key="vacancy.id", index=True)
    state: ReferralState = Field(default=ReferralState.PROPOSED, sa_type=coded(ReferralState))
    state_since: datetime
    score: float | None = None
    tier: str = ""
    reasons: list[str] = Field(default_factory=list, sa_type=WORDS)
    origin: ReferralOrigin = Field(sa_type=coded(ReferralOrigin))
    created_at: datetime = Field(index=True)
    breakdown: dict[str, Any] | None = Field(default=None, sa_type=WORDS)
    agreed_at: datetime | None = None


class ReferralLog(SQLModel, table=True):
    """One step of one referral; the first has no `from_state`."""

    __tablename__ = "referral_log"

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True, ondelete="CASCADE")
    from_state: ReferralState | None = Field(default=None, sa_type=coded(ReferralState))
    to_state: ReferralState = Field(sa_type=coded(ReferralState))
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    reason_code: ReferralReason | None = Field(default=None, sa_type=coded(ReferralReason))
    note: str = ""


def propose(session: Session, referrals: Sequence[Referral], *, by: int | None = None) -> None:
    """Store new referrals, each with the first line of its log; they have ids afterwards."""
    session.add_all(referrals)
    session.flush()
    lines = [
        {"referral_id": new.id, "to_state": new.state, "at": new.created_at, "account_id": by} for new in referrals
    ]
    if lines:
        session.exec(sa.insert(ReferralLog), params=lines)


def move(
    session: Session,
    referral: Referral,
    to: ReferralState,
    *,
    now: datetime,
    by: int | None = None,
    reason: ReferralReason | None = None,
    note: str = "",
) -> ReferralLog:
    """Take one step and log it; `IllegalTransition` or `ReasonMissing` leave the referral as it was.

    `by` is an account id. A promise in the ledger is the caller's to release.
    """
    require_step("推荐", NEXT, referral.state, to)
    if to in DECLINED and reason is None:
        raise ReasonMissing(to.label)
    if referral.id is None:
        raise ValueError("propose a referral before moving it")
    step = ReferralLog(
        referral_id=referral.id,
        from_state=referral.state,
        to_state=to,
        at=now,
        account_id=by,
        reason_code=reason,
        note=note,
    )
    referral.state, referral.state_since = to, now
    session.add_all([referral, step])
    return step


ORDERS: Orders = {
    "id": Referral.id,
    "created_at": Referral.created_at,
    "state_since": Referral.state_since,
    "score": Referral.score,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFilter:
    """What a list of referrals is narrowed to; anything left out narrows nothing."""

    states: frozenset[ReferralState] = frozenset()
    worker_id: int | None = None
    vacancy_id: int | None = None
    employer_id: int | None = None
    street_code: str | None = None
    run_id: int | None = None


def referrals(wanted: ReferralFilter = ReferralFilter()) -> SelectOfScalar[Referral]:
    """Referrals; `street_code` is the street where the worker lives."""
    statement = select(Referral)
    if wanted.states:
        statement = statement.where(col(Referral.state).in_(wanted.states))
    if wanted.worker_id is not None:
        statement = statement.where(Referral.worker_id == wanted.worker_id)
    if wanted.vacancy_id is not None:
        statement = statement.where(Referral.vacancy_id == wanted.vacancy_id)
    if wanted.run_id is not None:
        statement = statement.where(Referral.run_id == wanted.run_id)
    if wanted.employer_id is not None:
        ours = select(Vacancy.id).where(Vacancy.employer_id == wanted.employer_id)
        statement = statement.where(col(Referral.vacancy_id).in_(ours))
    if wanted.street_code is not None:
        living_here = select(Worker.id).where(Worker.street_code == wanted.street_code)
        statement = statement.where(col(Referral.worker_id).in_(living_here))
    return statement


def live_between(worker_id: int, vacancy_id: int) -> SelectOfScalar[Referral]:
    """Referrals of this worker to this vacancy that have not ended."""
    return select(Referral).where(
        Referral.worker_id == worker_id, Referral.vacancy_id == vacancy_id, col(Referral.state).not_in(ENDED)
    )


def settled() -> sa.ColumnElement[bool]:
    """Whether a referral stands against proposing its worker to its vacancy again.

    Every one does, but for those the office took back and those that fell with a closed vacancy or a consent; of a
    withdrawn one the log says whether it was the worker who said no.
    """
    by_the_worker = (
        sa.exists()
        .where(
            col(ReferralLog.referral_id) == col(Referral.id),
            col(ReferralLog.to_state) == ReferralState.WITHDRAWN,
            col(ReferralLog.account_id) == col(Account.id),
            col(Account.worker_id) == col(Referral.worker_id),
        )
        .correlate(Referral)
    )
    return sa.or_(col(Referral.state) != ReferralState.WITHDRAWN, by_the_worker)


def settled_between(worker_id: int, vacancy_id: int) -> SelectOfScalar[Referral]:
    """What stands against proposing this worker to this vacancy again, the latest first."""
    return (
        select(Referral)
        .where(Referral.worker_id == worker_id, Referral.vacancy_id == vacancy_id, settled())
        .order_by(col(Referral.state_since).desc(), col(Referral.id).desc())
    )


def settled_vacancies(worker_id: int) -> SelectOfScalar[int]:
    """Vacancies that this worker is not to be proposed to again."""
    return select(Referral.vacancy_id).where(Referral.worker_id == worker_id, settled()).distinct()


def settled_workers(vacancy_id: int) -> SelectOfScalar[int]:
    """Workers who are not to be proposed to this vacancy again."""
    return select(Referral.worker_id).where(Referral.vacancy_id == vacancy_id, settled()).distinct()


def log_of(referral_id: int) -> SelectOfScalar[ReferralLog]:
    """The steps of a referral, first to last."""
    return select(ReferralLog).where(ReferralLog.referral_id == referral_id).order_by(col(ReferralLog.id))
