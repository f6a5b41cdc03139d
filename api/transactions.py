"""One transaction a request, with its audit row, committed before the answer goes out.

Handlers add and flush; they never commit. A request that writes begins as a writer (the write lock on SQLite), so that
nothing slips in between what it reads and what it writes. `transaction` is for handlers that must do slow work outside
the lock (hash a password, read a form): they open it after that work.

Who waits for the write lock waits in a handler's thread. Its holder finishes in threads of another pool, which no one
waiting can fill; otherwise a crowd of writers would starve the one they wait for.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from anyio import CancelScope, CapacityLimiter, to_thread
from litestar import Request
from sqlmodel import Session

from api.access.audit import Trail
from api.access.table import current_access
from api.access.traces import leaves_a_trace

FINISHERS = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """The work of one request; its transaction begins with the session's first query."""

    request: Request[Any, Any, Any]
    session: Session
    trail: Trail | None

    @classmethod
    def of(cls, request: Request[Any, Any, Any]) -> "Unit":
        traced = leaves_a_trace(current_access(request), request.method)
        engine = request.app.state.engine
        session = Session(engine.execution_options(write=True) if traced else engine, expire_on_commit=False)
        return cls(request, session, Trail(session) if traced else None)

    @property
    def asked_nothing(self) -> bool:
        """The store was never asked (a kept page, say) and nothing is written: there is nothing to finish."""
        return self.trail is None and not self.session.in_transaction()

    def finish(self) -> None:
        """Write the audit row and commit; on an error nothing is kept."""
        with self.session:
            if self.trail:
                self.session.flush()
                now = self.request.app.state.settings.now()
                self.session.add(self.trail.entry(self.request, current_access(self.request), now))
            self.session.commit()

    def abandon(self) -> None:
        self.session.close()


@contextmanager
def transaction(request: Request[Any, Any, Any]) -> Iterator[Session]:
    """The request's transaction, opened by the handler itself."""
    unit = Unit.of(request)
    try:
        yield unit.session
    except BaseException:
        unit.abandon()
        raise
    unit.finish()


async def session_of(request: Request[Any, Any, Any]) -> AsyncIterator[Session]:
    """The ``session`` dependency: the request's transaction, finished when the handler has returned."""
    unit = Unit.of(request)
    limiter = request.app.state.finishers
    try:
        yield unit.session
    except BaseException:
        with CancelScope(shield=True):  # a request that is cut off still gives its connection back
            await to_thread.run_sync(unit.abandon, limiter=limiter)
        raise
    if unit.asked_nothing:
        return
    with CancelScope(shield=True):
        await to_thread.run_sync(unit.finish, limiter=limiter)


def finishers() -> CapacityLimiter:
    """The threads that commit; kept in ``app.state``."""
    return CapacityLimiter(FINISHERS)
