"""The chance learnt from the results of referrals, drawn to the weights set by hand while results are few.

Two steps. The weights: a logistic curve over the chance criteria, none of them negative, every one held by a ridge to
the proportions set by hand, each result seen through the gates its chance went through. The calibration: the share
hired along the weighted mean, in knots that are drawn to that curve, made monotone (isotonic regression) and given a
slope so that it rises strictly. Without results both steps give back the hand's own numbers.
"""

import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from matcher.pairing.calibration import Bands, Knots, band, calibrated
from matcher.pairing.instance import Floats
from matcher.pairing.learning.evidence import Outcomes
from matcher.pairing.params import MatchParams
from matcher.pairing.weights import ChanceWeights, knots_of

CRITERIA = tuple(column.name for column in fields(ChanceWeights))
GRID = np.linspace(0.0, 1.0, 21)  # where the curve is laid to the calibration set by hand
NEVER = 1e-9  # a probability no result may contradict entirely


@dataclass(frozen=True, slots=True)
class LearningTable:
    """One dated table of ``data/learning.toml``, where each number is explained."""

    valid_from: date
    least_hired: int
    least_refused: int
    shrinkage: float
    curve_shrinkage: float
    results_a_knot: int
    most_knots: int
    curve_results: float
    slope: float
    held_out: float
    calibration_margin: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The logistic curve: its level and what each criterion adds to it."""

    level: float
    slopes: Floats

    @property
    def shares(self) -> Floats:
        """The proportions of the criteria; nan when none of them adds anything."""
        total = self.slopes.sum()
        return self.slopes / total if total > 0 else np.full_like(self.slopes, np.nan)

    def along(self, mean: Floats) -> Floats:
        """The chance along the weighted mean."""
        return np.asarray(expit(self.level + self.slopes.sum() * mean), dtype=np.float64)


@cache
def learning_tables() -> tuple[LearningTable, ...]:
    """Every table, the earliest first."""
    written = resources.files("matcher.pairing").joinpath("data/learning.toml").read_text("utf-8")
    tables = [LearningTable(**values) for values in tomllib.loads(written)["table"]]
    return tuple(sorted(tables, key=lambda table: table.valid_from))


def learning_on(day: date) -> LearningTable:
    """The table in force on a day: the last that has begun, or the first of all."""
    begun = [table for table in learning_tables() if table.valid_from <= day]
    return begun[-1] if begun else learning_tables()[0]


def enough(outcomes: Outcomes, table: LearningTable) -> bool:
    """Whether there are results enough of both kinds to learn from."""
    hired = int(outcomes.hired.sum())
    return hired >= table.least_hired and len(outcomes) - hired >= table.least_refused


def learn(outcomes: Outcomes, by_hand: MatchParams, table: LearningTable) -> MatchParams:
    """The parameters with chance weights and calibration as the outcomes have them; with too few, as by hand.

    The bands keep their ends and count the outcomes behind each.
    """
    if not enough(outcomes, table):
        return by_hand
    fitted = fit_curve(outcomes, by_hand, table)
    if np.isnan(fitted.shares).any():
        return by_hand
    shares = [round(float(share), 6) for share in fitted.shares]
    learnt = replace(by_hand, chance=ChanceWeights(**dict(zip(CRITERIA, shares, strict=True))))
    learnt = replace(learnt, calibration=fit_calibration(outcomes, learnt, fitted, table))
    return replace(learnt, bands=counted(outcomes, learnt))


def fit_curve(outcomes: Outcomes, by_hand: MatchParams, table: LearningTable) -> Curve:
    """The curve that the outcomes and the hand agree on (posterior mode)."""
    hand = chance_shares(by_hand)
    start = laid_to(by_hand.calibration)
    said, hired = known_values(outcomes, by_hand), outcomes.hired.astype(np.float64)

    def cost(at: Floats) -> tuple[float, Floats]:
        level, steepness, slopes = at[0], at[1], at[2:]
        inner = expit(level + said @ slopes)
        chance = np.clip(outcomes.gate * inner, NEVER, 1 - NEVER)
        loss = -np.sum(hired * np.log(chance) + (1 - hired) * np.log1p(-chance))
        pull = (chance - hired) / (chance * (1 - chance)) * outcomes.gate * inner * (1 - inner)
        off, drift = slopes - steepness * hand, at[:2] - start
        loss += table.shrinkage / 2 * off @ off + table.curve_shrinkage / 2 * drift @ drift
        by_curve = table.curve_shrinkage * drift
        by_curve += [pull.sum(), -table.shrinkage * (off @ hand)]
        return float(loss), np.concatenate([by_curve, said.T @ pull + table.shrinkage * off])

    begin = np.concatenate([start, start[1] * hand])
    bounds = [(None, None), *[(0.0, None)] * (1 + len(hand))]
    found = _lowest(cost, begin, bounds=bounds, options={"maxiter": 1_000})
    return Curve(float(found[0]), found[2:])


def laid_to(knots: Knots) -> Floats:
    """Level and steepness of the logistic curve nearest to a calibration (least squares)."""
    wanted = calibrated(GRID, knots)

    def cost(at: Floats) -> tuple[float, Floats]:
        inner = expit(at[0] + at[1] * GRID)
        off = (inner - wanted) * inner * (1 - inner)
        return float(((inner - wanted) ** 2).sum()), 2 * np.array([off.sum(), (off * GRID).sum()])

    return _lowest(cost, np.array([-1.0, 3.0]))


def _lowest(cost: Callable[[Floats], tuple[float, Floats]], begin: Floats, **limits: Any) -> Floats:
    """Where a cost, given with its slopes, is least."""
    from scipy.optimize import minimize  # noqa: PLC0415  it takes 0.1 s to load, and servers seldom learn

    found: Floats = minimize(cost, begin, jac=True, method="L-BFGS-B", **limits).x
    return found


def fit_calibration(outcomes: Outcomes, learnt: MatchParams, curve: Curve, table: LearningTable) -> Knots:
    """Knots at the means of groups of outcomes, between the ends of the curve.

    An outcome behind a gate of factor g was hired with g times the calibrated chance: its target is hired / g, with
    weight g.
    """
    from scipy.optimize import isotonic_regression  # noqa: PLC0415  see `_lowest`

    mean = known_values(outcomes, learnt) @ chance_shares(learnt)
    groups = min(table.most_knots, max(1, len(outcomes) // table.results_a_knot))
    at, hired, weight = _grouped(mean, outcomes, groups)
    at, hired, weight = (np.r_[end, part, other] for end, part, other in ((0, at, 1), (0, hired, 0), (0, weight, 0)))
    drawn = table.curve_results
    share = (hired + drawn * curve.along(at)) / (weight + drawn)
    rising = isotonic_regression(np.clip(share, 0.0, 1.0), weights=weight + drawn).x
    strict = (1 - table.slope) * rising + table.slope * at
    return knots_of([[float(a), round(float(c), 6)] for a, c in zip(at, strict, strict=True)])


def _grouped(mean: Floats, outcomes: Outcomes, count: int) -> tuple[Floats, Floats, Floats]:
    """Mean, hires and weight of groups of as many outcomes each, in the order of the mean, inside (0, 1)."""
    groups = np.array_split(np.argsort(mean, kind="stable"), count)
    at = np.array([round(float(mean[group].mean()), 3) for group in groups])
    inside = [place for place in np.unique(at).tolist() if 0 < place < 1]
    joined = [np.concatenate([g for g, place in zip(groups, at, strict=True) if place == wanted]) for wanted in inside]
    hired = np.array([float(outcomes.hired[group].sum()) for group in joined])
    weight = np.array([float(outcomes.gate[group].sum()) for group in joined])
    return np.array(inside), hired, weight


def predicted(outcomes: Outcomes, params: MatchParams) -> Floats:
    """The chance that parameters give each outcome."""
    return calibrated(known_values(outcomes, params) @ chance_shares(params), params.calibration) * outcomes.gate


def counted(outcomes: Outcomes, params: MatchParams) -> Bands:
    """The bands with how many outcomes, and how many hires, lie behind each."""
    place = band(predicted(outcomes, params), params.bands)
    return replace(
        params.bands,
        outcomes=_counts(place),
        hired=_counts(place[outcomes.hired]),
    )


def known_values(outcomes: Outcomes, params: MatchParams) -> Floats:
    """The criteria with the neutral value where one side was silent."""
    return np.nan_to_num(outcomes.values, nan=params.neutral)


def chance_shares(params: MatchParams) -> Floats:
    """The chance weights as proportions, in the order of the criteria."""
    weights = np.array(list(asdict(params.chance).values()), dtype=np.float64)
    shares: Floats = weights / weights.sum()
    return shares


def _counts(place: NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(int(count) for count in np.bincount(place, minlength=3))
