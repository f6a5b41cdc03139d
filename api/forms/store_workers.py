"""Workers into the store, each person once."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from api.access.scopes import Condition
from api.forms.actor import Actor
from api.forms.store_assistance import leave_out_assistance, store_assistance
from api.forms.store_vacancies import CHUNK
from api.forms.stored import Obstacle, Stored, elsewhere
from api.forms.workers import WorkerRow
from api.referrals.ending import end_without_consent
from models.days import day_of, start_of
from models.reference import Occupation
from models.worker import Worker, WorkerCertificate, WorkerExperience, WorkerSkill, WorkerWish

_LISTS: tuple[tuple[type[SQLModel], str, str], ...] = (
    (WorkerWish, "wishes", "words"),
    (WorkerSkill, "skills", "words"),
    (WorkerCertificate, "certificates", "words"),
    (WorkerExperience, "experience", "post"),
)
"""Tables of lists about a worker, the list of the row that fills them, and their column of words."""


_SOMEONE_ELSE = Obstacle(
    "id_number", "这个身份证号已登记给姓名和电话都不同的另一人", "核对身份证号和姓名，改对后再导入"
)
_ELSEWHERE = elsewhere("name", "这个人")


def store_workers(
    session: Session, rows: Sequence[WorkerRow], now: datetime, actor: Actor, code_title: Callable[[str], str | None]
) -> Stored:
    """Store each person once. People out of the actor's reach are left as they are."""
    people = _People(session, rows, now, actor)
    stored, met, foreign = Stored(), dict[int, Worker](), dict[int, Worker]()
    for place, row in enumerate(rows):
        worker = people.find(row)
        if worker is None:
            worker = people.make(row)
            stored.changed.add(place)
        elif people.is_foreign(worker):
            foreign[place] = worker
            continue
        elif _is_someone_else(worker, row):
            stored.refused[place] = _SOMEONE_ELSE
            continue
        elif people.update(worker, row):
            stored.changed.add(place)
        met[place] = worker
    session.flush()
    _end_without_consent(session, met.values(), now)
    stored.changed |= _store_lists(session, rows, met, cache(code_title))
    store_assistance(session, rows, met, day_of(now), actor, stored)
    _leave(session, rows, foreign, people, stored)
    session.flush()
    return stored


def _end_without_consent(session: Session, workers: Collection[Worker], now: datetime) -> None:
    """A form may say that somebody does not agree to be recommended any more."""
    unwilling = sorted({worker.id or 0 for worker in workers if not worker.consent_recommend})
    for start in range(0, len(unwilling), CHUNK):
        end_without_consent(session, unwilling[start : start + CHUNK], now=now)


def _leave(
    session: Session, rows: Sequence[WorkerRow], foreign: dict[int, Worker], people: "_People", stored: Stored
) -> None:
    """Refuse rows about somebody else's workers, but for a form brought in again by who registered them first.

    Such a row changes nothing and tells nothing; to anybody else “unchanged” would confirm what they guessed.
    """
    same = {
        place: worker
        for place, worker in foreign.items()
        if people.has_registered(worker) and not people.news(worker, rows[place])
    }
    news = {place for place, *_ in _new_lists(session, rows, same)}
    known = same.keys() - news
    stored.refused |= dict.fromkeys(foreign.keys() - known, _ELSEWHERE)
    leave_out_assistance(rows, known, stored)


def _is_someone_else(worker: Worker, row: WorkerRow) -> bool:
    """One ID number, but neither the name nor the phone agrees: one of the two records is wrong."""
    return worker.name != row.name and worker.phone != row.phone


