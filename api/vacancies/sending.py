"""How public pages travel: a browser that has one already is told so in a few bytes."""

import hashlib
from typing import Any

from litestar import Request, Response
from litestar.status_codes import HTTP_200_OK, HTTP_304_NOT_MODIFIED

from api.notices import notice_of


def unless_known(request: Request[Any, Any, Any], answer: Response[str]) -> Response[Any]:
    """The page, or 304 when the browser shows that it has this very page.

    The browser may keep it, nobody on the way may, and it asks again each time. A page for somebody who is signed in,
    or one that says something once, is not kept anywhere.
    """
    if request.user is not None or notice_of(request) or answer.status_code != HTTP_200_OK:
        return answer
    # Weak, for it may travel compressed or not.
    tag = f'W/"{hashlib.sha256(answer.content.encode()).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, HX-Request"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, status_code=HTTP_304_NOT_MODIFIED, headers=headers, cookies=answer.cookies)
    answer.headers.update(headers)
    return answer
