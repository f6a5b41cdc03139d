"""How many people a vacancy still needs, as its employer or its specialist said, day by day."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)


class NeedReport(SQLModel, table=True):
    """One statement of need; the latest one is the vacancy's `openings`, the earlier ones are its history."""

    __tablename__ = "need_report"
    __table_args__ = (
        sa.CheckConstraint("openings >= 0", name="openings_not_negative"),
        sa.Index(None, "vacancy_id", "reported_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    vacancy_id: int = Field(foreign_key="vacancy.id", ondelete="CASCADE")
    openings: int
    reported_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    note: str = ""


def needs_of(vacancy_id: int) -> SelectOfScalar[NeedReport]:
    """Statements of need of a vacancy, the latest first."""
    return (
        select(NeedReport)
        .where(NeedReport.vacancy_id == vacancy_id)
        .order_by(col(NeedReport.reported_at).desc(), col(NeedReport.id).desc())
    )
