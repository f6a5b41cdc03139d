"""Which vacancies suit what somebody asks for, best first, and what taking one condition back would bring.

The order, the reasons and the hard rules are the matching's own; nothing is counted that was not ranked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from api.vacancies.asking import Asked
from api.vacancies.cards import Band, bands_of
from api.vacancies.ranking import Ranking
from matcher.pairing.lists.listing import WIDENED

MOST = 500
ENOUGH = 10  # with fewer vacancies than this it is worth saying what stands in the way


@dataclass(frozen=True, slots=True)
class Line:
    """One ranked vacancy with the matching's own words."""

    vacancy_id: int
    reasons: str
    band: Band | None
    widened: bool  # other work, near what was asked for


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
    """What suits, work as asked for before work that is only near it."""
    return _kept(ranking, asked, lambda: _found(ranking, asked))


def line_of(ranking: Ranking, asked: Asked, vacancy_id: int) -> Line | None:
    """What the list says of one vacancy; None when it is not on the list."""
    return next((line for line in find(ranking, asked).lines if line.vacancy_id == vacancy_id), None)


def _kept(ranking: Ranking, asked: Asked, make: Callable[[], Found]) -> Found:
    question = (asked.wishes, asked.wage, asked.lodging, asked.shifts, asked.street, ranking.settled)
    found: Found = ranking.kept.of(ranking.ground, question, make)
    return found


def _found(ranking: Ranking, asked: Asked) -> Found:
    ranked = ranking.best(request_row(asked), MOST)
    lines = sorted(_lines(ranked, ranking), key=lambda line: line.widened)
    ways = _ways_out(ranking, asked, len(lines)) if len(lines) < ENOUGH else []
    return Found(lines, ways, ranked.attrs["refused"])


def _lines(ranked: pd.DataFrame, ranking: Ranking) -> list[Line]:
    keys, reasons = (ranked[name].tolist() for name in ("vacancy_id", "reasons"))
    bands = bands_of(ranked["chance"].to_numpy(), ranking.params.bands)
    return [
        Line(int(key), said, band, said.endswith(WIDENED)) for key, said, band in zip(keys, reasons, bands, strict=True)
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
