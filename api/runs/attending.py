"""Long work in processes of its own: one at a time, watched, stoppable, and mourned when they die.

A run is a row. `Attendant` takes the row that waits longest, starts a process for it and watches both: a cancelled row
ends the process, a dead process ends the row. A row that says it is running while nobody has heard of it (the server
itself died) is found by its silence and says so; it can be run again.
"""

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import connection, parent_process
from multiprocessing.process import BaseProcess
from time import monotonic

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session

from api.clock import Clock, real_now
from api.runs.kinds import KINDS, Kind
from api.runs.wanted import NoLongerWanted, wanted
from models.database import open_engine, writing
from models.run import RunState, next_queued, silent_since

log = logging.getLogger("wengang.runs")

POLL = 0.3  # seconds between looks at a running process and its row
IDLE_POLL = 2.0  # seconds between looks at an empty queue, for runs that were not queued by this process
BEAT = 2.0  # seconds between signs of life
SILENCE = timedelta(seconds=20)  # without a sign of life for so long, a run's process is dead
TELL_EVERY = 0.3  # seconds between writes of the progress

SERVER_STOPPED = "服务停止时这次{noun}还没有完成，没有保留结果。请重新运行。"
PROCESS_DIED = "{noun}进程意外结束（退出码 {code}），没有保留结果。请重新运行；再次出现请联系管理员。"
WENT_SILENT = "{noun}进程中断（服务重启或机器断电），没有保留结果。请重新运行。"

_SPAWN = multiprocessing.get_context("spawn")


class Teller:
    """Writes the progress of a run to its row, in transactions of its own, and gives signs of life."""

    def __init__(self, engine: Engine, kind: Kind, run_id: int, attempt: int) -> None:
        self._engine, self._table, self._run_id, self._attempt = engine, kind.table, run_id, attempt
        self._told = 0.0

    def __call__(self, stage: str, done: float) -> None:
        """Raises `NoLongerWanted` when the run has been cancelled."""
        if monotonic() - self._told < TELL_EVERY:
            return
        self._told = monotonic()
        with writing(self._engine) as session:
            run = wanted(session, self._table, self._run_id, self._attempt)
            run.stage, run.progress, run.heartbeat_at = stage, min(1.0, done), real_now()
            session.add(run)

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Signs of life from a thread of their own: the solver may be silent for long."""
        over = threading.Event()
        beating = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join()

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(BEAT):
            with writing(self._engine) as session:
                run = session.get(self._table, self._run_id)
                if run is not None and run.attempt == self._attempt and run.state == RunState.RUNNING:
                    run.heartbeat_at = real_now()
                    session.add(run)


def work(database_url: str, kind: Kind, run_id: int, attempt: int, now: Clock) -> None:
    """What the spawned process does; ``now`` dates what it keeps."""
    _die_with_parent()
    engine = open_engine(database_url)
    teller = Teller(engine, kind, run_id, attempt)
    try:
        with teller.alive():
            kind.compute(engine, run_id, attempt, teller, now)
    except NoLongerWanted:
        pass
    except Exception as error:
        log.exception("%s %s failed", kind.table.__tablename__, run_id)
        end(engine, kind, run_id, attempt, RunState.FAILED, f"{kind.noun}没有完成：{in_words(error)}", now=now)
    finally:
        engine.dispose()


def in_words(error: BaseException) -> str:
    """A fault as the office reads it: what it is, never where in the program."""
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return "已被操作人员中断，没有保留结果。"
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def _die_with_parent() -> None:
    """A run whose server is gone must not go on unseen."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def end(
    engine: Engine,
    kind: Kind,
    run_id: int,
    attempt: int,
    state: RunState,
    error: str | None = None,
    *,
    now: Clock = real_now,
) -> None:
    """End a run that is still running."""
    with writing(engine) as session:
        run = session.get(kind.table, run_id)
        if run is not None and run.attempt == attempt and run.state == RunState.RUNNING:
            run.move_to(state, now=now())
            run.error = error
            session.add(run)


