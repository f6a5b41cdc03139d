"""Stores what a request says about a worker: the row and its lists."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from api.accounts.lookup_codes import follow_phone
from api.fields.references import check_coordinates
from api.forms.cells.identity import parse_id
from api.forms.cells.plain import Impossible
from api.refusals import BadField
from api.workers.consents import Said, note_changes, standing
from api.workers.schemas import WorkerFields
from matcher.language.occupations.coding import code
from models.worker import (
    IdKind,
    Worker,
    WorkerCertificate,
    WorkerExperience,
    WorkerSkill,
    WorkerWish,
    certificates_of,
    experience_of,
    skills_of,
    wishes_of,
)

_KEPT: Mapping[str, Callable[[Collection[int]], SelectOfScalar[Any]]] = {
    "wishes": wishes_of,
    "skills": skills_of,
    "certificates": certificates_of,
    "experience": experience_of,
}
LISTS = frozenset(_KEPT)


def apply(
    session: Session, worker: Worker, data: WorkerFields, now: datetime, today: date, said: Said | None = None
) -> None:
    """Put the sent fields on the row and replace the sent lists; raises `BadField`.

    A consent that changes is noted with who ``said`` so; who withdraws the consent to be recommended is out of what
    the office proposed, at once. Whoever signs in by their phone does so by the new one.
    """
    changes, before = data.model_dump(exclude_unset=True, exclude=set(LISTS)), standing(worker)
    worker.sqlmodel_update(changes, update={"updated_at": now})
    check_coordinates(worker)
    if "id_number" in changes or "id_kind" in changes:
        _check_id(worker, today)
    session.add(worker)
    session.flush()
    note_changes(session, worker, before, said or Said(now))
    if "phone" in changes:
        follow_phone(session, worker)
    _replace_lists(session, worker.id or 0, data)


def _check_id(worker: Worker, today: date) -> None:
    """A resident's number must prove itself; it also tells the birth date when nobody has said it."""
    if not worker.id_number or worker.id_kind not in (None, IdKind.RESIDENT):
        return
    try:
        proven = parse_id(worker.id_number, today)
    except Impossible as impossible:
        raise BadField.of("id_number", str(impossible)) from None
    if proven is None:
        raise BadField.of("id_number", "不是证件号码；没有号码就留空")
    worker.id_number, worker.id_kind = proven.text, worker.id_kind or IdKind.RESIDENT
    worker.birth_date = worker.birth_date or proven.birth_date


def _replace_lists(session: Session, worker_id: int, data: WorkerFields) -> None:
    """Each list that was sent takes the place of the one kept."""
    for name in sorted(LISTS & data.model_fields_set):
        for row in session.exec(_KEPT[name]([worker_id])):
            session.delete(row)
        session.flush()
        session.add_all(_rows(name, worker_id, data))
    session.flush()


def _rows(name: str, worker_id: int, data: WorkerFields) -> Sequence[SQLModel]:
    if name == "wishes":
        coded = code(data.wishes)
        return [
            WorkerWish(worker_id=worker_id, position=place, words=words, occupation_code=coding.code or None)
            for place, (words, coding) in enumerate(zip(data.wishes, coded, strict=True), start=1)
        ]
    if name == "skills":
        return [WorkerSkill(worker_id=worker_id, words=words) for words in data.skills]
    if name == "certificates":
        return [WorkerCertificate(worker_id=worker_id, **row.model_dump()) for row in data.certificates]
    return [
        WorkerExperience(worker_id=worker_id, position=place, **row.model_dump())
        for place, row in enumerate(data.experience, start=1)
    ]
