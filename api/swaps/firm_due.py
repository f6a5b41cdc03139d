"""What a firm has to do about the swaps it is part of: what is due anyhow, and what waits for its own hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import within
from api.access.table import Access, Action
from api.swaps.listing import Row, swap_rows
from api.swaps.varying import SIGNS
from models.days import day_of
from models.swap import ENDED, Swap, SwapSignature, SwapState
from models.swap_member import MemberState

TOLD_DAYS = 7
"""Days for which both firms are told that a swap is void."""
_SIGNABLE = (SwapState.CONSENTED, SwapState.EXTENDED)


@dataclass(frozen=True, slots=True)
class Task:
    """Things to do about one swap, the pressing one first."""

    swap_id: int
    about: str
    words: tuple[str, ...]
    late: bool


def firm_tasks(session: Session, access: Access, employer_id: int, today: date) -> list[Task]:
    """By swap, what is late first; ended swaps only where somebody is still away."""
    own = within(Swap, access.to(Action.SWAP_DESK), today)
    live = session.exec(own.where(col(Swap.state) != SwapState.CLOSED).order_by(col(Swap.id))).all()
    rows = swap_rows(session, live, today)
    signed = _signed(session, rows, employer_id)
    tasks = [_task(row, employer_id, signed, today) for row in rows]
    return [task for task in tasks if task.words]


def _signed(session: Session, rows: Sequence[Row], employer_id: int) -> set[tuple[int, int]]:
    """Swap and version of everything the firm has signed."""
    ids = [row.case.swap.id for row in rows]
    own = select(SwapSignature.swap_id, SwapSignature.version).where(
        SwapSignature.employer_id == employer_id, col(SwapSignature.swap_id).in_(ids)
    )
    return set(session.exec(own).all())


def _task(row: Row, employer_id: int, signed: set[tuple[int, int]], today: date) -> Task:
    swap = row.case.swap
    words = [*_own(row, employer_id, signed, today), *(alarm.words for alarm in row.alarms)]
    about = f"{row.lender}借给{row.borrower} {row.people}"
    return Task(swap.id or 0, about, tuple(words), row.late)


def _own(row: Row, employer_id: int, signed: set[tuple[int, int]], today: date) -> Iterator[str]:
    swap, lends = row.case.swap, row.case.swap.lender_id == employer_id
    if swap.state is SwapState.VOID and day_of(swap.state_since) + timedelta(days=TOLD_DAYS) >= today:
        yield "已经作废，看一下原因"
    if swap.state in _SIGNABLE and (swap.id or 0, swap.version) not in signed:
        yield f"等贵单位签第 {swap.version} 版协议"
    if not lends or swap.state in ENDED:
        return
    if swap.state is SwapState.DRAFT and not row.case.in_state(MemberState.NAMED):
        yield "等贵单位列名单"
    unsigned = [one for one in row.case.in_state(*SIGNS) if one.variation_signed_on is None]
    if unsigned and swap.state in (SwapState.SIGNED, SwapState.EXTENDED):
        yield f"{len(unsigned)} 人的劳动合同变更书还没登记"
    if swap.extend_to is not None and swap.lender_extends is None:
        yield f"等贵单位答复：延到{wording.day(swap.extend_to, today)}同不同意"