class _People:
    """Known workers by ID number, and by name with phone; the same phone under another name is another person."""

    def __init__(self, session: Session, rows: Sequence[WorkerRow], now: datetime, actor: Actor) -> None:
        self.session, self.now, self.actor = session, now, actor
        self.by_id: dict[str, Worker] = {}
        self.by_phone: dict[tuple[str, str], Worker] = {}
        self._foreign: set[int | None] = set()
        ids = [row.id_number for row in rows if row.id_number]
        phones = [row.phone for row in rows]
        for column, values in (("id_number", ids), ("phone", phones)):
            for worker, ours in _where_in(session, column, values, actor.workers):
                self._remember(worker)
                if not ours:
                    self._foreign.add(worker.id)

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

    def is_foreign(self, worker: Worker) -> bool:
        """Whether the worker is out of the actor's reach."""
        return worker.id is not None and worker.id in self._foreign

    def has_registered(self, worker: Worker) -> bool:
        return self.actor.account_id is not None and worker.registered_by == self.actor.account_id

    def make(self, row: WorkerRow) -> Worker:
        worker = Worker(
            name=row.name,
            phone=row.phone,
            id_number=row.id_number,
            registered_by=self.actor.account_id,
            registered_at=self.now,
            updated_at=self.now,
            row_key=_row_key(row),
        )
        self.session.add(worker.sqlmodel_update(self._values(row)))
        self._remember(worker)
        return worker

    def update(self, worker: Worker, row: WorkerRow) -> bool:
        """Bring a worker up to date; whether anything changed. A blank in the form keeps what is known."""
        news = self.news(worker, row)
        if news:
            worker.sqlmodel_update({**news, "updated_at": self.now})
            self._remember(worker)
        return bool(news)

    def news(self, worker: Worker, row: WorkerRow) -> dict[str, Any]:
        """The columns that a row says otherwise than the store."""
        said = {**self._values(row), "name": row.name, "phone": row.phone}
        if row.id_number:
            said["id_number"] = row.id_number
        return {key: value for key, value in said.items() if getattr(worker, key) != value}

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


def _where_in(
    session: Session, column: str, values: list[str], reached: Condition
) -> Iterable[tuple[Worker, bool | None]]:
    """Workers with one of the values, each with whether it is reached."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), CHUNK):
        wanted = col(getattr(Worker, column)).in_(distinct[start : start + CHUNK])
        yield from session.exec(select(Worker, reached.label("reached")).where(wanted).order_by(col(Worker.id)))


def _store_lists(
    session: Session, rows: Sequence[WorkerRow], met: dict[int, Worker], code: Callable[[str], str | None]
) -> set[int]:
    """Replace each list that the form fills and that differs; the places of the rows that changed one."""
    codes = set(session.exec(select(Occupation.code)))
    changed: set[int] = set()
    for place, table, column, known, said in _new_lists(session, rows, met):
        for line in known:
            session.delete(line)
        if known:
            session.flush()  # the old positions must be free before the new lines take them
        worker_id = int(met[place].id or 0)
        known[:] = [_line(table, column, worker_id, n, text, codes, code) for n, text in enumerate(said, 1)]
        session.add_all(known)
        changed.add(place)
    return changed


def _new_lists(
    session: Session, rows: Sequence[WorkerRow], met: dict[int, Worker]
) -> Iterator[tuple[int, type[SQLModel], str, list[SQLModel], list[str]]]:
    """Each list that a row says otherwise than the store: place, table, column of words, lines known, words said.

    Whoever replaces the lines puts the new ones into the same list, for later rows about the same worker.
    """
    for table, attribute, column in _LISTS:
        known = _known_lists(session, table, [w.id for w in met.values() if w.id is not None])
        for place, worker in met.items():
            said = list(getattr(rows[place], attribute))
            if worker.id is not None and said and said != [getattr(line, column) for line in known[worker.id]]:
                yield place, table, column, known[worker.id], said


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


def _known_lists(session: Session, table: type[SQLModel], worker_ids: list[int]) -> defaultdict[int, list[SQLModel]]:
    known: defaultdict[int, list[SQLModel]] = defaultdict(list)
    owner: Any = getattr(table, "worker_id")  # noqa: B009  (one of four tables)
    order: Any = getattr(table, "position", None) or getattr(table, "id")  # noqa: B009
    for start in range(0, len(worker_ids), CHUNK):
        chunk = worker_ids[start : start + CHUNK]
        for line in session.exec(select(table).where(owner.in_(chunk)).order_by(order)):
            known[line.worker_id].append(line)  # type: ignore[attr-defined]
    return known
