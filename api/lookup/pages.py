"""The search box of the office: a person, a firm or a post by whatever somebody has in hand."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session

from api.access.table import Access, Action
from api.layout import asks_for_part, page
from api.lookup.results import search
from api.lookup.words import LONGEST
from api.settings import Settings
from api.staff.heading import made_up_here

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/search"


@get(HERE, opt={"action": Action.LOOK_UP}, include_in_schema=False, sync_to_thread=True)
def search_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    """The whole page, or while somebody types only what was found."""
    typed = request.query_params.get("q", "").strip()[:LONGEST]
    kind, part = request.query_params.get("kind", ""), asks_for_part(request)
    known: dict[str, Any] = {
        "typed": typed,
        "groups": search(session, typed, access, settings.today(), kind),
        "link": lambda of: f"{HERE}?{urlencode({'q': typed, 'kind': of})}",
        "back": f"{HERE}?{urlencode({'q': typed})}" if kind else "",
        "may_register": access.may(Action.WORKER_CREATE),
    }
    if part:
        return page(request, "lookup/found.html", **known)
    return page(request, "lookup/search.html", made_up=made_up_here(session), here=HERE, **known)


PAGES: list[HTTPRouteHandler] = [search_page]
