"""The progress of a run as server-sent events, read from its row: any process may be doing the work."""

from collections.abc import AsyncIterator, Callable

from anyio import sleep, to_thread
from litestar.response import ServerSentEventMessage
from sqlalchemy import Engine
from sqlmodel import Session

from api.matching.schemas import RunRead
from models.run import MatchingRun, RunState

EVERY = 0.5  # seconds between looks
QUIET = 15  # seconds without news before a comment shows the line is open
OVER = frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED})


def look(engine: Engine, run_id: int) -> RunRead | None:
    """The run as it stands, without its report (which its own address tells)."""
    with Session(engine) as session:
        run = session.get(MatchingRun, run_id)
        return RunRead.model_validate(run, update={"report": None}) if run else None


async def watch(engine: Engine, run_id: int, stopping: Callable[[], bool]) -> AsyncIterator[RunRead | None]:
    """The run now and after each change, to its end or the server's; None when nothing has changed for a while."""
    last, quiet = None, 0.0
    while not stopping():
        run = await to_thread.run_sync(look, engine, run_id)
        if run is None:
            return
        if run != last:
            yield run
            last, quiet = run, 0.0
        elif quiet >= QUIET:
            yield None
            quiet = 0.0
        if run.state in OVER:
            return
        await sleep(EVERY)
        quiet += EVERY


async def messages(engine: Engine, run_id: int, stopping: Callable[[], bool]) -> AsyncIterator[ServerSentEventMessage]:
    """``progress`` with the run as JSON after each change; ``end`` after the last."""
    async for run in watch(engine, run_id, stopping):
        if run is None:
            yield ServerSentEventMessage(data=None, comment="still here")
        else:
            event = "end" if run.state in OVER else "progress"
            yield ServerSentEventMessage(event=event, data=run.model_dump_json(), id=run.attempt)
