"""A referral on the wire: one shape for each side, because each may know different things.

The employer never learns the worker's score, reasons, run or tier, and their name and phone only once the worker has
applied in person or agreed to be called, and no longer when nothing came of it.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Text, Whole
from models.referral import ReferralOrigin, ReferralReason, ReferralState


class ReferralCreate(SQLModel):
    """A caseworker names the worker; a worker applies for themselves and names nobody."""

    model_config = STRICT

    vacancy_id: Whole = Field(ge=1)
    worker_id: Whole | None = Field(default=None, ge=1)


class ReferralMove(SQLModel):
    """The next step; a refusal says why."""

    model_config = STRICT

    state: ReferralState
    reason: ReferralReason | None = None
    note: Text = Field(default="", max_length=500)


class ReferralLine(SQLModel):
    """What both sides know."""

    id: int
    vacancy_id: int
    title: str
    employer_name: str
    state: ReferralState
    state_since: datetime
    origin: ReferralOrigin
    created_at: datetime


class ReferralForEmployer(ReferralLine):
    worker_name: str
    worker_phone: str | None


class ReferralForWorker(ReferralLine):
    contact: str
    phone: str
    reasons: list[str]


class ReferralRead(ReferralLine):
    """As the office and the specialist read it; the specialist gets the phone when the employer would."""

    worker_id: int
    worker_name: str
    worker_phone: str | None
    run_id: int | None
    score: float | None
    reasons: list[str]


Shown = ReferralRead | ReferralForEmployer | ReferralForWorker


class ReferralStep(SQLModel):
    """One line of a referral's log."""

    id: int
    from_state: ReferralState | None
    to_state: ReferralState
    at: datetime
    account_id: int | None
    reason_code: ReferralReason | None
    note: str
