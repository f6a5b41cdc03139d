"""An employer's desk: what waits for it today, its vacancies, and how a vacancy is paused or ended."""

from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col

from api.access.scopes import one
from api.access.table import Access, Action
from api.employers.desk import desk, moves
from api.layout import page
from api.notices import Notice, go_to
from api.referrals.ending import end_with_vacancy
from api.refusals import Conflict, NotThere
from api.swaps.firm_due import firm_tasks
from models.account import Role
from models.employer import Employer
from models.ledger import PromisedBy, Reservation, promised_openings
from models.referral import BEFORE_TALKS, Referral, ReferralState
from models.vacancy import Vacancy, VacancyState

AnyRequest = Request[Any, Any, Any]
IN_TALKS = (ReferralState.INTERVIEW, ReferralState.OFFERED)


def own_employer(session: Session, access: Access, today: Any, *, lock: bool = False) -> Employer:
    """The employer the account acts for; raises `NotThere`."""
    if access.account is None or access.account.employer_id is None:
        raise NotThere("用人单位", "（本账号）")
    return one(session, Employer, access.account.employer_id, access.to(Action.EMPLOYER_READ), today, lock=lock)


@get("/employer", opt={"action": Action.EMPLOYER_DESK}, include_in_schema=False, sync_to_thread=True)
def employer_home(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    employer = own_employer(session, access, today)
    return page(
        request,
        "employers/home.html",
        made_up=employer.made_up,
        employer=employer,
        desk=desk(session, employer, access, today),
        swaps=firm_tasks(session, access, employer.id or 0, today),
    )


@get(
    "/vacancies/{vacancy_id:int}/state",
    opt={"action": Action.VACANCY_WRITE},
    include_in_schema=False,
    sync_to_thread=True,
)
def state_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    """What a pause or an end brings with it, before it is done."""
    vacancy = one(session, Vacancy, vacancy_id, access, request.app.state.settings.today())
    offered = dict(moves(vacancy))
    to = request.query_params.get("to", "")
    before, talking = _put_forward(session, vacancy_id)
    return page(
        request,
        "employers/state.html",
        made_up=vacancy.made_up,
        vacancy=vacancy,
        to=to if to in offered else "",
        move=offered.get(to, ""),
        moves=moves(vacancy),
        before=before,
        talking=talking,
        lent=_kept_for_swaps(session, vacancy_id),
        swaps="/swaps" if access.may(Action.SWAP_LIST) else "/employer/swaps",
        back=_back(access, vacancy_id),
    )


def _back(access: Access, vacancy_id: int) -> str:
    """An employer goes back to its desk, the office to the vacancy."""
    return "/employer" if access.role == Role.EMPLOYER else f"/vacancies/{vacancy_id}"


def _put_forward(session: Session, vacancy_id: int) -> tuple[int, int]:
    """How many are put forward and have met nobody yet, and how many are in talks."""
    of_it = sa.select(sa.func.count()).where(col(Referral.vacancy_id) == vacancy_id)
    states = (BEFORE_TALKS, IN_TALKS)
    before, talking = (session.scalar(of_it.where(col(Referral.state).in_(some))) or 0 for some in states)
    return before, talking


def _kept_for_swaps(session: Session, vacancy_id: int) -> int:
    """How many openings are kept for people whom another firm lends."""
    kept = promised_openings(PromisedBy.SWAP).where(col(Reservation.vacancy_id) == vacancy_id)
    return sum(promised for _, promised in session.exec(kept))


@post(
    "/vacancies/{vacancy_id:int}/state",
    opt={"action": Action.VACANCY_WRITE},
    include_in_schema=False,
    sync_to_thread=True,
)
def state_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings = request.app.state.settings
    today, now = settings.today(), settings.now()
    vacancy = one(session, Vacancy, vacancy_id, access, today, lock=True)
    words = dict(moves(vacancy)).get(data.get("to", ""))
    if words is None:
        raise Conflict(f"岗位现在是“{vacancy.state.label}”，不能这样改。请回到岗位列表，按现在的状态办理。")
    vacancy.move_to(VacancyState(data["to"]), now=now)
    session.add(vacancy)
    end_with_vacancy(session, vacancy, today=today, now=now)
    return go_to(_back(access, vacancy_id), Notice(f"“{vacancy.title}”现在是“{vacancy.state.label}”。"))


PAGES: list[HTTPRouteHandler] = [employer_home, state_page, state_form]