def bury_the_silent(engine: Engine, kind: Kind, now: Clock = real_now) -> int:
    """Say of runs nobody has heard of that they failed; how many there were."""
    silent_ones = silent_since(kind.table, real_now() - SILENCE)
    with Session(engine) as session:
        if not session.exec(silent_ones.limit(1)).first():
            return 0
    with writing(engine) as session:
        silent = session.exec(silent_ones).all()
        for run in silent:
            cancelled = run.cancel_requested
            run.move_to(RunState.CANCELLED if cancelled else RunState.FAILED, now=now())
            run.error = None if cancelled else WENT_SILENT.format(noun=kind.noun)
            session.add(run)
        return len(silent)


class Attendant:
    """Sees to the queues from a thread of the server, one run at a time."""

    def __init__(self, engine: Engine, database_url: str, now: Clock = real_now) -> None:
        self._engine, self._url, self._now = engine, database_url, now
        self._stopping, self._knocked = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._attend, name="long work", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the running process, if there is one, and say so on its row."""
        self._stopping.set()
        self._knocked.set()
        self._thread.join(timeout=5)

    def knock(self) -> None:
        """A run has been queued: look now."""
        self._knocked.set()

    def knock_once_kept(self, session: Session) -> None:
        """Knock when the session has committed; before that the row is not there to be found."""
        sa.event.listen(session, "after_commit", lambda _session: self.knock(), once=True)

    def _attend(self) -> None:
        while not self._stopping.is_set():
            try:
                attended = [self._attend_one(kind) for kind in KINDS]
                if any(attended):
                    continue
            except Exception:
                log.exception("looking after the runs failed; trying again")
            self._knocked.wait(IDLE_POLL)
            self._knocked.clear()

    def _attend_one(self, kind: Kind) -> bool:
        """Carry out the run of this kind that waits longest; whether there was one."""
        bury_the_silent(self._engine, kind, self._now)
        taken = None if self._stopping.is_set() else self._take_next(kind)
        if taken:
            self._see_through(kind, *taken)
        return taken is not None

    def _take_next(self, kind: Kind) -> tuple[int, int] | None:
        queued = next_queued(kind.table)
        with Session(self._engine) as session:
            if session.exec(queued).first() is None:
                return None
        with writing(self._engine) as session:
            run = session.exec(queued).first()
            if run is None:
                return None
            run.move_to(RunState.RUNNING, now=self._now())
            run.heartbeat_at = real_now()
            session.add(run)
            return run.id or 0, run.attempt

    def _see_through(self, kind: Kind, run_id: int, attempt: int) -> None:
        name = f"{kind.table.__tablename__} {run_id}"
        process = _SPAWN.Process(target=work, args=(self._url, kind, run_id, attempt, self._now), name=name)
        process.start()
        ended = _wait(process, lambda: self._stopping.is_set() or self._is_cancelled(kind, run_id, attempt))
        if not ended:
            _kill(process)
        if self._is_cancelled(kind, run_id, attempt):
            end(self._engine, kind, run_id, attempt, RunState.CANCELLED, now=self._now)
        else:  # unless it has ended its row itself
            why = (PROCESS_DIED if ended else SERVER_STOPPED).format(noun=kind.noun, code=process.exitcode)
            end(self._engine, kind, run_id, attempt, RunState.FAILED, why, now=self._now)
        process.close()

    def _is_cancelled(self, kind: Kind, run_id: int, attempt: int) -> bool:
        with Session(self._engine) as session:
            run = session.get(kind.table, run_id)
            return run is None or (run.attempt == attempt and run.cancel_requested)


def _wait(process: BaseProcess, given_up: Callable[[], bool]) -> bool:
    """Until the process has ended by itself (true) or is no longer wanted (false)."""
    while True:
        process.join(POLL)
        if process.exitcode is not None:
            return True
        if given_up():
            return False


def _kill(process: BaseProcess) -> None:
    process.terminate()
    process.join(2)
    if process.exitcode is None:
        process.kill()
        process.join()
