"""Vacancies like one: of the same title or of its occupation, the nearest first."""

from datetime import date

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.vacancies.way import points
from matcher.pairing.places import kilometres
from models.vacancy import Vacancy, on_offer

MOST = 3
LOOKED_AT = 60  # the newest, of which the nearest are picked


def similar(session: Session, vacancy: Vacancy, today: date) -> list[Vacancy]:
    """At most three on offer beside the vacancy itself: those called the same, then those of its occupation."""
    ids = _offered(session, today, vacancy, col(Vacancy.title) == vacancy.title)
    if len(ids) < MOST and vacancy.occupation_code is not None:
        same_work = col(Vacancy.occupation_code) == vacancy.occupation_code
        ids += _offered(session, today, vacancy, sa.and_(same_work, col(Vacancy.title) != vacancy.title))
    rows = {row.id: row for row in session.exec(select(Vacancy).where(col(Vacancy.id).in_(ids[:MOST])))}
    return [rows[key] for key in ids[:MOST]]


def _offered(session: Session, today: date, beside: Vacancy, which: sa.ColumnElement[bool]) -> list[int]:
    """The ids of the nearest of some vacancies with openings; those nobody can place come last."""
    places = sa.select(*(sa.inspect(Vacancy).columns[name] for name in ("id", "lng", "lat", "street_code")))
    rows = places.where(which, on_offer(today), col(Vacancy.openings) > 0, col(Vacancy.id) != beside.id)
    found = session.execute(rows.order_by(col(Vacancy.created_at).desc(), col(Vacancy.id)).limit(LOOKED_AT)).all()
    if not found:
        return []
    far = kilometres(points([beside]), points(found))
    return [found[place].id for place in np.argsort(far, kind="stable").tolist()]
