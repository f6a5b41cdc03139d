"""Handing a key employer on: its specialist says from when they are away, the district names who comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from api import wording
from api.refusals import BadField
from models.account import Account, Role
from models.employer import SpecialistAssignment, active_specialist, hand_over, served_by

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Served:
    """One specialist's time with the employer; `told` is what they were told, `left` what they left behind."""

    name: str
    days: str
    told: str
    left: str
    now: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Handover:
    to: int
    on: date
    note: str


def history(session: Session, employer_id: int, today: date) -> list[Served]:
    """Everybody who served the employer or will, the latest first."""
    rows = session.exec(
        select(SpecialistAssignment, Account.name)
        .join(Account, col(Account.id) == SpecialistAssignment.account_id)
        .where(SpecialistAssignment.employer_id == employer_id)
        .order_by(col(SpecialistAssignment.valid_from).desc(), col(SpecialistAssignment.id).desc())
    ).all()
    return [_served(row, name, today) for row, name in rows]


def _served(row: SpecialistAssignment, name: str, today: date) -> Served:
    ends = wording.day(row.valid_to, today)
    span = f"{wording.day(row.valid_from, today)}起" + (f"，到 {ends}" if ends else "")
    here = row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
    return Served(name, span, row.handover_note, row.leaving_note, here)


def current(session: Session, employer_id: int) -> SpecialistAssignment | None:
    """The one assignment without an end, which may begin on a later day."""
    return session.exec(active_specialist(employer_id)).one_or_none()


def specialists(session: Session) -> list[Account]:
    rows = select(Account).where(Account.role == Role.SPECIALIST, col(Account.active)).order_by(col(Account.id))
    return list(session.exec(rows).all())


def leaving_of(values: Mapping[str, str], today: date) -> Leaving:
    """From when the specialist is away and what the next one should know; without a day they stay."""
    day, note = values.get("leaves_on", ""), values.get("leaving_note", "")
    if not day:
        return Leaving(None, "")
    on = _from_today("leaves_on", day, today)
    if not note:
        raise BadField.of("leaving_note", "写几句接手的人要知道的：联系谁、答应过什么、卡在哪里")
    _short_enough("leaving_note", note)
    return Leaving(on, note)


def leave(session: Session, employer_ids: Sequence[int], leaving: Leaving, account_id: int) -> int:
    """Note it with each employer this account serves; with how many."""
    noted = 0
    for employer_id in employer_ids:
        row = current(session, employer_id)
        if row is not None and row.account_id == account_id:
            row.leaves_on, row.leaving_note = leaving.on, leaving.note
            session.add(row)
            noted += 1
    session.flush()
    return noted


def handover_of(values: Mapping[str, str], choices: Sequence[Account], serving: int | None, today: date) -> Handover:
    """Whom the district names, from when, with what note."""
    known = {str(account.id): account for account in choices}
    chosen = known.get(values.get("to", ""))
    if chosen is None:
        raise BadField.of("to", "选一位服务专员")
    if chosen.id == serving:
        raise BadField.of("to", f"现在就是 {chosen.name}，请选另一位")
    _short_enough("note", values.get("note", ""))
    return Handover(chosen.id or 0, _from_today("on", values.get("on", ""), today), values.get("note", ""))


def assign(session: Session, employer_ids: Sequence[int], named: Handover) -> None:
    """From the day on the named one serves these employers; nobody's time with them is lost.

    One who is to begin later than that day is replaced on their own first day: until then somebody else serves.
    """
    for employer_id in employer_ids:
        standing = current(session, employer_id)
        begins = max(named.on, standing.valid_from) if standing else named.on
        hand_over(session, employer_id, to=named.to, on=begins, note=named.note)


def served_alike(session: Session, employer_id: int) -> list[int]:
    """This employer and all others of the same specialist."""
    standing = current(session, employer_id)
    if standing is None:
        return [employer_id]
    return sorted({employer_id, *session.exec(served_by(standing.account_id))})


def _from_today(field: str, typed: str, today: date) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise BadField.of(field, "日期应写成 2021-02-08 这样，且真实存在") from None
    if not today <= day <= date(today.year + 1, 12, 31):
        raise BadField.of(field, "填今天或以后的日期")
    return day


def _short_enough(field: str, text: str) -> None:
    if len(text) > LONGEST:
        raise BadField.of(field, f"最多 {LONGEST} 个字")
