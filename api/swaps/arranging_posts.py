"""The work that people of a swap are lent for, and how many people offer and need still bear on each day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from matcher.swap.arrangement import Disclosure, Post
from models.swap import ENDED, Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer

Spans = Iterable[tuple[date, date, int]]
"""First and last day, both included, and how many people."""

_PLANNED = frozenset({SwapState.OFFERED})  # who goes is not known yet: the planned number counts
_FREE = ENDED | {SwapState.DRAFT}  # a draft promises nothing: of two, the one offered first gets the people


def posts_of(
    session: Session, swap: Swap, loans: Sequence[SwapLoan], members: Sequence[SwapMember]
) -> tuple[Post, ...]:
    """One post for each loan, with as many people as are named for it; before anybody is, as were planned."""
    needs = _by_id(session, SwapNeed, {loan.need_id for loan in loans})
    offers = _by_id(session, SwapOffer, {loan.offer_id for loan in loans})
    return tuple(_post(session, loan, offers[loan.offer_id], needs[loan.need_id], members) for loan in loans)


def _by_id(session: Session, table: Any, ids: set[int]) -> Mapping[int, Any]:
    return {row.id: row for row in session.exec(select(table).where(col(table.id).in_(ids)))}


def _post(session: Session, loan: SwapLoan, offer: SwapOffer, need: SwapNeed, members: Sequence[SwapMember]) -> Post:
    named = [member for member in members if member.loan_id == loan.id]
    first = min((member.from_day for member in named), default=loan.from_day)
    last = max((member.to_day for member in named), default=loan.to_day)
    return Post(
        name=need.trade,
        loan=loan.id or 0,
        first=min(first, loan.from_day),
        last=max(last, loan.to_day),
        people=len(named) or loan.people,
        wage_fen=loan.wage_fen,
        least_days=need.min_days,
        hours_day=need.hours_day,
        hours_week=need.hours_week,
        overtime_day=need.overtime_day,
        overtime_month=need.overtime_month,
        hazards=tuple(need.hazards),
        protection=tuple(need.protection),
        certificates=tuple(need.certificates),
        board=need.board,
        transport=need.transport,
        disclosure=disclosure_of(need),
        surplus=_left(offer, _taken(session, SwapLoan.offer_id, offer.id or 0, loan)),
        shortage=_left(need, _taken(session, SwapLoan.need_id, need.id or 0, loan)),
    )


def disclosure_of(need: SwapNeed) -> Disclosure:
    """The seven facts told of a need."""
    return Disclosure(
        work=need.work,
        conditions=need.conditions,
        place=need.address,
        hazards=need.hazards_told,
        safety=need.safety,
        pay=need.pay,
        house_rules=need.house_rules,
    )


def _taken(session: Session, side: Any, key: int, loan: SwapLoan) -> list[tuple[date, date, int]]:
    """People that every other loan takes from the same offer, or brings to the same need."""
    rows = session.exec(
        select(SwapLoan, Swap.state)
        .join(Swap, col(Swap.id) == SwapLoan.swap_id)
        .where(side == key, col(SwapLoan.id) != loan.id)
        .where((col(Swap.state).not_in(_FREE)) | (col(Swap.id) == loan.swap_id))
    ).all()
    planned = [(row.from_day, row.to_day, row.people) for row, state in rows if state in _PLANNED]
    answered = {row.id for row, state in rows if state not in _PLANNED}
    people = select(SwapMember).where(
        col(SwapMember.loan_id).in_(answered), col(SwapMember.state).in_(HOLDS_DAYS | {MemberState.RETURNED})
    )
    return planned + [(one.from_day, _until(one), 1) for one in session.exec(people)]


def _until(member: SwapMember) -> date:
    """The last day away; the day of the return is one at home."""
    return member.to_day if member.returned_on is None else min(member.to_day, member.returned_on - timedelta(days=1))


def _left(row: SwapOffer | SwapNeed, taken: Spans) -> dict[date, int]:
    """By day, people of the row that nobody has taken; a withdrawn one has none."""
    length = (row.to_day - row.from_day).days + 1
    left = {row.from_day + timedelta(days=passed): row.people for passed in range(length)}
    if row.withdrawn_at is not None:
        return {}
    for first, last, people in taken:
        for day in left:
            if first <= day <= last:
                left[day] -= people
    return left
