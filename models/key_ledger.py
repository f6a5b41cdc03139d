"""The specialist's daily line about a key employer: the five things to be clear about (五清)."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)
from models.referral import Referral, ReferralState
from models.vacancy import Vacancy


class KeyLedgerLine(SQLModel, table=True):
    """One employer on one day. Null and empty mean not known that day; the gap is computed, never kept.

    `needed` is the staff it needs in all, `on_post` who is at work; a difficulty has an owner and a due date.
    `counted_at` is when `on_post` was last stated: who is hired after it is not among them yet.
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
    counted_at: datetime | None = None
    reported_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


def ledger_of(employer_id: int) -> SelectOfScalar[KeyLedgerLine]:
    """Lines of an employer, the latest day first."""
    return select(KeyLedgerLine).where(KeyLedgerLine.employer_id == employer_id).order_by(col(KeyLedgerLine.day).desc())


def latest_lines(employer_ids: Collection[int], until: date) -> SelectOfScalar[KeyLedgerLine]:
    """The last two lines of each employer up to a day, the latest first: today's beside the one before."""
    newest_first = sa.func.row_number().over(
        partition_by=col(KeyLedgerLine.employer_id), order_by=col(KeyLedgerLine.day).desc()
    )
    ranked = sa.select(col(KeyLedgerLine.id).label("id"), newest_first.label("place")).where(
        col(KeyLedgerLine.employer_id).in_(employer_ids), col(KeyLedgerLine.day) <= until
    )
    recent = ranked.subquery()
    last_two = sa.select(recent.c.id).where(recent.c.place <= 2)
    return select(KeyLedgerLine).where(col(KeyLedgerLine.id).in_(last_two)).order_by(col(KeyLedgerLine.day).desc())


def hires(employer_ids: Collection[int]) -> Select[int, datetime]:
    """Employer id and the moment of each hire of a referral, the earliest first."""
    return (
        select(Vacancy.employer_id, Referral.state_since)
        .join(Referral, col(Referral.vacancy_id) == Vacancy.id)
        .where(Referral.state == ReferralState.HIRED, col(Vacancy.employer_id).in_(employer_ids))
        .order_by(col(Referral.state_since), col(Referral.id))
    )
