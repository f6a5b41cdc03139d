"""“现在有 N 人合适”: the count for a draft, asked for by its employer."""

from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.adverts.drafts import form_of
from api.adverts.mending import found_in
from api.adverts.suitable import Suitable, suitable
from api.layout import asks_for_part, page
from api.matching.worker_shelf import Sides, WorkerShelf
from api.refusals import BadField
from api.reviews.screening import rules_for
from api.transactions import transaction
from api.vacancies.index import IndexShelf
from models.advert import Advert
from models.employer import Employer

AnyRequest = Request[Any, Any, Any]
INCOMPLETE = "先填好岗位名称和人数，存一次草稿，就能数。"
UNVERIFIED = "单位核实以后，就能看有多少人合适。"


@get(
    "/employer/adverts/{advert_id:int}/suitable",
    opt={"action": Action.VACANCY_RECOUNT},
    include_in_schema=False,
    sync_to_thread=True,
)
def suitable_page(
    request: AnyRequest,
    advert_id: FromPath[int],
    access: NamedDependency[Access],
    shelf: NamedDependency[IndexShelf],
    worker_shelf: NamedDependency[WorkerShelf],
) -> Response[Any]:
    """A page of its own, or the part of the draft's page that htmx asks for."""
    today = request.app.state.settings.today()
    with Session(request.app.state.engine) as reader:  # counting takes its time: no writer waits for it
        advert = one(reader, Advert, advert_id, access, today)
        employer = reader.get_one(Employer, advert.employer_id)
        told, problem = _counted(reader, Sides.of(reader, worker_shelf, shelf, today), advert, employer, today)
    with transaction(request):  # an employer's counts leave an audit row
        return page(
            request,
            "adverts/suitable.html" if asks_for_part(request) else "adverts/suitable_page.html",
            made_up=employer.made_up,
            advert=advert,
            told=told,
            problem=problem,
        )


def _counted(
    session: Session, sides: Sides, advert: Advert, employer: Employer, today: date
) -> tuple[Suitable | None, str]:
    """The counts, or why there are none."""
    if not employer.verified:
        return None, UNVERIFIED
    form = form_of(advert)
    try:
        found = found_in(form, rules_for(session, employer, today))
        return suitable(session, sides, form.values, found, today), ""
    except BadField:
        return None, INCOMPLETE


PAGES: list[HTTPRouteHandler] = [suitable_page]
