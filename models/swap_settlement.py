"""What was worked and spent on a swap: the lines of its settlement are computed from these rows."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)


class SwapWorkMonth(SQLModel, table=True):
    """One lent worker in one month (`YYYY-MM`); amounts in fen, hours of overtime by what they pay.

    `settled_on` is when the borrower paid the lender, `paid_on` when the worker had `paid_fen`; null is not yet.
    """

    __tablename__ = "swap_work_month"
    __table_args__ = (
        sa.UniqueConstraint("member_id", "month"),
        sa.CheckConstraint("days >= 0 AND days <= 31", name="days_of_a_month"),
    )

    id: int | None = Field(default=None, primary_key=True)
    swap_id: int = Field(foreign_key="swap.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="swap_member.id", ondelete="CASCADE")
    month: str = Field(max_length=7)
    days: float = 0.0
    workday_hours: float = 0.0
    restday_hours: float = 0.0
    holiday_hours: float = 0.0
    insurance_fen: int = 0
    housing_fund_fen: int = 0
    insurance_paid: bool = False
    deducted_fen: int = 0
    paid_fen: int | None = None
    settled_on: date | None = None
    paid_on: date | None = None
    updated_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


class SwapCost(SQLModel, table=True):
    """A cost beside the pay, with its receipt: what the borrower is charged for it and what was really spent."""

    __tablename__ = "swap_cost"
    __table_args__ = (sa.CheckConstraint("charged_fen >= 0 AND paid_fen >= 0", name="not_negative"),)

    id: int | None = Field(default=None, primary_key=True)
    swap_id: int = Field(foreign_key="swap.id", index=True, ondelete="CASCADE")
    month: str = Field(max_length=7)
    words: str
    receipt: str = ""
    charged_fen: int
    paid_fen: int
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


def work_of(swap_id: int) -> SelectOfScalar[SwapWorkMonth]:
    return (
        select(SwapWorkMonth)
        .where(SwapWorkMonth.swap_id == swap_id)
        .order_by(col(SwapWorkMonth.month), col(SwapWorkMonth.member_id))
    )


def costs_of(swap_id: int) -> SelectOfScalar[SwapCost]:
    return select(SwapCost).where(SwapCost.swap_id == swap_id).order_by(col(SwapCost.month), col(SwapCost.id))
