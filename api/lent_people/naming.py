"""The lender's list of who goes: people put on a loan, with their days promised, and taken off it again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from api import wording
from api.lent_people.suitability import Candidate, Verdict, as_member, in_order, verdicts
from api.refusals import BadField, Conflict
from models.errors import PromiseRefused
from models.ledger import Promise, PromisedBy, Reservation, lock, release, reserve_all
from models.swap import Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember, members_of
from models.swap_need import SwapNeed

OPEN = frozenset({SwapState.DRAFT, SwapState.OFFERED})
"""While a swap stands so, its list may change."""
LEAVES_LIST = frozenset({MemberState.NAMED, MemberState.ASKED, MemberState.AGREED})
FULL = "合适，但名额已满：按全区统一的先后次序这次排在后面，有人不参加时可以再列入"
"""The same for everybody: if some were told the deciding reason, the others would know that a group decided."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who did not come on the list, and why."""

    candidate: Candidate
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """What came of naming people."""

    named: list[SwapMember]
    left_out: list[LeftOut]


def name_people(
    session: Session,
    swap: Swap,
    loan: SwapLoan,
    candidates: Sequence[Candidate],
    *,
    today: date,
    now: datetime,
    office: bool = False,
) -> Naming:
    """Put as many of the candidates on the loan as suit it, are free and find a place; raises `Conflict`.

    With more of them than places the fair order decides. ``office`` is told every reason, the lender not all.
    """
    require_open(swap)
    need = session.get_one(SwapNeed, loan.need_id)
    lock(session, {one.worker.id or 0 for one in candidates}, {need.vacancy_id} if need.vacancy_id else set())
    on_list = {member.worker_id: member for member in session.exec(members_of(swap.id or 0)) if _stands(member)}
    new = [one for one in candidates if one.worker.id not in on_list]
    judged = verdicts(session, swap, loan, new, today)
    fit = in_order(new, judged)
    going = {one.worker.id for one in fit[: places_left(session, loan)]}
    # Stored as they were given: a list in the fair order would tell who is put first, and so why.
    named = [_stored(session, swap, loan, one, now) for one in new if one.worker.id in going]
    _promise(session, named, need, now)
    left = [LeftOut(one, (_on_list(on_list[one.worker.id or 0]),)) for one in candidates if one.worker.id in on_list]
    left += [LeftOut(one, _why(judged, one, office)) for one in new if one.worker.id not in going]
    return Naming(named, left)


def take_off(session: Session, member: SwapMember, swap: Swap, *, now: datetime) -> None:
    """Take somebody off the list before the answers are closed; raises `Conflict`."""
    require_open(swap)
    if member.state not in LEAVES_LIST:
        raise Conflict("这个人已经不在名单上，不用再移出。请刷新这一页。")
    member.move_to(MemberState.DROPPED, now=now)
    session.add(member)
    release(session, PromisedBy.SWAP, member.id or 0, now=now)


def hold_again(session: Session, member: SwapMember, loan: SwapLoan, *, now: datetime) -> None:
    """Promise the days of somebody who said no and now says yes; raises `Conflict` where they are gone."""
    need = session.get_one(SwapNeed, loan.need_id)
    lock(session, {member.worker_id}, {need.vacancy_id} if need.vacancy_id else set())
    if places_left(session, loan) < 1:
        raise Conflict("名额已经补上了别人，这次去不了。有变化经办人会再联系您。")
    if taken := promised_days(session, {member.worker_id}, member.from_day, member.to_day).get(member.worker_id):
        raise Conflict(f"这些天您已经另有安排（{wording.day(taken[0], member.from_day)}起），请先和经办人说。")
    _promise(session, [member], need, now)


def follow_loan(session: Session, swap: Swap, loan: SwapLoan, *, now: datetime) -> list[SwapMember]:
    """Give the people of a loan its days after these changed, in the ledger too; raises `Conflict`."""
    need = session.get_one(SwapNeed, loan.need_id)
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.loan_id == loan.id]
    holding = [one for one in members if one.state in HOLDS_DAYS]
    lock(session, {one.worker_id for one in holding}, {need.vacancy_id} if need.vacancy_id else set())
    for member in holding:
        release(session, PromisedBy.SWAP, member.id or 0, now=now)
        member.from_day, member.to_day = loan.from_day, loan.to_day
    session.add_all(holding)
    _promise(session, holding, need, now)
    return holding


def places_left(session: Session, loan: SwapLoan) -> int:
    """How many more people the loan bears."""
    taken = select(func.count()).where(SwapMember.loan_id == loan.id, col(SwapMember.state).in_(HOLDS_DAYS))
    return max(loan.people - session.exec(taken).one(), 0)


def promised_days(
    session: Session, worker_ids: Collection[int], first: date, last: date
) -> dict[int, tuple[date, date | None]]:
    """By worker, days within these that are promised to anything; no last day means for good."""
    live = select(Reservation).where(
        col(Reservation.worker_id).in_(worker_ids),
        col(Reservation.released_at).is_(None),
        Reservation.from_day <= last,
        (col(Reservation.to_day).is_(None)) | (col(Reservation.to_day) >= first),
    )
    return {row.worker_id: (row.from_day, row.to_day) for row in session.exec(live)}


def require_open(swap: Swap) -> None:
    if swap.state not in OPEN:
        raise Conflict(f"这次调剂现在是“{swap.state.label}”，名单不能再改。要改请经办人先退回征求意见。")


def loan_named(loans: Sequence[SwapLoan], loan_id: int | None) -> SwapLoan:
    """The loan a form names, or the first; raises `BadField`."""
    found = next((loan for loan in loans if loan.id == loan_id), None) if loan_id else loans[0]
    if found is None:
        raise BadField.of("loan", "这次调剂里没有这一项，请刷新这一页再选")
    return found


def _stands(member: SwapMember) -> bool:
    return member.state is not MemberState.DROPPED


def _on_list(member: SwapMember) -> str:
    """Why somebody who is known to the list is not named again; a refusal is not told from anything else."""
    gone = member.state is MemberState.REFUSED
    return "未参加这次调剂，不再列入" if gone else "已经在名单上，没有重复列入"


def _why(judged: Mapping[int, Verdict], candidate: Candidate, office: bool) -> tuple[str, ...]:
    """What keeps somebody from going; who suits and still does not go found no place."""
    return tuple(judged[candidate.worker.id or 0].why_not(office=office)) or (FULL,)


def _stored(session: Session, swap: Swap, loan: SwapLoan, candidate: Candidate, now: datetime) -> SwapMember:
    member = as_member(swap, loan, candidate)
    member.state_since = now
    session.add(member)
    session.flush()
    return member


def _promise(session: Session, members: Sequence[SwapMember], need: SwapNeed, now: datetime) -> None:
    promises = [
        Promise(
            worker_id=member.worker_id,
            vacancy_id=need.vacancy_id,
            from_day=member.from_day,
            to_day=member.to_day,
            promised_by=PromisedBy.SWAP,
            promised_id=member.id or 0,
        )
        for member in members
    ]
    try:
        reserve_all(session, promises, now=now)
    except PromiseRefused as refused:
        raise Conflict(str(refused)) from None
