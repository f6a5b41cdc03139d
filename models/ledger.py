"""The one table of promises: a worker's days and a vacancy's openings, whatever promised them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.columns import Labelled, coded


class PromisedBy(Labelled):
    REFERRAL = "referral", "推荐"
    SWAP = "swap", "余缺调剂"
    FAIR = "fair", "招聘会"


class Reservation(SQLModel, table=True):
    """A worker promised from `from_day` to `to_day`, both included; without an end it is for good.

    `opening_no` counts the openings of the vacancy from 1. A released row stays as history.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        sa.Index(
            "uq_reservation_live_opening",
            "vacancy_id",
            "opening_no",
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        ),
        sa.CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days_in_order"),
        sa.CheckConstraint("(vacancy_id IS NULL) = (opening_no IS NULL)", name="opening_of_a_vacancy"),
        sa.CheckConstraint("opening_no >= 1", name="openings_count_from_one"),
        sa.Index(None, "promised_by", "promised_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id", index=True)
    opening_no: int | None = None
    from_day: date
    to_day: date | None = None
    promised_by: PromisedBy = Field(sa_type=coded(PromisedBy))
    promised_id: int
    created_at: datetime
    released_at: datetime | None = None
