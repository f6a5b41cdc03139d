"""What is reported of swaps: how many, between whom, for how many worker-days. A swap is no hire and counts as none."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from api.swaps.returning import back_in_time
from models.swap import AWAY, Swap, SwapState
from models.swap_member import MemberState, SwapMember

BEGUN = AWAY | {SwapState.CLOSED}
"""Swaps in which people went; one that is void counts for those who had gone."""


@dataclass(frozen=True, slots=True)
class SwapNumbers:
    """Of one period, both days included: swaps with people away in it, their firms, people and worker-days.

    `returned` came back for good in the period, `in_time` of them no later than agreed.
    """

    swaps: int = 0
    lenders: int = 0
    borrowers: int = 0
    workers: int = 0
    worker_days: int = 0
    returned: int = 0
    in_time: int = 0


def swap_numbers(session: Session, first: date, last: date, today: date) -> SwapNumbers:
    """Counted from the people who really went, day by day; whoever is still away counts up to `today`."""
    went = (
        select(SwapMember, Swap)
        .join(Swap, col(Swap.id) == SwapMember.swap_id)
        .where(col(SwapMember.state).in_((MemberState.AWAY, MemberState.RETURNED)))
        .where(col(SwapMember.from_day) <= last)
    )
    last = min(last, today)
    rows = [(member, swap, days_there(member, first, last)) for member, swap in session.exec(went).all()]
    there = [(member, swap, days) for member, swap, days in rows if days]
    back = [member for member, _, _ in rows if member.returned_on and first <= member.returned_on <= last]
    return SwapNumbers(
        swaps=len({swap.id for _, swap, _ in there}),
        lenders=len({swap.lender_id for _, swap, _ in there}),
        borrowers=len({swap.borrower_id for _, swap, _ in there}),
        workers=len({member.worker_id for member, _, _ in there}),
        worker_days=sum(days for _, _, days in there),
        returned=len(back),
        in_time=sum(map(back_in_time, back)),
    )


def days_there(member: SwapMember, first: date, last: date) -> int:
    """Days of the period on which somebody was away; the day of the return is one at home."""
    until = member.returned_on - timedelta(days=1) if member.returned_on else last
    return max(0, (min(until, last) - max(member.from_day, first)).days + 1)
