"""An imported file as one line of a list, for the staff's pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api import wording
from models.imported import ImportedFile


@dataclass(frozen=True, slots=True)
class ImportLine:
    link: str
    name: str
    kind: str
    dry_run: bool
    taken: int
    unchanged: int
    refused: int
    at: str


def refused_rows(file: ImportedFile) -> int:
    """How many rows were refused; a row may have several faults."""
    return len({(fault.get("sheet"), fault.get("row")) for fault in file.refused})


def import_lines(files: Sequence[ImportedFile], today: date) -> list[ImportLine]:
    return [
        ImportLine(
            link=f"/staff/imports/{file.id}",
            name=file.filename,
            kind=file.kind.label,
            dry_run=file.dry_run,
            taken=file.taken,
            unchanged=file.unchanged,
            refused=refused_rows(file),
            at=wording.moment(file.at, today),
        )
        for file in files
    ]
