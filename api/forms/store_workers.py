"""Workers into the store, each person once."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from api.forms.store_vacancies import CHUNK
from api.forms.workers import WorkerRow
from models.assistance import AssistanceCategory, WorkerAssistance
from models.days import day_of, start_of
from models.reference import Occupation
from models.worker import Worker, WorkerCertificate, WorkerExperience, WorkerSkill, WorkerWish

_Lists = dict[type[SQLModel], dict[int, list[str]]]
_LISTS: tuple[tuple[type[SQLModel], str, str], ...] = (
    (WorkerWish, "wishes", "words"),
    (WorkerSkill, "skills", "words"),
    (WorkerCertificate, "certificates", "words"),
    (WorkerExperience, "experience", "post"),
)
"""Tables of lists about a worker, the list of the row that fills them, and their column of words."""


def store_workers(
    session: Session,
    rows: Sequence[WorkerRow],
    now: datetime,
    account_id: int | None,
    code_title: Callable[[str], str | None],
) -> tuple[int, int, list[int]]:
    """How many rows were taken, how many changed nothing, and the places of those that contradict the store."""
    people = _People(session, rows, now, account_id)
    contradicting, changed, met = [], set(), {}
    for place, row in enumerate(rows):
        worker = people.find(row)
        if worker is not None and _is_someone_else(worker, row):
            contradicting.append(place)
            continue
        if worker is None:
            worker = people.make(row)
            changed.add(place)
        elif people.update(worker, row):
            changed.add(place)
        met[place] = worker
    session.flush()
    changed |= _store_lists(session, rows, met, cache(code_title))
    changed |= _store_assistance(session, rows, met, day_of(now))
    session.flush()
    return len(changed), len(rows) - len(changed) - len(contradicting), contradicting


def _is_someone_else(worker: Worker, row: WorkerRow) -> bool:
    """One ID number, but neither the name nor the phone agrees: one of the two records is wrong."""
    return worker.name != row.name and worker.phone != row.phone


class _People:
    """Known workers by ID number, and by name with phone; the same phone under another name is another person."""

    def __init__(self, session: Session, rows: Sequence[WorkerRow], now: datetime, account_id: int | None) -> None:
        self.session, self.now, self.account_id = session, now, account_id
        self.by_id: dict[str, Worker] = {}
        self.by_phone: dict[tuple[str, str], Worker] = {}
        ids = [row.id_number for row in rows if row.id_number]
        for worker in (*_where_in(session, "id_number", ids), *_where_in(session, "phone", [r.phone for r in rows])):
            self._remember(worker)

    def _remember(self, worker: Worker) -> None:
        if worker.id_number:
            self.by_id[worker.id_number] = worker
        self.by_phone.setdefault((worker.name, worker.phone), worker)

    def find(self, row: WorkerRow) -> Worker | None:
        if row.id_number and (worker := self.by_id.get(row.id_number)):
            return worker
        worker = self.by_phone.get((row.name, row.phone))
        if worker and row.id_number and worker.id_number and worker.id_number != row.id_number:
            return None
        return worker

    def make(self, row: WorkerRow) -> Worker:
        worker = Worker(
            name=row.name,
            phone=row.phone,
            id_number=row.id_number,
            registered_by=self.account_id,
            registered_at=self.now,
            updated_at=self.now,
            row_key=_row_key(row),
        )
        self.session.add(worker.sqlmodel_update(self._values(row)))
        self._remember(worker)
        return worker

    def update(self, worker: Worker, row: WorkerRow) -> bool:
        """Bring a worker up to date; whether anything changed. A blank in the form keeps what is known."""
        said = {**self._values(row), "name": row.name, "phone": row.phone}
        if row.id_number:
            said["id_number"] = row.id_number
        news = {key: value for key, value in said.items() if getattr(worker, key) != value}
        if news:
            worker.sqlmodel_update({**news, "updated_at": self.now})
            self._remember(worker)
        return bool(news)

    @staticmethod
    def _values(row: WorkerRow) -> dict[str, Any]:
        values = dict(row.values)
        day = values.pop("registered_on", None)
        if isinstance(day, date):
            values["registered_at"] = start_of(day)
        if row.remarks:
            values["words"] = "；".join(row.remarks)
        return values


def _row_key(row: WorkerRow) -> str:
    """A digest of the identity: the ID number, else name and phone."""
    identity = f"id|{row.id_number}" if row.id_number else f"phone|{row.name}|{row.phone}"
    return hashlib.sha256(identity.encode()).hexdigest()


def _where_in(session: Session, column: str, values: list[str]) -> Iterable[Worker]:
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), CHUNK):
        wanted = col(getattr(Worker, column)).in_(distinct[start : start + CHUNK])
        yield from session.exec(select(Worker).where(wanted).order_by(col(Worker.id)))


def _store_lists(
    session: Session, rows: Sequence[WorkerRow], met: dict[int, Worker], code: Callable[[str], str | None]
) -> set[int]:
    """Replace each list that the form fills and that differs; the places of the rows that changed one."""
    codes = set(session.exec(select(Occupation.code)))
    changed: set[int] = set()
    for table, attribute, column in _LISTS:
        known = _known_lists(session, table, column, [w.id for w in met.values() if w.id is not None])
        for place, worker in met.items():
            said = list(getattr(rows[place], attribute))
            if worker.id is None or not said:
                continue
            before = known[worker.id]
            if said == [getattr(line, column) for line in before]:
                continue
            for line in before:
                session.delete(line)
            if before:
                session.flush()  # the old positions must be free before the new lines take them
            known[worker.id] = [_line(table, column, worker.id, n, text, codes, code) for n, text in enumerate(said, 1)]
            session.add_all(known[worker.id])
            changed.add(place)
    return changed


def _line(
    table: type[SQLModel],
    column: str,
    worker_id: int,
    position: int,
    text: str,
    codes: set[str],
    code: Callable[[str], str | None],
) -> SQLModel:
    values: dict[str, Any] = {"worker_id": worker_id, column: text}
    if table in (WorkerWish, WorkerExperience):
        values["position"] = position
    if table is WorkerWish:
        guessed = code(text)
        values["occupation_code"] = guessed if guessed in codes else None
    return table(**values)


def _known_lists(
    session: Session, table: type[SQLModel], column: str, worker_ids: list[int]
) -> defaultdict[int, list[SQLModel]]:
    known: defaultdict[int, list[SQLModel]] = defaultdict(list)
    owner: Any = getattr(table, "worker_id")  # noqa: B009  (one of four tables)
    order: Any = getattr(table, "position", None) or getattr(table, "id")  # noqa: B009
    for start in range(0, len(worker_ids), CHUNK):
        chunk = worker_ids[start : start + CHUNK]
        for line in session.exec(select(table).where(owner.in_(chunk)).order_by(order)):
            known[line.worker_id].append(line)  # type: ignore[attr-defined]
    return known


def _store_assistance(session: Session, rows: Sequence[WorkerRow], met: dict[int, Worker], today: date) -> set[int]:
    """Categories of help that come with evidence; a bare claim on a form is not a certificate and is not stored."""
    claims = {
        place: AssistanceCategory[category.upper()]
        for place in met
        if (category := rows[place].assistance) and rows[place].assistance_evidence
    }
    ids = [worker.id for place, worker in met.items() if place in claims]
    known = set()
    for start in range(0, len(ids), CHUNK):
        held = select(WorkerAssistance).where(col(WorkerAssistance.worker_id).in_(ids[start : start + CHUNK]))
        known |= {(a.worker_id, a.category) for a in session.exec(held)}
    changed: set[int] = set()
    for place, category in claims.items():
        worker_id = met[place].id
        if worker_id is None or (worker_id, category) in known:
            continue
        known.add((worker_id, category))
        evidence = str(rows[place].assistance_evidence)
        session.add(WorkerAssistance(worker_id=worker_id, category=category, evidence=evidence, valid_from=today))
        changed.add(place)
    return changed
