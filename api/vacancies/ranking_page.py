"""“为什么这样排”: what the order of a list goes by, in plain words."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session

from api.access.table import Access, Action
from api.layout import own_path, page
from api.vacancies.browser import wants_plain

AnyRequest = Request[Any, Any, Any]


@get("/ranking", opt={"action": Action.PAGE}, include_in_schema=False, sync_to_thread=True)
def ranking_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    back = own_path(request.query_params.get("next", "")) or "/"
    return page(request, "vacancies/ranking.html", plain=wants_plain(request, session, access), back=back)


PAGES: list[HTTPRouteHandler] = [ranking_page]
