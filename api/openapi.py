"""The OpenAPI document, made to say what the application does.

The framework's own document describes its own error bodies and leaves out limits of zero; here every body is described
by the class that checks it, every refusal by `Problem`, and every operation names the roles that have a line for it in
the access table.
"""

import re
from collections.abc import Iterator
from typing import Any

from litestar import Litestar
from litestar.routes import HTTPRoute
from sqlmodel import SQLModel

from api.access.table import TABLE, Action

REF = "#/components/schemas/{model}"
LONG_NAME = re.compile(r"Page_(?P<items>.+)_")

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457。errors 逐一指出有问题的字段。",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "why": {"type": "string"}},
                "required": ["field", "why"],
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
}
REFUSED = {
    "description": "请求被拒绝，并说明原因和改法",
    "content": {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}},
}
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
}


def document(app: Litestar) -> dict[str, Any]:
    """The whole document as plain data."""
    described: dict[str, Any] = _anything_of(_short_names(app.openapi_schema.to_schema()))
    schemas = described["components"]["schemas"]
    for model in _our_models(SQLModel):
        if model.__name__ in schemas:
            schemas.update(_schema_of(model))
    schemas["Problem"] = PROBLEM
    described["components"]["securitySchemes"] = SECURITY
    for path, method, action in _operations(app):
        if operation := described["paths"].get(path, {}).get(method):  # pages are in no document
            _describe(operation, action)
    return described


def _our_models(base: type[SQLModel]) -> Iterator[type[SQLModel]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("api."):
            yield model
        yield from _our_models(model)


def _schema_of(model: type[SQLModel]) -> dict[str, Any]:
    """The class as it checks what comes in, or, for what only goes out, as it is written."""
    comes_in = model.model_config.get("extra") == "forbid"
    schema = model.model_json_schema(ref_template=REF, mode="validation" if comes_in else "serialization")
    parts = {**schema.pop("$defs", {}), model.__name__: schema}
    return {name: _limits_spelt_out(part) for name, part in parts.items()}


# Where a field has a validator of ours before its limits, pydantic leaves the limits under its own names.
LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def _limits_spelt_out(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {LIMITS.get(key, key): _limits_spelt_out(value) for key, value in schema.items()}
    return [_limits_spelt_out(part) for part in schema] if isinstance(schema, list) else schema


def _operations(app: Litestar) -> Iterator[tuple[str, str, Action]]:
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                action = handler.opt.get("action")
                if isinstance(action, Action):
                    yield from ((route.path_format, str(method).lower(), action) for method in handler.http_methods)


def _describe(operation: dict[str, Any], action: Action) -> None:
    """Who may call it and how it refuses."""
    line = TABLE[action]
    operation["x-roles"] = [role.value if role else "anonymous" for role in line]
    operation["security"] = [*([{}] if None in line else []), {"bearer": []}, {"cookie": []}]
    answers = operation["responses"]
    answers.pop("400", None)
    answers["4XX"] = REFUSED


def _short_names(schema: Any) -> Any:
    """``Page_api.workers.schemas.WorkerLine_`` is the framework's name for what anybody would call PageOfWorkerLine."""
    if isinstance(schema, dict):
        return {_short(key): _short_names(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_short_names(part) for part in schema]
    return _short(schema) if isinstance(schema, str) else schema


def _short(text: str) -> str:
    return LONG_NAME.sub(lambda match: "PageOf" + "Or".join(re.findall(r"\.([A-Z]\w*?)(?=_|$)", match["items"])), text)


def _anything_of(schema: Any) -> Any:
    """``oneOf`` wants exactly one to fit; a reader who is told more also fits what is told to others."""
    if isinstance(schema, dict):
        return {("anyOf" if key == "oneOf" else key): _anything_of(value) for key, value in schema.items()}
    return [_anything_of(part) for part in schema] if isinstance(schema, list) else schema
