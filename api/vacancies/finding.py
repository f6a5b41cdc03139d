"""Which vacancies suit what somebody asks for, best first, and what taking one condition back would bring.

The order, the reasons and the hard rules are the matching's own; nothing is counted that was not ranked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from api.vacancies.asking import Asked
from matcher.pairing.search import VacancyIndex, rank_vacancies

MOST = 500
ENOUGH = 10  # with fewer vacancies than this it is worth saying what stands in the way


@dataclass(frozen=True, slots=True)
class Line:
    """One ranked vacancy with the matching's own words."""

    vacancy_id: int
    reasons: str
    chance: float


@dataclass(frozen=True, slots=True)
class WayOut:
    """Taking back one condition brings so many vacancies more, ranked and counted."""

    condition: str
    more: int


@dataclass(frozen=True, slots=True)
class Found:
    lines: list[Line]
    ways_out: list[WayOut]
    refused: Mapping[str, int]  # why vacancies fell out, in words, most frequent first


def find(index: VacancyIndex, asked: Asked, today: date) -> Found:
    ranked = _rank(index, asked, today)
    lines = _lines(ranked)
    ways = _ways_out(index, asked, today, len(lines)) if len(lines) < ENOUGH else []
    return Found(lines, ways, ranked.attrs["refused"])


def line_of(index: VacancyIndex, asked: Asked, today: date, vacancy_id: int) -> Line | None:
    """What the list says of one vacancy; None when it is not on the list."""
    return next((line for line in _lines(_rank(index, asked, today)) if line.vacancy_id == vacancy_id), None)


def _lines(ranked: pd.DataFrame) -> list[Line]:
    return [
        Line(int(row.vacancy_id), str(row.reasons), float(row.chance))  # type: ignore[arg-type]
        for row in ranked.itertuples()
    ]


def _rank(index: VacancyIndex, asked: Asked, today: date) -> pd.DataFrame:
    return rank_vacancies(request_row(asked), index, as_of=today, top=MOST)


def request_row(asked: Asked) -> dict[str, object]:
    """The request as a worker of the matching contract; what was not said stays unknown."""
    return {
        "wishes": list(asked.wishes),
        "wage_min": asked.wage,
        "needs_lodging": asked.lodging,
        "shifts": sorted(asked.shifts),
        "street": asked.street,
    }


def _ways_out(index: VacancyIndex, asked: Asked, today: date, found: int) -> list[WayOut]:
    """Each condition of the reader's own, taken back alone; those that help, most helpful first."""
    without = {
        "wage": replace(asked, wage=None) if asked.wage else None,
        "lodging": replace(asked, lodging=None) if asked.lodging else None,
        "shift": replace(asked, shifts=frozenset()) if asked.shifts else None,
        "street": replace(asked, street=None) if asked.street else None,
    }
    ways = [
        WayOut(name, len(_rank(index, freer, today)) - found) for name, freer in without.items() if freer is not None
    ]
    return sorted((way for way in ways if way.more > 0), key=lambda way: -way.more)
