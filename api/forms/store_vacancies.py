"""Vacancies and their employers into the store, each once."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlmodel import Session, col, select

from api.forms.actor import Actor
from api.forms.cells.plain import plain
from api.forms.stored import Stored, elsewhere
from api.forms.vacancies import EmployerRow, VacancyRow
from models.employer import Employer
from models.reference import Occupation
from models.vacancy import Vacancy, VacancyState

CHUNK = 500
"""Keys asked for in one query, below every database's limit."""


_POST_ELSEWHERE = elsewhere("title", "这个岗位")
_EMPLOYER_ELSEWHERE = elsewhere("employer", "这个单位")


@dataclass(slots=True)
class _Post:
    """One vacancy and the places of all rows that tell it word for word."""

    employer_id: int
    row: VacancyRow
    places: list[int]


def store_vacancies(
    session: Session, rows: Sequence[VacancyRow], now: datetime, actor: Actor, code_title: Callable[[str], str | None]
) -> Stored:
    """Store each vacancy once. Vacancies and employers out of the actor's reach are left as they are."""
    employers = _Employers(session, now, actor)
    posts = _keyed([(employers.of(row.employer), row) for row in rows])
    known = {vacancy.row_key: (vacancy, ours) for vacancy, ours in _by_key(session, list(posts), actor)}
    code = cache(code_title)
    codes = set(session.exec(select(Occupation.code)))
    stored = Stored()
    for key, post in posts.items():
        vacancy, ours = known.get(key, (None, False))
        values = values_of(post.row)
        if vacancy is not None and _same(vacancy, values):
            continue
        if vacancy is not None and not ours:
            stored.refused |= dict.fromkeys(post.places, _POST_ELSEWHERE)
        elif vacancy is not None:
            vacancy.sqlmodel_update({**values, "updated_at": now})
            stored.changed.add(post.places[0])
        elif post.employer_id in employers.foreign:
            stored.refused |= dict.fromkeys(post.places, _EMPLOYER_ELSEWHERE)
        else:
            session.add(_new(post, values, key, _occupation(post.row, codes, code), now))
            stored.changed.add(post.places[0])
    session.flush()
    return stored


def values_of(row: VacancyRow) -> dict[str, object]:
    """The columns a row fills; what fits no column is kept in words under the duties, where people read it."""
    values = {**row.values, "openings": row.openings}
    if row.remarks:
        duties = str(values.get("duties") or "")
        values["duties"] = "\n".join(part for part in (duties, "另注：" + "；".join(row.remarks)) if part)
    return values


def _same(vacancy: Vacancy, values: dict[str, object]) -> bool:
    return all(getattr(vacancy, key) == value for key, value in values.items())


def _new(post: _Post, values: dict[str, object], key: str, occupation: str | None, now: datetime) -> Vacancy:
    vacancy = Vacancy(
        employer_id=post.employer_id,
        title=post.row.title,
        openings=post.row.openings,
        occupation_code=occupation,
        state=VacancyState.OPEN,  # an office imports what it has already looked at
        state_since=now,
        row_key=key,
        created_at=now,
        updated_at=now,
    )
    return vacancy.sqlmodel_update(values)


def _occupation(row: VacancyRow, codes: set[str], code: Callable[[str], str | None]) -> str | None:
    """The code the form states when it is one, else what the title means."""
    stated = plain(row.occupation_words)
    if stated in codes:
        return stated
    guessed = code(row.title)
    return guessed if guessed in codes else None


def _keyed(rows: list[tuple[int, VacancyRow]]) -> dict[str, _Post]:
    """Rows by identity: employer, post, work place and shift; of rows alike in all four, the n-th differing one.

    A row repeated word for word is one vacancy.
    """
    keyed: dict[str, _Post] = {}
    alike: defaultdict[str, list[_Post]] = defaultdict(list)
    for number, (employer_id, row) in enumerate(rows):
        place = row.values.get("address") or row.values.get("street_code") or ""
        identity = "|".join(plain(str(p)) for p in (employer_id, row.title, place, row.values.get("shift") or ""))
        if again := next((post for post in alike[identity] if post.row == row), None):
            again.places.append(number)
            continue
        alike[identity].append(post := _Post(employer_id, row, [number]))
        keyed[hashlib.sha256(f"{identity}|{len(alike[identity])}".encode()).hexdigest()] = post
    return keyed


def _by_key(session: Session, keys: list[str], actor: Actor) -> Iterable[tuple[Vacancy, bool | None]]:
    """Known vacancies, each with whether it is in the actor's reach."""
    for start in range(0, len(keys), CHUNK):
        wanted = col(Vacancy.row_key).in_(keys[start : start + CHUNK])
        yield from session.exec(select(Vacancy, actor.vacancies.label("reached")).where(wanted))


class _Employers:
    """Employers found by credit code, then by name, or made; what is known of one is filled in, never overwritten.

    One that an account of a street makes is of that street unless the form says otherwise; ``foreign`` are the ids of
    those out of the actor's reach, of which nothing is changed.
    """

    def __init__(self, session: Session, now: datetime, actor: Actor) -> None:
        self.session, self.now, self.actor = session, now, actor
        reached = actor.employers.label("reached")
        found = list(session.exec(select(Employer, reached).order_by(col(Employer.id).desc())))
        every = [employer for employer, _ in found]
        self.foreign = {employer.id for employer, ours in found if not ours}
        self.by_uscc = {e.uscc: e for e in every if e.uscc}
        self.by_name = {plain(e.name): e for e in every}

    def of(self, row: EmployerRow) -> int:
        employer = self.by_uscc.get(row.uscc) if row.uscc else None
        if employer is None:
            employer = self.by_name.get(plain(row.name))
            if employer and row.uscc and employer.uscc and employer.uscc != row.uscc:
                employer = None  # two firms of one name
        employer = employer or self._made(row)
        if employer.id is None or employer.id not in self.foreign:
            self._fill(employer, row)
        if employer.id is None:
            employer.street_code = employer.street_code or self.actor.street_code
            self.session.flush()
        return int(employer.id or 0)

    def _made(self, row: EmployerRow) -> Employer:
        employer = Employer(name=row.name, uscc=row.uscc, registered_at=self.now, updated_at=self.now)
        self.session.add(employer)
        self.by_name.setdefault(plain(row.name), employer)
        return employer

    def _fill(self, employer: Employer, row: EmployerRow) -> None:
        offered = {
            "uscc": row.uscc,
            "legal_person": row.legal_person,
            "kind": row.kind,
            "size": row.size,
            "industry_code": row.industry_code,
            "staff_total": row.staff_total,
            "street_code": row.street_code,
            "address": row.address,
            "contact": row.contact,
            "phone": row.phone,
            "dispatch_permit": row.dispatch_permit,
        }
        news = {k: v for k, v in offered.items() if v is not None and getattr(employer, k) in (None, "")}
        if news:
            employer.sqlmodel_update({**news, "updated_at": self.now})
        if employer.uscc:
            self.by_uscc[employer.uscc] = employer
