"""“怎样招到更多人”: what each single change of a vacancy would bring, for its employer and the office."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session, select

from api import wording
from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.layout import asks_for_part, page
from api.matching.worker_shelf import Sides, WorkerShelf
from api.refusals import Conflict
from api.transactions import transaction
from api.vacancies.index import IndexShelf
from api.vacancies.recounts import recounts
from api.vacancies.schemas import Recount, Recounts
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
MOST = 8  # changes told, the best


@dataclass(frozen=True, slots=True)
class Bar:
    """One change; ``now`` and ``then`` are shares of the longest bar, in per cent."""

    words: str
    suitable: int
    more: int
    cost: str
    now: float
    then: float


@dataclass(frozen=True, slots=True)
class Told:
    suitable: int = 0
    bars: list[Bar] = field(default_factory=list)
    problem: str = ""


def may_recount(session: Session, vacancy: Vacancy, access: Access, today: date) -> bool:
    """Whether the vacancy is the reader's own, or in the reader's care."""
    if not access.may(Action.VACANCY_RECOUNT):
        return False
    mine = reach(Vacancy, access.to(Action.VACANCY_RECOUNT), today)
    return session.exec(select(Vacancy.id).where(mine, Vacancy.id == vacancy.id)).first() is not None


@get(
    "/vacancies/{vacancy_id:int}/recounts",
    opt={"action": Action.VACANCY_RECOUNT},
    include_in_schema=False,
    sync_to_thread=True,
)
def recounts_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    access: NamedDependency[Access],
    shelf: NamedDependency[IndexShelf],
    worker_shelf: NamedDependency[WorkerShelf],
) -> Response[Any]:
    """A page of its own, or the part of the vacancy's page that htmx asks for."""
    today = request.app.state.settings.today()
    with Session(request.app.state.engine) as reader:  # counting takes its time: no writer waits for it
        vacancy = one(reader, Vacancy, vacancy_id, access, today)
        told = _told(reader, Sides.of(reader, worker_shelf, shelf, today), vacancy, today)
    with transaction(request):  # an employer's counts leave an audit row
        return page(
            request,
            "vacancies/recounts.html" if asks_for_part(request) else "vacancies/recounts_page.html",
            made_up=vacancy.made_up,
            link=f"/vacancies/{vacancy_id}",
            title=vacancy.title,
            told=told,
        )


def _told(session: Session, sides: Sides, vacancy: Vacancy, today: date) -> Told:
    try:
        found = recounts(session, sides, vacancy, today)
    except Conflict as refused:
        return Told(problem=refused.detail)
    return Told(found.suitable, _bars(found))


def _bars(found: Recounts) -> list[Bar]:
    best = found.changes[:MOST]
    longest = max((change.suitable for change in best), default=1)
    now = 100 * found.suitable / longest
    return [_bar(change, now, 100 * change.suitable / longest) for change in best]


def _bar(change: Recount, now: float, then: float) -> Bar:
    cost = f"每人每月约 {wording.yuan(change.cost_fen)} 元" if change.cost_fen else "不花钱"
    return Bar(change.words, change.suitable, change.more, cost, round(now, 2), round(then, 2))


PAGES: list[HTTPRouteHandler] = [recounts_page]
