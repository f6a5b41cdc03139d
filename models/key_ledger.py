"""The specialist's daily line about a key employer: the five things to be clear about (五清)."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)


class KeyLedgerLine(SQLModel, table=True):
    """One employer on one day. Null and empty mean not known that day; the gap is computed, never kept.

    `needed` is the staff it needs in all, `on_post` who is at work; a difficulty has an owner and a due date.
    """

    __tablename__ = "key_ledger_line"
    __table_args__ = (
        sa.UniqueConstraint("employer_id", "day"),
        sa.CheckConstraint("staff_total >= 0", name="staff_not_negative"),
        sa.CheckConstraint("needed >= 0", name="needed_not_negative"),
        sa.CheckConstraint("on_post >= 0", name="on_post_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", ondelete="CASCADE")
    day: date = Field(index=True)
    capacity: str = ""
    staff_total: int | None = None
    needed: int | None = None
    on_post: int | None = None
    difficulties: str = ""
    owner: str = ""
    due: date | None = None
    reported_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


def ledger_of(employer_id: int) -> SelectOfScalar[KeyLedgerLine]:
    """Lines of an employer, the latest day first."""
    return select(KeyLedgerLine).where(KeyLedgerLine.employer_id == employer_id).order_by(col(KeyLedgerLine.day).desc())
