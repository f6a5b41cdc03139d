"""What swaps that go on take from an offer or bring to a need, and what may therefore not be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from api import wording
from api.swap_plans.instance import PLANNED
from models.employer import Employer
from models.swap import ENDED, Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, SwapMember


@dataclass(frozen=True, slots=True)
class Promise:
    """People of one swap on some days, both included; a draft binds nobody."""

    swap_id: int
    other: str
    state: SwapState
    people: int
    first: date
    last: date

    @property
    def binds(self) -> bool:
        return self.state != SwapState.DRAFT


def promises_on(session: Session, side: Any, key: int) -> list[Promise]:
    """Of an offer (``SwapLoan.offer_id``) or a need (``SwapLoan.need_id``), the oldest swap first."""
    other = Swap.borrower_id if side is SwapLoan.offer_id else Swap.lender_id
    rows = session.exec(
        select(SwapLoan, Swap, Employer.name)
        .join(Swap, col(Swap.id) == SwapLoan.swap_id)
        .join(Employer, col(Employer.id) == other)
        .where(col(side) == key, col(Swap.state).not_in(ENDED))
        .order_by(col(SwapLoan.id))
    ).all()
    return [one for loan, swap, name in rows for one in _of_loan(session, loan, swap, name)]


def _of_loan(session: Session, loan: SwapLoan, swap: Swap, other: str) -> list[Promise]:
    """As many as were planned; once everybody has answered, those who go."""
    if swap.state in PLANNED:
        return [Promise(loan.swap_id, other, swap.state, loan.people, loan.from_day, loan.to_day)]
    going = session.exec(
        select(SwapMember).where(SwapMember.loan_id == loan.id, col(SwapMember.state).in_(HOLDS_DAYS))
    ).all()
    return [Promise(loan.swap_id, other, swap.state, 1, one.from_day, one.to_day) for one in going]


def most_promised(promises: Sequence[Promise], first: date, last: date) -> int:
    """The most people promised on any day of a stretch."""
    days = (first + timedelta(days=passed) for passed in range((last - first).days + 1))
    return max((sum(one.people for one in promises if one.first <= day <= one.last) for day in days), default=0)


def words_of(promises: Sequence[Promise], today: date) -> list[str]:
    """Each swap with how many people and which days."""
    told = []
    for swap_id in dict.fromkeys(one.swap_id for one in promises):
        own = [one for one in promises if one.swap_id == swap_id]
        people = sum(one.people for one in own)
        days = f"{_day(min(one.first for one in own), today)}至{_day(max(one.last for one in own), today)}"
        told.append(f"调剂 {swap_id}（{own[0].other}）{people} 人，{days}，{own[0].state.label}")
    return told


def cannot_shrink(
    promises: Sequence[Promise], before: tuple[int, date, date], after: tuple[int, date, date], today: date
) -> tuple[str, str]:
    """Field and reason why people or days cannot be taken back; two empty words where they can.

    What is promised beyond what was offered before (a longer stay) is not held against a change.
    """
    bound = [one for one in promises if one.binds]
    (had, old_first, old_last), (people, first, last) = before, after
    for day in (old_first + timedelta(days=passed) for passed in range((old_last - old_first).days + 1)):
        kept = min(had, sum(one.people for one in bound if one.first <= day <= one.last))
        swaps = "、".join(str(key) for key in sorted({one.swap_id for one in bound if one.first <= day <= one.last}))
        if kept and not first <= day <= last:
            side = "from_day" if day < first else "to_day"
            return side, f"{_day(day, today)}已经安排 {kept} 人（调剂 {swaps}），日子不能去掉；请先改那次调剂"
        if kept > people:
            why = f"{_day(day, today)}已经安排 {kept} 人（调剂 {swaps}），不能少于 {kept} 人；请先改那次调剂"
            return "people", why
    return "", ""


def _day(value: date, today: date) -> str:
    return wording.day(value, today) or ""
