"""Who did what: one row for each write and for each reading of a personal file."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

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
