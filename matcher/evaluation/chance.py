"""E3: are learnt chances better than those in force? Measured on results later than those they were learnt from.

The results are split by date, never at random: what is to be used tomorrow is judged by what came after. The weights
in force may have seen some of what is held out (when they were learnt themselves), which favours them.
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import rankdata

from matcher.evaluation.figures import Figure
from matcher.evaluation.measures import brier, calibration_error, interval
from matcher.pairing.instance import Floats
from matcher.pairing.learning.evidence import Outcomes
from matcher.pairing.learning.refit import CRITERIA, LearningTable, enough, learn, learning_on, predicted
from matcher.pairing.params import MatchParams

PROTOCOL = "E3"
SURE = 1e-6  # no chance is taken to be surer than this when its logarithm is looked at
DRAWS = 4_000_000  # numbers of one bootstrap, so that its memory does not follow the results


@dataclass(frozen=True, slots=True)
class Quality:
    """How good chances are on some results: less is better but for ``auc``."""

    brier: float
    log_loss: float
    calibration_error: float
    auc: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Learnt chances against those in force, on the held-out results.

    Differences are new less old with their 95 % interval (low, mean, high) by paired bootstrap.
    """

    learnt_from: int
    held_out: int
    held_out_from: str
    old: Quality
    new: Quality
    brier_difference: tuple[float, float, float]
    log_loss_difference: tuple[float, float, float]
    not_worse: bool

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def compare(
    outcomes: Outcomes, by_hand: MatchParams, in_force: MatchParams, table: LearningTable, seed: int = 0
) -> Comparison | None:
    """Learn from the earlier results, judge on the later; None when either part is too small to say anything."""
    cut = split_day(outcomes, table.held_out)
    if cut is None:
        return None
    earlier, later = outcomes.take(outcomes.day < cut), outcomes.take(outcomes.day >= cut)
    if not enough(earlier, table) or not enough(later, table):
        return None
    old, new = predicted(later, in_force), predicted(later, learn(earlier, by_hand, table))
    hired = later.hired.astype(np.float64)
    resamples = max(100, min(2_000, DRAWS // len(later)))
    by_brier = interval((new - hired) ** 2 - (old - hired) ** 2, seed, resamples)
    by_log = interval(log_losses(new, hired) - log_losses(old, hired), seed, resamples)
    before, after = quality(old, later.hired), quality(new, later.hired)
    return Comparison(
        learnt_from=len(earlier),
        held_out=len(later),
        held_out_from=cut.isoformat(),
        old=before,
        new=after,
        brier_difference=by_brier,
        log_loss_difference=by_log,
        not_worse=by_brier[2] <= table.brier_margin
        and by_log[2] <= table.log_loss_margin
        and after.calibration_error <= before.calibration_error + table.calibration_margin,
    )


def split_day(outcomes: Outcomes, share: float) -> date | None:
    """The first day of the last ``share`` of the outcomes; None when all of them are of one day."""
    if not len(outcomes):
        return None
    days = np.sort(outcomes.day)
    cut: date = days[int(len(days) * (1 - share))]
    return cut if days[0] < cut else None


def quality(chance: Floats, hired: NDArray[np.bool_]) -> Quality:
    """Every measure of some chances."""
    return Quality(
        brier=brier(chance, hired),
        log_loss=float(log_losses(chance, hired.astype(np.float64)).mean()),
        calibration_error=calibration_error(chance, hired),
        auc=auc(chance, hired),
    )


def log_losses(chance: Floats, hired: Floats) -> Floats:
    """The surprise of each result."""
    sure = np.clip(chance, SURE, 1 - SURE)
    losses: Floats = -(hired * np.log(sure) + (1 - hired) * np.log1p(-sure))
    return losses


def auc(chance: Floats, hired: NDArray[np.bool_]) -> float:
    """How often somebody hired had a higher chance than somebody refused, ties by half.

    >>> auc(np.array([0.9, 0.4, 0.4, 0.1]), np.array([True, True, False, False]))
    0.875
    """
    taken = int(hired.sum())
    left = len(hired) - taken
    ranks = rankdata(chance)[hired].sum()
    return float((ranks - taken * (taken + 1) / 2) / (taken * left)) if taken and left else 0.5


TRUTH = np.array([0.15, 0.35, 0.10, 0.30, 0.10])  # far from the hand's proportions, in the order of CRITERIA
FIRST_DAY = date(2021, 3, 1)


def drawn_outcomes(count: int, seed: int, shares: Floats = TRUTH) -> Outcomes:
    """Made-up results of a district whose employers weigh the criteria by ``shares``: a curve the hand did not guess.

    A tenth of the criteria is unknown, and one pair in seven stands behind a gate.
    """
    rng = np.random.default_rng(seed)
    values = rng.beta(1.2, 1.0, (count, len(CRITERIA)))
    values[rng.random(values.shape) < 0.1] = np.nan
    gate = np.where(rng.random(count) < 1 / 7, 0.6, 1.0)
    neutral = MatchParams.on(FIRST_DAY).neutral
    chance = gate * expit(-4 + 7 * (np.nan_to_num(values, nan=neutral) @ shares))
    days = np.array(
        [FIRST_DAY + timedelta(days=int(day)) for day in np.sort(rng.integers(0, 120, count))], dtype=object
    )
    return Outcomes(values, gate, rng.random(count) < chance, days)


def figures(sizes: tuple[int, ...] = (200, 1_000, 5_000), seeds: int = 10, unseen: int = 5_000) -> list[Figure]:
    """Chances on unseen made-up results after learning from so many, beside the hand's and the share hired alone."""
    by_hand = MatchParams.on(FIRST_DAY)
    return [figure for size in sizes for figure in _figures_after(size, seeds, unseen, by_hand)]


def _figures_after(size: int, seeds: int, unseen: int, by_hand: MatchParams) -> list[Figure]:
    """Mean quality over the seeds after learning from ``size`` results."""
    rows = []
    for seed in range(seeds):
        seen, later = drawn_outcomes(size, 2 * seed), drawn_outcomes(unseen, 2 * seed + 1)
        learnt = learn(seen, by_hand, learning_on(FIRST_DAY))
        base = np.full(len(later), seen.hired.mean())
        chances = (predicted(later, learnt), predicted(later, by_hand), base)
        rows.append([(found.calibration_error, found.brier) for found in (quality(c, later.hired) for c in chances)])
    error, loss = np.mean(rows, axis=0).T
    beside = ("weights by hand", "share hired")
    return [
        Figure(
            PROTOCOL,
            f"calibration error of the chance after {size:,} results",
            float(error[0]),
            "< .05",
            dict(zip(beside, error[1:].tolist(), strict=True)),
            seeds * unseen,
        ),
        Figure(
            PROTOCOL,
            f"Brier score of the chance after {size:,} results",
            float(loss[0]),
            "below both",
            dict(zip(beside, loss[1:].tolist(), strict=True)),
            seeds * unseen,
        ),
    ]
