"""Puts the application together: `create_app(settings)`."""

import re
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Router, get
from litestar.config.app import AppConfig
from litestar.config.compression import CompressionConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import NamedDependency, Provide
from litestar.enums import ScopeType
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from sqlmodel import Session, text

from api.access.csrf import Csrf, csrf_config
from api.access.sessions import Authentication, send_replacement
from api.access.table import Action, current_access, guard
from api.access.traces import SAFE
from api.accounts.signing_in import Brakes
from api.applications.brakes import ApplicationBrakes
from api.complaints.complaining import ComplaintBrake
from api.errors import answer
from api.layout import html_problem
from api.matching.worker_shelf import WorkerShelf
from api.openapi import document
from api.paging import paging
from api.readable import ReadableQuery, ReadableRequest, guard_fields, guard_letters, guard_path
from api.reading_ahead import read_all_ahead
from api.referrals.expiring import Expiring
from api.routing import PAGES, ROUTES
from api.runs.attending import Attendant
from api.settings import Settings
from api.transactions import finishers, session_of
from api.vacancies.index import IndexShelf
from models.database import open_engine

LARGEST_BODY = 20 * 1024 * 1024

# Nothing is loaded from anywhere else, and nobody may frame a page.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


@get("/healthz", opt={"action": Action.HEALTH}, sync_to_thread=True)
def health(session: NamedDependency[Session]) -> dict[str, str]:
    """Answers when the application and its store do."""
    session.connection().execute(text("SELECT 1"))
    return {"status": "ok"}


@get("/api/openapi.json", opt={"action": Action.API}, include_in_schema=False, sync_to_thread=False)
def openapi_json(request: Request[Any, Any, Any]) -> dict[str, Any]:
    return document(request.app)


class RequestId:
    """Names each request, for the log, the audit row and whoever reports an error."""

    _USABLE = re.compile(r"[A-Za-z0-9._-]{1,64}")

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            sent = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"").decode("latin-1")
            scope["state"]["request_id"] = sent if self._USABLE.fullmatch(sent) else secrets.token_hex(8)
        await self.app(scope, receive, send)


async def send_headers(message: Message, scope: Scope) -> None:
    """``before_send`` hook: the headers every answer carries.

    What a signed-in person reads, and what answers a write (a new token), is kept by no cache.
    """
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers["X-Request-ID"] = scope["state"].get("request_id", "")
    if (scope.get("user") is not None or scope.get("method") not in SAFE) and "cache-control" not in headers:
        headers["Cache-Control"] = "no-store"


def settings_of(request: Request[Any, Any, Any]) -> Settings:
    """The ``settings`` dependency."""
    settings: Settings = request.app.state.settings
    return settings


def shelf_of(request: Request[Any, Any, Any]) -> IndexShelf:
    """The ``shelf`` dependency: the open vacancies, prepared for ranking."""
    shelf: IndexShelf = request.app.state.vacancy_shelf
    return shelf


def worker_shelf_of(request: Request[Any, Any, Any]) -> WorkerShelf:
    """The ``worker_shelf`` dependency: the workers who may be matched, prepared to be compared."""
    shelf: WorkerShelf = request.app.state.worker_shelf
    return shelf


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Runs are seen to while the application answers, vacancies are read ahead; the store is closed behind them."""
    attendant: Attendant | None = app.state.attendant
    expiring = Expiring(app.state.engine, app.state.settings)
    if attendant:
        attendant.start()
        expiring.start()
        threading.Thread(target=read_all_ahead, args=(app.state,), name="reading ahead", daemon=True).start()
    try:
        yield
    finally:
        if attendant:
            expiring.stop()
            attendant.stop()
        app.state.vacancy_shelf.close()
        app.state.worker_shelf.close()
        app.state.engine.dispose()


def _openapi() -> OpenAPIConfig:
    # Only the document: the usual viewers load their scripts and fonts from elsewhere.
    router = Router("/api/openapi", route_handlers=[], include_in_schema=False, opt={"action": Action.API})
    return OpenAPIConfig(
        title="稳岗 Wengang",
        version="1",
        description="用工与求职匹配。日期按北京时间，金额为整数分（*_fen）。出错返回 application/problem+json。",
        openapi_router=router,
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    )


class Site(Litestar):
    """The application; what may be read may be asked for its head alone, which is that of the answer to GET."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        endless = scope.get("path", "").endswith("/events")
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD" or endless:
            await super().__call__(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        as_get: Any = {**scope, "method": "GET"}
        await super().__call__(as_get, receive, without_body)


def state_of(settings: Settings) -> State:
    """What an application holds: the store of ``settings.database_url``, what is read of it, who is braked."""
    engine = open_engine(settings.database_url)
    return State(
        {
            "settings": settings,
            "engine": engine,
            "stopping": threading.Event(),
            "brakes": Brakes(),
            "application_brakes": ApplicationBrakes(),
            "complaint_brake": ComplaintBrake(),
            "vacancy_shelf": IndexShelf(),
            "worker_shelf": WorkerShelf(),
            "attendant": Attendant(engine, settings.database_url, settings.now) if settings.run_jobs else None,
            "finishers": finishers(),
            "html_problem": html_problem,
        }
    )


def create_app(settings: Settings) -> Litestar:
    """The application over the store of ``settings.database_url``, which must be up to date."""
    config = AppConfig(
        route_handlers=[health, openapi_json, ROUTES, PAGES],
        # A field of a body that bears the name of one of these is refused as our own mistake, with 500.
        dependencies={
            "session": Provide(session_of),
            "settings": Provide(settings_of, sync_to_thread=False),
            "access": Provide(current_access, sync_to_thread=False),
            "shelf": Provide(shelf_of, sync_to_thread=False),
            "worker_shelf": Provide(worker_shelf_of, sync_to_thread=False),
            "paging": Provide(paging, sync_to_thread=False),
        },
        guards=[guard, guard_letters, guard_path, guard_fields],
        request_class=ReadableRequest,
        exception_handlers={Exception: answer},
        middleware=[RequestId, ReadableQuery, DefineMiddleware(Csrf, config=csrf_config(settings)), Authentication],
        before_send=[send_replacement, send_headers],
        lifespan=[lifespan],
        openapi_config=_openapi(),
        compression_config=CompressionConfig(
            backend="gzip",
            minimum_size=1000,
            gzip_compress_level=4,
            exclude=[r"/events$"],  # a stream goes piece by piece
        ),
        state=state_of(settings),
        request_max_body_size=LARGEST_BODY,
    )
    return Site.from_config(config)
