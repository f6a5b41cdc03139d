"""Runs in processes of their own: one at a time, watched, stoppable, and mourned when they die.

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
from api.matching.computing import NoLongerWanted, compute, wanted
from models.database import open_engine, writing
from models.run import MatchingRun, RunState, next_queued, silent_since

log = logging.getLogger("wengang.runs")

POLL = 0.3  # seconds between looks at a running process and its row
IDLE_POLL = 2.0  # seconds between looks at an empty queue, for runs that were not queued by this process
BEAT = 2.0  # seconds between signs of life
SILENCE = timedelta(seconds=20)  # without a sign of life for so long, a run's process is dead
TELL_EVERY = 0.3  # seconds between writes of the progress

SERVER_STOPPED = "服务停止时这次匹配还没有完成，没有保留结果。请重新运行。"
PROCESS_DIED = "匹配进程意外结束（退出码 {code}），没有保留结果。请重新运行；再次出现请联系管理员。"
WENT_SILENT = "匹配进程中断（服务重启或机器断电），没有保留结果。请重新运行。"

_SPAWN = multiprocessing.get_context("spawn")


class Teller:
    """Writes the progress of a run to its row, in transactions of its own, and gives signs of life."""

    def __init__(self, engine: Engine, run_id: int, attempt: int) -> None:
        self._engine, self._run_id, self._attempt = engine, run_id, attempt
        self._told = 0.0

    def __call__(self, stage: str, done: float) -> None:
        """Raises `NoLongerWanted` when the run has been cancelled."""
        if monotonic() - self._told < TELL_EVERY:
            return
        self._told = monotonic()
        with writing(self._engine) as session:
            run = wanted(session, self._run_id, self._attempt)
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
                run = session.get(MatchingRun, self._run_id)
                if run is not None and run.attempt == self._attempt and run.state == RunState.RUNNING:
                    run.heartbeat_at = real_now()
                    session.add(run)


def work(database_url: str, run_id: int, attempt: int, now: Clock) -> None:
    """What the spawned process does; ``now`` dates what it keeps."""
    _die_with_parent()
    engine = open_engine(database_url)
    teller = Teller(engine, run_id, attempt)
    try:
        with teller.alive():
            compute(engine, run_id, attempt, teller, now)
    except NoLongerWanted:
        pass
    except Exception as error:
        log.exception("matching run %s failed", run_id)
        end(engine, run_id, attempt, RunState.FAILED, f"匹配没有完成：{in_words(error)}", now=now)
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
    engine: Engine, run_id: int, attempt: int, state: RunState, error: str | None = None, *, now: Clock = real_now
) -> None:
    """End a run that is still running."""
    with writing(engine) as session:
        run = session.get(MatchingRun, run_id)
        if run is not None and run.attempt == attempt and run.state == RunState.RUNNING:
            run.move_to(state, now=now())
            run.error = error
            session.add(run)


def bury_the_silent(engine: Engine, now: Clock = real_now) -> int:
    """Say of runs nobody has heard of that they failed; how many there were."""
    with Session(engine) as session:
        if not session.exec(silent_since(real_now() - SILENCE).limit(1)).first():
            return 0
    with writing(engine) as session:
        silent = session.exec(silent_since(real_now() - SILENCE)).all()
        for run in silent:
            cancelled = run.cancel_requested
            run.move_to(RunState.CANCELLED if cancelled else RunState.FAILED, now=now())
            run.error = None if cancelled else WENT_SILENT
            session.add(run)
        return len(silent)


class Attendant:
    """Sees to the queue from a thread of the server."""

    def __init__(self, engine: Engine, database_url: str, now: Clock = real_now) -> None:
        self._engine, self._url, self._now = engine, database_url, now
        self._stopping, self._knocked = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._attend, name="matching runs", daemon=True)

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
                bury_the_silent(self._engine, self._now)
                taken = self._take_next()
                if taken:
                    self._see_through(*taken)
                    continue
            except Exception:
                log.exception("looking after the matching runs failed; trying again")
            self._knocked.wait(IDLE_POLL)
            self._knocked.clear()

    def _take_next(self) -> tuple[int, int] | None:
        with Session(self._engine) as session:
            if session.exec(next_queued()).first() is None:
                return None
        with writing(self._engine) as session:
            run = session.exec(next_queued()).first()
            if run is None:
                return None
            run.move_to(RunState.RUNNING, now=self._now())
            run.heartbeat_at = real_now()
            session.add(run)
            return run.id or 0, run.attempt

    def _see_through(self, run_id: int, attempt: int) -> None:
        process = _SPAWN.Process(
            target=work, args=(self._url, run_id, attempt, self._now), name=f"matching run {run_id}"
        )
        process.start()
        ended = _wait(process, lambda: self._stopping.is_set() or self._is_cancelled(run_id, attempt))
        if not ended:
            _kill(process)
        if self._is_cancelled(run_id, attempt):
            end(self._engine, run_id, attempt, RunState.CANCELLED, now=self._now)
        else:
            why = PROCESS_DIED.format(code=process.exitcode) if ended else SERVER_STOPPED
            end(
                self._engine, run_id, attempt, RunState.FAILED, why, now=self._now
            )  # unless it has ended its row itself
        process.close()

    def _is_cancelled(self, run_id: int, attempt: int) -> bool:
        with Session(self._engine) as session:
            run = session.get(MatchingRun, run_id)
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
