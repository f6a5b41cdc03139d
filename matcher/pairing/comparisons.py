"""One function per criterion: how good each pair is in one respect, in [0, 1], nan where one side is silent.

Pairs have passed the hard rules; a near miss compared here fails one of them, so no function may assume
that the rule of its own criterion holds.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.instance import Floats, Vacancies
from matcher.pairing.phrases import VacancyWords
from matcher.pairing.places import kilometres
from matcher.pairing.wording import phrase_affinity

Values = NDArray[np.floating]
Criterion = Callable[[Problem, Pairs], Values]

SAME_WORK = 0.6  # titles at least this near share a local wage


def title(problem: Problem, pairs: Pairs) -> Values:
    """How near the title is to the best of the worker's wishes.

    Of a worker who wishes nothing in particular, what the skills name is half a wish: the mean of that and neutral.
    """
    guessed = (problem.params.neutral + pairs.trade) / 2
    return np.where(np.isnan(pairs.title), guessed, pairs.title)


def duties(_: Problem, pairs: Pairs) -> Values:
    """How near some phrase of the duties is to the best of the worker's wishes."""
    return pairs.duties


def trade(_: Problem, pairs: Pairs) -> Values:
    """How near the title is to something the worker can do."""
    return pairs.trade


def skills(_: Problem, pairs: Pairs) -> Values:
    """How well the worker's skills meet the skills required, on average over the requirements."""
    return pairs.skills


def certificates(_: Problem, pairs: Pairs) -> Values:
    """How well the worker's certificates meet those required."""
    return pairs.certificates


def wage(problem: Problem, pairs: Pairs) -> Values:
    """Offered pay against the pay asked.

    1 when even the lowest wage is enough; between a half and 1 when the worker asks for a wage inside the
    range; below the range's top end, the square of the share offered.
    """
    asked = problem.workers.wage_min[pairs.worker]
    high = problem.vacancies.wage_high[pairs.vacancy]
    low = np.fmin(problem.vacancies.wage_low[pairs.vacancy], high)
    low, high = np.where(np.isnan(low), high, low), np.where(np.isnan(high), low, high)
    inside = 0.5 + 0.5 * (high - asked) / np.where(high > low, high - low, 1.0)
    short = 0.5 * (high / np.maximum(asked, 1.0)) ** 2
    value = np.where(low >= asked, 1.0, np.where(high >= asked, inside, short))
    return np.where(np.isnan(asked) | np.isnan(high), np.nan, value)


def local_pay(problem: Problem, pairs: Pairs) -> Values:
    """Offered pay against what such work pays here: a half at the local wage, 1 at ``local_pay_span`` above."""
    offered = offered_pay(problem, pairs)
    usual = problem.local_pay[pairs.vacancy]
    return np.clip(0.5 + (offered / usual - 1) / (2 * problem.params.local_pay_span), 0.0, 1.0)


def distance(problem: Problem, pairs: Pairs) -> Values:
    """Nearness, e^(−km / scale), a river between counted as ``river_km``; where one is lodged at least so near."""
    params = problem.params
    km = pair_kilometres(problem, pairs) + params.river_km * pairs.across
    near = np.exp(-km / params.distance_scale_km)
    lodged = np.fmax(near, params.lodged_nearness)
    return np.where(problem.vacancies.lodging[pairs.vacancy] == 1, lodged, near)


def lodging(problem: Problem, pairs: Pairs) -> Values:
    """Lodging for those who need it; for the others it is a small extra."""
    needed, offered = problem.workers.needs_lodging[pairs.worker], problem.vacancies.lodging[pairs.vacancy]
    value = np.where(needed == 1, offered, 0.5 + 0.25 * offered)
    return np.where(np.isnan(needed) | np.isnan(offered), np.nan, value)


def shift(problem: Problem, pairs: Pairs) -> Values:
    """Whether the shift is one the worker accepts."""
    accepted, asked = problem.workers.shifts[pairs.worker], problem.vacancies.shift[pairs.vacancy]
    return np.where((accepted == 0) | (asked == 0), np.nan, (accepted & asked) > 0)


def start(problem: Problem, pairs: Pairs) -> Values:
    """How soon work begins once the worker is free; a wait of ``patient_days`` is worth a half."""
    wait = problem.vacancies.start[pairs.vacancy] - problem.workers.available[pairs.worker]
    return np.asarray(0.5 ** (np.abs(wait) / problem.params.patient_days))


def education(problem: Problem, pairs: Pairs) -> Values:
    """Fit of schooling: 1 at the level asked, a little less for each level beyond it."""
    spare = problem.workers.education[pairs.worker] - problem.vacancies.education[pairs.vacancy]
    return np.where(spare < 0, 0.0, np.clip(1 - problem.params.spare_schooling * spare, 0.0, 1.0)) + 0 * spare


UTILITY: dict[str, Criterion] = {
    "title": title,
    "duties": duties,
    "wage": wage,
    "local_pay": local_pay,
    "distance": distance,
    "lodging": lodging,
    "shift": shift,
    "start": start,
}
CHANCE: dict[str, Criterion] = {
    "skills": skills,
    "title": title,
    "trade": trade,
    "certificates": certificates,
    "education": education,
}


def pair_kilometres(problem: Problem, pairs: Pairs) -> Floats:
    """Great-circle distance of each pair; nan where a place is unknown."""
    return kilometres(problem.workers.place[pairs.worker], problem.vacancies.place[pairs.vacancy])


def offered_pay(problem: Problem, pairs: Pairs) -> Floats:
    """The middle of the wage range of each pair's vacancy, or the end that is known."""
    return typical_wage(problem.vacancies.wage_low[pairs.vacancy], problem.vacancies.wage_high[pairs.vacancy])


def typical_wage(low: Floats, high: Floats) -> Floats:
    """The middle of each range of wages, or the end that is known."""
    return (np.where(np.isnan(low), high, low) + np.where(np.isnan(high), low, high)) / 2


def local_wages(vacancies: Vacancies, words: VacancyWords, alike: sparse.csr_array | None = None) -> Floats:
    """What such work pays here: the mean wage of vacancies with nearly the same title, the nearer the more.

    nan where no vacancy of that kind names a wage. ``alike`` is ``alike_titles(words)``, if at hand.
    """
    offered = typical_wage(vacancies.wage_low, vacancies.wage_high)
    stated = ~np.isnan(offered) & (words.title_of >= 0)
    kinds = len(words.titles)
    total = np.bincount(words.title_of[stated], weights=offered[stated], minlength=kinds)
    count = np.bincount(words.title_of[stated], minlength=kinds)
    alike = alike_titles(words) if alike is None else alike
    weight = alike @ count
    usual = np.divide(alike @ total, weight, out=np.full(kinds, np.nan), where=weight > 0)
    return np.append(usual, np.nan)[words.title_of]


def alike_titles(words: VacancyWords) -> sparse.csr_array:
    """How near each title is to every other that shares its local wage; 0 for the rest."""
    return phrase_affinity(words.titles, words.titles, SAME_WORK)
