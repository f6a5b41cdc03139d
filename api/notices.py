"""What the next page says first: that something was saved, sent or refused. It travels in a cookie of one minute."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

COOKIE = "notice"
SECONDS = 60
KINDS = frozenset({"right", "wrong", ""})


@dataclass(frozen=True, slots=True)
class Notice:
    """`kind` is right (saved), wrong (not done) or nothing (to know)."""

    words: str
    kind: str = "right"


def go_to(path: str, notice: Notice | None = None) -> Response[Any]:
    """Lead on after a form (303), with a notice for the page it leads to."""
    answer = Redirect(path, status_code=HTTP_303_SEE_OTHER)
    if notice:
        value = quote(f"{notice.kind}:{notice.words}")
        answer.set_cookie(Cookie(key=COOKIE, value=value, max_age=SECONDS, httponly=True, samesite="lax"))
    return answer


def notice_of(request: Request[Any, Any, Any]) -> Notice | None:
    """The notice this page is to say, if any."""
    kind, _, words = unquote(request.cookies.get(COOKIE, "")).partition(":")
    return Notice(words[:500], kind) if words and kind in KINDS else None
