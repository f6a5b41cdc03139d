"""What both firms state of a month before it is settled: days and money of each person, costs with receipts."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from api.refusals import BadField, Conflict
from api.swap_settlements.lines import lines_of
from api.swaps.moving import By
from matcher.swap.worked import SettlementError
from models.swap import AWAY, Swap, SwapState, note_step
from models.swap_member import MemberState, SwapMember, members_of
from models.swap_settlement import SwapCost, SwapWorkMonth

SETTLED = AWAY | {SwapState.VOID}
"""States in which a settlement is written; of a void swap what was worked until it ended."""


@dataclass(frozen=True, slots=True)
class MonthStated:
    """One person's month as typed; money in fen, `paid_fen` None while the worker was not paid."""

    days: float
    workday_hours: float
    restday_hours: float
    holiday_hours: float
    insurance_fen: int
    housing_fund_fen: int
    insurance_paid: bool
    deducted_fen: int
    paid_fen: int | None
    settled_on: date | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class CostStated:
    month: str
    words: str
    receipt: str
    charged_fen: int
    paid_fen: int


def months_of(member: SwapMember, until: date) -> list[str]:
    """The months in which somebody was away, up to a day."""
    last = min(member.returned_on - timedelta(days=1), until) if member.returned_on else until
    first = member.from_day.year * 12 + member.from_day.month - 1
    return [f"{count // 12:04d}-{count % 12 + 1:02d}" for count in range(first, last.year * 12 + last.month)]


def went(session: Session, swap: Swap) -> list[SwapMember]:
    """Who was at the borrower, in the order named."""
    there = (MemberState.AWAY, MemberState.RETURNED)
    return [one for one in session.exec(members_of(swap.id or 0)) if one.state in there]


def state_month(session: Session, swap: Swap, member: SwapMember, month: str, stated: MonthStated, by: By) -> None:
    """Keep what was stated of a month instead of what stood; raises `BadField` for what cannot be, `Conflict`."""
    require_settling(swap)
    known = select(SwapWorkMonth).where(SwapWorkMonth.member_id == member.id, SwapWorkMonth.month == month)
    row = session.exec(known).first()
    row = row or SwapWorkMonth(swap_id=swap.id or 0, member_id=member.id or 0, month=month, updated_at=by.now)
    for name in MonthStated.__dataclass_fields__:
        setattr(row, name, getattr(stated, name))
    row.updated_at, row.account_id = by.now, by.account_id
    session.add(row)
    session.flush()
    try:
        lines_of(session, swap)
    except SettlementError as refused:
        raise BadField.of("days", refused.why) from None


def add_cost(session: Session, swap: Swap, stated: CostStated, by: By) -> SwapCost:
    """A cost with its receipt; raises `Conflict`."""
    require_settling(swap)
    row = SwapCost(
        swap_id=swap.id or 0,
        month=stated.month,
        words=stated.words,
        receipt=stated.receipt,
        charged_fen=stated.charged_fen,
        paid_fen=stated.paid_fen,
        at=by.now,
        account_id=by.account_id,
    )
    session.add(row)
    note(session, swap, by, f"记一笔支出：{stated.words}")
    return row


def drop_cost(session: Session, swap: Swap, cost: SwapCost, by: By) -> None:
    """Take a cost out again; raises `Conflict`."""
    require_settling(swap)
    session.delete(cost)
    note(session, swap, by, f"删去一笔支出：{cost.words}")


def note(session: Session, swap: Swap, by: By, words: str) -> None:
    """A line of the log about the settlement."""
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()


def require_settling(swap: Swap) -> None:
    if swap.state not in SETTLED:
        raise Conflict(f"调剂现在是“{swap.state.label}”，不能再记结算。")
