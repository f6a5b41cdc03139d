"""Dated parameters: each amount, date or threshold of a rule is a row with its days and its source."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)
from models.errors import ParameterMissing


class Parameter(SQLModel, table=True):
    """`value` holds on every day from `valid_from` to `valid_to`, both included; no `valid_to` means until replaced."""

    __tablename__ = "parameter"
    __table_args__ = (
        sa.UniqueConstraint("key", "valid_from"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    value: str
    valid_from: date
    valid_to: date | None = None
    source: str
    note: str = ""


PAID_DAYS = "wage.paid_days_per_month"


def parameter_on(key: str, on: date) -> SelectOfScalar[Parameter]:
    """The one row of `key` in force on a day: of several, the one that began last."""
    return (
        select(Parameter)
        .where(Parameter.key == key, Parameter.valid_from <= on)
        .where(sa.or_(col(Parameter.valid_to).is_(None), col(Parameter.valid_to) >= on))
        .order_by(col(Parameter.valid_from).desc())
        .limit(1)
    )


def value_on(session: Session, key: str, on: date) -> str:
    """The value of `key` on a day; `ParameterMissing` when no row covers it."""
    row = session.exec(parameter_on(key, on)).first()
    if row is None:
        raise ParameterMissing(key, on)
    return row.value
