"""The JSON API over the small made-up district: one store for each test module, one client, a token for each role."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import Session, select

from api.access.passwords import hash_password
from api.access.sessions import open_family
from api.app import create_app
from api.settings import Settings
from models.account import Account, TokenKind
from models.database import open_engine, upgrade, writing
from seed_data.load import load_demonstration, load_reference

TODAY = date(2021, 2, 8)
NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
LOGINS = ("district", "street", "specialist1", "employer", "worker")


@dataclass
class Clock:
    """The clock of the application under test; tests move it on."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


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

    app: Litestar
    client: TestClient[Litestar]
    settings: Settings
    clock: Clock
    _tokens: dict[str, str] = field(default_factory=dict)

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
        with writing(self.app.state.engine) as session:
            account = session.exec(select(Account).where(Account.login == who)).one()
            return open_family(session, account, TokenKind.BEARER, self.clock())[0]

    def account(self, who: str) -> Account:
        with self.store() as session:
            return session.exec(select(Account).where(Account.login == who)).one()

    def store(self) -> Session:
        """A session on the store behind the application."""
        return Session(self.app.state.engine, expire_on_commit=False)

    def add(self, *rows: Any) -> list[int]:
        """Put rows into the store; their ids."""
        with writing(self.app.state.engine) as session:
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]


def open_api(path: Path, **changes: Any) -> Api:
    clock = Clock()
    settings = Settings(
        database_url=f"sqlite:///{path}", secret="s" * 64, run_jobs=False, fixed_today=TODAY, real_now=clock
    )
    settings = replace(settings, **changes)
    app = create_app(settings)
    return Api(app, TestClient(app, raise_server_exceptions=False), settings, clock)


@pytest.fixture(scope="module")
def api(district_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The application over a store of this module's own."""
    path = tmp_path_factory.mktemp("store") / "district.db"
    shutil.copyfile(district_file, path)
    opened = open_api(path)
    with opened.client:
        yield opened


@pytest.fixture
def on(district_file: Path, tmp_path: Path) -> Callable[[date | None], Api]:
    """Opens one store as it is on a day (None: the clock's); those of several days see the same store."""
    path = tmp_path / "district.db"
    shutil.copyfile(district_file, path)
    return lambda day: open_api(path, fixed_today=day)


@pytest.fixture
def fresh_api(district_file: Path, tmp_path: Path) -> Iterator[Api]:
    """The application over a store of this test's own."""
    path = tmp_path / "district.db"
    shutil.copyfile(district_file, path)
    opened = open_api(path)
    with opened.client:
        yield opened
