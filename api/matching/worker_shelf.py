"""Everybody who may be matched, read once and kept until something about them changes; both sides as they are now."""

import logging
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session

from api.matching.frames import Row, rows_of, worker_frame
from api.vacancies.changes import Changes
from api.vacancies.index import IndexShelf, KeptIndex
from matcher.pairing.shortlist import shortlist
from matcher.pairing.worker_index import WorkerIndex
from models.matching import matching_certificates, matching_skills, matching_wishes, matching_workers
from models.paging import Rows

log = logging.getLogger("wengang.matching")

Stored = tuple[list[tuple[Any, ...]], ...]  # workers in the order of the frames, then wishes, skills, certificates

MOST_CHANGED = 500  # workers; for more of them all are read anew


@dataclass(frozen=True, slots=True)
class KeptWorkers:
    """An index, the rows it was made of, and under which mark of the store these were last seen to hold."""

    stored: Stored
    index: WorkerIndex
    rows: Mapping[str, Row]  # by id
    seen: Hashable


class WorkerShelf:
    """Keeps the last index of one store; a process has one.

    Nothing is asked of the store while nobody has committed to it. After a commit, by whomever, what is stored of
    everybody is compared with what it was: no writer has to say whom it changed, and only those are read anew. Who
    asks while another reads waits for that answer, for a consent may just have been withdrawn.
    """

    def __init__(self) -> None:
        self._kept: KeptWorkers | None = None
        self._changes = Changes()
        self._reading = Lock()

    def offer(self, session: Session, today: date) -> KeptWorkers:
        """Everybody who may be matched today."""
        with self._reading:
            seen, kept = (self._changes.mark(session), today), self._kept
            if kept is None or kept.seen != seen:
                with Session(session.get_bind()) as reader:
                    self._kept = kept = _read(reader, today, seen, kept)
            return kept

    def close(self) -> None:
        self._changes.close()


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides as they are now."""

    workers: KeptWorkers
    vacancies: KeptIndex

    @classmethod
    def of(cls, session: Session, people: WorkerShelf, shelf: IndexShelf, today: date) -> "Sides":
        workers = people.offer(session, today)
        with shelf.reading:  # who lists people waits for a vacancy that is just being read
            return cls(workers, shelf.offer(session, today))


def read_people_ahead(engine: Engine, people: WorkerShelf, shelf: IndexShelf, today: date) -> None:
    """Make one list before anybody asks: all words and tables are read the first time, and nobody waits."""
    try:
        with Session(engine) as session:
            sides = Sides.of(session, people, shelf, today)
        for vacancy_id in sides.vacancies.newest[:1]:
            shortlist(sides.workers.index, sides.vacancies.index, str(vacancy_id), as_of=today)
    except Exception:
        log.exception("the workers could not be read ahead; the first list of people will read them")


def _read(session: Session, today: date, seen: Hashable, kept: KeptWorkers | None) -> KeptWorkers:
    """The kept index if nothing about it changed, else one with what did."""
    stored = _stored(session, today)
    if kept is not None and kept.stored == stored:
        return replace(kept, seen=seen)
    was, now = _by_worker(kept.stored) if kept is not None else {}, _by_worker(stored)
    changed = [key for key, parts in now.items() if was.get(key) != parts]
    if kept is None or len(changed) > MOST_CHANGED:
        frame = worker_frame(session, today)
        return KeptWorkers(stored, WorkerIndex.of(frame), _by_id(frame), seen)
    frame = worker_frame(session, today, changed)
    ids, rows = [str(key) for key in now], {**kept.rows} | _by_id(frame)
    return KeptWorkers(stored, kept.index.changed(ids, frame), {key: rows[key] for key in ids}, seen)


def _stored(session: Session, today: date) -> Stored:
    """All that the frames are made of, as it stands in the store: read into dates and lists, it takes longer."""
    asked = (matching_workers(today), matching_wishes(), matching_skills(), matching_certificates(today))
    return tuple([tuple(row) for row in session.execute(_plain(rows))] for rows in asked)


def _plain(rows: Rows) -> Rows:
    columns: list[Any] = [sa.type_coerce(column, sa.String).label(column.key) for column in rows.selected_columns]
    return rows.with_only_columns(*columns)


def _by_worker(stored: Stored) -> dict[int, list[tuple[Any, ...]]]:
    """The rows of each worker who may be matched."""
    people, *lists = stored
    found = {row[0]: [row] for row in people}
    for rows in lists:
        for row in rows:
            if row[0] in found:
                found[row[0]].append(row)
    return found


def _by_id(frame: pd.DataFrame) -> dict[str, Row]:
    return {row["worker_id"]: row for row in rows_of(frame)}
