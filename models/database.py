"""Opening the store: SQLite by default, PostgreSQL by address, one behaviour."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlmodel import Session

LOCK_SECONDS = 30
"""How long a writer waits for another before it gives up."""

CONNECTIONS_KEPT = 20
"""A connection to SQLite costs a reading of the whole schema; a crowd of readers would make and drop them all day."""

MIGRATION_LOCK = 440103
"""Number of the PostgreSQL advisory lock under which tables change."""


def open_engine(url: str) -> sa.Engine:
    """An engine for `sqlite:///file` or `postgresql://…`; the folder of a new SQLite file is made."""
    address = sa.make_url(url)
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    return sa.create_engine(address, json_serializer=_json, hide_parameters=True, pool_pre_ping=True)


def _open_sqlite(address: sa.URL) -> sa.Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    # Parameters are people's names and numbers: no error message repeats them.
    waits = {"timeout": LOCK_SECONDS}
    engine = sa.create_engine(
        address, json_serializer=_json, hide_parameters=True, connect_args=waits, pool_size=CONNECTIONS_KEPT
    )
    sa.event.listen(engine, "do_connect", _make_file)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_file(_dialect: object, _record: object, addressed: list[Any], _options: object) -> None:
    """A new store is its owner's only; the files SQLite puts beside it take after it."""
    if addressed and addressed[0] not in {"", ":memory:"} and not str(addressed[0]).startswith("file:"):
        make_private(Path(addressed[0]))


def make_private(path: Path) -> None:
    """Make an empty file that only its owner reads and writes, unless there is one already."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit BEGIN loses updates; `_begin_sqlite` begins instead.
    connection.isolation_level = None
    # What is deleted is overwritten: an erased name is not to be found in the file's unused pages.
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = NORMAL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    """A transaction that will write takes the write lock first, so no other writer slips in after its reads."""
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def is_about_a_lock(error: sa.exc.OperationalError) -> bool:
    """Whether the store refused because others were at the same rows: asked again, it answers.

    SQLite says so by its primary code (the low byte), PostgreSQL by its state: serialisation failure, deadlock, lock
    not available.
    """
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01", "55P03"}


@contextmanager
def writing(engine: sa.Engine) -> Iterator[Session]:
    """One transaction that writes: committed at the end, rolled back on any error."""
    with Session(engine, expire_on_commit=False) as session:
        take_write_lock(session)
        yield session
        session.commit()


def take_write_lock(session: Session) -> None:
    """Begin a session's transaction as one that writes; call it before the first query."""
    session.connection(execution_options={"write": True})


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Bring the tables up to `revision`; a store that is there already is left alone."""
    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: sa.Engine, revision: str) -> None:
    """Take the tables back to `revision`; `base` removes them and what they hold."""
    with _migrating(engine) as config:
        command.downgrade(config, revision)


def migration_config(connection: sa.Connection) -> Config:
    """Alembic's configuration, without a file: the steps lie inside this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: sa.Engine) -> Iterator[Config]:
    """One transaction in which only one process at a time changes tables."""
    with (
        engine.connect().execution_options(write=True) as connection,
        _foreign_keys_off(connection),
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        yield migration_config(connection)


@contextmanager
def _foreign_keys_off(connection: sa.Connection) -> Iterator[None]:
    """SQLite alters a table by copying and dropping it; with foreign keys on, the drop would delete its children.

    The pragma does nothing inside a transaction, hence straight to the driver.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
