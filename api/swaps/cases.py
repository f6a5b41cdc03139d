"""Swaps with their loans and people, read once for a whole list, and which of them need a closer look."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from api.swap_settlements.lines import in_next_month
from api.swap_settlements.settling import months_of
from api.swaps.terms import day_of_month
from models.employer import Employer, EmployerStanding
from models.employment import Employment
from models.swap import Swap, SwapLoan
from models.swap_member import MemberState, SwapMember
from models.swap_settlement import SwapWorkMonth

GONE = (MemberState.DROPPED, MemberState.REFUSED)
_WENT = (MemberState.AWAY, MemberState.RETURNED)


@dataclass(frozen=True, slots=True)
class Case:
    """A swap with its loans and people, read once."""

    swap: Swap
    loans: Sequence[SwapLoan]
    members: Sequence[SwapMember] = field(default_factory=list)

    @property
    def first(self) -> date:
        return min(loan.from_day for loan in self.loans)

    @property
    def last(self) -> date:
        return max((member.to_day for member in self.in_state(MemberState.AWAY)), default=self.planned_last)

    @property
    def planned_last(self) -> date:
        return max(loan.to_day for loan in self.loans)

    def in_state(self, *states: MemberState) -> list[SwapMember]:
        return [member for member in self.members if member.state in states]

    @property
    def people(self) -> int:
        """Who goes or went; before anybody is named, how many are planned."""
        return sum(self.going.values())

    @property
    def going(self) -> dict[int, int]:
        """By the id of a loan who goes or went; before anybody is named, how many are planned."""
        counted = Counter(one.loan_id for one in self.members if one.state not in GONE)
        return {loan.id or 0: counted[loan.id or 0] if counted else loan.people for loan in self.loans}


def cases(session: Session, swaps: Sequence[Swap]) -> list[Case]:
    """The swaps with what belongs to them, in their order."""
    ids = [swap.id for swap in swaps]
    loans = session.exec(select(SwapLoan).where(col(SwapLoan.swap_id).in_(ids)).order_by(col(SwapLoan.id))).all()
    members = session.exec(select(SwapMember).where(col(SwapMember.swap_id).in_(ids)).order_by(col(SwapMember.id)))
    people = members.all()
    return [
        Case(
            swap,
            [loan for loan in loans if loan.swap_id == swap.id],
            [member for member in people if member.swap_id == swap.id],
        )
        for swap in swaps
    ]


def behind(session: Session, found: Sequence[Case], today: date) -> frozenset[int]:
    """Swaps whose money is late, or of which a firm or a contract ended or ends before a return."""
    return frozenset(_with_ended(session, found) | _late_paid(session, found, today))


def _with_ended(session: Session, found: Sequence[Case]) -> set[int]:
    firms = {key for case in found for key in (case.swap.lender_id, case.swap.borrower_id)}
    gone = select(Employer.id).where(col(Employer.id).in_(firms), col(Employer.standing) != EmployerStanding.ACTIVE)
    ended = set(session.exec(gone).all())
    contracts = {one.employment_id for case in found for one in case.in_state(MemberState.AWAY)}
    stated = session.exec(select(Employment).where(col(Employment.id).in_(contracts)))
    ends = {one.id: date.min if one.ended_on else one.until or date.max for one in stated}
    return {
        case.swap.id or 0
        for case in found
        if ended & {case.swap.lender_id, case.swap.borrower_id}
        or any(ends[one.employment_id] < one.to_day for one in case.in_state(MemberState.AWAY))
    }


def _late_paid(session: Session, found: Sequence[Case], today: date) -> set[int]:
    """A month that is over without its contributions, or a day of payment that is past without the money."""
    ids = {case.swap.id for case in found if case.in_state(*_WENT)}
    rows: dict[tuple[int, str], SwapWorkMonth] = {}
    for row in session.exec(select(SwapWorkMonth).where(col(SwapWorkMonth.swap_id).in_(ids))):
        rows[row.member_id, row.month] = row
    stated = defaultdict(list)
    for row in rows.values():
        stated[row.swap_id].append(row)
    return {
        case.swap.id or 0
        for case in found
        if any(_unpaid(case.swap, row, today) for row in stated[case.swap.id or 0])
        or any(
            f"{today:%Y-%m}" > month and (member.id or 0, month) not in rows
            for member in case.in_state(*_WENT)
            for month in months_of(member, min(today, member.to_day))
        )
    }


def _unpaid(swap: Swap, row: SwapWorkMonth, today: date) -> bool:
    settle, pay = (in_next_month(row.month, day_of_month(swap, key)) for key in ("settle_day", "pay_day"))
    uninsured = f"{today:%Y-%m}" > row.month and not row.insurance_paid
    return uninsured or (row.settled_on is None and settle < today) or (row.paid_on is None and pay < today)
