"""What nobody can read is refused at the door: a body that is no JSON, letters no database keeps."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

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
