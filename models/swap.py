"""Swaps: one lender, one borrower, their loans, and the life of the arrangement from draft to everybody's return."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.errors import ReasonMissing
from models.transitions import require_step


class SwapState(Labelled):
    DRAFT = "draft", "草拟"
    OFFERED = "offered", "征求本人意见"
    CONSENTED = "consented", "本人已同意"
    SIGNED = "signed", "协议已签"
    ACTIVE = "active", "调剂中"
    EXTENDED = "extended", "已延期"
    RETURNING = "returning", "陆续返回"
    DISPUTED = "disputed", "有争议"
    CLOSED = "closed", "已结清"
    VOID = "void", "已作废"


_ASIDE = frozenset({SwapState.VOID, SwapState.DISPUTED})

NEXT: dict[SwapState, frozenset[SwapState]] = {
    SwapState.DRAFT: frozenset({SwapState.OFFERED, SwapState.VOID}),
    # A change of post, place, pay or days asks everybody again: back to the offer, under a new version.
    SwapState.OFFERED: frozenset({SwapState.DRAFT, SwapState.OFFERED, SwapState.CONSENTED, SwapState.VOID}),
    SwapState.CONSENTED: frozenset({SwapState.OFFERED, SwapState.SIGNED, SwapState.VOID}),
    # Articles that only the firms agree on may change too: then both sign anew.
    SwapState.SIGNED: frozenset({SwapState.OFFERED, SwapState.CONSENTED, SwapState.ACTIVE, SwapState.VOID}),
    SwapState.ACTIVE: _ASIDE | {SwapState.EXTENDED, SwapState.RETURNING},
    SwapState.EXTENDED: _ASIDE | {SwapState.EXTENDED, SwapState.RETURNING},
    SwapState.RETURNING: _ASIDE | {SwapState.CLOSED},
    # Settled, it goes on as it was: a longer stay is still one.
    SwapState.DISPUTED: frozenset(
        {SwapState.ACTIVE, SwapState.EXTENDED, SwapState.RETURNING, SwapState.CLOSED, SwapState.VOID}
    ),
    SwapState.CLOSED: frozenset(),
    SwapState.VOID: frozenset(),
}
ENDED = frozenset({SwapState.CLOSED, SwapState.VOID})
AWAY = frozenset({SwapState.ACTIVE, SwapState.EXTENDED, SwapState.RETURNING, SwapState.DISPUTED})
"""States in which people may be at the borrower."""
SAY_WHY = frozenset({SwapState.VOID, SwapState.DISPUTED})


class Swap(SQLModel, table=True):
    """`terms` are the articles of the agreement as typed; `version` counts from 1 and grows with what people agree to.

    `extend_to` is a longer stay somebody asked for; who agreed to it stands beside. `extended_from` is the first day
    of the longer stay that was agreed to last.
    """

    __tablename__ = "swap"
    __table_args__ = (
        sa.CheckConstraint("lender_id <> borrower_id", name="two_firms"),
        sa.CheckConstraint("version >= 1", name="versions_count_from_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lender_id: int = Field(foreign_key="employer.id", index=True)
    borrower_id: int = Field(foreign_key="employer.id", index=True)
    plan_id: int | None = Field(default=None, foreign_key="swap_plan.id", index=True, ondelete="SET NULL")
    state: SwapState = Field(default=SwapState.DRAFT, sa_type=coded(SwapState), index=True)
    state_since: datetime
    version: int = 1
    terms: dict[str, Any] = Field(default_factory=dict, sa_type=WORDS)
    extend_to: date | None = None
    lender_extends: bool | None = None
    borrower_extends: bool | None = None
    extended_from: date | None = None
    created_at: datetime
    updated_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


class SwapLoan(SQLModel, table=True):
    """People of an offer for a need, both days included; `people` is what was planned, its members are who goes."""

    __tablename__ = "swap_loan"
    __table_args__ = (
        sa.CheckConstraint("people >= 1", name="people_at_least_one"),
        sa.CheckConstraint("to_day >= from_day", name="days_in_order"),
        sa.CheckConstraint("wage_fen >= 0", name="wage_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    swap_id: int = Field(foreign_key="swap.id", index=True, ondelete="CASCADE")
    offer_id: int = Field(foreign_key="swap_offer.id", index=True)
    need_id: int = Field(foreign_key="swap_need.id", index=True)
    people: int
    from_day: date
    to_day: date
    wage_fen: int


class SwapLog(SQLModel, table=True):
    """One step; the first has no `from_state`. Steps that change no state (a signature, a version) have both alike."""

    __tablename__ = "swap_log"

    id: int | None = Field(default=None, primary_key=True)
    swap_id: int = Field(foreign_key="swap.id", index=True, ondelete="CASCADE")
    from_state: SwapState | None = Field(default=None, sa_type=coded(SwapState))
    to_state: SwapState = Field(sa_type=coded(SwapState))
    version: int
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    note: str = ""


class SwapSignature(SQLModel, table=True):
    """A firm's signature under one version of the agreement."""

    __tablename__ = "swap_signature"
    __table_args__ = (sa.UniqueConstraint("swap_id", "version", "employer_id"),)

    id: int | None = Field(default=None, primary_key=True)
    swap_id: int = Field(foreign_key="swap.id", ondelete="CASCADE")
    version: int
    employer_id: int = Field(foreign_key="employer.id", index=True)
    signatory: str
    signed_on: date
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


