"""Searches a worker keeps, to come back to and be told what is new."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)


class SavedSearch(SQLModel, table=True):
    """`query` is the search's address (`q=…&street=…`). It belongs to a worker, or to one browser nobody signed in on:
    then only the sha256 of that browser's cookie is kept.
    """

    __tablename__ = "saved_search"
    __table_args__ = (
        sa.CheckConstraint("(worker_id IS NULL) <> (browser IS NULL)", name="one_owner"),
        sa.UniqueConstraint("worker_id", "query"),
        sa.UniqueConstraint("browser", "query"),
    )

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int | None = Field(default=None, foreign_key="worker.id", ondelete="CASCADE")
    browser: str | None = Field(default=None, max_length=64)
    query: str
    words: str
    created_at: datetime
    seen_at: datetime


def searches_of(*, worker_id: int | None = None, browser: str | None = None) -> SelectOfScalar[SavedSearch]:
    """Searches of a worker, or of a browser, the latest first."""
    owner = SavedSearch.worker_id == worker_id if worker_id is not None else SavedSearch.browser == browser
    return select(SavedSearch).where(owner).order_by(col(SavedSearch.created_at).desc(), col(SavedSearch.id).desc())
