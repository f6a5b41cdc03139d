"""Whether anything at all was committed to the store since one last looked, for the price of one small question."""

from collections.abc import Hashable
from threading import Lock
from typing import Any

from sqlalchemy.engine import Engine
from sqlmodel import Session, text


class Changes:
    """Marks of one store: between two equal marks nothing was committed, by whichever process.

    Take the mark before the first query of the session whose answers are to be kept under it: what a session reads is
    then never older than its mark.

    A connection to SQLite can be asked whether another one has committed; ours never writes, so it hears of every
    commit. A snapshot of PostgreSQL names the transactions it sees.
    """

    def __init__(self) -> None:
        self._listener: Any = None
        self._asking = Lock()

    def mark(self, session: Session) -> Hashable:
        if session.get_bind().dialect.name != "sqlite":
            return str(session.connection().execute(text("SELECT pg_current_snapshot()::text")).scalar_one())
        with self._asking:
            if self._listener is None:
                self._listener = _listener(session.get_bind().engine)
            version: int = self._listener.cursor().execute("PRAGMA data_version").fetchone()[0]
            return version

    def close(self) -> None:
        with self._asking:
            if self._listener is not None:
                self._listener.close()
                self._listener = None


def _listener(engine: Engine) -> Any:
    """A connection that no pool hands out."""
    connection = engine.raw_connection()
    connection.detach()
    return connection
