"""The whole application over the small demonstration district, with somebody at its pages."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import Session

from api.settings import Settings
from models.database import open_engine
from tests.api.conftest import SECRET, Visitor, compile_once

TODAY = date(2021, 2, 8)
SITE = "https://work.example.cn"
NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def settings(district_file: Path, tmp_path: Path) -> Settings:
    path = tmp_path / "store.db"
    shutil.copyfile(district_file, path)
    return Settings(
        database_url=f"sqlite:///{path}",
        secret=SECRET,
        public_url=SITE,
        run_jobs=False,
        fixed_today=TODAY,
        real_now=lambda: NOW,
    )


@pytest.fixture
def store(settings: Settings) -> Iterator[Session]:
    """The store behind the pages, to look into or to change."""
    engine = open_engine(settings.database_url)
    compile_once(engine)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


class Browser(Visitor):
    """Sends forms as the pages do: with the token their page carried, not following where they lead."""

    def submit(self, path: str, /, files: object = None, **fields: str) -> Response:
        fields["_csrf_token"] = self.cookies["csrftoken"]
        return self.post(path, data=fields, files=files, follow_redirects=False)  # type: ignore[arg-type]


@pytest.fixture
def visitor(site: TestClient[Litestar], settings: Settings) -> Iterator[Callable[..., Browser]]:
    """Opens a browser for one person: nobody, or whoever signs in."""
    with ExitStack() as opened:

        def visit(login: str = "") -> Browser:
            browser = opened.enter_context(Browser(site, settings))
            browser.get("/sign-in")
            if login:
                browser.enter(login, NOW)
            return browser

        yield visit
