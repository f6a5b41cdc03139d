"""Excel files that were read in: what was taken, what was refused and the rows to correct."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from models.columns import WORDS, Labelled, coded


class ImportKind(Labelled):
    VACANCIES = "vacancies", "招用登记表"
    WORKERS = "workers", "求职登记表"


class ImportedFile(SQLModel, table=True):
    """`refused` holds one entry per fault; `refused_rows` is the .xlsx that goes back to be corrected."""

    __tablename__ = "imported_file"

    id: int | None = Field(default=None, primary_key=True)
    kind: ImportKind = Field(sa_type=coded(ImportKind))
    filename: str
    sha256: str = Field(index=True, max_length=64)
    at: datetime = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True, ondelete="SET NULL")
    taken: int = 0
    unchanged: int = 0
    refused: list[dict[str, Any]] = Field(default_factory=list, sa_type=WORDS)
    refused_rows: bytes | None = None
    dry_run: bool = False
