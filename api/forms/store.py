"""A form's rows into the store: once each, in one go, and nothing half-written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from api.forms.actor import Actor
from api.forms.faults import Fault, Ignored
from api.forms.reading import FORMS, FormReading, Kind, Source
from api.forms.refused import refused_workbook
from api.forms.store_vacancies import store_vacancies
from api.forms.store_workers import store_workers
from api.forms.stored import Obstacle, Stored
from api.forms.vacancies import VacancyRow
from api.forms.workers import WorkerRow
from models.imported import ImportedFile, ImportKind

CodeTitle = Callable[[str], str | None]
"""A title in anyone's words to an occupation code of the store, or None."""

IMPORT_LOCK = 440104
"""Number of the PostgreSQL advisory lock under which a form is stored."""

_KINDS: dict[Kind, ImportKind] = {"vacancies": ImportKind.VACANCIES, "workers": ImportKind.WORKERS}


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a form's rows. ``imported_id`` is its line in the list of imported files."""

    taken: int
    unchanged: int
    refused: list[Fault] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    refused_xlsx: bytes | None = None
    imported_id: int | None = None

    def as_json(self) -> dict[str, object]:
        """The four keys of the contract: taken, unchanged, refused, ignored."""
        return {
            "taken": self.taken,
            "unchanged": self.unchanged,
            "refused": [fault.as_json() for fault in self.refused],
            "ignored": [row.as_json() for row in self.ignored],
        }


def titles_of(reading: FormReading) -> list[str]:
    """Every title that will need an occupation code, each once: for a caller who codes them all in one call."""
    titles: dict[str, None] = {}
    for row in reading.rows:
        said = (row.entry.title,) if isinstance(row.entry, VacancyRow) else row.entry.wishes
        titles.update(dict.fromkeys(said))
    return list(titles)


def take(
    session: Session, reading: FormReading, *, actor: Actor, now: datetime, dry_run: bool, code_title: CodeTitle
) -> ImportOutcome:
    """Store the rows of a reading inside the session's transaction; the caller commits.

    A row that is in the store already changes nothing and counts as unchanged;
    one that says something new of a known vacancy or worker in the actor's reach
    updates it. With ``dry_run`` the same is counted and everything but the note
    of the attempt undone. Rows that contradict the store, or meet what is out of
    reach, are added to the reading's refusals.
    """
    _wait_for_others(session)
    attempt = session.begin_nested()
    stored = _store(session, reading, actor, now, code_title)
    if dry_run:
        attempt.rollback()
        session.expire_all()
    else:
        attempt.commit()
    counts = len(stored.changed), len(reading.rows) - len(stored.changed) - len(stored.refused)
    _tell(reading, stored)
    refused_xlsx = refused_workbook(reading) if reading.refused_rows else None
    noted = _note(session, reading, counts, refused_xlsx, now, actor.account_id, dry_run)
    return ImportOutcome(*counts, reading.refused, reading.ignored, refused_xlsx, noted)


def _wait_for_others(session: Session) -> None:
    """Forms are stored one after the other: two that hold the same row would both find it missing and store it twice.

    SQLite has but one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(IMPORT_LOCK)))


def _store(session: Session, reading: FormReading, actor: Actor, now: datetime, code_title: CodeTitle) -> Stored:
    if reading.kind == "vacancies":
        vacancies = [row.entry for row in reading.rows if isinstance(row.entry, VacancyRow)]
        return store_vacancies(session, vacancies, now, actor, code_title)
    workers = [row.entry for row in reading.rows if isinstance(row.entry, WorkerRow)]
    return store_workers(session, workers, now, actor, code_title)


def _tell(reading: FormReading, stored: Stored) -> None:
    """Add to the reading what the store had to say of its rows."""
    rows = reading.rows
    places = ((rows[n].source, why) for n, why in stored.notes.items())
    reading.ignored += [Ignored(source.sheet, source.row, why, left_out=True) for source, why in places]
    reading.refuse_stored({n: _fault(reading, rows[n].source, obstacle) for n, obstacle in stored.refused.items()})


def _fault(reading: FormReading, source: Source, obstacle: Obstacle) -> Fault:
    column, value = source.typed(obstacle.field)
    label = FORMS[reading.kind].by_key[obstacle.field].label
    return Fault(source.sheet, source.row, column or label, value, obstacle.why, obstacle.mend)


def _note(
    session: Session,
    reading: FormReading,
    counts: tuple[int, int],
    refused_xlsx: bytes | None,
    now: datetime,
    account_id: int | None,
    dry_run: bool,
) -> int | None:
    noted = ImportedFile(
        kind=_KINDS[reading.kind],
        filename=reading.filename,
        sha256=reading.sha256,
        at=now,
        account_id=account_id,
        taken=counts[0],
        unchanged=counts[1],
        refused=[fault.as_json() for fault in reading.refused],
        refused_rows=refused_xlsx,
        dry_run=dry_run,
    )
    session.add(noted)
    session.flush()
    return noted.id
