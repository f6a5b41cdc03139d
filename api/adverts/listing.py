"""An employer's adverts in one list: what is still being written, what waits, what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from api import wording
from api.tables import Cell, Column, Table
from models.advert import Advert, drafts_of
from models.employer import Employer
from models.review import Decision, Review
from models.vacancy import Vacancy, VacancyState

NEW = "还没有。按上面的“发一个岗位”，把招聘启事贴进来。"


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    link: str
    state: str
    kind: str
    told: str
    at: str


def adverts_listed(session: Session, employer: Employer, today: date) -> Table[Line]:
    """Drafts first, then the vacancies that are not open yet, the last touched first."""
    drafts = session.exec(drafts_of(employer.id or 0)).all()
    waiting = session.exec(
        select(Vacancy)
        .where(Vacancy.employer_id == employer.id, col(Vacancy.state) == VacancyState.DRAFT)
        .order_by(col(Vacancy.updated_at).desc(), col(Vacancy.id).desc())
    ).all()
    reviews = _latest_reviews(session, waiting)
    rows = [*(_draft(row, today) for row in drafts), *(_waiting(row, reviews, today) for row in waiting)]
    return Table(
        caption="还没有开放的",
        columns=[
            Column("岗位", lambda row: row.title, lambda row: Cell(row.title, sub=row.told, link=row.link)),
            Column("到哪一步", lambda row: row.state, lambda row: Cell(row.state, tag=row.kind)),
            Column("最后改动", lambda row: row.at),
        ],
        rows=rows,
        nothing=NEW,
        export="/employer/adverts?as=xlsx",
    )


def _draft(row: Advert, today: date) -> Line:
    title = str(row.answers.get("title") or "") or row.text.strip()[:12] or "没有名称"
    return Line(title, f"/employer/adverts/{row.id}", "草稿", "", "", wording.moment(row.updated_at, today))


def _waiting(row: Vacancy, reviews: Mapping[int, Review], today: date) -> Line:
    review = reviews.get(row.id or 0)
    returned = review is not None and review.decision == Decision.RETURNED
    return Line(
        row.title,
        f"/vacancies/{row.id}/edit",
        "退回修改" if returned else "待审核",
        "no" if returned else "info",
        review.words if review and returned else "",
        wording.moment(row.updated_at, today),
    )


def _latest_reviews(session: Session, rows: Sequence[Vacancy]) -> dict[int, Review]:
    ids = [row.id for row in rows]
    found = session.exec(select(Review).where(col(Review.vacancy_id).in_(ids)).order_by(col(Review.id))).all()
    return {review.vacancy_id: review for review in found}


def siblings(session: Session, advert: Advert) -> list[tuple[str, str, bool]]:
    """The other drafts of the same text: (link, title, whether it is this one); nothing when there is but one."""
    drafts = [row for row in session.exec(drafts_of(advert.employer_id)) if row.text == advert.text and row.text]
    drafts.sort(key=lambda row: row.id or 0)
    told = [
        (f"/employer/adverts/{row.id}", str(row.answers.get("title") or "没有名称"), row.id == advert.id)
        for row in drafts
    ]
    return told if len(told) > 1 else []
