"""How the posts of a key employer stand with the office that reviews them: waiting for what, or sent back why.

The specialist reads it and speaks to the employer; a street or the district decides.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from api import wording
from api.access.table import Access
from api.reviews.queue import decidable
from api.tables import Cell, Column, Table
from models.review import Decision, Review
from models.vacancy import Vacancy, VacancyState


@dataclass(frozen=True, slots=True)
class UnderReview:
    """One draft and its last review; ``said`` are the phrases to look at, or the office's words."""

    title: str
    link: str
    returned: bool
    since: datetime
    said: str

    @property
    def step(self) -> str:
        return "已退回，等单位改" if self.returned else "等审核"


def under_review(session: Session, employer_id: int, access: Access, today: date) -> list[UnderReview]:
    """Drafts of an employer that were handed in, the longest standing first."""
    rows = session.exec(
        select(Review, Vacancy)
        .join(Vacancy, col(Vacancy.id) == Review.vacancy_id)
        .where(Vacancy.employer_id == employer_id, Vacancy.state == VacancyState.DRAFT)
        .order_by(col(Review.id))
    )
    last = {vacancy.id: (review, vacancy) for review, vacancy in rows}
    decides = decidable(session, access, today, col(Vacancy.employer_id) == employer_id)
    found = [_standing(review, vacancy, decides) for review, vacancy in last.values()]
    return sorted((one for one in found if one is not None), key=lambda one: one.since)


def _standing(review: Review, vacancy: Vacancy, decides: frozenset[int]) -> UnderReview | None:
    """None for a draft whose last review let it pass: it waits for nobody."""
    if review.decision == Decision.PUBLISHED:
        return None
    returned = review.decision == Decision.RETURNED
    phrases = "、".join(f"“{finding['phrase']}”" for finding in review.findings if finding["phrase"])
    link = f"/staff/reviews/{review.id}" if review.id in decides else f"/staff/vacancies/{vacancy.id}"
    since = (review.decided_at if returned else None) or review.submitted_at
    return UnderReview(vacancy.title, link, returned, since, (review.words if returned else phrases) or "—")


def review_table(rows: list[UnderReview], today: date, export: str) -> Table[UnderReview]:
    columns: list[Column[UnderReview]] = [
        Column("岗位", lambda row: row.title, lambda row: Cell(row.title, link=row.link)),
        Column("到哪一步", lambda row: row.step, lambda row: Cell(row.step, tag="no" if row.returned else "info")),
        Column("从什么时候", lambda row: wording.moment(row.since, today)),
        Column("要看的写法或退回的话", lambda row: row.said),
    ]
    return Table(f"还没公开的岗位 {len(rows)} 个", columns, rows, "", export)
