"""Plans of the optimiser for the whole district: what was asked, how far it is, what came out."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, coded
from models.run import NEXT, RunState
from models.transitions import require_step


class SwapPlan(SQLModel, table=True):
    """`instance` and `result` are the JSON of the command `swap`; ids in them are those of offers and needs.

    An offer whose people are partly promised stands there in pieces, `12/1` and `12/2`: free days of the same people.
    """

    __tablename__ = "swap_plan"
    __table_args__ = (sa.CheckConstraint("progress BETWEEN 0 AND 1", name="progress_is_a_share"),)

    id: int | None = Field(default=None, primary_key=True)
    as_of: date
    seconds_asked: float
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
    instance: dict[str, Any] | None = Field(default=None, sa_type=WORDS)
    result: dict[str, Any] | None = Field(default=None, sa_type=WORDS)
    error: str | None = None

    def move_to(self, state: RunState, *, now: datetime) -> None:
        """Change the state and its moments; `IllegalTransition` when the step is not listed."""
        require_step("调剂方案", NEXT, self.state, state)
        self.state, self.state_since = state, now
        if state is RunState.RUNNING:
            self.started_at = self.heartbeat_at = now
        elif state is not RunState.QUEUED:
            self.finished_at = now


def swap_plans() -> SelectOfScalar[SwapPlan]:
    """Plans, the latest first."""
    return select(SwapPlan).order_by(col(SwapPlan.asked_at).desc(), col(SwapPlan.id).desc())
