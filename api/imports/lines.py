"""An imported file as it is shown: one line of a list, and its faults."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api import wording
from api.access.table import Access
from api.forms.export import masked
from api.forms.reading import FORMS
from models.imported import ImportedFile, ImportKind


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


_LONG_NUMBER = re.compile(r"\d{14,}[\dXx]?")
"""An ID number that strayed into another column."""
_TOLD = ("value", "why")


def faults_shown(file: ImportedFile, access: Access) -> list[Mapping[str, Any]]:
    """The faults, whole for who brought the file in; others need no ID number to see what is wrong."""
    if access.account is not None and file.account_id == access.account.id:
        return list(file.refused)
    return list(file.refused) if file.kind != ImportKind.WORKERS else [_without_id(fault) for fault in file.refused]


def _without_id(fault: Mapping[str, Any]) -> Mapping[str, Any]:
    shown = {**fault, **{key: _LONG_NUMBER.sub(lambda found: masked(found[0]), str(fault[key])) for key in _TOLD}}
    if FORMS["workers"].field_of((str(fault["column"]),)) == "id_number":
        shown["value"] = masked(str(fault["value"]))
    return shown


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