def draft(session: Session, swap: Swap, loans: list[SwapLoan], *, by: int | None) -> None:
    """Store a new swap with its loans and the first line of its log."""
    session.add(swap)
    session.flush()
    swap_id: int = swap.id  # type: ignore[assignment]  # it has one since the flush
    for loan in loans:
        loan.swap_id = swap_id
    first = SwapLog(swap_id=swap_id, to_state=swap.state, version=swap.version, at=swap.created_at, account_id=by)
    session.add_all([*loans, first])
    session.flush()


def move(session: Session, swap: Swap, to: SwapState, *, now: datetime, by: int | None, note: str = "") -> None:
    """Take one step and write it down; `IllegalTransition`, or `ReasonMissing` where it has to be said why."""
    require_step("调剂", NEXT, swap.state, to)
    if to in SAY_WHY and not note.strip():
        raise ReasonMissing(to.label)
    note_step(session, swap, to, now=now, by=by, note=note)
    swap.state, swap.state_since, swap.updated_at = to, now, now
    session.add(swap)
    session.flush()


def note_step(session: Session, swap: Swap, to: SwapState, *, now: datetime, by: int | None, note: str) -> None:
    """A line of the log, for what changes no state too."""
    line = SwapLog(
        swap_id=swap.id,  # type: ignore[arg-type]
        from_state=swap.state,
        to_state=to,
        version=swap.version,
        at=now,
        account_id=by,
        note=note,
    )
    session.add(line)


def loans_of(swap_id: int) -> SelectOfScalar[SwapLoan]:
    return select(SwapLoan).where(SwapLoan.swap_id == swap_id).order_by(col(SwapLoan.from_day), col(SwapLoan.id))


def log_of(swap_id: int) -> SelectOfScalar[SwapLog]:
    """The steps of a swap, first to last."""
    return select(SwapLog).where(SwapLog.swap_id == swap_id).order_by(col(SwapLog.id))


def signatures_of(swap_id: int, version: int) -> SelectOfScalar[SwapSignature]:
    """Who signed this version."""
    return select(SwapSignature).where(SwapSignature.swap_id == swap_id, SwapSignature.version == version)


def swaps_of(employer_id: int) -> SelectOfScalar[Swap]:
    """Swaps in which an employer lends or borrows, the last touched first."""
    either = sa.or_(col(Swap.lender_id) == employer_id, col(Swap.borrower_id) == employer_id)
    return select(Swap).where(either).order_by(col(Swap.updated_at).desc(), col(Swap.id).desc())
