"""Whether long work is still to be finished."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from models.run import RunState, Work

Listen = Callable[[str, float], None]
Now = Callable[[], datetime]


class NoLongerWanted(Exception):  # noqa: N818  it says what happened
    """The work was cancelled, or another attempt has taken its place."""


def wanted(session: Session, table: type[Work], run_id: int, attempt: int) -> Work:
    """The row, if this attempt is still to be finished; raises `NoLongerWanted`."""
    run = session.get(table, run_id)
    if run is None or run.attempt != attempt or run.state != RunState.RUNNING or run.cancel_requested:
        raise NoLongerWanted
    return run
