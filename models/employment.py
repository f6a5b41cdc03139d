"""Whose employee a worker is: the labour contracts that employers state for the people they lend."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded


class ContractKind(Labelled):
    FIXED = "fixed", "固定期限"
    OPEN = "open", "无固定期限"
    PROJECT = "project", "以完成一定工作任务为期限"


class Employment(SQLModel, table=True):
    """A labour contract as its employer stated it. Null and empty mean unknown; the wage is fen a month.

    `until` is the last day of a fixed contract, or the declared end of the work; an open one has none.
    """

    __tablename__ = "employment"
    __table_args__ = (
        sa.CheckConstraint("wage_fen >= 0", name="wage_not_negative"),
        sa.CheckConstraint("kind <> 'open' OR until IS NULL", name="open_has_no_end"),
        sa.Index(
            "uq_employment_live",
            "worker_id",
            "employer_id",
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    kind: ContractKind | None = Field(default=None, sa_type=coded(ContractKind))
    from_day: date | None = None
    until: date | None = None
    ended_on: date | None = None
    dispatched: bool | None = None
    post: str = ""
    wage_fen: int | None = None
    injury_insured: bool | None = None
    created_at: datetime
    updated_at: datetime


def employment_of(worker_id: int, employer_id: int) -> SelectOfScalar[Employment]:
    """The contract in force between the two."""
    return select(Employment).where(
        Employment.worker_id == worker_id, Employment.employer_id == employer_id, col(Employment.ended_on).is_(None)
    )


def employments_of(worker_id: int) -> SelectOfScalar[Employment]:
    """A worker's contracts, the latest stated first."""
    return select(Employment).where(Employment.worker_id == worker_id).order_by(col(Employment.id).desc())
