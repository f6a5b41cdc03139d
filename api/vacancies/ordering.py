"""The orders a reader may choose instead of the matching's own: the nearest, the newest, the best paid first."""

from collections.abc import Mapping, Sequence

import numpy as np

from api.vacancies.asking import NEAR, NEW, PAY
from api.vacancies.way import centre
from matcher.pairing.instance import Floats, Ints
from matcher.pairing.places import kilometres
from matcher.pairing.search import VacancyIndex


def chosen(
    ids: Sequence[int],
    sort: str,
    index: VacancyIndex,
    row_of: Mapping[int, int],
    street: str | None,
    unclear_times: float,
) -> list[int]:
    """The same vacancies in the order asked for; equals stay as they stood, and those nobody can place come last."""
    rows = np.array([row_of[key] for key in ids if key in row_of], dtype=np.int64)
    known = [key for key in ids if key in row_of]
    return [known[place] for place in np.argsort(_key(sort, index, rows, street, unclear_times), kind="stable")]


def everything(sort: str, index: VacancyIndex, street: str | None, unclear_times: float) -> list[int]:
    """All vacancies of the index with an opening that is free, newest among equals."""
    rows = np.flatnonzero(index.vacancies.openings > 0)[::-1]
    order = np.argsort(_key(sort, index, rows, street, unclear_times), kind="stable")
    return [int(index.vacancies.ids[row]) for row in rows[order].tolist()]


def _key(sort: str, index: VacancyIndex, rows: Ints, street: str | None, unclear_times: float) -> Floats:
    """What to sort by, least first; nan is unknown and comes last. The rows of an index are as old as they are low."""
    if sort == NEAR and street is not None:
        return kilometres(centre(street), index.vacancies.place[rows])
    if sort == PAY:
        low, high = index.vacancies.wage_low[rows], index.vacancies.wage_high[rows]
        unclear = high >= unclear_times * low
        return np.where(unclear, np.nan, -np.where(np.isnan(low), high, low))
    return -rows.astype(np.float64) if sort == NEW else np.zeros(len(rows))
