"""A learnt chance model on the wire: weights and figures, nothing of any person."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Text
from models.chance_model import ChanceModelState

MIN_BECAUSE, MAX_BECAUSE = 2, 200


class ChanceModelRead(SQLModel):
    """``params`` are parameters of a matching run; ``metrics`` compare them with the weights ``judged_against``."""

    id: int
    name: str
    made_at: datetime
    results: int
    first_result: date
    last_result: date
    params: dict[str, Any]
    metrics: dict[str, Any]
    better: bool
    judged_against: str
    state: ChanceModelState
    state_since: datetime
    decided_by: int | None
    in_force_from: date | None
    in_force_until: date | None
    restores: int | None


class ChanceDecision(SQLModel):
    """Why the weights that rank everybody are changed, for whoever asks later."""

    model_config = STRICT

    because: Text = Field(min_length=MIN_BECAUSE, max_length=MAX_BECAUSE)
