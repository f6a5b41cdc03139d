"""A worker's answer to a swap: yes to exactly what was shown, or no without a reason, until they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from api.lent_people.asking import forget_answer
from api.lent_people.naming import hold_again
from api.lent_people.offer_cards import Card, card_of, differences, may_answer, may_refuse
from api.refusals import BadField, Conflict, FieldProblem
from models.ledger import PromisedBy, release
from models.swap import Swap, SwapLoan, note_step, signatures_of
from models.swap_member import MemberState, SwapMember

LONGEST = 500
FEWER = "签字以后有 1 人不参加了，协议上的人数和名单随着改"
"""Firms have signed for more people than now go, and are told so; who it is, and that it was a no, they are not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says: `seen` are version and facts of the page they had before them."""

    version: int
    seen: Mapping[str, str]
    asked_more: str
    lower_wage: bool
    channel: str


class Changed(Conflict):
    """What they answered to is not what stands now."""

    def __init__(self, card: Card, changes: list[str]) -> None:
        super().__init__(
            "您看过以后内容改了，请再看一遍再答复：" + ("；".join(changes) or f"现在是第 {card.version} 版")
        )
        self.card, self.changes = card, changes


def agree(
    session: Session, swap: Swap, member: SwapMember, answer: Answer, *, today: date, now: datetime
) -> SwapMember:
    """Note a yes to the version and the facts shown; raises `Changed`, `Conflict` and `BadField`."""
    if not may_answer(member, swap, today):
        raise Conflict(_too_late(member, swap, today))
    card = card_of(session, swap, member, today)
    changes = differences(answer.seen, card)
    if answer.version != card.version or changes:
        raise Changed(card, changes)
    if not card.ready:
        raise Conflict("七项内容还没有写全，先不用答复；写全了会再请您看。")
    _require_said(answer, card)
    if member.state is MemberState.REFUSED:
        hold_again(session, member, session.get_one(SwapLoan, member.loan_id), now=now)
    if member.state is not MemberState.AGREED:
        member.move_to(MemberState.AGREED, now=now)
    if (member.consent_version, member.facts_sha256) != (card.version, card.sha256):
        # The same yes said again is as old as it was: what was signed upon it stands.
        member.answered_at, member.consent_version, member.facts_sha256 = now, card.version, card.sha256
    member.asked_more, member.lower_wage, member.channel = answer.asked_more, answer.lower_wage, answer.channel
    session.add(member)
    session.flush()
    return member


def refuse(session: Session, swap: Swap, member: SwapMember, *, channel: str, today: date, now: datetime) -> SwapMember:
    """Note a no; the days are free at once. Said twice it is said once. Raises `Conflict`."""
    if member.state is MemberState.REFUSED:
        return member
    if not may_refuse(member, swap):
        raise Conflict(_too_late(member, swap, today))
    member.move_to(MemberState.REFUSED, now=now)
    forget_answer(member)
    member.variation_signed_on = None  # it was signed upon a yes that is none any more
    member.answered_at, member.channel = now, channel
    session.add(member)
    release(session, PromisedBy.SWAP, member.id or 0, now=now)
    if session.exec(signatures_of(swap.id or 0, swap.version)).first() is not None:
        note_step(session, swap, swap.state, now=now, by=None, note=FEWER)
    return member


def _require_said(answer: Answer, card: Card) -> None:
    problems = []
    if not answer.asked_more:
        problems.append(FieldProblem("asked_more", "请写一句还想了解什么，没有就写“没有”"))
    elif len(answer.asked_more) > LONGEST:
        problems.append(FieldProblem("asked_more", f"最多 {LONGEST} 个字，说要紧的就行"))
    if card.wages.lower and not answer.lower_wage:
        problems.append(
            FieldProblem("lower_wage", f"那边工资{card.wages.words}：愿意的话请在这里打勾，不愿意就选“我不去”")
        )
    if problems:
        raise BadField(*problems)


def _too_late(member: SwapMember, swap: Swap, today: date) -> str:
    if member.state is MemberState.DROPPED:
        return "您已经不在这次的名单上，不用再答复。想知道原因，请打电话问经办人。"
    if member.state in (MemberState.AWAY, MemberState.RETURNED):
        return "您已经去了，不能在这里改。想早点回来，请打电话找经办人或本单位。"
    if today >= member.from_day:
        return "已经到了开始的日子，不能再答应。还想去，请打电话找经办人改日期。"
    return f"这次调剂现在是“{swap.state.label}”，先不用答复。有变化会再请您看。"
