"""Surplus staff: shutdowns that employers plan, and the people of a post they offer to lend."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS


class Shutdown(SQLModel, table=True):
    """Days on which an employer stands still; `posts` are the people who stay in town, as rows of an offer.

    Since `offered_at` they have been offered.
    """

    __tablename__ = "shutdown"
    __table_args__ = (sa.CheckConstraint("to_day >= from_day", name="days_in_order"),)

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    from_day: date
    to_day: date
    posts: list[dict[str, Any]] = Field(default_factory=list, sa_type=WORDS)
    note: str = ""
    created_at: datetime
    updated_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    offered_at: datetime | None = None


class SwapOffer(SQLModel, table=True):
    """People of one post whom their employer can spare, both days included; wage in fen a month.

    Null means unknown: such an offer is shown, but not planned with. `contract_until` is the earliest end of their
    contracts unless `open_ended`; without coordinates they work where their employer is.
    """

    __tablename__ = "swap_offer"
    __table_args__ = (
        sa.CheckConstraint("people >= 1", name="people_at_least_one"),
        sa.CheckConstraint("to_day >= from_day", name="days_in_order"),
        sa.CheckConstraint("wage_fen >= 0", name="wage_not_negative"),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name="both_coordinates"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    shutdown_id: int | None = Field(default=None, foreign_key="shutdown.id", index=True, ondelete="SET NULL")
    trade: str
    people: int
    from_day: date = Field(index=True)
    to_day: date
    wage_fen: int | None = None
    open_ended: bool = False
    contract_until: date | None = None
    accepts_lower_wage: bool = False
    dispatched: bool | None = None
    lng: float | None = None
    lat: float | None = None
    note: str = ""
    made_up: bool = False
    created_at: datetime
    updated_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    withdrawn_at: datetime | None = None


def standing_offers(day: date) -> SelectOfScalar[SwapOffer]:
    """Offers that reach a day or a later one and were not withdrawn."""
    standing = col(SwapOffer.withdrawn_at).is_(None)
    return select(SwapOffer).where(SwapOffer.to_day >= day, standing).order_by(col(SwapOffer.id))


def idle_days_of(employer_id: int) -> SelectOfScalar[SwapOffer]:
    """What an employer says it can spare, the latest first."""
    return (
        select(SwapOffer)
        .where(SwapOffer.employer_id == employer_id)
        .order_by(col(SwapOffer.from_day).desc(), col(SwapOffer.id).desc())
    )
