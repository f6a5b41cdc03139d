"""Categories of help into the store: only with evidence, and only by the street that certifies them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from api.forms.actor import Actor
from api.forms.store_vacancies import CHUNK
from api.forms.stored import Stored
from api.forms.workers import WorkerRow
from models.assistance import AssistanceCategory, WorkerAssistance
from models.worker import Worker

_NO_CATEGORY = "帮扶类别未收：没有写明是哪一类"
_NO_EVIDENCE = "帮扶类别未收：没有佐证材料"
_NOT_OURS = "帮扶类别未收：只由求职者现居街道认定和录入"


def store_assistance(
    session: Session, rows: Sequence[WorkerRow], met: dict[int, Worker], today: date, actor: Actor, stored: Stored
) -> None:
    """Keep each claim that can be certified; what is not kept is said. A bare claim on a form is no certificate."""
    claims = {place: int(met[place].id or 0) for place in met if rows[place].claims_assistance}
    ours = _ours(session, actor, claims.values())
    held = _held(session, ours)
    for place, worker_id in claims.items():
        row = rows[place]
        if why := _why_not(row, worker_id in ours):
            stored.notes[place] = why
            continue
        category = AssistanceCategory[str(row.assistance).upper()]
        if (worker_id, category) not in held:
            held.add((worker_id, category))
            session.add(
                WorkerAssistance(
                    worker_id=worker_id, category=category, evidence=str(row.assistance_evidence), valid_from=today
                )
            )
            stored.changed.add(place)


def leave_out_assistance(rows: Sequence[WorkerRow], places: Iterable[int], stored: Stored) -> None:
    """Say of rows about somebody else's workers that their claims are not kept."""
    stored.notes |= {place: _NOT_OURS for place in places if rows[place].claims_assistance}


def _why_not(row: WorkerRow, ours: bool) -> str | None:
    if not ours:  # first, so that nothing of the rest is told about somebody else's worker
        return _NOT_OURS
    if row.assistance is None:
        return _NO_CATEGORY
    return None if row.assistance_evidence else _NO_EVIDENCE


def _ours(session: Session, actor: Actor, worker_ids: Iterable[int]) -> set[int]:
    ours = set()
    for chunk in _chunks(worker_ids):
        found = session.exec(select(Worker.id).where(col(Worker.id).in_(chunk), actor.assisted))
        ours |= {key for key in found if key is not None}
    return ours


def _held(session: Session, worker_ids: Iterable[int]) -> set[tuple[int, AssistanceCategory]]:
    held = set()
    for chunk in _chunks(worker_ids):
        rows = session.exec(select(WorkerAssistance).where(col(WorkerAssistance.worker_id).in_(chunk)))
        held |= {(row.worker_id, row.category) for row in rows}
    return held


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    every = sorted(set(ids))
    return (every[start : start + CHUNK] for start in range(0, len(every), CHUNK))
