"""A settlement on the wire; money in fen."""

from datetime import date

from pydantic import field_validator
from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Number, Text, Whole, YesNo
from api.swap_settlements.month_form import MOST_FEN, MOST_HOURS
from api.swap_settlements.pages import LONGEST
from api.swap_settlements.pages import MOST_FEN as MOST_COST
from api.swaps.schemas import Seen


class PersonMonth(SQLModel):
    """One person's month: days with at most one decimal, hours of overtime by the kind of day.

    `paid_fen` is null while the worker was not paid.
    """

    model_config = STRICT

    member_id: Whole = Field(ge=1)
    days: Number = Field(ge=0, le=31)
    workday_hours: Number = Field(default=0, ge=0, le=MOST_HOURS)
    restday_hours: Number = Field(default=0, ge=0, le=MOST_HOURS)
    holiday_hours: Number = Field(default=0, ge=0, le=MOST_HOURS)
    insurance_fen: Whole = Field(default=0, ge=0, le=MOST_FEN)
    housing_fund_fen: Whole = Field(default=0, ge=0, le=MOST_FEN)
    insurance_paid: YesNo = False
    deducted_fen: Whole = Field(default=0, ge=0, le=MOST_FEN)
    paid_fen: Whole | None = Field(default=None, ge=0, le=MOST_FEN)

    @field_validator("days", "workday_hours", "restday_hours", "holiday_hours")
    @classmethod
    def _one_decimal(cls, value: float) -> float:
        if round(value, 1) != value:
            raise ValueError("最多一位小数，比如 8 或 8.5")
        return value


class MonthWrite(Seen):
    """What stands of these people in the month is written anew; who is left out stays as stated."""

    people: list[PersonMonth] = Field(min_length=1, max_length=10_000)
    settled_on: Day | None = None
    paid_on: Day | None = None


class PersonMonthRead(PersonMonth):
    settled_on: date | None
    paid_on: date | None


class MonthRead(SQLModel):
    """``paid_days`` are those paid to somebody never absent; ``people`` of them were there, ``stated`` are written."""

    month: str
    paid_days: int
    people: int
    stated: list[PersonMonthRead]


class CostCreate(Seen):
    """A cost with its receipt: what the borrower is charged for it, what was really spent."""

    month: Text = Field(min_length=7, max_length=7)
    words: Text = Field(min_length=1, max_length=LONGEST)
    receipt: Text = Field(min_length=1, max_length=LONGEST)
    charged_fen: Whole = Field(ge=0, le=MOST_COST)
    paid_fen: Whole = Field(ge=0, le=MOST_COST)


class CostRead(SQLModel):
    id: int
    month: str
    words: str
    receipt: str
    charged_fen: int
    paid_fen: int


class LineRead(SQLModel):
    """One line, with its formula or receipt, and the days by which it was to be paid and was."""

    month: str
    name: str
    item: str
    evidence: str
    charged_fen: int
    paid_fen: int
    due: date | None
    settled: date | None
    pay_day: date | None
    paid: date | None


class SettlementRead(SQLModel):
    """``margin_fen`` is what the lender would keep: nought, or `findings` say what to mend."""

    charged_fen: int
    paid_fen: int
    margin_fen: int
    lines: list[LineRead]
    months: list[MonthRead]
    costs: list[CostRead]
    findings: list[str]
    seen: int
