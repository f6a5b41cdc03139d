"""What waits for an office today: each kind with its number, how long the first has waited, and where to do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.complaints import queue as complaints
from api.duplicates.finding import likenesses
from api.files.listing import link
from api.files.worker_list import WORKERS
from api.needs.reminders import reminders
from api.staff import unfiled
from api.swaps.due import due_in
from models.days import start_of
from models.paging import count
from models.parameter import value_on
from models.referral import BEFORE_TALKS, Referral, ReferralOrigin, ReferralState
from models.referral_standing import fallen
from models.registration import EmployerRegistration, RegistrationState
from models.review import Review

CONTACT_DAYS = "referral.contact_days"


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of one kind wait; `late` marks what should have been done already."""

    count: int
    words: str
    since: str
    link: str
    late: bool = False


def waiting(session: Session, access: Access, today: date) -> list[Waiting]:
    """What waits for this reader, what is late first; a kind nobody waits for is left out."""
    kinds = (
        *(_complaints, _reviews, _registrations, _asked_for, _overdue, _swaps, _stale),
        *(_unfiled, _unserved, _duplicates),
    )
    found = [one for kind in kinds for one in kind(session, access, today) if one.count]
    return sorted(found, key=lambda one: not one.late)


def overdue(session: Session, access: Access, today: date) -> sa.ColumnElement[bool]:
    """Proposed or told, and not a word for longer than the parameter's days."""
    days = int(value_on(session, CONTACT_DAYS, today))
    return sa.and_(
        reach(Referral, access.to(Action.REFERRAL_READ), today),
        col(Referral.state).in_(BEFORE_TALKS),
        ~fallen(today),
        col(Referral.state_since) < start_of(today - timedelta(days=days)),
    )


def asked_for(access: Access, today: date) -> sa.ColumnElement[bool]:
    """Employers asked the office to speak to somebody, and nobody has."""
    return sa.and_(
        reach(Referral, access.to(Action.REFERRAL_READ), today),
        col(Referral.origin) == ReferralOrigin.EMPLOYER,
        col(Referral.state) == ReferralState.PROPOSED,
        ~fallen(today),
    )


def _asked_for(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    number, first = _counted(session, Referral, col(Referral.created_at), asked_for(access, today))
    yield Waiting(number, "位求职者，单位请街道联系", _since(first, today), "/staff/asked", _older(first, today, 1))


def _complaints(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.COMPLAINT_DECIDE):
        number, first = complaints.waiting(session, access.to(Action.COMPLAINT_DECIDE), today)
        yield Waiting(number, "个岗位被举报", _since(first, today), "/staff/reviews", _older(first, today, 1))


def _reviews(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.REVIEW_DECIDE):
        scope = reach(Review, access.to(Action.REVIEW_DECIDE), today), col(Review.decision).is_(None)
        number, first = _counted(session, Review, col(Review.submitted_at), *scope)
        yield Waiting(number, "个岗位等审核", _since(first, today), "/staff/reviews", _older(first, today, 1))


def _registrations(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.REGISTRATION_DECIDE):
        scope = reach(EmployerRegistration, access.to(Action.REGISTRATION_DECIDE), today)
        waits = col(EmployerRegistration.state) == RegistrationState.WAITING
        number, first = _counted(session, EmployerRegistration, col(EmployerRegistration.asked_at), scope, waits)
        yield Waiting(number, "家单位等核实", _since(first, today), "/staff/registrations", _older(first, today, 1))


def _overdue(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    late = overdue(session, access, today)
    number, first = _counted(session, Referral, col(Referral.state_since), late)
    yield Waiting(number, "条推荐没有回音", _since(first, today), "/staff/overdue", late=True)


def _swaps(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.SWAP_LIST):
        due = due_in(session, access.to(Action.SWAP_LIST), today)
        late = [alarm for alarm in due if alarm.late]
        words = f"其中 {len(late)} 项已经过期" if late else ""
        yield Waiting(len(due), "项调剂的事要办", words, "/swaps?due=yes", late=bool(late))


def _stale(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    found = reminders(session, access, today)
    yield Waiting(len(found), "个岗位要提醒单位报人数", "", "/staff/reminders")


def _unfiled(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.WORKER_CORRECT):
        found = unfiled.numbers(session, access, today)
        web = f"其中网上报名的 {found.by_web} 位" if found.by_web else ""
        yield Waiting(found.waiting, "位求职者还没有分街道", web, "/staff/unfiled")


def _unserved(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.WORKER_LIST):
        asked = {"unserved": "ever"}
        number = session.exec(count(WORKERS.rows(asked, access, today))).one()
        yield Waiting(number, "位求职者还没推荐过", "", link(WORKERS, asked))


def _duplicates(session: Session, access: Access, today: date) -> Iterator[Waiting]:
    if access.may(Action.DUPLICATE_MERGE):
        found = likenesses(session, access.to(Action.DUPLICATE_MERGE), today)
        sure = sum(pair.sure for pair in found)
        yield Waiting(len(found), "对档案可能是同一个人", f"其中 {sure} 对很像" if sure else "", "/staff/duplicates")


def _counted(session: Session, table: type[SQLModel], moment: Any, *scope: Any) -> tuple[int, datetime | None]:
    """How many, and since when the first of them."""
    row = session.execute(sa.select(sa.func.count(), sa.func.min(moment)).select_from(table).where(*scope)).one()
    return row[0], row[1]


def _since(first: datetime | None, today: date) -> str:
    return f"最早的从 {wording.moment(first, today)} 等起" if first else ""


def _older(first: datetime | None, today: date, days: int) -> bool:
    return first is not None and first < start_of(today - timedelta(days=days))
