"""Why a worker is a priority for help: a table of its own, of which the rest learns one bit.

Poverty, disability, illness and past convictions stand here. No query returns the category or its
evidence; matching, lists and employers may only ask who is assisted on a day.
"""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded


class AssistanceCategory(Labelled):
    OUT_OF_POVERTY = "out_of_poverty", "脱贫人口"
    RURAL_LOW_INCOME = "rural_low_income", "农村低收入人口"
    HARDSHIP = "hardship", "就业困难人员"
    ZERO_JOB_FAMILY = "zero_job_family", "零就业家庭成员"
    DISABLED = "disabled", "残疾人"
    SCHOOL_LEAVER = "school_leaver", "两后生"
    URBAN_LOW_INCOME = "urban_low_income", "城市低保家庭成员"


class WorkerAssistance(SQLModel, table=True):
    """A worker belongs to `category` from `valid_from` to `valid_to`, both included."""

    __tablename__ = "worker_assistance"
    __table_args__ = (sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),)

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    category: AssistanceCategory = Field(sa_type=coded(AssistanceCategory))
    evidence: str
    valid_from: date
    valid_to: date | None = None


def assisted_on(day: date) -> SelectOfScalar[int]:
    """Ids of the workers assisted on a day: the one bit."""
    return (
        select(WorkerAssistance.worker_id)
        .where(WorkerAssistance.valid_from <= day)
        .where(sa.or_(col(WorkerAssistance.valid_to).is_(None), col(WorkerAssistance.valid_to) >= day))
        .distinct()
    )
