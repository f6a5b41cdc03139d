"""A swap through its states: the rules due first, then the step and what it does to people and promises.

Whoever calls has locked the swap (`api.access.scopes.one(..., lock=True)`). A refusal writes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from api import wording
from api.lent_people.asking import ask_again, ask_members, drop_everybody, drop_who_did_not_agree
from api.refusals import Conflict
from api.swaps.arranging import arrangement_of
from api.swaps.ruling import findings_before, require
from matcher.policy.parameters import packaged_parameters
from matcher.swap.rules.looking import Finding, Level, Step
from matcher.swap.rules.registry import check
from models.ledger import PromisedBy, release
from models.swap import AWAY, NEXT, SAY_WHY, Swap, SwapLoan, SwapState, loans_of, move
from models.swap_member import MemberState, SwapMember, members_of
from models.transitions import require_step

LONGER = frozenset({SwapState.ACTIVE, SwapState.EXTENDED})
"""States in which people may be asked to stay longer."""
GOING = frozenset({MemberState.AGREED, MemberState.AWAY})
Effect = Callable[[Session, Swap, datetime], object]
OF_THEMSELVES: Mapping[SwapState, str] = {
    SwapState.DRAFT: "已经征求过本人意见，不再退回草拟：直接改条款、人数或日期，改了会重新征求。",
    SwapState.SIGNED: "双方都签了字才是“协议已签”：请到“签字”登记。",
    SwapState.EXTENDED: "延期要借入单位、借出单位和本人都愿意：请到“延期”办。",
}
"""States that no button leads to, and what to do instead."""


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a step, when, and the office's day."""

    account_id: int | None
    now: datetime
    today: date


def step(session: Session, swap: Swap, to: SwapState, by: By, *, note: str = "") -> list[Finding]:
    """Take one step with all it brings; what the rules warn of is given back.

    Raises `Blocked` with what shuts it, `Conflict`, `IllegalTransition`, `ReasonMissing`.
    """
    require_step("调剂", NEXT, swap.state, to)
    _require_pressed(swap, to)
    to = _as_it_was(swap, to)
    _lock_people(session, swap)
    if to is SwapState.OFFERED and swap.state is not SwapState.DRAFT:
        new_version(session, swap, by, note)
        return []
    found = findings_before(session, swap, to, by.today)
    require(found)
    _require_day(session, swap, to, by.today)
    if to is SwapState.VOID:
        _require_cause(session, swap, by.today)
    if to not in SAY_WHY or note.strip():  # else `move` refuses, before anything is written
        EFFECTS.get(to, _nothing)(session, swap, by.now)
    move(session, swap, to, now=by.now, by=by.account_id, note=note)
    if to not in LONGER:
        forget_longer(session, swap)
    return found


def new_version(session: Session, swap: Swap, by: By, words: str) -> None:
    """The next version: every yes is void and asked for anew, nothing is signed, back to the offer."""
    swap.version += 1
    session.add(swap)
    session.flush()
    ask_again(session, swap, now=by.now)
    for member in session.exec(members_of(swap.id or 0)):
        member.variation_signed_on = None  # it varied the contract to what no longer stands
        session.add(member)
    words = f"{words or '内容改了'}。第{swap.version}版，重新征求本人意见"
    move(session, swap, SwapState.OFFERED, now=by.now, by=by.account_id, note=words)


def forget_longer(session: Session, swap: Swap) -> None:
    """No longer stay is asked for any more; nobody's word about it is kept for the next one."""
    swap.extend_to = swap.borrower_extends = swap.lender_extends = None
    session.add(swap)
    for member in session.exec(members_of(swap.id or 0)):
        member.stays_wanted = None
        session.add(member)
    session.flush()


def _lock_people(session: Session, swap: Swap) -> None:
    """Keep answers out until the step is taken, and judge by those that came before."""
    session.exec(members_of(swap.id or 0).with_for_update().execution_options(populate_existing=True)).all()


def _require_pressed(swap: Swap, to: SwapState) -> None:
    """Raises `Conflict` for states that come of themselves, from what is signed, agreed or changed."""
    why = OF_THEMSELVES.get(to, "")
    if swap.state is SwapState.SIGNED and to is SwapState.CONSENTED:
        why = "协议签了以后要改，直接改条款：改了，签字作废，双方重签。"
    if why:
        raise Conflict(why)


