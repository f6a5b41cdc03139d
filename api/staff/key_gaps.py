"""How many people key employers still lack: openings on offer, those promised, those left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from api.access.scopes import reach
from api.access.table import Access, Action
from models.employer import Employer, key_class_on
from models.ledger import promised_openings
from models.vacancy import Vacancy, on_offer


@dataclass(frozen=True, slots=True)
class KeyGap:
    """One key employer: its openings on offer and how many of them somebody is promised to."""

    employer: str
    link: str
    openings: int
    promised: int

    @property
    def gap(self) -> int:
        return max(0, self.openings - self.promised)


@dataclass(frozen=True, slots=True)
class Together:
    """Several key employers added up; a gap at one is not filled by what another has too many."""

    employers: int
    openings: int
    promised: int
    gap: int


def together(gaps: Sequence[KeyGap]) -> Together:
    """The sums, column by column."""
    return Together(
        len(gaps),
        sum(one.openings for one in gaps),
        sum(one.promised for one in gaps),
        sum(one.gap for one in gaps),
    )


def key_gaps(session: Session, access: Access, today: date) -> list[KeyGap]:
    """Key employers in the reader's scope, the widest gap first."""
    key, promised = key_class_on(today).subquery(), promised_openings().subquery()
    rows = session.execute(
        sa.select(
            col(Employer.id),
            col(Employer.name),
            sa.func.coalesce(sa.func.sum(col(Vacancy.openings)), 0),
            sa.func.coalesce(sa.func.sum(promised.c.promised), 0),
        )
        .join(key, key.c.employer_id == col(Employer.id))
        .outerjoin(Vacancy, sa.and_(col(Vacancy.employer_id) == col(Employer.id), on_offer(today)))
        .outerjoin(promised, promised.c.vacancy_id == col(Vacancy.id))
        .where(reach(Employer, access.to(Action.EMPLOYER_READ), today))
        .group_by(col(Employer.id), col(Employer.name))
    ).all()
    found = [
        KeyGap(name, f"/staff/employers/{number}", int(openings), int(taken)) for number, name, openings, taken in rows
    ]
    return sorted(found, key=lambda one: (-one.gap, one.employer))
