"""What an import answers."""

from datetime import datetime

from sqlmodel import SQLModel

from models.imported import ImportKind


class FaultRead(SQLModel):
    """One faulty cell; ``row`` as Excel numbers it."""

    sheet: str
    row: int
    column: str
    value: str
    why: str
    mend: str


class IgnoredRead(SQLModel):
    """A row that is no entry: a title, a note, a total."""

    sheet: str
    row: int
    why: str


class ImportLine(SQLModel):
    """An imported file in a list."""

    id: int
    kind: ImportKind
    filename: str
    sha256: str
    at: datetime
    account_id: int | None
    taken: int
    unchanged: int
    refused_count: int
    dry_run: bool


class ImportRead(ImportLine):
    refused: list[FaultRead]


class ImportDone(SQLModel):
    """The answer to an upload; the refused rows lie at ``/api/imports/{id}/refused.xlsx``."""

    id: int
    taken: int
    unchanged: int
    refused: list[FaultRead]
    ignored: list[IgnoredRead]
    dry_run: bool
