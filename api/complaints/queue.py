"""Vacancies that were complained of, one line each: those that take money first, then the longest waiting."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access
from api.tables import Cell, Column, Table
from models.complaint import Complaint, ComplaintReason, Inquiry
from models.employer import Employer
from models.vacancy import Vacancy

EXPORT = "/staff/reviews?as=xlsx&list=complaints"
NOTHING = "没有被举报的岗位。"
ORDER = list(ComplaintReason)


@dataclass(frozen=True, slots=True)
class Line:
    vacancy_id: int
    title: str
    employer: str
    reasons: str
    grave: bool
    people: int
    since: str
    answer: str


def undecided(access: Access, today: date) -> sa.ColumnElement[bool]:
    """Complaints within the reader's scope that nobody has decided."""
    theirs = sa.select(col(Vacancy.id)).where(reach(Vacancy, access, today))
    return sa.and_(col(Complaint.decision).is_(None), col(Complaint.vacancy_id).in_(theirs))


def waiting(session: Session, access: Access, today: date) -> tuple[int, datetime | None]:
    """How many vacancies are complained of, and since when the first of them."""
    found = sa.select(sa.func.count(sa.distinct(col(Complaint.vacancy_id))), sa.func.min(col(Complaint.made_at)))
    row = session.execute(found.where(undecided(access, today))).one()
    return row[0], row[1]


def complained_of(session: Session, access: Access, today: date) -> list[Line]:
    """Within the reader's scope, the gravest first."""
    rows = session.exec(select(Complaint).where(undecided(access, today)).order_by(col(Complaint.vacancy_id))).all()
    grouped = {key: list(some) for key, some in groupby(rows, key=lambda row: row.vacancy_id)}
    named = session.exec(
        select(Vacancy, Employer.name)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(col(Vacancy.id).in_(grouped))
    ).all()
    answers = _answers(session, grouped)
    lines = [(grouped[row.id or 0], row, name) for row, name in named]
    lines.sort(key=lambda line: (_gravest(line[0]) != ComplaintReason.FEE, min(row.made_at for row in line[0])))
    return [_line(some, row, name, answers.get(row.id or 0, ""), today) for some, row, name in lines]


def _gravest(complaints: Sequence[Complaint]) -> ComplaintReason:
    return min((row.reason for row in complaints), key=ORDER.index)


def _answers(session: Session, grouped: Mapping[int, Sequence[Complaint]]) -> dict[int, str]:
    """How far the employer has been asked since the first of these complaints."""
    rows = session.exec(select(Inquiry).where(col(Inquiry.vacancy_id).in_(grouped)).order_by(col(Inquiry.id))).all()
    fresh = [row for row in rows if row.asked_at >= min(one.made_at for one in grouped[row.vacancy_id])]
    return {row.vacancy_id: "单位已回答" if row.answered_at else "已问单位，等回答" for row in fresh}


def _line(complaints: Sequence[Complaint], vacancy: Vacancy, employer: str, answer: str, today: date) -> Line:
    counted = Counter(row.reason for row in complaints)
    told = [f"{reason.label} {counted[reason]} 人" for reason in ORDER if counted[reason]]
    return Line(
        vacancy_id=vacancy.id or 0,
        title=vacancy.title,
        employer=employer,
        reasons="、".join(told),
        grave=_gravest(complaints) == ComplaintReason.FEE,
        people=len(complaints),
        since=wording.moment(min(row.made_at for row in complaints), today),
        answer=answer or "还没有问",
    )


def table_of(rows: Sequence[Line]) -> Table[Line]:
    return Table(
        caption="被举报的岗位",
        columns=[
            Column(
                "岗位",
                lambda row: row.title,
                lambda row: Cell(row.title, link=f"/staff/complaints/{row.vacancy_id}"),
            ),
            Column("单位", lambda row: row.employer),
            Column(
                "举报的事",
                lambda row: row.reasons,
                lambda row: Cell(row.reasons, tag="no" if row.grave else "key"),
            ),
            Column("问单位", lambda row: row.answer),
            Column("最早", lambda row: row.since),
        ],
        rows=rows,
        nothing=NOTHING,
        export=EXPORT,
    )