def _as_it_was(swap: Swap, to: SwapState) -> SwapState:
    """A dispute that is settled leaves a longer stay one: its renewal may still be waiting for a signature."""
    settled = swap.state is SwapState.DISPUTED and to is SwapState.ACTIVE
    return SwapState.EXTENDED if settled and swap.extended_from else to


def _require_day(session: Session, swap: Swap, to: SwapState, today: date) -> None:
    """Nobody leaves before the first day, nor are all on their way back before the last."""
    if to is SwapState.ACTIVE and swap.state is SwapState.SIGNED:
        first = min(loan.from_day for loan in session.exec(loans_of(swap.id or 0)))
        if today < first:
            raise Conflict(f"{first.month}月{first.day}日才开始，到那天再按“开始”。")
    if to is SwapState.RETURNING and swap.state is not SwapState.DISPUTED:
        away = [member.to_day for member in _in_state(session, swap, MemberState.AWAY)]
        if away and today < max(away):
            raise Conflict(f"{wording.day(max(away), today)}才到期。有人提前回来，登记他的返回就行。")


def _require_cause(session: Session, swap: Swap, today: date) -> None:
    """Once people are away, only a firm or a contract that ended makes a swap void; else people simply return."""
    if swap.state in AWAY and not s20(session, swap, today):
        raise Conflict(
            "两家单位和劳动合同都还在，不能作废：请登记每个人返回，结清以后再结束。"
            "单位破产、关闭的，先登记；合同终止的，请借出单位登记。"
        )


def s20(session: Session, swap: Swap, today: date) -> list[Finding]:
    """That a firm or a contract has ended while people are away, in the words of the rule."""
    found = check(arrangement_of(session, swap, today), Step.RUN, today, packaged_parameters())
    return [finding for finding in found if finding.rule == "S20" and finding.level is Level.BLOCK]


def _nothing(_session: Session, _swap: Swap, _now: datetime) -> None:
    """Some steps only say where a swap stands."""


def _ask(session: Session, swap: Swap, now: datetime) -> None:
    ask_members(session, swap, now=now)


def _who_agreed(session: Session, swap: Swap, now: datetime) -> None:
    drop_who_did_not_agree(session, swap, now=now)
    _follow_people(session, swap)


def _follow_people(session: Session, swap: Swap) -> None:
    """Quantities follow the people: a loan is for as many as go."""
    members = session.exec(members_of(swap.id or 0)).all()
    for loan in session.exec(loans_of(swap.id or 0)).all():
        going = sum(member.loan_id == loan.id and member.state in GOING for member in members)
        if going:
            loan.people = going
            session.add(loan)
    session.flush()


def _leave(session: Session, swap: Swap, now: datetime) -> None:
    """Everybody who still agrees is at the borrower from now on; who has thought better of it is left out."""
    drop_who_did_not_agree(session, swap, now=now)
    for member in _in_state(session, swap, MemberState.AGREED):
        member.move_to(MemberState.AWAY, now=now)
        session.add(member)
    session.flush()
    _follow_people(session, swap)


def _leave_or_stay(session: Session, swap: Swap, now: datetime) -> None:
    """People leave once; after a dispute they are there already."""
    if swap.state is SwapState.SIGNED:
        _leave(session, swap, now)


def _let_go(session: Session, swap: Swap, now: datetime) -> None:
    """Nothing is promised any more. Who is away stays on the list until they stop, or the borrower signs with them."""
    drop_everybody(session, swap, now=now)
    for member in _in_state(session, swap, MemberState.AWAY):
        release(session, PromisedBy.SWAP, member.id or 0, now=now)


def _in_state(session: Session, swap: Swap, state: MemberState) -> list[SwapMember]:
    return [member for member in session.exec(members_of(swap.id or 0)) if member.state is state]


EFFECTS: Mapping[SwapState, Effect] = {
    SwapState.OFFERED: _ask,
    SwapState.CONSENTED: _who_agreed,
    SwapState.ACTIVE: _leave_or_stay,
    SwapState.VOID: _let_go,
}


def swaps_of_need(session: Session, need_id: int) -> list[Swap]:
    """Swaps that go on and bring people to a need."""
    loans = select(SwapLoan.swap_id).where(SwapLoan.need_id == need_id)
    going = col(Swap.state).not_in((SwapState.CLOSED, SwapState.VOID))
    return list(session.exec(select(Swap).where(col(Swap.id).in_(loans), going).order_by(col(Swap.id))))
