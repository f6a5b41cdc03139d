"""Turns worker rows into what the office and the worker are shown: lists fetched for all rows at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from api.workers.schemas import Certificate, Experience, WorkerLine, WorkerRead
from models.worker import Worker, certificates_of, experience_of, skills_of, wishes_of


def lines(session: Session, rows: Sequence[Worker]) -> list[WorkerLine]:
    """Rows of a list."""
    wishes: defaultdict[int, list[str]] = defaultdict(list)
    for wish in session.exec(wishes_of([row.id or 0 for row in rows])):
        wishes[wish.worker_id].append(wish.words)
    return [WorkerLine.model_validate(row, update={"wishes": wishes[row.id or 0]}) for row in rows]


def file_of(session: Session, worker: Worker) -> WorkerRead:
    """One personal file."""
    key = [worker.id or 0]
    parts: dict[str, Any] = {
        "wishes": [wish.words for wish in session.exec(wishes_of(key))],
        "skills": [skill.words for skill in session.exec(skills_of(key))],
        "certificates": [Certificate.model_validate(row) for row in session.exec(certificates_of(key))],
        "experience": [Experience.model_validate(row) for row in session.exec(experience_of(key))],
    }
    return WorkerRead.model_validate(worker, update=parts)
