from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from models.database import take_write_lock
from models.errors import IllegalTransition
from models.run import MatchingRun, RunState, next_queued, silent_since

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def run() -> MatchingRun:
    return MatchingRun(as_of=date(2021, 2, 8), asked_at=NOW, state_since=NOW)


def test_a_crashed_run_starts_over_with_nothing_left_of_the_last_attempt(run: MatchingRun) -> None:
    run.move_to(RunState.RUNNING, now=NOW)
    run.stage, run.progress, run.error, run.cancel_requested = "打分", 0.7, "进程退出", True
    run.move_to(RunState.FAILED, now=NOW)
    run.move_to(RunState.QUEUED, now=NOW)
    left = (run.attempt, run.stage, run.progress, run.error, run.cancel_requested, run.started_at, run.finished_at)
    assert left == (2, "", 0.0, None, False, None, None)


def test_a_finished_run_never_runs_again(run: MatchingRun) -> None:
    run.move_to(RunState.RUNNING, now=NOW)
    run.move_to(RunState.DONE, now=NOW)
    with pytest.raises(IllegalTransition, match="匹配任务现在是“已完成”"):
        run.move_to(RunState.QUEUED, now=NOW)


def test_the_run_that_waits_longest_is_next(session: Session, rows: Any) -> None:
    for minutes in (5, 3, 9):
        asked = NOW + timedelta(minutes=minutes)
        rows.add(MatchingRun(as_of=date(2021, 2, 8), asked_at=asked, state_since=asked, seed=minutes))
    assert [run.seed for run in session.exec(next_queued(MatchingRun))] == [3]


@pytest.mark.parametrize(("silent_for", "found"), [(59, 0), (61, 1)])
def test_a_run_without_a_sign_of_life_is_found(session: Session, run: MatchingRun, silent_for: int, found: int) -> None:
    run.move_to(RunState.RUNNING, now=NOW)
    session.add(run)
    session.flush()
    deadline = NOW + timedelta(seconds=silent_for) - timedelta(seconds=60)
    assert len(session.exec(silent_since(MatchingRun, deadline)).all()) == found


def test_two_processes_never_start_the_same_run(engine: sa.Engine, session: Session, run: MatchingRun) -> None:
    """On SQLite the second would wait for the first; on PostgreSQL it skips the run that is being taken."""
    session.add(run)
    session.commit()
    with Session(engine) as first, Session(engine) as second:
        take_write_lock(first)
        mine = first.exec(next_queued(MatchingRun)).one()
        if engine.dialect.name == "postgresql":
            assert second.exec(next_queued(MatchingRun)).all() == []
        mine.move_to(RunState.RUNNING, now=NOW)
        first.add(mine)
        first.commit()
        second.rollback()
        take_write_lock(second)
        assert second.exec(next_queued(MatchingRun)).all() == []
