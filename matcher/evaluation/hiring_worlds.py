"""Made-up results of referrals, in worlds that the learner assumes and in worlds that it does not.

A world says how likely an employer takes a pair, and of which pairs there are results at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.special import expit

from matcher.pairing.calibration import calibrated
from matcher.pairing.instance import Floats
from matcher.pairing.learning.evidence import Outcomes
from matcher.pairing.learning.refit import CRITERIA, chance_shares, predicted
from matcher.pairing.params import MatchParams

TRUTH = np.array([0.15, 0.35, 0.10, 0.30, 0.10])  # far from the hand's proportions, in the order of CRITERIA
FIRST_DAY = date(2021, 3, 1)
BY_HAND = MatchParams.on(FIRST_DAY)
Employers = Callable[[Floats], Floats]  # outcome × criterion, neutral where unknown → chance before the gates


@dataclass(frozen=True, slots=True)
class World:
    """How employers decide, and the share of pairs that are proposed: those the hand thinks likeliest."""

    employers: Employers
    proposed: float = 1.0


def weighing(shares: Floats) -> Employers:
    """Employers who weigh the criteria by ``shares``, on a curve the hand did not guess: what the learner assumes."""
    return lambda values: np.asarray(expit(-4 + 7 * (values @ shares)))


def by_the_weakest(values: Floats) -> Floats:
    """Employers who look at what is worst; no sum of criteria says that."""
    return np.asarray(expit(-2 + 7 * values.min(axis=1)))


def as_the_hand(values: Floats) -> Floats:
    """Employers who decide as the weights set by hand suppose: nothing is to be learnt."""
    return np.asarray(calibrated(values @ chance_shares(BY_HAND), BY_HAND.calibration))


WORLDS: dict[str, World] = {
    "weights to be learnt": World(weighing(TRUTH)),
    "only the hand's best fifth proposed": World(weighing(TRUTH), proposed=0.2),
    "the weakest criterion decides": World(by_the_weakest),
    "the hand is right": World(as_the_hand),
}


def results(world: World, count: int, seed: int) -> Outcomes:
    """Results of the pairs that are proposed in a world."""
    drawn = pairs_of(world, round(count / world.proposed), seed)
    if len(drawn) == count:
        return drawn
    best = np.argsort(-predicted(drawn, BY_HAND), kind="stable")[:count]
    return drawn.take(np.isin(np.arange(len(drawn)), best))


def pairs_of(world: World, count: int, seed: int) -> Outcomes:
    """What would come of any pairs, proposed or not.

    A tenth of the criteria is unknown, and one pair in seven stands behind a gate.
    """
    rng = np.random.default_rng(seed)
    values = rng.beta(1.2, 1.0, (count, len(CRITERIA)))
    values[rng.random(values.shape) < 0.1] = np.nan
    gate = np.where(rng.random(count) < 1 / 7, 0.6, 1.0)
    days = np.array(
        [FIRST_DAY + timedelta(days=int(day)) for day in np.sort(rng.integers(0, 120, count))], dtype=object
    )
    return Outcomes(values, gate, rng.random(count) < true_chance(world, values, gate), days)


def true_chance(world: World, values: Floats, gate: Floats) -> Floats:
    """How likely each pair is taken."""
    return gate * world.employers(np.nan_to_num(values, nan=BY_HAND.neutral))
