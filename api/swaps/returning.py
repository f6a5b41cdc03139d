"""People come back, one by one, each with a day and a reason."""

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from api.refusals import BadField, Conflict
from api.swaps.arranging import arrangement_of
from api.swaps.moving import By
from api.swaps.ruling import require
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import RETURN_REASONS, Return
from matcher.swap.rules.looking import Finding, Step
from matcher.swap.rules.registry import check
from models.ledger import PromisedBy, release
from models.swap import AWAY, Swap, SwapState, move, note_step
from models.swap_member import MemberState, SwapMember, members_of

NOTED = AWAY | {SwapState.VOID}
"""States in which a return can be noted: after a swap is void people may still be at work there."""


def bring_back(session: Session, swap: Swap, member: SwapMember, day: date, reason: str, by: By, name: str) -> None:
    """One person is back; `day` is the first one at home again. Raises `BadField`, `Blocked`, `Conflict`."""
    if swap.state not in NOTED or member.state is not MemberState.AWAY:
        raise Conflict(f"{name}现在是“{member.state.label}”，不用登记返回。")
    _check_day(member, day, by.today)
    if reason not in RETURN_REASONS:
        raise BadField.of("reason", "请选择返回的原因")
    require(_against(session, swap, member, Return(day, reason), by.today))
    member.move_to(MemberState.RETURNED, now=by.now)
    member.returned_on, member.return_reason = day, reason
    session.add(member)
    release(session, PromisedBy.SWAP, member.id or 0, now=by.now)
    _log(session, swap, by, f"{name}返回：{RETURN_REASONS[reason]}")


def back_in_time(member: SwapMember) -> bool:
    """Whether somebody was back when agreed, or earlier."""
    return member.returned_on is not None and member.returned_on <= member.to_day + timedelta(days=1)


def _check_day(member: SwapMember, day: date, today: date) -> None:
    if day > today:
        raise BadField.of("day", "还没到这一天，返回以后再登记")
    if day < member.from_day:
        raise BadField.of("day", f"不能早于开始的{member.from_day.month}月{member.from_day.day}日")


def _against(session: Session, swap: Swap, member: SwapMember, back: Return, today: date) -> list[Finding]:
    """What S16 says to this way back; the way back of nobody else is in question."""
    if swap.state is SwapState.VOID:
        return []
    arrangement = arrangement_of(session, swap, today)
    people = tuple(replace(one, back=back) if one.id == member.worker_id else one for one in arrangement.people)
    found = check(replace(arrangement, people=people), Step.RETURN, today, packaged_parameters())
    return [finding for finding in found if finding.rule == "S16" and finding.person == member.worker_id]


def _log(session: Session, swap: Swap, by: By, words: str) -> None:
    """The line of the log; with the last one back everybody is on the way out of the swap."""
    away = any(one.state is MemberState.AWAY for one in session.exec(members_of(swap.id or 0)))
    if not away and swap.state in (SwapState.ACTIVE, SwapState.EXTENDED):
        move(session, swap, SwapState.RETURNING, now=by.now, by=by.account_id, note=f"{words}。全部返回")
        return
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()
