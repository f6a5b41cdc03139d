"""The key employers a reader serves, each as today's ledger shows it, all read together."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.access.scopes import reach
from api.access.table import TABLE, Access, Action, access_to
from api.key_ledger.clearness import due_time, is_past, unclear
from api.key_ledger.gap import Gap, gap_of
from models.account import Account
from models.employer import Employer, EmployerFilter, KeyClass, SpecialistAssignment, employers, key_class_on
from models.key_ledger import KeyLedgerLine, hires, latest_lines
from models.ledger import promised_openings
from models.vacancy import Vacancy, VacancyState

NO_TROUBLE = "无"


@dataclass(frozen=True, slots=True)
class Post:
    """One open vacancy: how many it still wants, of them how many nobody is promised for, whether it is believed."""

    id: int
    title: str
    openings: int
    free: int
    stale: bool


@dataclass(frozen=True, slots=True)
class Service:
    """Who serves a firm today, and from when they are away without a substitute."""

    account_id: int
    name: str
    leaves_on: date | None

    def away_on(self, day: date) -> bool:
        return self.leaves_on is not None and self.leaves_on <= day


@dataclass(frozen=True, slots=True)
class Firm:
    """One key employer today: what was reported, what stood before, who is short."""

    employer: Employer
    key_class: KeyClass
    today: KeyLedgerLine | None
    before: KeyLedgerLine | None
    hired: tuple[datetime, ...]
    posts: tuple[Post, ...]
    service: Service | None
    past_due: bool

    @property
    def id(self) -> int:
        return self.employer.id or 0

    @property
    def line(self) -> KeyLedgerLine | None:
        """The latest line there is."""
        return self.today or self.before

    @property
    def gap(self) -> Gap | None:
        return gap_of(self.line, self.hired) if self.line else None

    @property
    def free(self) -> int:
        """Openings on offer that nobody is promised for."""
        return sum(post.free for post in self.posts if not post.stale)

    @property
    def unclear(self) -> list[str]:
        return unclear(self.today, self.gap.short if self.gap else None, self.free)

    @property
    def is_clear(self) -> bool:
        return not self.unclear

    @property
    def late(self) -> bool:
        return self.past_due and not self.is_clear


def firms(session: Session, access: Access, now: datetime, today: date, only: int | None = None) -> list[Firm]:
    """The key employers of the day within the reader's scope (or one of them): the unclear first, then by class."""
    wanted = employers(EmployerFilter(key_on=today)).where(reach(Employer, access, today))
    rows = session.exec(wanted if only is None else wanted.where(Employer.id == only)).all()
    ids = [row.id or 0 for row in rows]
    known = _Known.of(session, ids, today, is_past(due_time(session, today), now, today))
    return sorted((known.firm(row) for row in rows), key=lambda firm: (firm.is_clear, firm.key_class, firm.id))


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is to know of several employers, by employer."""

    day: date
    past_due: bool
    classes: Mapping[int, str]
    lines: Mapping[int, list[KeyLedgerLine]]
    hired: Mapping[int, list[datetime]]
    posts: Mapping[int, list[Post]]
    services: Mapping[int, Service]

    @classmethod
    def of(cls, session: Session, ids: Collection[int], day: date, past_due: bool) -> "_Known":
        lines: defaultdict[int, list[KeyLedgerLine]] = defaultdict(list)
        for line in session.exec(latest_lines(ids, day)):
            lines[line.employer_id].append(line)
        hired: defaultdict[int, list[datetime]] = defaultdict(list)
        for key, moment in session.exec(hires(ids)):
            hired[key].append(moment)
        classes = dict(session.exec(key_class_on(day)).all())
        return cls(day, past_due, classes, lines, hired, posts_of(session, ids, day), services(session, ids, day))

    def firm(self, employer: Employer) -> Firm:
        key = employer.id or 0
        lines = self.lines.get(key, [])
        today = lines[0] if lines and lines[0].day == self.day else None
        before = next((line for line in lines if line.day < self.day), None)
        return Firm(
            employer=employer,
            key_class=KeyClass(self.classes[key]),
            today=today,
            before=before,
            hired=tuple(self.hired.get(key, ())),
            posts=tuple(self.posts.get(key, ())),
            service=self.services.get(key),
            past_due=self.past_due,
        )


def posts_of(session: Session, ids: Collection[int], day: date) -> dict[int, list[Post]]:
    """Open vacancies by employer, also those nobody is shown because their need is out of date."""
    promised = dict(session.exec(promised_openings()).all())
    rows = session.exec(
        select(Vacancy)
        .where(col(Vacancy.employer_id).in_(ids), Vacancy.state == VacancyState.OPEN)
        .where(sa.or_(col(Vacancy.open_until).is_(None), col(Vacancy.open_until) >= day))
        .order_by(col(Vacancy.id))
    )
    found: defaultdict[int, list[Post]] = defaultdict(list)
    for row in rows:
        free = max(0, row.openings - promised.get(row.id or 0, 0))
        stale = row.fresh_until is not None and row.fresh_until < day
        found[row.employer_id].append(Post(row.id or 0, row.title, row.openings, free, stale))
    return found


def services(session: Session, ids: Collection[int], day: date) -> dict[int, Service]:
    """Who serves each employer on a day."""
    ends = col(SpecialistAssignment.valid_to)
    rows = session.exec(
        select(SpecialistAssignment, Account)
        .join(Account, col(Account.id) == SpecialistAssignment.account_id)
        .where(col(SpecialistAssignment.employer_id).in_(ids), SpecialistAssignment.valid_from <= day)
        .where(sa.or_(ends.is_(None), ends >= day))
        .order_by(col(SpecialistAssignment.id))
    )
    return {served.employer_id: _service(served, account) for served, account in rows}


def _service(served: SpecialistAssignment, account: Account) -> Service:
    """Whoever has an end has a substitute who begins the day after."""
    return Service(account.id or 0, account.name, served.leaves_on if served.valid_to is None else None)


def unclear_counts(session: Session, account: Account, now: datetime, today: date) -> dict[str, int]:
    """How many of the reader's key employers are not clear today, by the address of 重点企业 in the rail."""
    if account.role not in TABLE[Action.KEY_LEDGER]:
        return {}
    found = firms(session, access_to(Action.KEY_LEDGER, account), now, today)
    return {"/staff/key": sum(not firm.is_clear for firm in found)}
