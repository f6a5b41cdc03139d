"""What nobody can read is kept out at the door: a body that is no JSON, letters nobody sees, an id written oddly.

A program is told of such letters; from what a person types or pastes into a page they are left out. A field of a form
that came twice is read there too.
"""

import re
from typing import Any, get_args, get_origin
from urllib.parse import parse_qsl, urlencode

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType, ScopeType
from litestar.handlers.base import BaseRouteHandler
from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.typing import FieldDefinition
from litestar.utils.scope.state import ScopeState

from api.fields.types import LARGEST_ID, UNSTORABLE, storable, without_controls
from api.refusals import BadField, FieldProblem, NotThere

FORMS = (RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART)


class ReadableRequest(Request[Any, Any, Any]):
    """A request whose body, when the parser stumbles over it, is the sender's mistake and not a fault of ours."""

    async def json(self) -> Any:
        try:
            return await super().json()
        except UnicodeDecodeError:
            raise BadField.of("body", "不是 UTF-8 编码的 JSON，请用 UTF-8 发送") from None
        except RecursionError:
            raise BadField.of("body", "JSON 一层套一层太深了，请按接口说明填写") from None


class ReadableQuery:
    """Middleware: the address of a page is asked for without the control characters that were pasted into it."""

    _SUSPECT = re.compile(rb"%[01][0-9a-f]|%7f|%c2%[89]|[\x00-\x1f\x7f]", re.IGNORECASE)

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and not of_a_program(scope) and self._SUSPECT.search(scope["query_string"]):
            asked = parse_qsl(scope["query_string"].decode("utf-8", "replace"), keep_blank_values=True)
            clean = [(without_controls(name), without_controls(value)) for name, value in asked]
            scope["query_string"] = urlencode(clean).encode()
        await self.app(scope, receive, send)


def of_a_program(scope: Scope) -> bool:
    """Whether the address is one of the JSON interface."""
    return scope["path"].startswith("/api/")


def guard_letters(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Litestar guard: what is asked for in the address can be looked for; raises `BadField` naming the parameter."""
    faulty = dict.fromkeys(name for name, value in connection.query_params.multi_items() if not storable(name + value))
    if faulty:
        raise BadField(*(FieldProblem(name if storable(name) else "query", UNSTORABLE) for name in faulty))


def guard_path(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Litestar guard: an id has one spelling (not ``01``, ``+1`` or ``１``); raises `NotThere` for any other.

    No address has control characters.
    """
    if not storable(connection.scope["path"]):
        raise NotThere("页面", without_controls(connection.scope["path"])[:20])
    parts = zip(connection.scope["path_template"].split("/"), connection.scope["path"].split("/"), strict=False)
    written = {part[1:-1]: text for part, text in parts if part.startswith("{")}
    for name, key in connection.path_params.items():
        if isinstance(key, int) and (abs(key) > LARGEST_ID or written.get(name) != str(key)):
            raise NotThere("记录", written.get(name, "")[:20])


async def guard_fields(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Litestar guard: a form's fields without control characters.

    Of a field that came twice the last value counts, unless the handler reads several.
    """
    body = getattr(handler, "parsed_data_field", None)
    if not isinstance(connection, Request) or connection.content_type[0] not in FORMS or not body:
        return
    sent = (await connection.form()).dict()
    # A new form: the framework keeps what it parsed for other requests with the same body.
    ScopeState.from_scope(connection.scope).form = {
        name: values if len(values) > 1 and _reads_several(body, name) else values[-1]
        for name, values in ((name, [_meant(value) for value in values]) for name, values in sent.items())
    }


def _meant(value: Any) -> Any:
    return without_controls(value) if isinstance(value, str) else value


def _reads_several(body: FieldDefinition, name: str) -> bool:
    """Whether the handler's form has room for a list under the name; without declared fields it reads as it likes."""
    if get_origin(body.annotation) is dict:
        return get_args(body.annotation)[1] is not str
    declared = body.get_type_hints().get(name)
    return get_origin(declared) is list or any(get_origin(one) is list for one in get_args(declared))
