"""What a worker is shown before they answer: where, what, who pays, until when, who if hurt, how to say no.

The card is made from what stands in the store, never typed. `facts` are all of it that an answer is about; the
fingerprint kept with a yes is `matcher.swap.rules.consent.facts_sha256` of the same post and person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api import wording
from api.lent_people.suitability import home_of, kilometres_to, place_of_work
from api.swaps.arranging import arrangement_of
from api.vacancies.around import all_streets
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Person, Post
from matcher.swap.rules.consent import FACTS, facts_sha256
from matcher.swap.rules.looking import Look, Step
from models.employer import Employer
from models.swap import Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember, members_of
from models.swap_need import SwapNeed
from models.worker import Worker

OFFICE = "12333"
"""人力资源社会保障服务热线, the telephone of the public employment service all over the country."""


@dataclass(frozen=True, slots=True)
class Wages:
    """Now and then, in fen a month; now is None when nobody has stated it."""

    now: int | None
    then: int

    @property
    def lower(self) -> bool:
        return self.now is not None and self.then < self.now

    @property
    def words(self) -> str:
        """How the wage changes, in a sentence."""
        if self.now is None:
            return ""
        more = self.then - self.now
        if more == 0:
            return "和现在一样"
        return f"每月{'多' if more > 0 else '少'} {wording.yuan(abs(more))} 元"


@dataclass(frozen=True, slots=True)
class Card:
    """One person's offer in words. ``told`` are the seven facts and ``facts`` everything an answer is about."""

    member_id: int
    version: int
    post: str
    borrower: str
    lender: str
    days: str
    until: str
    length: int
    wages: Wages
    told: Mapping[str, str]
    facts: Mapping[str, str]
    way: str
    borrower_phone: str
    sha256: str
    first: date
    ready: bool


def card_of(session: Session, swap: Swap, member: SwapMember, today: date) -> Card:
    """The card as it stands now."""
    post, person = facts_about(session, swap, member, today)
    loan = session.get_one(SwapLoan, member.loan_id)
    need = session.get_one(SwapNeed, loan.need_id)
    lender, borrower = session.get_one(Employer, swap.lender_id), session.get_one(Employer, swap.borrower_id)
    worker = session.get_one(Worker, member.worker_id)
    wages = Wages(person.own_wage_fen, person.wage_fen)
    told = {label: str(getattr(post.disclosure, name)).strip() for name, label in FACTS.items()}
    days = days_words(person, today)
    return Card(
        member_id=member.id or 0,
        version=swap.version,
        post=post.name,
        borrower=borrower.name,
        lender=lender.name,
        days=days,
        until=wording.day(person.last, today) or "",
        length=(person.last - person.first).days + 1,
        wages=wages,
        told=told,
        facts=_facts(post, person, need, wages, days, borrower.name) | told,
        way=_way(session, worker, need),
        borrower_phone=borrower.phone,
        sha256=facts_sha256(post, person),
        first=person.first,
        ready=all(told.values()),
    )


def facts_about(session: Session, swap: Swap, member: SwapMember, today: date) -> tuple[Post, Person]:
    """The post and the person as the rules look at them, so that a fingerprint is taken of the same things."""
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.state in HOLDS_DAYS or one.id == member.id]
    arrangement = arrangement_of(session, swap, today, members)
    person = next(one for one in arrangement.people if one.id == member.worker_id)
    post = Look(arrangement, Step.CONSENT, today, packaged_parameters()).post_of(person)
    return post or arrangement.posts[0], person


def days_words(person: Person, today: date) -> str:
    count = (person.last - person.first).days + 1
    return f"{wording.day(person.first, today)}到{wording.day(person.last, today)}，共 {count} 天"


def _facts(post: Post, person: Person, need: SwapNeed, wages: Wages, days: str, borrower: str) -> dict[str, str]:
    return {
        "单位": borrower,
        "岗位": post.name,
        "日期": days,
        "工资": f"{wording.yuan(wages.then)} 元/月",
        "工时": _hours(post),
        "防护用品": "、".join(post.protection),
        "吃住": need.board.strip(),
        "交通": need.transport.strip(),
    }


def _hours(post: Post) -> str:
    hours = [
        f"每天 {post.hours_day:g} 小时" if post.hours_day is not None else "",
        f"每周 {post.hours_week:g} 小时" if post.hours_week is not None else "",
        f"加班每天最多 {post.overtime_day:g} 小时" if post.overtime_day else "",
    ]
    return "，".join(filter(None, hours))


def _way(session: Session, worker: Worker, need: SwapNeed) -> str:
    streets = {street.code: street for street in all_streets(session)}
    km = kilometres_to(
        place_of_work(session, need), home_of(worker, {code: (one.lng, one.lat) for code, one in streets.items()})
    )
    there = streets.get(need.street_code or "")
    return wording.joined(
        there.name if there else None, None if km is None else f"离您住的地方约 {max(km, 0.1):g} 公里"
    )


def differences(seen: Mapping[str, str], card: Card) -> list[str]:
    """What has changed since a page was shown, fact by fact."""
    names = [*card.facts, *(name for name in seen if name not in card.facts)]
    return [
        f"{name}：原来是“{seen.get(name) or '没有写'}”，现在是“{card.facts.get(name) or '没有写'}”"
        for name in names
        if (seen.get(name) or "") != (card.facts.get(name) or "")
    ]


def may_answer(member: SwapMember, swap: Swap, today: date) -> bool:
    """Until they leave, and before the first day, anybody may answer and change their mind."""
    asked = member.state in (MemberState.ASKED, MemberState.AGREED, MemberState.REFUSED)
    before = swap.state in (SwapState.OFFERED, SwapState.CONSENTED, SwapState.SIGNED)
    return asked and before and today < member.from_day


def may_refuse(member: SwapMember, swap: Swap) -> bool:
    """No is heard until they leave, even late."""
    asked = member.state in (MemberState.ASKED, MemberState.AGREED)
    return asked and swap.state in (SwapState.DRAFT, SwapState.OFFERED, SwapState.CONSENTED, SwapState.SIGNED)
