"""Reviews: each time a vacancy is handed in, what the screening found and what the office decided."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded


class Verdict(Labelled):
    OK = "ok", "没有发现问题"
    WARN = "warn", "有待核实"
    BLOCK = "block", "不能发布"


class Decision(Labelled):
    PUBLISHED = "published", "通过"
    RETURNED = "returned", "退回修改"


class Review(SQLModel, table=True):
    """`findings` are those of the screening, each with rule, level, phrase, article and rewrite.

    A review without a decision waits in the queue; `words` tell the employer why it was returned.
    """

    __tablename__ = "review"
    __table_args__ = (
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at_a_moment"),
        sa.Index(
            "uq_review_waiting",
            "vacancy_id",
            unique=True,
            sqlite_where=sa.text("decision IS NULL"),
            postgresql_where=sa.text("decision IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    vacancy_id: int = Field(foreign_key="vacancy.id", index=True, ondelete="CASCADE")
    submitted_at: datetime = Field(index=True)
    submitted_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    verdict: Verdict = Field(sa_type=coded(Verdict))
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_type=WORDS)
    decision: Decision | None = Field(default=None, sa_type=coded(Decision))
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    words: str = ""


def reviews_waiting() -> SelectOfScalar[Review]:
    """Reviews nobody has decided, the longest waiting first."""
    return select(Review).where(col(Review.decision).is_(None)).order_by(col(Review.submitted_at), col(Review.id))


def reviews_of(vacancy_id: int) -> SelectOfScalar[Review]:
    """Reviews of a vacancy, the latest first."""
    return select(Review).where(Review.vacancy_id == vacancy_id).order_by(col(Review.id).desc())
