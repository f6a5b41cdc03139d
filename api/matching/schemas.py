"""A matching run and its result on the wire."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Whole, YesNo
from models.run import RunState


class RunCreate(SQLModel):
    """What to match. Without a day, today; ``params`` names only what should differ from the defaults."""

    model_config = STRICT

    as_of: Day | None = None
    seed: Whole = Field(default=0, ge=0, le=2**31 - 1)
    params: dict[str, Any] = Field(default_factory=dict)


class RunRead(SQLModel):
    id: int
    as_of: date
    seed: int
    params: dict[str, Any]
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
    report: dict[str, Any] | None
    error: str | None


class PairRead(SQLModel):
    """Who is matched with what. The worker is named; how to reach them stands in their file."""

    worker_id: int
    worker_name: str
    vacancy_id: int
    title: str
    employer_name: str
    score: float
    tier: str
    reason: str


class ListLineRead(SQLModel):
    worker_id: int
    rank: int
    vacancy_id: int
    score: float
    chance: float | None
    expected_applicants: float | None
    openings: int | None
    reasons: str


class UnmatchedRead(SQLModel):
    id: int
    worker_id: int | None
    vacancy_id: int | None
    why: str
    what_would_help: str


class PairNamed(SQLModel):
    model_config = STRICT

    worker_id: Whole = Field(ge=1)
    vacancy_id: Whole = Field(ge=1)


class Take(SQLModel):
    """Which pairs become referrals: those named, or ``all`` the reader may see."""

    model_config = STRICT

    all: YesNo = False
    pairs: list[PairNamed] = Field(default_factory=list, max_length=100_000)


class Skipped(SQLModel):
    worker_id: int
    vacancy_id: int
    why: str


class Taken(SQLModel):
    """How many referrals were made, and which pairs were left because something stands against them now."""

    taken: int
    skipped: list[Skipped]
