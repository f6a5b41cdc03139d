"""An offer on the wire."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Text, Whole, YesNo
from api.swap_offers.terms import MOST_PEOPLE, MOST_YUAN, OfferTerms
from models.days import FIRST_DAY

MOST_FEN = MOST_YUAN * 100


class OfferFields(SQLModel):
    """What is told of an offer; a field left out is unknown."""

    model_config = STRICT

    trade: Text = Field(min_length=1, max_length=40)
    people: Whole = Field(ge=1, le=MOST_PEOPLE)
    from_day: Day
    to_day: Day
    wage_fen: Whole | None = Field(default=None, ge=1, le=MOST_FEN)
    open_ended: YesNo = False
    contract_until: Day | None = None
    accepts_lower_wage: YesNo = False
    dispatched: YesNo | None = None
    note: Text = Field(default="", max_length=500)


class OfferCreate(OfferFields):
    """``employer_id`` is whose people they are; an employer leaves it out."""

    employer_id: Whole | None = Field(default=None, ge=1)

    def terms(self) -> OfferTerms:
        return OfferTerms(**self.model_dump(exclude={"employer_id"}))


class OfferPatch(OfferFields):
    """Only what is sent changes; ``withdrawn: true`` takes the offer back for good."""

    trade: Text = Field(default="", min_length=1, max_length=40)
    people: Whole = Field(default=1, ge=1, le=MOST_PEOPLE)
    from_day: Day = FIRST_DAY
    to_day: Day = FIRST_DAY
    withdrawn: YesNo = False


class OfferRead(SQLModel):
    """``promised`` is the most people that swaps take on any one day."""

    id: int
    employer_id: int
    shutdown_id: int | None
    trade: str
    people: int
    from_day: date
    to_day: date
    wage_fen: int | None
    open_ended: bool
    contract_until: date | None
    accepts_lower_wage: bool
    dispatched: bool | None
    note: str
    promised: int
    made_up: bool
    created_at: datetime
    updated_at: datetime
    withdrawn_at: datetime | None
