"""The district by street: how many people, employers and posts each of its streets has, and how many none has.

Each count is of the office's own list, narrowed to the street; the last row is the list as a whole, counted by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, func, select

from api.access.table import Access
from api.files.employer_list import EMPLOYERS
from api.files.listing import Subject, link
from api.files.streets import NOWHERE
from api.files.vacancy_list import ON_OFFER, VACANCIES
from api.files.worker_list import WORKERS
from api.tables import Cell, Column, Table
from api.vacancies.around import street_names
from models.paging import count


@dataclass(frozen=True, slots=True)
class Counted:
    """One column: the rows of a list, narrowed as ``asked``."""

    label: str
    subject: Subject
    asked: Mapping[str, str] = field(default_factory=dict)


COLUMNS = (
    Counted("求职者", WORKERS),
    Counted("从没推荐过", WORKERS, {"unserved": "ever"}),
    Counted("单位", EMPLOYERS),
    Counted("重点企业", EMPLOYERS, {"key": "any"}),
    Counted("岗位", VACANCIES),
    Counted("其中在招", VACANCIES, {"state": ON_OFFER[0]}),
)


@dataclass(frozen=True, slots=True)
class StreetRow:
    """``code`` is the street as the lists are asked for it, "" for all; ``counts`` are in the order of `COLUMNS`."""

    code: str
    name: str
    counts: tuple[int, ...]


def by_street(session: Session, access: Access, today: date) -> list[StreetRow]:
    """The streets in the order of their codes, those without one, and the whole."""
    found = [_by_street(session, each, access, today) for each in COLUMNS]
    whole = [session.exec(count(each.subject.rows(each.asked, access, today))).one() for each in COLUMNS]
    rows = [
        StreetRow(code, name, tuple(counted.get(code, 0) for counted in found))
        for code, name in (*street_names(session).items(), NOWHERE)
    ]
    return [*rows, StreetRow("", "全区", tuple(whole))]


def _by_street(session: Session, counted: Counted, access: Access, today: date) -> dict[str, int]:
    rows = counted.subject.rows(counted.asked, access, today).order_by(None).subquery()
    grouped = session.exec(select(rows.c.street_code, func.count()).group_by(rows.c.street_code))
    return {code or NOWHERE[0]: number for code, number in grouped}


def street_table(rows: Sequence[StreetRow], export: str) -> Table[StreetRow]:
    columns: list[Column[StreetRow]] = [Column("街道", lambda row: row.name)]
    columns += [_column(place, each) for place, each in enumerate(COLUMNS)]
    return Table("各街道", columns, rows, "", export)


def _column(place: int, counted: Counted) -> Column[StreetRow]:
    def cell(row: StreetRow) -> Cell:
        street = {"street": row.code} if row.code else {}
        to = link(counted.subject, {**counted.asked, **street})
        return Cell(f"{row.counts[place]:,}", link=to if row.counts[place] else "")

    return Column(counted.label, lambda row: row.counts[place], cell, number=True)
