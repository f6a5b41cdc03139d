"""What nobody can read is refused at the door: a body that is no JSON, letters no database keeps.

A field of a form that came twice is read there too.
"""

from typing import Any, get_args, get_origin

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType
from litestar.handlers.base import BaseRouteHandler
from litestar.typing import FieldDefinition
from litestar.utils.scope.state import ScopeState

from api.fields.types import LARGEST_ID, UNSTORABLE, storable
from api.refusals import BadField, FieldProblem, NotThere


class ReadableRequest(Request[Any, Any, Any]):
    """A request whose body, when the parser stumbles over it, is the sender's mistake and not a fault of ours."""

    async def json(self) -> Any:
        try:
            return await super().json()
        except UnicodeDecodeError:
            raise BadField.of("body", "不是 UTF-8 编码的 JSON，请用 UTF-8 发送") from None
        except RecursionError:
            raise BadField.of("body", "JSON 一层套一层太深了，请按接口说明填写") from None


def guard_letters(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Litestar guard: what is asked for in the address can be looked for; raises `BadField` naming the parameter."""
    faulty = dict.fromkeys(name for name, value in connection.query_params.multi_items() if not storable(name + value))
    if faulty:
        raise BadField(*(FieldProblem(name if storable(name) else "query", UNSTORABLE) for name in faulty))


def guard_ids(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Litestar guard: a number in the path that no row can have leads nowhere; raises `NotThere`."""
    if any(isinstance(key, int) and abs(key) > LARGEST_ID for key in connection.path_params.values()):
        raise NotThere("记录", connection.url.path.rsplit("/", 1)[-1][:20])


async def guard_repeated_fields(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Litestar guard: of a field that a form carries twice the last value counts, unless the handler reads several."""
    body = getattr(handler, "parsed_data_field", None)
    if not isinstance(connection, Request) or connection.content_type[0] != RequestEncodingType.URL_ENCODED or not body:
        return
    sent = (await connection.form()).dict()
    # A new form: the framework keeps what it parsed for other requests with the same body.
    ScopeState.from_scope(connection.scope).form = {
        name: values if len(values) > 1 and _reads_several(body, name) else values[-1] for name, values in sent.items()
    }


def _reads_several(body: FieldDefinition, name: str) -> bool:
    """Whether the handler's form has room for a list under the name; without declared fields it reads as it likes."""
    if get_origin(body.annotation) is dict:
        return get_args(body.annotation)[1] is not str
    declared = body.get_type_hints().get(name)
    return get_origin(declared) is list or any(get_origin(one) is list for one in get_args(declared))
