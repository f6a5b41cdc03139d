"""Adverts being written: what an employer pasted and typed, kept until it becomes a vacancy, and after."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS


class Advert(SQLModel, table=True):
    """`text` as pasted, `answers` as typed in the form's fields; `vacancy_id` once it was handed in."""

    __tablename__ = "advert"

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    text: str = ""
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=WORDS)
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id", index=True, ondelete="SET NULL")
    created_at: datetime
    updated_at: datetime


def drafts_of(employer_id: int) -> SelectOfScalar[Advert]:
    """Adverts of an employer that were not handed in yet, the last touched first."""
    return (
        select(Advert)
        .where(Advert.employer_id == employer_id, col(Advert.vacancy_id).is_(None))
        .order_by(col(Advert.updated_at).desc(), col(Advert.id).desc())
    )
