"""The office's queue of vacancies to look at, and one of them with everything needed to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.tables import Cell, Column, Table
from api.vacancies.around import street_names
from models.employer import Employer
from models.review import Review, Verdict, reviews_of, reviews_waiting
from models.vacancy import Vacancy

KINDS = {Verdict.OK: "ok", Verdict.WARN: "key", Verdict.BLOCK: "no"}
NOTHING = "没有等着审核的岗位。单位提交以后会出现在这里，等得最久的在最上面。"


@dataclass(frozen=True, slots=True)
class Line:
    review_id: int
    link: str
    title: str
    employer: str
    street: str
    verdict: Verdict
    phrases: str
    waits: str
    clean: bool
    version: str


def lines(session: Session, access: Access, today: date) -> list[Line]:
    """Who waits within the reader's scope, the longest first."""
    reviews = session.exec(reviews_waiting().where(reach(Review, access, today))).all()
    vacancies = _by_id(session, Vacancy, {review.vacancy_id for review in reviews})
    employers = _by_id(session, Employer, {vacancy.employer_id for vacancy in vacancies.values()})
    names = street_names(session)
    return [
        _line(review, vacancies[review.vacancy_id], employers[vacancies[review.vacancy_id].employer_id], names, today)
        for review in reviews
    ]


def decidable(session: Session, access: Access, today: date, *which: sa.ColumnElement[bool]) -> frozenset[int]:
    """Ids of the reviews that this reader may decide; ``which`` speaks of them or of their vacancies."""
    if not access.may(Action.REVIEW_DECIDE):
        return frozenset()
    reached = reach(Review, access.to(Action.REVIEW_DECIDE), today)
    found = select(Review.id).join(Vacancy, col(Vacancy.id) == Review.vacancy_id).where(reached, *which)
    return frozenset(key or 0 for key in session.exec(found))


def _by_id(session: Session, table: Any, ids: set[int]) -> dict[int, Any]:
    return {row.id: row for row in session.exec(select(table).where(table.id.in_(ids))).all()}


def _line(review: Review, vacancy: Vacancy, employer: Employer, names: Mapping[str, str], today: date) -> Line:
    return Line(
        review_id=review.id or 0,
        link=f"/staff/reviews/{review.id}",
        title=vacancy.title,
        employer=employer.name if employer.verified else f"{employer.name}（待核实）",
        street=names.get(vacancy.street_code or employer.street_code or "", ""),
        verdict=review.verdict,
        phrases="、".join(finding["phrase"] for finding in review.findings),
        waits=wording.moment(review.submitted_at, today),
        clean=review.verdict == Verdict.OK and employer.verified,
        version=version_of(vacancy),
    )


def version_of(vacancy: Vacancy) -> str:
    """Which version of a vacancy a page shows; only what was seen is passed."""
    return vacancy.updated_at.isoformat()


def table_of(rows: Sequence[Line]) -> Table[Line]:
    return Table(
        caption="等着审核的岗位",
        columns=[
            Column("岗位", lambda row: row.title, lambda row: Cell(row.title, sub=row.employer, link=row.link)),
            Column("单位", lambda row: row.employer),
            Column("初查", lambda row: row.verdict.label, lambda row: Cell(row.verdict.label, tag=KINDS[row.verdict])),
            Column("要看的话", lambda row: row.phrases),
            Column("街道", lambda row: row.street),
            Column("提交", lambda row: row.waits),
        ],
        rows=rows,
        nothing=NOTHING,
        export="/staff/reviews?as=xlsx",
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """One earlier review of the same vacancy."""

    words: str
    at: str
    won: bool | None


def history(session: Session, vacancy_id: int, today: date) -> list[Passed]:
    return [_passed(review, today) for review in session.exec(reviews_of(vacancy_id)).all()]


def _passed(review: Review, today: date) -> Passed:
    if review.decision is None or review.decided_at is None:
        return Passed("提交，等待审核", wording.moment(review.submitted_at, today), None)
    said = f"{review.decision.label}：{review.words}" if review.words else review.decision.label
    return Passed(said, wording.moment(review.decided_at, today), review.decision.value == "published")
