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
    called = _offered(session, today, vacancy, col(Vacancy.title) == vacancy.title)
    if len(called) >= MOST or vacancy.occupation_code is None:
        return called[:MOST]
    same_work = sa.and_(col(Vacancy.occupation_code) == vacancy.occupation_code, col(Vacancy.title) != vacancy.title)
    return [*called, *_offered(session, today, vacancy, same_work)][:MOST]


def _offered(session: Session, today: date, beside: Vacancy, which: sa.ColumnElement[bool]) -> list[Vacancy]:
    """The nearest of some vacancies with openings; those nobody can place come last."""
    rows = select(Vacancy).where(which, on_offer(today), col(Vacancy.openings) > 0, col(Vacancy.id) != beside.id)
    found = session.exec(rows.order_by(col(Vacancy.created_at).desc(), col(Vacancy.id)).limit(LOOKED_AT)).all()
    if not found:
        return []
    far = kilometres(points([beside]), points(found))
    return [found[place] for place in np.argsort(far, kind="stable").tolist()]
