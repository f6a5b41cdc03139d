"""The people of a swap as each reader may see them: the office all, the lender its own, the borrower who agreed.

A refusal is the office's to know. To the firms whoever does not go is “未参加”, whatever the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from api import wording
from api.lent_people.asking import agreed
from api.lent_people.employments import known_employees
from api.lent_people.naming import LEAVES_LIST, OPEN, places_left
from api.lent_people.offer_cards import may_answer, may_refuse
from api.lent_people.suitability import Candidate, Verdict, verdicts
from api.swaps.known_names import known_name, knows_names
from api.swaps.sides import Side
from models.account import Account
from models.employment import Employment
from models.swap import ENDED, Swap, SwapLoan
from models.swap_member import MemberState, SwapMember, members_of
from models.swap_need import SwapNeed
from models.worker import Worker

MOST_KNOWN = 200
NOT_GOING = frozenset({MemberState.REFUSED, MemberState.DROPPED})
TAGS: Mapping[MemberState, str] = {
    MemberState.NAMED: "",
    MemberState.ASKED: "info",
    MemberState.AGREED: "ok",
    MemberState.AWAY: "ok",
    MemberState.REFUSED: "no",
}
SHOWN_TO_BORROWER = frozenset({MemberState.AGREED, MemberState.AWAY, MemberState.RETURNED})


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on the list."""

    id: int
    name: str
    about: str
    phone: str
    words: str
    tag: str
    notes: list[str]
    reasons: list[str]
    may_remove: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An employee who is not on the list: offered by a tick, or with the reason why not."""

    employment_id: int
    name: str
    about: str
    reasons: list[str]
    why_not: list[str]


@dataclass(frozen=True, slots=True)
class LoanView:
    """One loan of a swap with its people."""

    id: int
    trade: str
    days: str
    wage: str
    people: int
    places: int
    rows: list[Row]
    gone: list[Row]
    known: list[Known]


def loan_view(session: Session, swap: Swap, loan: SwapLoan, reader: Side, today: date) -> LoanView:
    need = session.get_one(SwapNeed, loan.need_id)
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.loan_id == loan.id]
    rows = rows_of(session, swap, loan, members, reader, today)
    return LoanView(
        id=loan.id or 0,
        trade=need.trade,
        days=f"{wording.day(loan.from_day, today)}到{wording.day(loan.to_day, today)}",
        wage=f"{wording.yuan(loan.wage_fen)} 元/月",
        people=loan.people,
        places=places_left(session, loan),
        rows=[row for row, member in rows if member.state not in NOT_GOING],
        gone=[row for row, member in rows if member.state in NOT_GOING],
        known=_known(session, swap, loan, reader, today) if reader is not Side.BORROWER else [],
    )


def rows_of(
    session: Session, swap: Swap, loan: SwapLoan, members: Sequence[SwapMember], reader: Side, today: date
) -> list[tuple[Row, SwapMember]]:
    """Everybody on a loan whom the reader may know of, with how they are shown."""
    if reader is Side.BORROWER:
        members = [one for one in members if one.state in SHOWN_TO_BORROWER]
    people = _people(session, members)
    placed = [one for one in members if one.id in people and one.state not in NOT_GOING]
    before = swap.state in OPEN and reader is not Side.BORROWER
    judged = _judged(session, swap, loan, [people[one.id or 0] for one in placed], today) if before else {}
    signs_in = _sign_in(session, members) if reader is Side.OFFICE else frozenset()
    return [
        (_row(swap, one, people[one.id or 0], judged.get(one.worker_id), reader, today, one.worker_id in signs_in), one)
        for one in members
        if one.id in people
    ]


def _judged(
    session: Session, swap: Swap, loan: SwapLoan, candidates: Sequence[Candidate], today: date
) -> dict[int, Verdict]:
    """The verdicts on who is on the list already: that their days are promised is this list's own doing."""
    found = verdicts(session, swap, loan, candidates, today)
    return {key: verdict.without("S21") for key, verdict in found.items()}


def _people(session: Session, members: Sequence[SwapMember]) -> dict[int, Candidate]:
    ids = [one.id for one in members]
    found = session.exec(
        select(SwapMember.id, Worker, Employment)
        .join(Worker, col(Worker.id) == SwapMember.worker_id)
        .join(Employment, col(Employment.id) == SwapMember.employment_id)
        .where(col(SwapMember.id).in_(ids))
    )
    return {key or 0: Candidate(worker, employment) for key, worker, employment in found}


