"""Vacancies like one: of the same title, of its occupation, of the occupations beside it; of each the nearest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.vacancies.way import points
from matcher.pairing.places import kilometres
from models.reference import within_occupation
from models.vacancy import Vacancy, on_offer

MOST = 3
LOOKED_AT = 60  # the newest, of which the nearest are picked
BESIDE = 7  # characters of a code that occupations beside each other share: 6-04-03 of 6-04-03-01


@dataclass(frozen=True, slots=True)
class Similar:
    """A vacancy on offer and why it is shown beside another."""

    vacancy: Vacancy
    why: str


def similar(session: Session, vacancy: Vacancy, today: date) -> list[Similar]:
    """At most three on offer beside the vacancy itself, the most alike first."""
    found: dict[int, str] = {}
    for alike, which in _kinds(vacancy):
        if len(found) < MOST:
            for key, km in _offered(session, today, vacancy, which):
                found.setdefault(key, wording.joined(alike, _far(km)))
    ids = list(found)[:MOST]
    rows = {row.id: row for row in session.exec(select(Vacancy).where(col(Vacancy.id).in_(ids)))}
    return [Similar(rows[key], found[key]) for key in ids]


def _kinds(vacancy: Vacancy) -> Iterator[tuple[str, sa.ColumnElement[bool]]]:
    """How a vacancy can be like this one, in words and as a condition, the most alike first."""
    yield "岗位名一样", col(Vacancy.title) == vacancy.title
    code = vacancy.occupation_code
    if code is not None:
        yield "同一工种", col(Vacancy.occupation_code) == code
        if len(code) > BESIDE and not code.startswith("00", BESIDE - 2):
            yield "相近工种", within_occupation(col(Vacancy.occupation_code), f"{code[:BESIDE]}-00")


def _far(km: float) -> str:
    """How far it is from the vacancy one came for; nothing where nobody can place one of the two."""
    if not np.isfinite(km):
        return ""
    return "就在附近" if km < 1 else f"离这个岗位约 {km:.0f} 公里"


def _offered(session: Session, today: date, beside: Vacancy, which: sa.ColumnElement[bool]) -> list[tuple[int, float]]:
    """The ids of the nearest of some vacancies with openings, each with its km; those nobody can place come last."""
    places = sa.select(*(sa.inspect(Vacancy).columns[name] for name in ("id", "lng", "lat", "street_code")))
    rows = places.where(which, on_offer(today), col(Vacancy.openings) > 0, col(Vacancy.id) != beside.id)
    found = session.execute(rows.order_by(col(Vacancy.created_at).desc(), col(Vacancy.id)).limit(LOOKED_AT)).all()
    if not found:
        return []
    far = kilometres(points([beside]), points(found)).ravel()
    return [(found[place].id, float(far[place])) for place in np.argsort(far, kind="stable").tolist()]
