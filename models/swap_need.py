"""Shortage that lent staff may fill: people of a post, for some days, under conditions told beforehand."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS


class SwapNeed(SQLModel, table=True):
    """People of one post whom an employer is short of, both days included; wage in fen a month for normal hours.

    The seven facts a worker is told are `work` … `house_rules`, with `place` told by `address`. `vacancy_id` is the
    vacancy it was made from: a lent worker then takes one of its openings while there.
    """

    __tablename__ = "swap_need"
    __table_args__ = (
        sa.CheckConstraint("people >= 1", name="people_at_least_one"),
        sa.CheckConstraint("to_day >= from_day", name="days_in_order"),
        sa.CheckConstraint("wage_fen >= 0", name="wage_not_negative"),
        sa.CheckConstraint("min_days >= 1", name="at_least_a_day"),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name="both_coordinates"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id", index=True, ondelete="SET NULL")
    trade: str
    people: int
    from_day: date = Field(index=True)
    to_day: date
    wage_fen: int | None = None
    min_days: int = 1
    urgent: bool = False
    street_code: str | None = Field(default=None, foreign_key="street.code", index=True)
    address: str = ""
    lng: float | None = None
    lat: float | None = None

    hours_day: float | None = None
    hours_week: float | None = None
    overtime_day: float | None = None
    overtime_month: float | None = None
    hazards: list[str] = Field(default_factory=list, sa_type=WORDS)
    protection: list[str] = Field(default_factory=list, sa_type=WORDS)
    certificates: list[str] = Field(default_factory=list, sa_type=WORDS)

    work: str = ""
    conditions: str = ""
    hazards_told: str = ""
    safety: str = ""
    pay: str = ""
    house_rules: str = ""
    board: str = ""
    transport: str = ""

    made_up: bool = False
    created_at: datetime
    updated_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    withdrawn_at: datetime | None = None


def standing_needs(day: date) -> SelectOfScalar[SwapNeed]:
    """Needs that reach a day or a later one and were not withdrawn."""
    standing = col(SwapNeed.withdrawn_at).is_(None)
    return select(SwapNeed).where(SwapNeed.to_day >= day, standing).order_by(col(SwapNeed.id))


def swap_needs_of(employer_id: int) -> SelectOfScalar[SwapNeed]:
    """What an employer is short of, the latest first."""
    return (
        select(SwapNeed)
        .where(SwapNeed.employer_id == employer_id)
        .order_by(col(SwapNeed.from_day).desc(), col(SwapNeed.id).desc())
    )
