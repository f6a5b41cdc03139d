"""E3: are learnt chances better than those in force? Measured on results later than those they were learnt from.

The results are split by date, never at random: what is to be used tomorrow is judged by what came after. The weights
in force may have seen some of what is held out (when they were learnt themselves), which favours them.
"""

from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.figures import Figure
from matcher.evaluation.hiring_worlds import BY_HAND, FIRST_DAY, WORLDS, World, pairs_of, results, true_chance
from matcher.evaluation.measures import brier, calibration_error, interval
from matcher.pairing.instance import Floats
from matcher.pairing.learning.evidence import Outcomes
from matcher.pairing.learning.refit import LearningTable, enough, learn, learning_on, predicted
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

    Differences are new less old with their 95 % interval (low, mean, high) by paired bootstrap. ``better`` is what may
    be accepted: both intervals lie below 0 (so each says with 97.5 % that the new chances are not the worse ones), and
    what a band promises is kept about as well as before.
    """

    learnt_from: int
    held_out: int
    held_out_from: str
    old: Quality
    new: Quality
    brier_difference: tuple[float, float, float]
    log_loss_difference: tuple[float, float, float]
    better: bool

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
        better=max(by_brier[2], by_log[2]) < 0
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
    ranks = _ranks(chance)[hired].sum()
    return float((ranks - taken * (taken + 1) / 2) / (taken * left)) if taken and left else 0.5


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, the least first; equals share the mean of theirs.

    >>> _ranks(np.array([0.9, 0.4, 0.4, 0.1])).tolist()
    [4.0, 2.5, 2.5, 1.0]
    """
    _, kind, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(count) - (count - 1) / 2)[kind]
    return ranks


BESIDE = ("weights by hand", "share hired")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of learning once: all judged on pairs of every kind, whether such pairs were proposed or not."""

    errors: tuple[float, ...]  # calibration error of learnt chances, of the hand's, of the share hired
    losses: tuple[float, ...]  # the same of the Brier score
    worse_by: float  # of the learnt chances against the hand's, in the expected Brier score
    accepted: bool  # by the rule, which sees results of proposed pairs alone


def figures(sizes: tuple[int, ...] = (200, 1_000, 5_000), seeds: int = 40, unseen: int = 5_000) -> list[Figure]:
    """Chances learnt from so many made-up results in each world, beside the hand's and the share hired alone."""
    return [
        figure
        for name, world in WORLDS.items()
        for size in sizes
        for figure in _figures_of(
            f"after {size:,} results, {name}", [tried(world, size, seed, unseen) for seed in range(seeds)], unseen
        )
    ]


def tried(world: World, size: int, seed: int, unseen: int) -> Trial:
    """Learn from ``size`` results, judge on ``unseen`` pairs, and let the rule decide as it would in use."""
    table = learning_on(FIRST_DAY)
    seen, others = results(world, size, 2 * seed), pairs_of(world, unseen, 2 * seed + 1)
    learnt, hand = predicted(others, learn(seen, BY_HAND, table)), predicted(others, BY_HAND)
    truth = true_chance(world, others.values, others.gate)
    judged = [quality(chance, others.hired) for chance in (learnt, hand, np.full(unseen, seen.hired.mean()))]
    decided = compare(seen, BY_HAND, BY_HAND, table)
    return Trial(
        errors=tuple(each.calibration_error for each in judged),
        losses=tuple(each.brier for each in judged),
        worse_by=brier(learnt, truth) - brier(hand, truth),
        accepted=decided is not None and decided.better,
    )


def _figures_of(where: str, trials: list[Trial], unseen: int) -> list[Figure]:
    """Calibration error and Brier score on average, and how often the rule lets something worse through."""
    error, loss = (np.mean([getattr(trial, name) for trial in trials], axis=0) for name in ("errors", "losses"))
    worse, accepted = np.array([trial.worse_by for trial in trials]), np.array([trial.accepted for trial in trials])
    rule = {
        "proposals that are worse": float((worse > 0).mean()),
        "accepted": float(accepted.mean()),
    }
    cases, let_through = len(trials) * unseen, float((accepted & (worse > 0)).mean())
    return [
        Figure(PROTOCOL, f"calibration error of the chance {where}", float(error[0]), "< .05", _beside(error), cases),
        Figure(PROTOCOL, f"Brier score of the chance {where}", float(loss[0]), "below both", _beside(loss), cases),
        Figure(PROTOCOL, f"worse proposals accepted {where}", let_through, "≤ .05", rule, len(trials)),
    ]


def _beside(values: Floats) -> dict[str, float]:
    return dict(zip(BESIDE, values[1:].tolist(), strict=True))
