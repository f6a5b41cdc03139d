"""The JSON API over the small made-up district: one store for each test module, one client, a token for each role."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from httpx import BaseTransport, Client, Request, Response
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient
from litestar.testing.transport import TestClientTransport
from sqlalchemy.util import LRUCache
from sqlmodel import Session, select

from api.access.passwords import hash_password
from api.access.sessions import COOKIE, open_family
from api.app import create_app, state_of
from api.settings import Settings
from models.account import Account, TokenKind
from models.database import open_engine, upgrade, writing
from seed_data.load import load_demonstration, load_reference

TODAY = date(2021, 2, 8)
NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
SECRET = "s" * 64
SQLITE = open_engine("sqlite://").dialect
STATEMENTS: LRUCache[Any, Any] = LRUCache(2000)
LOGINS = ("district", "street", "specialist1", "employer", "worker")


@dataclass
class Clock:
    """The clock of the application under test; tests move it on."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="session")
def site() -> Iterator[TestClient[Litestar]]:
    """The application, made once a process: that takes long, and all that tells two of them apart is their state."""
    with TestClient(create_app(Settings(database_url="sqlite://", secret=SECRET, run_jobs=False))) as client:
        yield client


def compile_once(engine: sa.Engine) -> None:
    """Have a statement compiled once a process and not once a store: an engine shares what others have compiled."""
    engine.dialect = SQLITE
    engine.update_execution_options(compiled_cache=STATEMENTS)


class Door(BaseTransport):
    """A way into the application that brings a state of its own: a store, a clock, brakes."""

    def __init__(self, site: TestClient[Litestar], settings: Settings, *, raise_server_exceptions: bool) -> None:
        self.app, self.state = site.app, state_of(settings)
        compile_once(self.state.engine)
        self._way = TestClientTransport(site, raise_server_exceptions)

    def handle_request(self, request: Request) -> Response:
        self.app.state = self.state
        return self._way.handle_request(request)

    def close(self) -> None:
        self.state.vacancy_shelf.close()
        self.state.worker_shelf.close()
        self.state.engine.dispose()


class Visitor(Client):
    """Somebody who calls the application, with cookies of their own."""

    def __init__(self, site: TestClient[Litestar], settings: Settings, *, raise_server_exceptions: bool = True) -> None:
        self.door = Door(site, settings, raise_server_exceptions=raise_server_exceptions)
        super().__init__(transport=self.door, base_url=str(site.base_url), headers=site.headers, follow_redirects=True)

    @property
    def state(self) -> State:
        return self.door.state

    def enter(self, login: str, now: datetime) -> None:
        """Sign in; a password is left out, for it takes its time."""
        token = token_of(self.state.engine, login, TokenKind.COOKIE, now)
        self.cookies.set(COOKIE, token, domain="testserver.local")


def token_of(engine: sa.Engine, login: str, kind: TokenKind, now: datetime) -> str:
    with writing(engine) as session:
        account = session.exec(select(Account).where(Account.login == login)).one()
        return open_family(session, account, kind, now)[0]


@pytest.fixture(scope="session")
def district_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small made-up district, to copy."""
    path = tmp_path_factory.mktemp("api") / "district.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with writing(engine) as session:
        load_reference(session)
    with writing(engine) as session:
        load_demonstration(session, "small", 1, NOW, hash_password)
    engine.dispose()
    return path


@dataclass
class Api:
    """The application under test, as different people call it."""

    client: Visitor
    settings: Settings
    clock: Clock
    _tokens: dict[str, str] = field(default_factory=dict)

    @property
    def app(self) -> Litestar:
        return self.client.door.app

    @property
    def state(self) -> State:
        return self.client.state

    def __call__(self, method: str, path: str, who: str = "", **request: Any) -> Response:
        """Call as somebody, by login; "" is nobody."""
        headers = {**request.pop("headers", {}), **self.headers(who)}
        return self.client.request(method, path, headers=headers, **request)

    def get(self, path: str, who: str = "", **request: Any) -> Response:
        return self("GET", path, who, **request)

    def post(self, path: str, body: Any, who: str = "", **request: Any) -> Response:
        return self("POST", path, who, json=body, **request)

    def patch(self, path: str, body: Any, who: str = "") -> Response:
        return self("PATCH", path, who, json=body)

    def headers(self, who: str) -> dict[str, str]:
        if not who:
            return {}
        if who not in self._tokens:
            self._tokens[who] = self.fresh_token(who)
        return {"Authorization": f"Bearer {self._tokens[who]}"}

    def fresh_token(self, who: str) -> str:
        return token_of(self.state.engine, who, TokenKind.BEARER, self.clock())

    def account(self, who: str) -> Account:
        with self.store() as session:
            return session.exec(select(Account).where(Account.login == who)).one()

    def store(self) -> Session:
        """A session on the store behind the application."""
        return Session(self.state.engine, expire_on_commit=False)

    def add(self, *rows: Any) -> list[int]:
        """Put rows into the store; their ids."""
        with writing(self.state.engine) as session:
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]


def open_api(site: TestClient[Litestar], path: Path, **changes: Any) -> Api:
    clock = Clock()
    settings = Settings(
        database_url=f"sqlite:///{path}", secret=SECRET, run_jobs=False, fixed_today=TODAY, real_now=clock
    )
    settings = replace(settings, **changes)
    return Api(Visitor(site, settings, raise_server_exceptions=False), settings, clock)


@pytest.fixture(scope="module")
def api(site: TestClient[Litestar], district_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The application over a store of this module's own."""
    path = tmp_path_factory.mktemp("store") / "district.db"
    shutil.copyfile(district_file, path)
    opened = open_api(site, path)
    with opened.client:
        yield opened


@pytest.fixture
def on(site: TestClient[Litestar], district_file: Path, tmp_path: Path) -> Callable[[date | None], Api]:
    """Opens one store as it is on a day (None: the clock's); those of several days see the same store."""
    path = tmp_path / "district.db"
    shutil.copyfile(district_file, path)
    return lambda day: open_api(site, path, fixed_today=day)


@pytest.fixture
def fresh_api(site: TestClient[Litestar], district_file: Path, tmp_path: Path) -> Iterator[Api]:
    """The application over a store of this test's own."""
    path = tmp_path / "district.db"
    shutil.copyfile(district_file, path)
    opened = open_api(site, path)
    with opened.client:
        yield opened
