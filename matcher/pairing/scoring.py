"""From criteria to one score: worker utility, chance of success, expected surplus.

Ranking by what a worker likes alone floods the most attractive vacancies, ranking by the chance alone sends
people where they do not want to go. The score is the expected surplus of an application,

    Γ = chance · σ · log(1 + exp((utility − outside option) / σ)),

after Bied, Caillou, Crépon, Gaillac, Pérennes and Sebag (arXiv 2603.21699), divided by its greatest value so
that it lies in [0, 1]. σ is the spread of tastes that the criteria do not see.

The utility is the sum of what its criteria contribute. The chance is the same sum of its own criteria, read off the
calibration, times the factors of every gate: work near none of the wishes, hard requirements nobody has answered.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.calibration import calibrated
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import CHANCE, UTILITY, Criterion
from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.params import MICRO, MatchParams

Gate = Callable[[Problem, Pairs], Floats]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of some pairs, and the same as shares of their parts."""

    micro: NDArray[np.int64]
    utility: Floats
    chance: Floats
    surplus: Floats

    @property
    def score(self) -> Floats:
        """The score in [0, 1]."""
        return self.micro / MICRO


def score_pairs(problem: Problem, pairs: Pairs) -> Scores:
    """Utility, chance, surplus and score of each pair."""
    params = problem.params
    utility = weighted_mean(problem, pairs, UTILITY)
    chance = calibrated(weighted_mean(problem, pairs, CHANCE), params.calibration)
    for gate in GATES.values():
        chance = chance * gate(problem, pairs)
    surplus = expected_surplus(utility, chance, params)
    return Scores(np.rint(surplus / best_surplus(params) * MICRO).astype(np.int64), utility, chance, surplus)


def expected_surplus(utility: Floats, chance: Floats, params: MatchParams) -> Floats:
    """What an application is worth: its chance times the gain over going on looking, smoothed."""
    gain: Floats = params.smoothing * np.logaddexp(0.0, (utility - params.outside_option) / params.smoothing)
    return chance * gain


def best_surplus(params: MatchParams) -> float:
    """The surplus of a pair that is perfect for both sides, as sure as the calibration gets: a score of 1.

    So the least score means the same where one in ten is hired as where nine in ten are.
    """
    surest = np.array([params.calibration[-1][1]])
    return float(expected_surplus(np.ones(1), surest, params)[0])


def weighted_mean(problem: Problem, pairs: Pairs, criteria: dict[str, Criterion]) -> Floats:
    """The sum of the contributions of one side."""
    total = np.zeros(len(pairs))
    for part in _weighted(problem, pairs, criteria):  # in turn: one pair alone then has the sum it has among others
        total += part
    return total


def contributions(problem: Problem, pairs: Pairs, criteria: dict[str, Criterion]) -> dict[str, Floats]:
    """What each criterion adds to the worker's utility (``UTILITY``) or the chance (``CHANCE``)."""
    return dict(zip(criteria, _weighted(problem, pairs, criteria), strict=True))


def shares(params: MatchParams, criteria: dict[str, Criterion]) -> dict[str, float]:
    """The weight of each criterion of one side; together they are 1."""
    side = params.utility if criteria is UTILITY else params.chance
    weights = {field.name: float(getattr(side, field.name)) for field in fields(side)}
    whole = sum(weights.values())
    return {name: weight / whole for name, weight in weights.items()}


def _weighted(problem: Problem, pairs: Pairs, criteria: dict[str, Criterion]) -> Floats:
    """criterion × pair: values times weights. Where one side is silent, ``params.neutral``: neither for nor against."""
    weights = shares(problem.params, criteria)
    values = np.array([compare(problem, pairs) for compare in criteria.values()], dtype=np.float64)
    np.copyto(values, problem.params.neutral, where=np.isnan(values))
    values *= np.array([weights[name] for name in criteria])[:, None]
    return values


def unrelated(problem: Problem, pairs: Pairs) -> Floats:
    """Work near none of the worker's wishes has ``unrelated_share`` of the chance it would have otherwise."""
    return np.where(pairs.related, 1.0, problem.params.unrelated_share)


def unsaid_certificates(problem: Problem, pairs: Pairs) -> Floats:
    """A certificate is required and the worker has said nothing of certificates: not missing, and not held."""
    return np.where(pairs.unsaid, problem.params.unknown.certificates, 1.0)


def unsaid_education(problem: Problem, pairs: Pairs) -> Floats:
    """A level of education is required and the worker's is not known."""
    asked = ~np.isnan(problem.vacancies.education[pairs.vacancy])
    unsaid = asked & np.isnan(problem.workers.education[pairs.worker])
    return np.where(unsaid, problem.params.unknown.education, 1.0)


GATES: dict[str, Gate] = {
    "unrelated": unrelated,
    "unsaid_certificates": unsaid_certificates,
    "unsaid_education": unsaid_education,
}


def near_equal(worker: NDArray[np.integer], micro: Ints, workers: int, margin: int) -> Mask:
    """Pairs within ``margin`` millionths of their worker's best."""
    best = np.zeros(workers, dtype=np.int64)
    np.maximum.at(best, worker, micro)
    close: Mask = micro >= best[worker] - margin
    return close
