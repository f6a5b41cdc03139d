"""From criteria to one score: worker utility, chance of success, expected surplus.

Ranking by what a worker likes alone floods the most attractive vacancies, ranking by the chance alone sends
people where they do not want to go. The score is the expected surplus of an application,

    Γ = chance · σ · log(1 + exp((utility − outside option) / σ)),

after Bied, Caillou, Crépon, Gaillac, Pérennes and Sebag (arXiv 2603.21699), divided by its greatest value so
that it lies in [0, 1]. σ is the spread of tastes that the criteria do not see. Work near none of the worker's
wishes has ``unrelated_share`` of the chance it would have otherwise, and so the same share of the score.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import CHANCE, UTILITY, Criterion, Values
from matcher.pairing.instance import Floats
from matcher.pairing.params import MICRO, MatchParams


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
    chance = params.chance_floor + (1 - params.chance_floor) * weighted_mean(problem, pairs, CHANCE)
    chance *= np.where(pairs.related, 1.0, params.unrelated_share)
    surplus = expected_surplus(utility, chance, params)
    best = expected_surplus(np.ones(1), np.ones(1), params)
    return Scores(np.rint(surplus / best * MICRO).astype(np.int64), utility, chance, surplus)


def expected_surplus(utility: Floats, chance: Floats, params: MatchParams) -> Floats:
    """What an application is worth: its chance times the gain over going on looking, smoothed."""
    gain: Floats = params.smoothing * np.logaddexp(0.0, (utility - params.outside_option) / params.smoothing)
    return chance * gain


def weighted_mean(problem: Problem, pairs: Pairs, criteria: dict[str, Criterion]) -> Floats:
    """The sum of the contributions of one side."""
    total = np.zeros(len(pairs))
    for part in contributions(problem, pairs, criteria).values():
        total += part
    return total


def contributions(problem: Problem, pairs: Pairs, criteria: dict[str, Criterion]) -> dict[str, Floats]:
    """What each criterion adds to the worker's utility (``UTILITY``) or the chance (``CHANCE``).

    A criterion on which one side is silent counts with ``params.neutral``: neither for nor against.
    """
    weights = asdict(problem.params.utility if criteria is UTILITY else problem.params.chance)
    whole = sum(weights.values())
    return {
        name: np.multiply(known(compare(problem, pairs), problem.params), weights[name] / whole)
        for name, compare in criteria.items()
    }


def known(values: Values, params: MatchParams) -> Floats:
    """Values with the neutral value where one side is silent."""
    return np.nan_to_num(values.astype(np.float64), nan=params.neutral)
