"""The one place where a refusal gets its HTTP status, and the one shape in which it is told.

Under /api every error is `application/problem+json` (RFC 9457) with `type, title, status, detail` and, when a field is
at fault, `errors: [{field, why}]`. Elsewhere a person reads it: a short page (see `html_problem`). What went wrong
inside is written to the log with the request's id, never to the client.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.status_codes import HTTP_400_BAD_REQUEST, HTTP_500_INTERNAL_SERVER_ERROR
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from api.fields.words import field_problems
from api.forms.faults import FormError, UnreadableForm
from api.refusals import (
    BadField,
    Conflict,
    FieldProblem,
    NotAllowed,
    NotSignedIn,
    NotThere,
    Refusal,
    TooManyAttempts,
    WrongCredentials,
)
from models.database import is_about_a_lock
from models.errors import (
    EvaluationStale,
    IllegalTransition,
    ModelNotProven,
    NotTheFormerModel,
    PromiseRefused,
    ReasonMissing,
    StoreError,
    TooManyOrders,
    UnknownOrder,
)

log = logging.getLogger("wengang")

# The whole policy. A class not listed here is a fault of ours: 500.
STATUS: dict[type[Exception], int] = {
    BadField: 400,
    ReasonMissing: 400,
    UnknownOrder: 400,
    TooManyOrders: 400,
    UnreadableForm: 400,
    DataError: 400,
    NotSignedIn: 401,
    WrongCredentials: 401,
    NotAllowed: 403,
    NotThere: 404,
    Conflict: 409,
    IllegalTransition: 409,
    EvaluationStale: 409,
    ModelNotProven: 409,
    NotTheFormerModel: 409,
    PromiseRefused: 409,
    IntegrityError: 409,
    TooManyAttempts: 429,
}
LOCKED = 503  # of the database's own errors only those that pass by themselves (see `is_about_a_lock`)

# What the store refuses on account of one field of the request.
FIELD_OF: dict[type[Exception], str] = {
    ReasonMissing: "reason",
    UnknownOrder: "sort",
    TooManyOrders: "sort",
    UnreadableForm: "file",
}

TITLE = {
    400: "填写有误",
    401: "需要登录",
    403: "没有权限",
    404: "找不到",
    405: "不支持这种操作",
    409: "与现有数据冲突",
    413: "文件太大",
    415: "内容类型不对",
    429: "请稍后再试",
    500: "程序出错",
    503: "暂时忙",
}

DETAIL = {
    400: "请求的内容读不懂，请检查后再试。",
    404: "没有这个地址，请检查链接。",
    405: "这个地址不支持这种操作。",
    409: "与已有的记录冲突：同一编号或同一名称已存在，或所引用的记录不存在。请核对后再试。",
    413: "文件超过了允许的大小，请拆成几份再传。",
    415: "请按接口说明的内容类型提交。",
    500: "程序出错，已记录。请稍后再试；仍不行请把下面的请求编号告诉管理员。",
    503: "数据库正忙，请稍后再试一次。",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One error as it is told; both the JSON and the page are made from it."""

    status: int
    detail: str
    errors: tuple[FieldProblem, ...] = ()

    @property
    def title(self) -> str:
        return TITLE.get(self.status, "未能完成")


def problem_of(error: Exception) -> Problem:
    """What to tell the client about an exception; never its own text unless it was written for a reader."""
    if isinstance(error, ValidationException):
        problems = tuple(field_problems(error.__cause__, error.extra, error.detail))
        detail = "；".join(f"{p.field}：{p.why}" for p in problems) or DETAIL[HTTP_400_BAD_REQUEST]
        return Problem(HTTP_400_BAD_REQUEST, detail, problems)
    if isinstance(error, HTTPException):
        if error.status_code == 403 and "CSRF" in error.detail:
            return Problem(403, "页面已过期，请刷新后再试（缺少或不符的防伪令牌 x-csrftoken）。")
        return Problem(error.status_code, DETAIL.get(error.status_code, DETAIL[500]))
    status = LOCKED if isinstance(error, OperationalError) and is_about_a_lock(error) else _listed(error)
    if status < HTTP_500_INTERNAL_SERVER_ERROR and isinstance(error, Refusal | StoreError | FormError):
        return Problem(status, str(error), _named(error))
    return Problem(status, DETAIL.get(status, DETAIL[500]))


def _listed(error: Exception) -> int:
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), HTTP_500_INTERNAL_SERVER_ERROR)


def _named(error: Exception) -> tuple[FieldProblem, ...]:
    if isinstance(error, BadField):
        return error.problems
    field = FIELD_OF.get(type(error))
    return (FieldProblem(field, str(error)),) if field else ()


HtmlProblem = Callable[[Request[Any, Any, Any], Problem], Response[Any]]


def json_problem(request: Request[Any, Any, Any], problem: Problem) -> Response[Any]:
    body: dict[str, Any] = {
        "type": f"urn:wengang:problem:{problem.status}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
        "request_id": request.scope["state"].get("request_id"),
    }
    if problem.errors:
        body["errors"] = [asdict(entry) for entry in problem.errors]
    return Response(body, status_code=problem.status, media_type="application/problem+json")


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Litestar's exception handler for everything."""
    request.scope["state"].setdefault("request_id", secrets.token_hex(8))  # an unknown address meets no middleware
    problem = problem_of(error)
    if problem.status >= HTTP_500_INTERNAL_SERVER_ERROR:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    if request.url.path.startswith("/api"):
        response = json_problem(request, problem)
    else:
        page: HtmlProblem = request.app.state.html_problem
        response = page(request, problem)
    if isinstance(error, TooManyAttempts):
        response.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response
