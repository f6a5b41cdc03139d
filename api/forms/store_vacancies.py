"""Vacancies and their employers into the store, each once."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlmodel import Session, col, select

from api.forms.cells.plain import plain
from api.forms.vacancies import EmployerRow, VacancyRow
from models.employer import Employer
from models.reference import Occupation
from models.vacancy import Vacancy, VacancyState

CHUNK = 500
"""Keys asked for in one query, below every database's limit."""


def store_vacancies(
    session: Session, rows: Sequence[VacancyRow], now: datetime, code_title: Callable[[str], str | None]
) -> tuple[int, int]:
    """How many rows were taken (new or changed) and how many changed nothing."""
    employers = _Employers(session, now)
    keyed = _keyed([(employers.of(row.employer), row) for row in rows])
    known = {v.row_key: v for v in _by_key(session, list(keyed))}
    code = cache(code_title)
    codes = set(session.exec(select(Occupation.code)))
    taken = 0
    for key, (employer_id, row) in keyed.items():
        vacancy = known.get(key)
        values = _values(row)
        if vacancy is None or not _same(vacancy, values):
            taken += 1
        if vacancy is None:
            session.add(_new(row, values, employer_id, key, _occupation(row, codes, code), now))
        elif not _same(vacancy, values):
            vacancy.sqlmodel_update({**values, "updated_at": now})
    session.flush()
    return taken, len(rows) - taken


def _values(row: VacancyRow) -> dict[str, object]:
    """The columns a row fills; what fits no column is kept in words under the duties, where people read it."""
    values = {**row.values, "openings": row.openings}
    if row.remarks:
        duties = str(values.get("duties") or "")
        values["duties"] = "\n".join(part for part in (duties, "另注：" + "；".join(row.remarks)) if part)
    return values


def _same(vacancy: Vacancy, values: dict[str, object]) -> bool:
    return all(getattr(vacancy, key) == value for key, value in values.items())


def _new(
    row: VacancyRow, values: dict[str, object], employer_id: int, key: str, occupation: str | None, now: datetime
) -> Vacancy:
    vacancy = Vacancy(
        employer_id=employer_id,
        title=row.title,
        openings=row.openings,
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


def _keyed(rows: list[tuple[int, VacancyRow]]) -> dict[str, tuple[int, VacancyRow]]:
    """Rows by identity: employer, post, work place and shift; of rows alike in all four, the n-th differing one.

    A row repeated word for word is one vacancy.
    """
    keyed: dict[str, tuple[int, VacancyRow]] = {}
    alike: defaultdict[str, list[VacancyRow]] = defaultdict(list)
    for employer_id, row in rows:
        place = row.values.get("address") or row.values.get("street_code") or ""
        identity = "|".join(plain(str(p)) for p in (employer_id, row.title, place, row.values.get("shift") or ""))
        if row in alike[identity]:
            continue
        alike[identity].append(row)
        key = hashlib.sha256(f"{identity}|{len(alike[identity])}".encode()).hexdigest()
        keyed[key] = (employer_id, row)
    return keyed


def _by_key(session: Session, keys: list[str]) -> Iterable[Vacancy]:
    for start in range(0, len(keys), CHUNK):
        yield from session.exec(select(Vacancy).where(col(Vacancy.row_key).in_(keys[start : start + CHUNK])))


class _Employers:
    """Employers found by credit code, then by name, or made; what is known of one is filled in, never overwritten."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        every = list(session.exec(select(Employer).order_by(col(Employer.id).desc())))
        self.by_uscc = {e.uscc: e for e in every if e.uscc}
        self.by_name = {plain(e.name): e for e in every}

    def of(self, row: EmployerRow) -> int:
        employer = self.by_uscc.get(row.uscc) if row.uscc else None
        if employer is None:
            employer = self.by_name.get(plain(row.name))
            if employer and row.uscc and employer.uscc and employer.uscc != row.uscc:
                employer = None  # two firms of one name
        employer = employer or self._made(row)
        self._fill(employer, row)
        if employer.id is None:
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