def _sign_in(session: Session, members: Sequence[SwapMember]) -> frozenset[int]:
    """Who has an account and can answer on their own phone."""
    ids = [one.worker_id for one in members]
    held = session.exec(select(Account.worker_id).where(col(Account.worker_id).in_(ids), col(Account.active)))
    return frozenset(key for key in held if key)


def _row(
    swap: Swap,
    member: SwapMember,
    person: Candidate,
    verdict: Verdict | None,
    reader: Side,
    today: date,
    signs_in: bool,
) -> Row:
    office = reader is Side.OFFICE
    words, tag = _state(swap, member, office)
    notes = [*verdict.why_not(office=office), *verdict.warnings] if verdict else []
    return Row(
        id=member.id or 0,
        name=known_name(person.worker.name, swap, reader),
        about=_about(person, reader),
        phone=_phone(swap, person.worker, reader),
        words=words,
        tag=tag,
        notes=[*notes, *(_office_notes(member, today, signs_in) if office else [])],
        reasons=list(verdict.reasons) if verdict else [],
        may_remove=reader is not Side.BORROWER and member.state in LEAVES_LIST and swap.state in OPEN,
        may_answer=office and (may_answer(member, swap, today) or may_refuse(member, swap)),
    )


def _state(swap: Swap, member: SwapMember, office: bool) -> tuple[str, str]:
    if member.state in NOT_GOING and not office:
        return MemberState.DROPPED.label, ""
    if member.state is MemberState.AGREED and not agreed(member, swap):
        return "同意的是上一版", "key"
    return member.state.label, TAGS.get(member.state, "")


def _office_notes(member: SwapMember, today: date, signs_in: bool) -> list[str]:
    """What only the coordinator reads: how the answer came, what the person asked, that they have no sign-in."""
    notes = []
    if member.answered_at:
        notes.append(wording.joined(wording.moment(member.answered_at, today), member.channel))
    if member.asked_more and member.asked_more != "没有":
        notes.append(f"还想了解：{member.asked_more}")
    if member.state is MemberState.ASKED and not signs_in:
        notes.append("没有查询码，看不到网页：请打电话问，或请本人到窗口领")
    return notes


def _about(person: Candidate, reader: Side) -> str:
    last4 = f"证件尾号 {person.worker.id_number[-4:]}" if person.worker.id_number else None
    wage = person.employment.wage_fen
    own = None if reader is Side.BORROWER or wage is None else f"原工资 {wording.yuan(wage)} 元"
    return wording.joined(person.employment.post or None, last4, own, _contract(person, reader))


def _contract(person: Candidate, reader: Side) -> str | None:
    """Until when the lender's contract runs; between the two of them, so not for the borrower."""
    row = person.employment
    if reader is Side.BORROWER or row.kind is None:
        return None
    return f"合同到 {row.until}" if row.until else row.kind.label


def _phone(swap: Swap, worker: Worker, reader: Side) -> str:
    """In full to the office, and to the borrower once signed and until it is over; to the lender as a reminder."""
    number = worker.phone.split("/")[0]
    if reader is Side.OFFICE:
        return number
    if reader is Side.LENDER:
        return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else ""
    return number if knows_names(swap, reader) and swap.state not in ENDED else ""


def _known(session: Session, swap: Swap, loan: SwapLoan, reader: Side, today: date) -> list[Known]:
    """Employees stated before who are not on the list: those who suit, then the rest, each by name alone."""
    if swap.state not in OPEN:
        return []
    taken = {one.worker_id for one in session.exec(members_of(swap.id or 0)) if one.state is not MemberState.DROPPED}
    people = [Candidate(*row) for row in known_employees(session, swap.lender_id) if row[0].id not in taken]
    judged = verdicts(session, swap, loan, people[:MOST_KNOWN], today)
    order = sorted(people[:MOST_KNOWN], key=lambda one: (not judged[one.worker.id or 0].suits, one.worker.name))
    return [_known_one(one, judged[one.worker.id or 0], reader) for one in order]


def _known_one(person: Candidate, verdict: Verdict, reader: Side) -> Known:
    return Known(
        employment_id=person.employment.id or 0,
        name=person.worker.name,
        about=_about(person, reader),
        reasons=[*verdict.reasons, *verdict.warnings],
        why_not=verdict.why_not(office=reader is Side.OFFICE),
    )
