"""Complaints about vacancies that are not what they say, and what the office asks the employer about them.

Whoever complains is named to nobody: the store keeps a digest that tells two complaints of one person apart, and a
phone only if they left one. Both go when the complaint is decided.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded


class ComplaintReason(Labelled):
    """What is wrong with the post; the first costs the next reader money and is read before all others."""

    FEE = "fee", "收费或押金"
    UNREACHABLE = "unreachable", "电话打不通"
    FILLED = "filled", "岗位已经招满"
    WAGE = "wage", "工资和说的不一样"
    UNTRUE = "untrue", "内容虚假"
    OTHER = "other", "其他"


class ComplaintDecision(Labelled):
    KEPT = "kept", "核实过，保留"
    TAKEN_DOWN = "taken_down", "已下架"


_UNDECIDED = sa.text("decision IS NULL")


class Complaint(SQLModel, table=True):
    """One person's complaint about one vacancy; of one person at most one is undecided.

    `reporter` is a keyed digest, `words` are theirs, for the office only. Once decided it holds neither who they are
    nor their `phone`.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at_a_moment"),
        sa.CheckConstraint("decision IS NULL OR (phone = '' AND reporter = '')", name="nameless_once_decided"),
        sa.Index(
            "uq_complaint_undecided",
            "vacancy_id",
            "reporter",
            unique=True,
            sqlite_where=_UNDECIDED,
            postgresql_where=_UNDECIDED,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    vacancy_id: int = Field(foreign_key="vacancy.id", index=True, ondelete="CASCADE")
    reporter: str = Field(max_length=64)
    reason: ComplaintReason = Field(sa_type=coded(ComplaintReason))
    words: str = ""
    phone: str = ""
    made_at: datetime = Field(index=True)
    decision: ComplaintDecision | None = Field(default=None, sa_type=coded(ComplaintDecision))
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


class Inquiry(SQLModel, table=True):
    """What the office asks an employer about a vacancy, and the answer; one at a time waits for its answer."""

    __tablename__ = "inquiry"
    __table_args__ = (
        sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered_at_a_moment"),
        sa.Index(
            "uq_inquiry_unanswered",
            "vacancy_id",
            unique=True,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    vacancy_id: int = Field(foreign_key="vacancy.id", index=True, ondelete="CASCADE")
    question: str
    asked_at: datetime
    asked_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    answer: str = ""
    answered_at: datetime | None = None


def complaints_undecided() -> SelectOfScalar[Complaint]:
    """Complaints nobody has decided, the oldest first."""
    undecided = col(Complaint.decision).is_(None)
    return select(Complaint).where(undecided).order_by(col(Complaint.made_at), col(Complaint.id))


def inquiries_of(vacancy_id: int) -> SelectOfScalar[Inquiry]:
    """What was asked about a vacancy, the latest first."""
    return select(Inquiry).where(Inquiry.vacancy_id == vacancy_id).order_by(col(Inquiry.id).desc())
