"""A learnt chance model on the wire: weights and figures, nothing of any person."""

from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel

from models.chance_model import ChanceModelState


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
    not_worse: bool
    judged_against: str
    state: ChanceModelState
    state_since: datetime
    decided_by: int | None
    in_force_from: date | None
    in_force_until: date | None
