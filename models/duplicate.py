"""Two files of one person: merged by hand, kept apart by hand, and undone."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS


class WorkerMerge(SQLModel, table=True):
    """File `gone_id` went into `kept_id`: `moved` lists the rows taken over by table, `filled` what was empty."""

    __tablename__ = "worker_merge"
    __table_args__ = (
        sa.CheckConstraint("kept_id <> gone_id", name="two_files"),
        sa.Index(
            "uq_worker_merge_live",
            "gone_id",
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kept_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    gone_id: int = Field(foreign_key="worker.id", ondelete="CASCADE")
    moved: dict[str, Any] = Field(default_factory=dict, sa_type=WORDS)
    filled: dict[str, Any] = Field(default_factory=dict, sa_type=WORDS)
    at: datetime = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    undone_at: datetime | None = None
    undone_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


class KeptApart(SQLModel, table=True):
    """Two files somebody looked at and found to be two people; `first_id` is the lower."""

    __tablename__ = "kept_apart"
    __table_args__ = (
        sa.UniqueConstraint("first_id", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="lower_first"),
    )

    id: int | None = Field(default=None, primary_key=True)
    first_id: int = Field(foreign_key="worker.id", ondelete="CASCADE")
    second_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


def merges_into(worker_id: int) -> SelectOfScalar[WorkerMerge]:
    """Merges that stand into a file, the latest first."""
    return (
        select(WorkerMerge)
        .where(WorkerMerge.kept_id == worker_id, col(WorkerMerge.undone_at).is_(None))
        .order_by(col(WorkerMerge.id).desc())
    )


def merged_away() -> SelectOfScalar[int]:
    """Ids of the files that went into another one: they stand in no list."""
    return select(WorkerMerge.gone_id).where(col(WorkerMerge.undone_at).is_(None))
