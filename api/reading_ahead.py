"""What a process reads once, from its files and from the store, read before anybody asks: nobody waits for it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from litestar.datastructures import State

from api.matching.worker_shelf import read_people_ahead
from api.vacancies.ranking import read_ahead
from matcher.language.occupations.coding import code
from matcher.language.requests import understand
from matcher.policy.advert import Advert
from matcher.policy.parameters import packaged_parameters
from matcher.policy.screening import screen

SHORT = 0.0005  # seconds


def read_all_ahead(state: State) -> None:
    """The vacancies, which most readers come for, then the people, then the rules for adverts."""
    engine, shelf, today = state.engine, state.vacancy_shelf, state.settings.today()
    with _giving_way():
        read_ahead(engine, shelf, today)
        read_people_ahead(engine, state.worker_shelf, shelf, today)
        _read_rules_ahead(today)
        _read_words_ahead()
        _keep_for_good()


@contextmanager
def _giving_way() -> Iterator[None]:
    """A page asks the store dozens of times, and after each waits as long as a busy thread may hold the interpreter.

    With Python's usual 5 ms, the first pages after a start took twice as long.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SHORT)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _read_rules_ahead(today: date) -> None:
    screen(Advert(text="招普工"), packaged_parameters(), today)


def _read_words_ahead() -> None:
    """The dictionaries behind a first search and a first form."""
    understand("叉车", streets={})
    code(["叉车司机"])


def _keep_for_good() -> None:
    """What stands in memory by now stays: the collector would look through it again and again, and pages wait."""
    gc.collect()
    gc.freeze()
