"""How many vacancies of a search are new since somebody last looked."""

from datetime import datetime

from sqlmodel import col, func, select

from api.vacancies.asking import Asked
from api.vacancies.finding import find
from api.vacancies.listing import Reader
from api.vacancies.ranking import Ranking
from models.vacancy import Vacancy, on_offer


def new_in(reader: Reader, asked: Asked, since: datetime) -> int:
    """Vacancies of the search that were opened, or opened again, after ``since``."""
    fresh = select(func.count()).select_from(Vacancy)
    fresh = fresh.where(on_offer(reader.today), col(Vacancy.openings) > 0, col(Vacancy.state_since) > since)
    if not (asked.sets_nothing or asked.sets_only_street):
        ranking = Ranking.of(reader.session, reader.shelf, reader.access, reader.today)
        fresh = fresh.where(col(Vacancy.id).in_([line.vacancy_id for line in find(ranking, asked).lines]))
    return reader.session.exec(fresh).one()
