"""Posts of an imported form that the law forbids to publish as they stand: they wait in the office's queue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.access.table import Access
from api.reviews.queue import decidable
from api.tables import Cell, Column, Table
from models.employer import Employer
from models.imported import ImportedFile
from models.review import Decision, Review
from models.vacancy import Vacancy

KINDS = {None: "info", Decision.PUBLISHED: "ok", Decision.RETURNED: "no"}


@dataclass(frozen=True, slots=True)
class Held:
    """One post that an import handed in; ``link`` leads to its review, for who may decide it."""

    title: str
    employer: str
    phrases: str
    decision: Decision | None
    link: str

    @property
    def standing(self) -> str:
        return self.decision.label if self.decision else "等审核"


def held(session: Session, file: ImportedFile, access: Access, today: date) -> list[Held]:
    """What a form handed in when it was stored, in the order of the queue; a try hands in nothing."""
    if file.dry_run:
        return []
    handed_in = session.exec(
        select(Review, Vacancy, Employer)
        .join(Vacancy, col(Vacancy.id) == Review.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(_of_import(file))
        .order_by(col(Review.submitted_at), col(Review.id))
    ).all()
    mine = decidable(session, access, today, _of_import(file)) if handed_in else frozenset()
    return [
        Held(
            vacancy.title,
            employer.name,
            "、".join(finding["phrase"] for finding in review.findings),
            review.decision,
            f"/staff/reviews/{review.id}" if review.id in mine else "",
        )
        for review, vacancy, employer in handed_in
    ]


def _of_import(file: ImportedFile) -> sa.ColumnElement[bool]:
    """A form and all it stores bear one moment. A post that waited already keeps its place, and its row bears it."""
    again = sa.and_(col(Review.decision).is_(None), col(Vacancy.updated_at) == file.at)
    return sa.and_(
        col(Vacancy.row_key).is_not(None),
        col(Review.submitted_by).is_not_distinct_from(file.account_id),
        sa.or_(col(Review.submitted_at) == file.at, again),
    )


def held_table(rows: list[Held]) -> Table[Any]:
    columns: list[Column[Held]] = [
        Column("岗位", lambda row: row.title, lambda row: Cell(row.title, link=row.link)),
        Column("单位", lambda row: row.employer),
        Column("要看的写法", lambda row: row.phrases),
        Column("审核", lambda row: row.standing, lambda row: Cell(row.standing, tag=KINDS[row.decision])),
    ]
    return Table(f"转到审核的岗位 {len(rows)} 个", columns, rows, "")
