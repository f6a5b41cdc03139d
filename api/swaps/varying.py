"""The variation of each labour contract, signed by lender and worker before they leave, and again for a longer stay."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from api.refusals import BadField, Conflict
from api.swaps.moving import By
from models.days import day_of
from models.swap import Swap, SwapState, note_step
from models.swap_member import MemberState, SwapMember, members_of

OPEN = frozenset({SwapState.CONSENTED, SwapState.SIGNED, SwapState.ACTIVE, SwapState.EXTENDED})
SIGNS = frozenset({MemberState.AGREED, MemberState.AWAY})


def to_sign(session: Session, swap: Swap) -> list[SwapMember]:
    """Whose variation is still to be signed, in the order named."""
    members = session.exec(members_of(swap.id or 0))
    return [one for one in members if one.state in SIGNS and one.variation_signed_on is None]


def note_signed(session: Session, swap: Swap, members: Sequence[SwapMember], day: date, by: By) -> None:
    """Lender and worker signed on a day; raises `BadField` for a day that cannot be, `Conflict`."""
    if swap.state not in OPEN:
        raise Conflict(f"调剂现在是“{swap.state.label}”，变更书等本人都答复以后再签。")
    if day > by.today:
        raise BadField.of("day", "还没到这一天，签好以后再登记")
    for member in members:
        if member.answered_at is None or day < day_of(member.answered_at):
            raise BadField.of("day", "不能早于本人同意的那天：变更书要按同意的内容签")
        member.variation_signed_on = day
        session.add(member)
    words = f"{len(members)} 人签了劳动合同变更书"
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()
