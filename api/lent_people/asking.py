"""Those named for a swap are asked, asked again when the facts change, and left out when they did not agree.

Steps of a swap call these; none of them moves the swap itself, and all are done twice without harm:

- `ask_members(session, swap, now=)` when it is offered, and again when somebody is named later: NAMED → ASKED, once all
  seven facts are told for each need they would work for. `Conflict` says who or what is missing.
- `ask_again(session, swap, now=)` after `swap.version` grew: the consents given to an earlier version are void, their
  givers are asked anew; the days stay theirs. Who refused is left in peace and may still say yes.
- `drop_who_did_not_agree(session, swap, now=)` before the agreement is signed: nine of ten move, the tenth is DROPPED
  and free. `Conflict` when nobody agreed to the version that stands.
- `drop_everybody(session, swap, now=)` when a swap is void before anybody left. People who are away come back by their
  return, not by this.
- `agreed(member, swap)` says whether somebody's yes holds for the version that stands.

Each gives back the members it changed. Quantities of a swap are its members that still count (`models.swap_member`),
never `SwapLoan.people`.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from api.refusals import Conflict
from models.ledger import PromisedBy, release
from models.swap import Swap, SwapState, loans_of
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember, members_of
from models.swap_need import SwapNeed

SEVEN = {
    "work": "工作内容",
    "conditions": "工作条件",
    "address": "工作地点",
    "hazards_told": "职业危害",
    "safety": "安全生产状况",
    "pay": "劳动报酬",
    "house_rules": "规章制度",
}
"""The facts a worker is told before being asked, by the column of the need that tells them."""
_BEFORE_LEAVING = frozenset({MemberState.NAMED, MemberState.ASKED, MemberState.AGREED, MemberState.REFUSED})


def agreed(member: SwapMember, swap: Swap) -> bool:
    """Whether this yes holds for the version that stands."""
    return member.state is MemberState.AGREED and member.consent_version == swap.version


def untold(need: SwapNeed) -> list[str]:
    """Which of the seven facts nobody has written down yet."""
    return [label for column, label in SEVEN.items() if not str(getattr(need, column)).strip()]


def ask_members(session: Session, swap: Swap, *, now: datetime) -> list[SwapMember]:
    """Ask everybody on the list who was not asked yet, or about an earlier version; raises `Conflict`."""
    members = _members(session, swap)
    if not any(member.state in HOLDS_DAYS for member in members):
        raise Conflict("名单上还没有人：请先在“人员”里列入要去的人，再请他们答复。")
    _require_facts(session, swap, members)
    asked = [member for member in members if member.state is MemberState.NAMED]
    for member in asked:
        member.move_to(MemberState.ASKED, now=now)
        member.asked_at = now
    return _kept(session, asked) + ask_again(session, swap, now=now)


def ask_late_named(session: Session, swap: Swap, *, now: datetime) -> list[SwapMember]:
    """Ask whoever was named after the swap had been offered; raises `Conflict`."""
    if swap.state is not SwapState.OFFERED:
        raise Conflict(f"这次调剂现在是“{swap.state.label}”：在“征求本人意见”时才能请人答复。")
    return ask_members(session, swap, now=now)


def ask_again(session: Session, swap: Swap, *, now: datetime) -> list[SwapMember]:
    """Void every yes that was said to an earlier version and ask anew; the days stay promised."""
    void = [
        member
        for member in _members(session, swap)
        if member.state is MemberState.AGREED and member.consent_version != swap.version
    ]
    for member in void:
        member.move_to(MemberState.ASKED, now=now)
        forget_answer(member)
        member.asked_at = now
    return _kept(session, void)


def drop_who_did_not_agree(session: Session, swap: Swap, *, now: datetime) -> list[SwapMember]:
    """Leave out whoever has not agreed to the version that stands; raises `Conflict` when that is everybody."""
    members = _members(session, swap)
    if not any(agreed(member, swap) for member in members):
        raise Conflict("还没有人同意现在这一版：请等本人答复，或者打电话问过以后代记。")
    return _dropped(session, (member for member in members if not agreed(member, swap)), now)


def drop_everybody(session: Session, swap: Swap, *, now: datetime) -> list[SwapMember]:
    """Let go of everybody who has not left yet."""
    return _dropped(session, _members(session, swap), now)


def forget_answer(member: SwapMember) -> None:
    """Nothing of an earlier answer is left; `asked_more` goes too, for it was about other facts."""
    member.answered_at = member.consent_version = member.facts_sha256 = None
    member.asked_more, member.lower_wage, member.channel = "", False, ""


def _members(session: Session, swap: Swap) -> list[SwapMember]:
    return list(session.exec(members_of(swap.id or 0).with_for_update()))


def _require_facts(session: Session, swap: Swap, members: list[SwapMember]) -> None:
    """All seven facts for every need that somebody on the list would work for; raises `Conflict`."""
    loans = {member.loan_id for member in members if member.state in HOLDS_DAYS}
    needs = {loan.need_id for loan in session.exec(loans_of(swap.id or 0)) if loan.id in loans}
    for need in session.exec(select(SwapNeed).where(col(SwapNeed.id).in_(needs)).order_by(col(SwapNeed.id))):
        if missing := untold(need):
            raise Conflict(
                f"还不能问本人：“{need.trade}”的{'、'.join(missing)}没有写。"
                "请借入单位在缺工需求里写全七项，本人看到了才能决定。"
            )


def _dropped(session: Session, members: Iterable[SwapMember], now: datetime) -> list[SwapMember]:
    gone = [member for member in members if member.state in _BEFORE_LEAVING]
    for member in gone:
        member.move_to(MemberState.DROPPED, now=now)
        release(session, PromisedBy.SWAP, member.id or 0, now=now)
    return _kept(session, gone)


def _kept(session: Session, members: list[SwapMember]) -> list[SwapMember]:
    session.add_all(members)
    session.flush()
    return members
