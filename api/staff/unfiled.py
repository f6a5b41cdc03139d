"""People of no known street, mostly those who applied on the web: no street's staff sees them until they are filed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access
from api.applications.applying import CHANNEL
from api.fields.references import check_references
from api.fields.types import id_of
from api.files.streets import NOWHERE
from api.files.worker_list import WORKERS
from api.forms.cells.places import street_code
from api.refusals import BadField, NotThere
from api.vacancies.around import street_names
from api.workers.consents import Said
from api.workers.schemas import WorkerPatch
from api.workers.writing import apply
from models.days import day_of
from models.reference import County
from models.referral import Referral
from models.vacancy import Vacancy
from models.worker import Worker

ASKED = {"street": NOWHERE[0]}
CITY = 4  # leading digits of a street's or a county's code that name its city
COUNTY = 6
FIELD = "street_"


@dataclass(frozen=True, slots=True)
class Unfiled:
    """Somebody to be filed; ``guess`` is the one street the address names, ``posts`` is what they applied for."""

    id: int
    name: str
    registered: str
    address: str
    posts: str
    guess: str

    @property
    def field(self) -> str:
        return f"{FIELD}{self.id}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many wait to be filed, how many of them came ``by_web``, and how many others live ``elsewhere``."""

    waiting: int
    by_web: int
    elsewhere: int


def numbers(session: Session, access: Access, today: date) -> Numbers:
    rows = WORKERS.rows(ASKED, access, today).subquery()
    waits = ~_elsewhere(session, rows.c.address)
    by_web = sa.and_(waits, rows.c.channel == CHANNEL)
    counted = sa.select(sa.func.count().filter(waits), sa.func.count().filter(by_web), sa.func.count())
    found = session.execute(counted.select_from(rows)).one()
    return Numbers(found[0], found[1], found[2] - found[0])


def _elsewhere(session: Session, address: Any) -> sa.ColumnElement[bool]:
    """The address names another district of the city: no street of ours will ever be the right one."""
    ours = street_names(session)
    county = next(iter(ours), "")[:COUNTY]
    others = select(County.name).where(col(County.code).startswith(county[:CITY]), County.code != county)
    return sa.or_(sa.false(), *(address.contains(name, autoescape=True) for name in session.exec(others)))


def unfiled(session: Session, access: Access, today: date, *, part: slice) -> list[Unfiled]:
    """Those of a part of the list of all who wait, the longest registered first."""
    waiting = WORKERS.rows(ASKED, access, today).where(~_elsewhere(session, col(Worker.address)))
    oldest = waiting.order_by(col(Worker.registered_at), col(Worker.id)).slice(part.start, part.stop)
    workers = session.exec(oldest).all()
    names = street_names(session)
    codes = {name: code for code, name in names.items()}
    posts = _applied_for(session, [worker.id or 0 for worker in workers], names)
    return [
        Unfiled(
            id=worker.id or 0,
            name=wording.masked(worker.name),
            registered=wording.joined(wording.day(day_of(worker.registered_at), today), worker.channel or None),
            address=worker.address,
            posts="、".join(posts.get(worker.id or 0, ())),
            guess=street_code(worker.address, codes, address=True) or "",
        )
        for worker in workers
    ]


def _applied_for(session: Session, ids: Collection[int], names: Mapping[str, str]) -> dict[int, list[str]]:
    """Titles and streets of the posts each of them is put forward for."""
    rows = session.exec(
        select(Referral.worker_id, Vacancy.title, Vacancy.street_code)
        .join(Vacancy, col(Vacancy.id) == Referral.vacancy_id)
        .where(col(Referral.worker_id).in_(ids))
        .order_by(col(Referral.id))
    )
    found: dict[int, list[str]] = {}
    for worker, title, street in rows:
        found.setdefault(worker, []).append(f"{title}（{names[street]}）" if street else title)
    return found


def chosen(values: Mapping[str, str], streets: Collection[str]) -> dict[int, str]:
    """Worker id to street, of those a street was chosen for; raises `BadField` for one that is none of ours."""
    picked = {
        key: code
        for name, code in values.items()
        if code and name.startswith(FIELD) and (key := id_of(name.removeprefix(FIELD)))
    }
    wrong = [key for key, code in picked.items() if code not in streets]
    if wrong:
        raise BadField.of(f"{FIELD}{wrong[0]}", "从列出的街道里选一个")
    return picked


def file_them(session: Session, picked: Mapping[int, str], access: Access, today: date, said: Said) -> Sequence[int]:
    """File each under their street; returns the ids that were left because somebody else has filed them since."""
    left = []
    for key, street in picked.items():
        try:
            worker = one(session, Worker, key, access, today, lock=True)
        except NotThere:
            left.append(key)
            continue
        if worker.street_code is not None or worker.erased_at is not None:
            left.append(key)
            continue
        patch = WorkerPatch.model_validate({"street_code": street})
        check_references(session, patch)
        apply(session, worker, patch, said.at, today, said)
    return left
