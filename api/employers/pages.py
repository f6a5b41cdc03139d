"""An employer's own page: its vacancies, how each stands, and who has been put forward for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session, col

from api import wording
from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.layout import page
from api.refusals import NotThere
from api.vacancies.crowd import crowds
from models.employer import Employer
from models.referral import ENDED, Referral
from models.vacancy import Vacancy, VacancyFilter, VacancyState, vacancies

AnyRequest = Request[Any, Any, Any]
KINDS = {VacancyState.OPEN: "ok", VacancyState.DRAFT: "info", VacancyState.SUSPENDED: "no"}


@dataclass(frozen=True, slots=True)
class VacancyLine:
    link: str
    title: str
    pay: str | None
    sought: str
    state: str
    kind: str
    until: str | None
    referred: int
    recounts: str


@get("/employer", opt={"action": Action.EMPLOYER_READ}, include_in_schema=False, sync_to_thread=True)
def employer_home(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    if access.account is None or access.account.employer_id is None:
        raise NotThere("用人单位", "（本账号）")
    today = request.app.state.settings.today()
    employer = one(session, Employer, access.account.employer_id, access, today)
    return page(
        request,
        "employers/home.html",
        made_up=employer.made_up,
        employer=employer,
        vacancies=_lines(session, employer, access, today),
    )


def _lines(session: Session, employer: Employer, access: Access, today: date) -> list[VacancyLine]:
    own = vacancies(VacancyFilter(employer_id=employer.id)).order_by(col(Vacancy.created_at).desc(), col(Vacancy.id))
    rows = session.exec(own.where(reach(Vacancy, access.to(Action.VACANCY_READ), today))).all()
    referred = _referred(session, access, today)
    seen = crowds(session, {row.id or 0: row.openings for row in rows})
    return [
        VacancyLine(
            link=f"/vacancies/{row.id}",
            title=row.title,
            pay=wording.pay(row),
            sought=crowd.words if (crowd := seen.get(row.id or 0)) else f"{row.openings} 人",
            state=row.state.label,
            kind=KINDS.get(row.state, ""),
            until=wording.day(row.open_until, today),
            referred=referred.get(row.id or 0, 0),
            recounts=f"/vacancies/{row.id}/recounts" if row.state == VacancyState.OPEN else "",
        )
        for row in rows
    ]


def _referred(session: Session, access: Access, today: date) -> dict[int, int]:
    """How many people are put forward for each vacancy and have not ended; counted, not named."""
    counted = (
        sa.select(col(Referral.vacancy_id), sa.func.count())
        .where(reach(Referral, access.to(Action.REFERRAL_READ), today), col(Referral.state).not_in(ENDED))
        .group_by(col(Referral.vacancy_id))
    )
    return {row[0]: row[1] for row in session.execute(counted)}


PAGES: list[HTTPRouteHandler] = [employer_home]
