"""A longer stay: the borrower asks, the lender agrees, each worker says for themselves; then it is a new version."""

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from api import wording
from api.lent_people.promising import promise_anew
from api.refusals import BadField, Conflict
from api.swaps.arranging import arrangement_of
from api.swaps.moving import LONGER, By, forget_longer
from api.swaps.ruling import findings_before, require
from matcher.swap.arrangement import Person, Post
from matcher.swap.rules.consent import facts_sha256
from models.swap import Swap, SwapLoan, SwapState, move, note_step
from models.swap_member import MemberState, SwapMember, members_of


def ask_longer(session: Session, swap: Swap, last: date, by: By) -> None:
    """The borrower needs people until `last`; everybody is asked anew. Raises `BadField`, `Conflict`."""
    if swap.state not in LONGER:
        raise Conflict(f"调剂现在是“{swap.state.label}”，不能申请延期。")
    away = _away(session, swap)
    until = max(member.to_day for member in away)
    if until < by.today:
        raise Conflict(
            f"{wording.day(until, by.today)}就到期了，来不及再延：本人的同意和续签都要在到期以前。请登记返回。"
        )
    if last <= until:
        raise BadField.of("last", "要晚于现在的最后一天")
    swap.extend_to, swap.borrower_extends, swap.lender_extends = last, True, None
    _forget_answers(session, away)
    _note(session, swap, by, f"借入单位申请延到{wording.day(last, by.today)}")


def agree_longer(session: Session, swap: Swap, yes: bool, by: By) -> None:
    """The lender's word. A no ends the matter: people come back as agreed. Raises `Conflict`."""
    _require_asked(swap)
    swap.lender_extends = yes
    _note(session, swap, by, "借出单位同意延期" if yes else "借出单位不同意延期，到期返回")
    if not yes:
        forget_longer(session, swap)


def answer_longer(session: Session, swap: Swap, member: SwapMember, stays: bool, by: By, name: str) -> None:
    """A worker's own word, noted by the office when it was given by telephone. Raises `Conflict`."""
    _require_asked(swap)
    if member.state is not MemberState.AWAY:
        raise Conflict(f"{name}现在是“{member.state.label}”，不用再问。")
    member.stays_wanted = stays
    session.add(member)
    _note(session, swap, by, f"{name}{'愿意留下' if stays else '到期返回'}")


def extend(session: Session, swap: Swap, by: By) -> None:
    """Three have said yes: a new version with the later day. Raises `Blocked`, `Conflict` (promised elsewhere)."""
    _require_asked(swap)
    last = swap.extend_to or by.today
    require(findings_before(session, swap, SwapState.EXTENDED, by.today))
    staying = [member for member in _away(session, swap) if member.stays_wanted]
    since = min(member.to_day for member in staying) + timedelta(days=1)
    if since <= by.today:
        raise Conflict(
            f"{wording.day(since, by.today)}起就该延了，已经来不及：本人的同意和续签都要在那天以前。请登记返回。"
        )
    for member in staying:
        member.to_day = last
    _lengthen_loans(session, staying, last)
    promise_anew(session, staying, now=by.now)
    swap.version, swap.extended_from = swap.version + 1, since
    _renew_consents(session, swap, staying, by)
    forget_longer(session, swap)
    words = f"{len(staying)} 人延到{wording.day(last, by.today)}，第{swap.version}版，请双方签续期协议、签变更书"
    move(session, swap, SwapState.EXTENDED, now=by.now, by=by.account_id, note=words)


def _lengthen_loans(session: Session, staying: list[SwapMember], last: date) -> None:
    for loan_id in {member.loan_id for member in staying}:
        loan = session.get_one(SwapLoan, loan_id)
        loan.to_day = max(loan.to_day, last)
        session.add(loan)
    session.flush()


def _renew_consents(session: Session, swap: Swap, staying: list[SwapMember], by: By) -> None:
    """Who stays has agreed to the later day by saying so; for everybody else nothing they agreed to has changed."""
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.consent_version is not None]
    arrangement = arrangement_of(session, swap, by.today)
    posts = {post.loan: post for post in arrangement.posts}
    people = {person.id: person for person in arrangement.people}
    for member in members:
        if member.state in (MemberState.AWAY, MemberState.RETURNED):
            member.consent_version = swap.version
        if member in staying:
            member.answered_at = by.now
            member.variation_signed_on = None
            member.facts_sha256 = _fingerprint(posts, people[member.worker_id], member)
        session.add(member)
    session.flush()


def _fingerprint(posts: dict[int, Post], person: Person, member: SwapMember) -> str:
    return facts_sha256(posts[member.loan_id], replace(person, first=member.from_day, last=member.to_day))


def _require_asked(swap: Swap) -> None:
    if swap.state not in LONGER or swap.extend_to is None:
        raise Conflict("现在没有延期申请。请借入单位先申请延到哪一天。")


def _away(session: Session, swap: Swap) -> list[SwapMember]:
    away = [one for one in session.exec(members_of(swap.id or 0)) if one.state is MemberState.AWAY]
    if not away:
        raise Conflict("已经没有人在借入单位，不用延期。")
    return away


def _forget_answers(session: Session, members: list[SwapMember]) -> None:
    for member in members:
        member.stays_wanted = None
        session.add(member)
    session.flush()


def _note(session: Session, swap: Swap, by: By, words: str) -> None:
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()
