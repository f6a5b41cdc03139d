"""A form's rows into the store: once each, in one go, and nothing half-written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from api.forms.faults import Fault, Ignored
from api.forms.reading import FormReading, Kind, TakenRow
from api.forms.refused import refused_workbook
from api.forms.store_vacancies import store_vacancies
from api.forms.store_workers import store_workers
from api.forms.vacancies import VacancyRow
from api.forms.workers import WorkerRow
from models.imported import ImportedFile, ImportKind

CodeTitle = Callable[[str], str | None]
"""A title in anyone's words to an occupation code of the store, or None."""


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
    session: Session,
    reading: FormReading,
    *,
    now: datetime,
    account_id: int | None,
    dry_run: bool,
    code_title: CodeTitle,
) -> ImportOutcome:
    """Store the rows of a reading inside the session's transaction; the caller commits.

    A row that is in the store already changes nothing and counts as unchanged;
    one that says something new of a known vacancy or worker updates it. With
    ``dry_run`` the same is counted and everything but the note of the attempt
    undone. Rows that contradict the store are added to the reading's refusals.
    """
    attempt = session.begin_nested()
    taken, unchanged = _store(session, reading, now, account_id, code_title)
    if dry_run:
        attempt.rollback()
        session.expire_all()
    else:
        attempt.commit()
    refused_xlsx = refused_workbook(reading) if reading.refused_rows else None
    noted = _note(session, reading, (taken, unchanged), refused_xlsx, now, account_id, dry_run)
    return ImportOutcome(taken, unchanged, reading.refused, reading.ignored, refused_xlsx, noted)


def _store(
    session: Session, reading: FormReading, now: datetime, account_id: int | None, code_title: CodeTitle
) -> tuple[int, int]:
    if reading.kind == "vacancies":
        vacancies = [row.entry for row in reading.rows if isinstance(row.entry, VacancyRow)]
        return store_vacancies(session, vacancies, now, code_title)
    workers = [(row, row.entry) for row in reading.rows if isinstance(row.entry, WorkerRow)]
    taken, unchanged, contradicting = store_workers(
        session, [entry for _, entry in workers], now, account_id, code_title
    )
    for place in contradicting:
        _contradict(reading, workers[place][0])
    return taken, unchanged


def _contradict(reading: FormReading, row: TakenRow) -> None:
    column, value = row.source.typed("id_number")
    why = "这个身份证号已登记给姓名和电话都不同的另一人"
    reading.refuse_stored(
        row, Fault(row.source.sheet, row.source.row, column, value, why, "核对身份证号和姓名，改对后再导入")
    )


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
