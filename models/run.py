"""Matching runs: what was asked, how far it is, what came out, and the frames to replay it."""

from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.referral import GIVEN_UP, Referral, settled
from models.transitions import require_step
from models.vacancy import Vacancy, on_offer
from models.worker import Worker


class RunState(Labelled):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "运行中"
    DONE = "done", "已完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


NEXT: dict[RunState, frozenset[RunState]] = {
    RunState.QUEUED: frozenset({RunState.RUNNING, RunState.CANCELLED}),
    RunState.RUNNING: frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED}),
    RunState.FAILED: frozenset({RunState.QUEUED}),
    RunState.CANCELLED: frozenset({RunState.QUEUED}),
    RunState.DONE: frozenset(),
}


class Attended(SQLModel):
    """Long work that somebody asked for and can watch and stop; `attempt` counts from 1.

    `progress` is in [0, 1]; `heartbeat_at` tells a live process from a dead one.
    """

    SUBJECT: ClassVar[str]

    id: int | None = Field(default=None, primary_key=True)
    as_of: date
    asked_by: int | None = Field(default=None, foreign_key="account.id", index=True, ondelete="SET NULL")
    asked_at: datetime = Field(index=True)
    started_at: datetime | None = None
    finished_at: datetime | None = None
    heartbeat_at: datetime | None = None
    state: RunState = Field(default=RunState.QUEUED, sa_type=coded(RunState), index=True)
    state_since: datetime
    stage: str = ""
    progress: float = 0.0
    cancel_requested: bool = False
    input_sha256: str | None = Field(default=None, max_length=64)
    error: str | None = None
    attempt: int = 1

    def move_to(self, state: RunState, *, now: datetime) -> None:
        """Change the state and its moments; `IllegalTransition` when `NEXT` does not list the step.

        Queued again means a fresh attempt: nothing of the last one stays.
        """
        require_step(self.SUBJECT, NEXT, self.state, state)
        self.state, self.state_since = state, now
        match state:
            case RunState.QUEUED:
                self._start_over()
            case RunState.RUNNING:
                self.started_at = self.heartbeat_at = now
            case _:
                self.finished_at = now

    def _start_over(self) -> None:
        self.attempt += 1
        self.started_at = self.finished_at = self.heartbeat_at = None
        self.stage, self.progress, self.cancel_requested = "", 0.0, False
        self.error = None


class MatchingRun(Attended, table=True):
    """A matching of the whole district: by which parameters, and its report."""

    __tablename__ = "matching_run"
    __table_args__ = (sa.CheckConstraint("progress BETWEEN 0 AND 1", name="progress_is_a_share"),)
    SUBJECT: ClassVar[str] = "匹配任务"

    seed: int = 0
    params: dict[str, Any] = Field(default_factory=dict, sa_type=WORDS)
    report: dict[str, Any] | None = Field(default=None, sa_type=WORDS)

    def _start_over(self) -> None:
        super()._start_over()
        self.report = None


Work = TypeVar("Work", bound=Attended)


class RunFrame(SQLModel, table=True):
    """A frame that went into or came out of a run, so that it replays to the same bytes."""

    __tablename__ = "run_frame"

    run_id: int = Field(foreign_key="matching_run.id", primary_key=True, ondelete="CASCADE")
    name: str = Field(primary_key=True)
    content: bytes


class RunPair(SQLModel, table=True):
    """One chosen pair; a worker is in at most one pair of a run. `breakdown` is what its score is made of."""

    __tablename__ = "run_pair"

    run_id: int = Field(foreign_key="matching_run.id", primary_key=True, ondelete="CASCADE")
    worker_id: int = Field(foreign_key="worker.id", primary_key=True, ondelete="CASCADE", index=True)
    vacancy_id: int = Field(foreign_key="vacancy.id", index=True, ondelete="CASCADE")
    score: float
    tier: str = ""
    reason: str = ""
    breakdown: dict[str, Any] | None = Field(default=None, sa_type=WORDS)


