"""Who did what: one row for each write and for each reading of a personal file."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS


class AuditEntry(SQLModel, table=True):
    """`detail` names fields, never their personal content."""

    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index(None, "subject", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True, ondelete="SET NULL")
    action: str
    subject: str
    subject_id: int | None = None
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=WORDS)
    request_id: str = ""


def history_of(subject: str, subject_id: int) -> SelectOfScalar[AuditEntry]:
    """What happened to one thing, newest first."""
    return (
        select(AuditEntry)
        .where(AuditEntry.subject == subject, AuditEntry.subject_id == subject_id)
        .order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
    )
