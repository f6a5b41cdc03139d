"""What the next page says first: that something was saved, sent or refused. It travels in a cookie of one minute."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from litestar import Litestar, Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect
from litestar.response.base import ASGIResponse
from litestar.status_codes import HTTP_303_SEE_OTHER

COOKIE = "notice"
SECONDS = 60
KINDS = frozenset({"right", "wrong", ""})


@dataclass(frozen=True, slots=True)
class Notice:
    """`kind` is right (saved), wrong (not done) or nothing (to know)."""

    words: str
    kind: str = "right"


class Leading(Redirect):
    """A redirect with a notice, in a cookie for https alone where the operator asked for that (only requests know)."""

    def __init__(self, path: str, notice: Notice) -> None:
        super().__init__(path, status_code=HTTP_303_SEE_OTHER)
        self.notice = notice

    def to_asgi_response(self, app: Litestar | None, request: Request[Any, Any, Any], **changes: Any) -> ASGIResponse:
        self.set_cookie(
            Cookie(
                key=COOKIE,
                value=quote(f"{self.notice.kind}:{self.notice.words}"),
                max_age=SECONDS,
                httponly=True,
                samesite="lax",
                secure=request.app.state.settings.secure_cookies,
            )
        )
        return super().to_asgi_response(app, request, **changes)


def go_to(path: str, notice: Notice | None = None) -> Response[Any]:
    """Lead on after a form (303), with a notice for the page it leads to."""
    return Leading(path, notice) if notice else Redirect(path, status_code=HTTP_303_SEE_OTHER)


def notice_of(request: Request[Any, Any, Any]) -> Notice | None:
    """The notice this page is to say, if any."""
    kind, _, words = unquote(request.cookies.get(COOKIE, "")).partition(":")
    return Notice(words[:500], kind) if words and kind in KINDS else None
