"""Vacancies as they would be after a change: what an employer could offer or no longer ask, on the arrays of a run.

Each function changes the vacancies of a mask; a size (yuan, days) is one number or one for each vacancy.
"""

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.pairing import cells
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import alike_titles, local_wages
from matcher.pairing.instance import Floats, Ints, Mask, Vacancies
from matcher.pairing.phrases import VacancyWords

LAST_DAY = cells.day(date.max)


def raised(vacancies: Vacancies, which: Mask, yuan: float) -> Vacancies:
    """Both ends of the wage range raised."""
    more = np.where(which, yuan, 0.0)
    return replace(vacancies, wage_low=vacancies.wage_low + more, wage_high=vacancies.wage_high + more)


def topped_up(vacancies: Vacancies, which: Mask, yuan: Floats) -> Vacancies:
    """The upper end of the wage range raised."""
    return replace(vacancies, wage_high=vacancies.wage_high + np.where(which, yuan, 0.0))


def later(vacancies: Vacancies, which: Mask, days: float | Floats) -> Vacancies:
    """A later start, where the calendar goes on for so long."""
    start = vacancies.start + days
    return replace(vacancies, start=np.where(which & (start <= LAST_DAY), start, vacancies.start))


def lodged(vacancies: Vacancies, which: Mask) -> Vacancies:
    """Lodging offered."""
    return replace(vacancies, lodging=np.where(which, 1.0, vacancies.lodging))


def unschooled(vacancies: Vacancies, which: Mask) -> Vacancies:
    """No schooling asked; where every level will do, that is said already."""
    asked = which & (vacancies.education > 0)
    return replace(vacancies, education=np.where(asked, np.nan, vacancies.education))


def flexible(vacancies: Vacancies, which: Mask) -> Vacancies:
    """Whichever shift the worker likes."""
    return replace(vacancies, shift=np.where(which, 0, vacancies.shift).astype(np.int8))


def reopened(vacancies: Vacancies, which: Mask) -> Vacancies:
    """No last day for applications."""
    return replace(vacancies, open_until=np.where(which, np.nan, vacancies.open_until))


def paid_and_in_time(problem: Problem, pairs: Pairs) -> Mask:
    """Pairs within the rules of wage, start and age: those a change may meet for some pairs and not for others."""
    workers, vacancies = problem.workers, problem.vacancies
    start = vacancies.start[pairs.vacancy]
    underpaid = workers.wage_min[pairs.worker] > vacancies.wage_high[pairs.vacancy]
    late = workers.available[pairs.worker] > start + problem.params.start_grace_days
    within: Mask = ~(underpaid | late | (workers.sixteenth[pairs.worker] > start))
    return within


def together(problem: Problem, vacancies: Vacancies, alike: sparse.csr_array) -> Problem:
    """The problem with its vacancies changed together, the words apart; what such work pays follows all the wages."""
    low, high = problem.vacancies.wage_low, problem.vacancies.wage_high
    moved = differ(vacancies.wage_low, low) | differ(vacancies.wage_high, high)
    pay = local_wages(vacancies, problem.known.words, alike) if moved.any() else problem.local_pay
    return replace(problem, vacancies=vacancies, local_pay=pay)


def each_paid(
    vacancies: Vacancies,
    words: VacancyWords,
    usual: Floats,
    rows: Ints,
    changed_to: Vacancies,
    alike: sparse.csr_array | None = None,
) -> Floats:
    """What such work pays here for each of ``changed_to``, which is the vacancy of a row changed alone.

    Its own new wage counts among those it is compared with, as it would in a run; ``usual`` is what such work pays
    before. ``alike`` is ``alike_titles(words)``, if at hand.
    """
    low, high = changed_to.wage_low, changed_to.wage_high
    moved = np.flatnonzero(differ(low, vacancies.wage_low[rows]) | differ(high, vacancies.wage_high[rows]))
    if alike is None and len(moved):
        alike = alike_titles(words)
    paid = usual[rows]
    for position in moved.tolist():
        lows, highs = vacancies.wage_low.copy(), vacancies.wage_high.copy()
        lows[rows[position]], highs[rows[position]] = low[position], high[position]
        paid[position] = local_wages(replace(vacancies, wage_low=lows, wage_high=highs), words, alike)[rows[position]]
    return paid


def differ(after: NDArray[np.float64], before: NDArray[np.float64]) -> Mask:
    """Where two columns differ; an unknown is an unknown."""
    different: Mask = (after != before) & ~(np.isnan(after) & np.isnan(before))
    return different
