"""A worker's row and lists as the short forms show them, and what a filled form says about the worker."""

import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from api.files.fields import Group, meant, typed
from api.workers.schemas import WorkerCreate, WorkerPatch
from models.vacancy import Shift
from models.worker import Worker, WorkerCertificate, certificates_of, skills_of, wishes_of

SHIFTS = {f"shift_{shift.value}": shift.value for shift in Shift}
_UNTIL = re.compile(r"(.+?)[\s（(]+(\d{4}-\d{2}-\d{2})[)）]?")


def standing(session: Session, worker: Worker, group: Group) -> dict[str, str]:
    """The fields of a group as they stand in the file now. The ID number is never shown."""
    key = [worker.id or 0]
    kept: dict[str, Any] = {
        "wishes": [row.words for row in session.exec(wishes_of(key))],
        "skills": [row.words for row in session.exec(skills_of(key))],
        "certificates": [_certificate(row) for row in session.exec(certificates_of(key))],
        "id_number": "",
        **{name: shift in worker.shifts for name, shift in SHIFTS.items()},
    }
    values = {field.name: kept.get(field.name, getattr(worker, field.name, None)) for field in group.fields}
    return {field.name: typed(field, values[field.name]) for field in group.fields}


def patch_of(group: Group, values: Mapping[str, str]) -> WorkerPatch:
    """Raises `BadField` or pydantic's `ValidationError`, by field of the form."""
    return WorkerPatch.model_validate(_body(group, values))


def create_of(group: Group, values: Mapping[str, str]) -> WorkerCreate:
    return WorkerCreate.model_validate(_body(group, values) | {"channel": "窗口登记"})


def _body(group: Group, values: Mapping[str, str]) -> dict[str, Any]:
    said = meant(group.fields, values)
    if SHIFTS.keys() & said.keys():
        said["shifts"] = [shift for name, shift in SHIFTS.items() if said.pop(name)]
    if "certificates" in said:
        said["certificates"] = [_read_certificate(words) for words in said["certificates"]]
    if said.get("education"):
        said["education"] = int(said["education"])
    if not said.get("id_number", "kept"):
        del said["id_number"]  # left empty: the number stays what it is
    if "sex" in said:
        said["sex"] = said["sex"] or "0"
    return said


def _certificate(row: WorkerCertificate) -> str:
    return f"{row.words} {row.valid_until:%Y-%m-%d}" if row.valid_until else row.words


def _read_certificate(words: str) -> dict[str, Any]:
    dated = _UNTIL.fullmatch(words.strip())
    return {"words": dated[1].strip(), "valid_until": dated[2]} if dated else {"words": words}
