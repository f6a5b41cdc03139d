"""What a process reads once, from its files and from the store, read before anybody asks: nobody waits for it."""

from datetime import date

from litestar import Litestar

from api.matching.worker_shelf import read_people_ahead
from api.vacancies.ranking import read_ahead
from matcher.policy.advert import Advert
from matcher.policy.parameters import packaged_parameters
from matcher.policy.screening import screen


def read_all_ahead(app: Litestar) -> None:
    """The vacancies, which most readers come for, then the people, then the rules for adverts."""
    engine, shelf, today = app.state.engine, app.state.vacancy_shelf, app.state.settings.today()
    read_ahead(engine, shelf, today)
    read_people_ahead(engine, app.state.worker_shelf, shelf, today)
    _read_rules_ahead(today)


def _read_rules_ahead(today: date) -> None:
    screen(Advert(text="招普工"), packaged_parameters(), today)
