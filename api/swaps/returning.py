"""People come back, one by one, each with a day and a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from api.refusals import BadField, Conflict
from api.swaps.arranging import arrangement_of
from api.swaps.moving import LONGER, By, forget_longer
from api.swaps.ruling import require
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import RETURN_REASONS, Return
from matcher.swap.rules.looking import Finding, Step
from matcher.swap.rules.registry import check
from models.ledger import PromisedBy, release
from models.swap import AWAY, Swap, SwapState, move, note_step
from models.swap_member import MemberState, SwapMember, members_of
from models.worker import Worker

NOTED = AWAY | {SwapState.VOID}
"""States in which a return can be noted: after a swap is void people may still be at work there."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """When and why somebody came back; `day` is the first one at home again."""

    day: date
    reason: str


def bring_back(session: Session, swap: Swap, members: Sequence[SwapMember], back: WayBack, by: By) -> None:
    """These people are back, in one line of the log. Raises `BadField`, `Blocked`, `Conflict`."""
    if back.reason not in RETURN_REASONS:
        raise BadField.of("reason", "请选择返回的原因")
    names = _names(session, members)
    for member in members:
        if swap.state not in NOTED or member.state is not MemberState.AWAY:
            raise Conflict(f"{names[member.worker_id]}现在是“{member.state.label}”，不用登记返回。")
        _check_day(member, back.day, by.today)
    require(_against(session, swap, members, back, by.today))
    for member in members:
        member.move_to(MemberState.RETURNED, now=by.now)
        member.returned_on, member.return_reason = back.day, back.reason
        session.add(member)
        release(session, PromisedBy.SWAP, member.id or 0, now=by.now)
    _log(session, swap, by, f"{_told(list(names.values()))}返回：{RETURN_REASONS[back.reason]}")


def back_in_time(member: SwapMember) -> bool:
    """Whether somebody was back when agreed, or earlier."""
    return member.returned_on is not None and member.returned_on <= member.to_day + timedelta(days=1)


def _check_day(member: SwapMember, day: date, today: date) -> None:
    if day > today:
        raise BadField.of("day", "还没到这一天，返回以后再登记")
    if day < member.from_day:
        raise BadField.of("day", f"不能早于开始的{member.from_day.month}月{member.from_day.day}日")


def _against(session: Session, swap: Swap, members: Sequence[SwapMember], back: WayBack, today: date) -> list[Finding]:
    """What S16 says to these ways back; those of nobody else are in question."""
    if swap.state is SwapState.VOID:
        return []
    ids = {member.worker_id for member in members}
    arrangement = arrangement_of(session, swap, today)
    noted = Return(back.day, back.reason)
    people = tuple(replace(one, back=noted) if one.id in ids else one for one in arrangement.people)
    found = check(replace(arrangement, people=people), Step.RETURN, today, packaged_parameters())
    return [finding for finding in found if finding.rule == "S16" and finding.person in ids]


def _names(session: Session, members: Sequence[SwapMember]) -> dict[int, str]:
    ids = [member.worker_id for member in members]
    rows = session.exec(select(Worker.id, Worker.name).where(col(Worker.id).in_(ids)).order_by(col(Worker.id))).all()
    return {key or 0: name for key, name in rows}


def _told(names: Sequence[str]) -> str:
    """A few by name, many by their number.

    >>> _told(["缝工甲"]), _told(["甲", "乙", "丙", "丁"])
    ('缝工甲', '甲、乙等 4 人')
    """
    return "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:2])}等 {len(names)} 人"


def _log(session: Session, swap: Swap, by: By, words: str) -> None:
    """The line of the log; with the last one back everybody is on the way out of the swap."""
    away = any(one.state is MemberState.AWAY for one in session.exec(members_of(swap.id or 0)))
    if not away and swap.state in LONGER:
        forget_longer(session, swap)
        move(session, swap, SwapState.RETURNING, now=by.now, by=by.account_id, note=f"{words}。全部返回")
        return
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()