class RunListLine(SQLModel, table=True):
    """One line of a worker's ranked list."""

    __tablename__ = "run_list_line"
    __table_args__ = (sa.Index(None, "run_id", "vacancy_id"),)

    run_id: int = Field(foreign_key="matching_run.id", primary_key=True, ondelete="CASCADE")
    worker_id: int = Field(foreign_key="worker.id", primary_key=True, ondelete="CASCADE", index=True)
    rank: int = Field(primary_key=True)
    vacancy_id: int = Field(foreign_key="vacancy.id", index=True, ondelete="CASCADE")
    score: float
    chance: float | None = None
    expected_applicants: float | None = None
    openings: int | None = None
    reasons: str = ""


class RunUnmatched(SQLModel, table=True):
    """A worker or a vacancy left over, why, and what would help."""

    __tablename__ = "run_unmatched"
    __table_args__ = (sa.CheckConstraint("(worker_id IS NULL) <> (vacancy_id IS NULL)", name="one_subject"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="matching_run.id", index=True, ondelete="CASCADE")
    worker_id: int | None = Field(default=None, foreign_key="worker.id", index=True, ondelete="CASCADE")
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id", index=True, ondelete="CASCADE")
    why: str
    what_would_help: str = ""


def still_offered(line: type[RunPair] | type[RunListLine], day: date) -> sa.ColumnElement[bool]:
    """Lines of a run that still hold on `day`: the vacancy is on offer, the worker agrees to be recommended.

    Read with the rows themselves, so a vacancy that closes leaves every list in the transaction that closes it.
    """
    offered = select(Vacancy.id).where(on_offer(day))
    willing = select(Worker.id).where(Worker.consent_recommend)
    return sa.and_(col(line.vacancy_id).in_(offered), col(line.worker_id).in_(willing))


def unsettled(line: type[RunPair] | type[RunListLine]) -> sa.ColumnElement[bool]:
    """Lines whose two sides nothing stands against since: nobody reads again what they acted on or refused.

    A pair that was taken from this very run stays among its pairs while it goes on.
    """
    against = settled()
    if line is RunPair:
        against &= sa.or_(col(Referral.run_id).is_distinct_from(line.run_id), col(Referral.state).in_(GIVEN_UP))
    return ~sa.exists().where(
        col(Referral.worker_id) == line.worker_id, col(Referral.vacancy_id) == line.vacancy_id, against
    )


def still_left(day: date) -> sa.ColumnElement[bool]:
    """Who and what is left over and still in question on `day`."""
    offered = select(Vacancy.id).where(on_offer(day))
    willing = select(Worker.id).where(Worker.consent_recommend)
    return sa.or_(col(RunUnmatched.vacancy_id).in_(offered), col(RunUnmatched.worker_id).in_(willing))


def runs_newest_first() -> SelectOfScalar[MatchingRun]:
    return select(MatchingRun).order_by(col(MatchingRun.asked_at).desc(), col(MatchingRun.id).desc())


def next_queued(table: type[Work]) -> SelectOfScalar[Work]:
    """The work that waits longest. Two processes that ask at once, each ready to write, get different ones."""
    return (
        select(table)
        .where(col(table.state) == RunState.QUEUED)
        .order_by(col(table.asked_at), col(table.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def silent_since(table: type[Work], moment: datetime) -> SelectOfScalar[Work]:
    """Work that says it is running but gave no sign of life since `moment`: its process died."""
    heard = sa.func.coalesce(col(table.heartbeat_at), col(table.asked_at))
    return select(table).where(col(table.state) == RunState.RUNNING, heard < moment)


def pairs_of(run_id: int) -> SelectOfScalar[RunPair]:
    """The pairs of a run, best score first."""
    return select(RunPair).where(RunPair.run_id == run_id).order_by(col(RunPair.score).desc(), col(RunPair.worker_id))


def list_of(run_id: int, worker_id: int) -> SelectOfScalar[RunListLine]:
    """A worker's ranked list in a run."""
    return (
        select(RunListLine)
        .where(RunListLine.run_id == run_id, RunListLine.worker_id == worker_id)
        .order_by(col(RunListLine.rank))
    )
