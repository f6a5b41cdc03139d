"""A need on the wire."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Number, Text, Whole, Words, YesNo
from api.swap_needs.terms import LISTS, NeedTerms
from api.swap_offers.schemas import MOST_FEN
from api.swap_offers.terms import MOST_DAYS, MOST_PEOPLE
from models.days import FIRST_DAY

Told = Field(default="", max_length=1000)
Brief = Field(default="", max_length=300)
Listed = Field(default_factory=list, max_length=20)


class NeedFields(SQLModel):
    """What is told of a need; a field left out is unknown."""

    model_config = STRICT

    wage_fen: Whole | None = Field(default=None, ge=1, le=MOST_FEN)
    min_days: Whole = Field(default=1, ge=1, le=MOST_DAYS)
    urgent: YesNo = False
    street_code: Text | None = Field(default=None, max_length=9)
    address: Text = Field(default="", max_length=200)
    hours_day: Number | None = Field(default=None, ge=0, le=24)
    hours_week: Number | None = Field(default=None, ge=0, le=168)
    overtime_day: Number | None = Field(default=None, ge=0, le=24)
    overtime_month: Number | None = Field(default=None, ge=0, le=400)
    hazards: Words = Listed
    protection: Words = Listed
    certificates: Words = Listed
    work: Text = Told
    conditions: Text = Told
    hazards_told: Text = Told
    safety: Text = Told
    pay: Text = Told
    house_rules: Text = Told
    board: Text = Brief
    transport: Text = Brief


class NeedCreate(NeedFields):
    """``employer_id`` is who lacks them; an employer leaves it out. ``vacancy_id`` is a vacancy it is made from."""

    employer_id: Whole | None = Field(default=None, ge=1)
    vacancy_id: Whole | None = Field(default=None, ge=1)
    trade: Text = Field(min_length=1, max_length=40)
    people: Whole = Field(ge=1, le=MOST_PEOPLE)
    from_day: Day
    to_day: Day


class NeedPatch(NeedFields):
    """Only what is sent changes; ``withdrawn: true`` takes the need back for good."""

    trade: Text = Field(default="", min_length=1, max_length=40)
    people: Whole = Field(default=1, ge=1, le=MOST_PEOPLE)
    from_day: Day = FIRST_DAY
    to_day: Day = FIRST_DAY
    withdrawn: YesNo = False


class NeedRead(SQLModel):
    """``promised`` is the most people that swaps bring on any one day."""

    id: int
    employer_id: int
    vacancy_id: int | None
    trade: str
    people: int
    from_day: date
    to_day: date
    wage_fen: int | None
    min_days: int
    urgent: bool
    street_code: str | None
    address: str
    hours_day: float | None
    hours_week: float | None
    overtime_day: float | None
    overtime_month: float | None
    hazards: list[str]
    protection: list[str]
    certificates: list[str]
    work: str
    conditions: str
    hazards_told: str
    safety: str
    pay: str
    house_rules: str
    board: str
    transport: str
    promised: int
    made_up: bool
    created_at: datetime
    updated_at: datetime
    withdrawn_at: datetime | None


def terms_of(said: dict[str, Any]) -> NeedTerms:
    """The terms that a body or a stored row tells, by name."""
    told = {name: said[name] for name in NeedTerms.__slots__}
    return NeedTerms(**told | {name: tuple(told[name]) for name in LISTS})
