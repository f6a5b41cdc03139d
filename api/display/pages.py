"""Larger letters and the dark page, for whoever reads, signed in or not."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody

from api.access.table import Action
from api.display.reader import TEXTS, THEMES, Display, display_of, kept
from api.layout import own_path, page
from api.notices import Notice, go_to

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class DisplayForm:
    text: str | None = None
    theme: str | None = None
    next: str = "/display"


@get("/display", opt={"action": Action.PAGE}, include_in_schema=False, sync_to_thread=True)
def display_page(request: AnyRequest) -> Response[Any]:
    came_from = own_path(request.query_params.get("next", "")) or "/"
    return page(request, "display/display.html", next=came_from)


@post("/display", opt={"action": Action.DISPLAY}, include_in_schema=False, sync_to_thread=True)
def display_form(request: AnyRequest, data: URLEncodedBody[DisplayForm]) -> Response[Any]:
    """Change what was sent and keep the rest."""
    now = display_of(request)
    wanted = Display(data.text if data.text in TEXTS else now.text, data.theme if data.theme in THEMES else now.theme)
    answer = go_to(own_path(data.next) or "/display", Notice("显示方式已换好。"))
    answer.set_cookie(kept(wanted, secure=request.app.state.settings.secure_cookies))
    return answer


PAGES: list[HTTPRouteHandler] = [display_page, display_form]
