"""Which vacancies suit what somebody asks for, best first, and what taking one condition back would bring.

The order, the reasons and the hard rules are the matching's own; nothing is counted that was not ranked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from api.vacancies.asking import Asked
from api.vacancies.cards import Band, band_of
from api.vacancies.ranking import Ranking

MOST = 500
ENOUGH = 10  # with fewer vacancies than this it is worth saying what stands in the way


@dataclass(frozen=True, slots=True)
class Line:
    """One ranked vacancy with the matching's own words."""

    vacancy_id: int
    reasons: str
    band: Band | None


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


def find(ranking: Ranking, asked: Asked) -> Found:
    ranked = ranking.best(request_row(asked), MOST)
    lines = _lines(ranked, ranking)
    ways = _ways_out(ranking, asked, len(lines)) if len(lines) < ENOUGH else []
    return Found(lines, ways, ranked.attrs["refused"])


def line_of(ranking: Ranking, asked: Asked, vacancy_id: int) -> Line | None:
    """What the list says of one vacancy; None when it is not on the list."""
    lines = _lines(ranking.best(request_row(asked), MOST), ranking)
    return next((line for line in lines if line.vacancy_id == vacancy_id), None)


def _lines(ranked: pd.DataFrame, ranking: Ranking) -> list[Line]:
    return [
        Line(int(row.vacancy_id), str(row.reasons), band_of(float(row.chance), ranking.params.bands))  # type: ignore[arg-type]
        for row in ranked.itertuples()
    ]


def request_row(asked: Asked) -> dict[str, object]:
    """The request as a worker of the matching contract; what was not said stays unknown."""
    return {
        "wishes": list(asked.wishes),
        "wage_min": asked.wage,
        "needs_lodging": asked.lodging,
        "shifts": sorted(asked.shifts),
        "street": asked.street,
    }


def _ways_out(ranking: Ranking, asked: Asked, found: int) -> list[WayOut]:
    """Each condition of the reader's own, taken back alone; those that help, most helpful first."""
    without = {
        "wage": replace(asked, wage=None) if asked.wage else None,
        "lodging": replace(asked, lodging=None) if asked.lodging else None,
        "shift": replace(asked, shifts=frozenset()) if asked.shifts else None,
        "street": replace(asked, street=None) if asked.street else None,
    }
    ways = [
        WayOut(name, len(ranking.best(request_row(freer), MOST)) - found)
        for name, freer in without.items()
        if freer is not None
    ]
    return sorted((way for way in ways if way.more > 0), key=lambda way: -way.more)
