"""A plan of the district on the wire."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Whole
from models.run import RunState
from models.swap import SwapState


class PlanCreate(SQLModel):
    """From which day on to plan, and for how many seconds at most; without a day, today."""

    model_config = STRICT

    as_of: Day | None = None
    seconds: Whole = Field(default=10, ge=1, le=300)


class PlanRead(SQLModel):
    """`instance` and `result` are the JSON of the command `swap`; `left_out` lack something to be planned with."""

    id: int
    as_of: date
    seconds_asked: float
    asked_by: int | None
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    state: RunState
    state_since: datetime
    stage: str
    progress: float
    cancel_requested: bool
    attempt: int
    input_sha256: str | None
    instance: dict[str, Any] | None
    left_out: list[dict[str, Any]]
    result: dict[str, Any] | None
    error: str | None


class PairNamed(SQLModel):
    """The two firms of one agreement of a plan."""

    model_config = STRICT

    lender_id: Whole = Field(ge=1)
    borrower_id: Whole = Field(ge=1)


class Adopted(SQLModel):
    """The draft that was made of an agreement, or the swap it has become since."""

    swap_id: int
    state: SwapState
