"""The people of a swap: named by their employer, asked, and each with an answer of their own."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded
from models.transitions import require_step


class MemberState(Labelled):
    NAMED = "named", "已列入名单"
    ASKED = "asked", "等本人答复"
    AGREED = "agreed", "本人同意"
    REFUSED = "refused", "本人不去"
    DROPPED = "dropped", "未参加"
    AWAY = "away", "在借入单位"
    RETURNED = "returned", "已返回"


NEXT: dict[MemberState, frozenset[MemberState]] = {
    MemberState.NAMED: frozenset({MemberState.ASKED, MemberState.DROPPED}),
    MemberState.ASKED: frozenset({MemberState.AGREED, MemberState.REFUSED, MemberState.DROPPED}),
    # A new version asks again; until they leave, anybody may change their mind.
    MemberState.AGREED: frozenset({MemberState.ASKED, MemberState.REFUSED, MemberState.DROPPED, MemberState.AWAY}),
    MemberState.REFUSED: frozenset({MemberState.ASKED, MemberState.AGREED, MemberState.DROPPED}),
    MemberState.DROPPED: frozenset(),
    MemberState.AWAY: frozenset({MemberState.RETURNED}),
    MemberState.RETURNED: frozenset(),
}
HOLDS_DAYS = frozenset({MemberState.NAMED, MemberState.ASKED, MemberState.AGREED, MemberState.AWAY})
"""States in which a worker's days are promised in the ledger."""
_LIVE = "state <> 'dropped'"


class SwapMember(SQLModel, table=True):
    """A worker on a loan, both days included. The consent stands for `consent_version` of the swap alone.

    `facts_sha256` is the fingerprint of what was shown before the answer; `asked_more` is their own answer to what else
    they want to know; `channel` says on whose phone or by whose hand it was given.
    """

    __tablename__ = "swap_member"
    __table_args__ = (
        sa.CheckConstraint("to_day >= from_day", name="days_in_order"),
        sa.CheckConstraint("(consent_version IS NULL) = (facts_sha256 IS NULL)", name="consent_to_what_was_shown"),
        sa.Index(
            "uq_swap_member_live",
            "swap_id",
            "worker_id",
            unique=True,
            sqlite_where=sa.text(_LIVE),
            postgresql_where=sa.text(_LIVE),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    swap_id: int = Field(foreign_key="swap.id", ondelete="CASCADE")
    loan_id: int = Field(foreign_key="swap_loan.id", index=True, ondelete="CASCADE")
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    employment_id: int | None = Field(default=None, foreign_key="employment.id", index=True, ondelete="SET NULL")
    state: MemberState = Field(default=MemberState.NAMED, sa_type=coded(MemberState))
    state_since: datetime
    from_day: date
    to_day: date
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    consent_version: int | None = None
    facts_sha256: str | None = Field(default=None, max_length=64)
    asked_more: str = ""
    lower_wage: bool = False
    channel: str = ""
    variation_signed_on: date | None = None
    stays_wanted: bool | None = None
    returned_on: date | None = None
    return_reason: str = ""
    note: str = ""

    def move_to(self, state: MemberState, *, now: datetime) -> None:
        """Change the state; `IllegalTransition` when `NEXT` does not list the step."""
        require_step("借出人员", NEXT, self.state, state)
        self.state, self.state_since = state, now


def members_of(swap_id: int) -> SelectOfScalar[SwapMember]:
    """Everybody ever named for a swap, in the order named."""
    return select(SwapMember).where(SwapMember.swap_id == swap_id).order_by(col(SwapMember.id))


def asked_of(worker_id: int) -> SelectOfScalar[SwapMember]:
    """Swaps a worker was asked about or went on, the latest first; being on a list alone is not being asked."""
    told = col(SwapMember.asked_at).is_not(None)
    return select(SwapMember).where(SwapMember.worker_id == worker_id, told).order_by(col(SwapMember.id).desc())
