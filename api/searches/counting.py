"""Which vacancies of a search are new since somebody last looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from api.vacancies.asking import Asked
from api.vacancies.finding import find
from api.vacancies.listing import Reader
from api.vacancies.ranking import Ranking
from models.vacancy import Vacancy, on_offer

SHOWN = 3


@dataclass(frozen=True, slots=True)
class New:
    """How many are new, and the newest few of them."""

    count: int
    newest: Sequence[Vacancy]


def new_in(reader: Reader, asked: Asked, since: datetime) -> New:
    """Vacancies of the search that were opened, or opened again, after ``since``."""
    fresh = [on_offer(reader.today), col(Vacancy.openings) > 0, col(Vacancy.state_since) > since]
    if not (asked.sets_nothing or asked.sets_only_street):
        ranking = Ranking.of(reader.session, reader.shelf, reader.access, reader.today)
        fresh.append(col(Vacancy.id).in_([line.vacancy_id for line in find(ranking, asked).lines]))
    count = reader.session.exec(select(func.count()).select_from(Vacancy).where(*fresh)).one()
    newest = select(Vacancy).where(*fresh).order_by(col(Vacancy.state_since).desc(), col(Vacancy.id).desc())
    return New(count, reader.session.exec(newest.limit(SHOWN)).all() if count else [])
