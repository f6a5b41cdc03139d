"""“为什么这样排”: what the order of a list goes by, in plain words."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.access.table import Action
from api.layout import page
from api.vacancies.browser import PLAIN, RANKING

AnyRequest = Request[Any, Any, Any]


@get("/ranking", opt={"action": Action.PAGE}, include_in_schema=False, sync_to_thread=True)
def ranking_page(request: AnyRequest) -> Response[Any]:
    return page(request, "vacancies/ranking.html", plain=request.cookies.get(RANKING) == PLAIN)


PAGES: list[HTTPRouteHandler] = [ranking_page]
