"""A score taken apart: what every criterion contributed, and what every gate took away.

The parts add up to the whole exactly, bit for bit: they are the numbers the score was made of, in the same order.
"""

from dataclasses import dataclass

from matcher.pairing.calibration import calibrated
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import CHANCE, UTILITY
from matcher.pairing.instance import Floats
from matcher.pairing.scoring import GATES, contributions, score_pairs, weighted_mean

Parts = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts of some pairs' scores, one element a pair; the sums are taken in the order of the parts.

    ``utility`` is the sum of ``utility_parts``; ``raw`` that of ``chance_parts``; ``chance`` is ``calibrated`` (the
    value of ``raw`` on the calibration) times every factor of ``gates``. ``values`` are the chance criteria
    themselves, nan where one side is silent. ``score`` is the normalised expected surplus of both.
    """

    utility_parts: Parts
    utility: Floats
    values: Parts
    chance_parts: Parts
    raw: Floats
    calibrated: Floats
    gates: Parts
    chance: Floats
    score: Floats
    weights: str

    def as_dict(self, pair: int) -> dict[str, object]:
        """One pair as plain values for JSON; what is unknown is None."""
        parts = ("utility_parts", "values", "chance_parts", "gates")
        sums = ("utility", "raw", "calibrated", "chance", "score")
        return (
            {"weights": self.weights}
            | {name: {key: _plain(part[pair]) for key, part in getattr(self, name).items()} for name in parts}
            | {name: _plain(getattr(self, name)[pair]) for name in sums}
        )

    def as_dicts(self) -> list[dict[str, object]]:
        """Every pair as plain values."""
        return [self.as_dict(pair) for pair in range(len(self.score))]


def breakdown(problem: Problem, pairs: Pairs) -> Breakdown:
    """Take the scores of some pairs apart."""
    raw, scores = weighted_mean(problem, pairs, CHANCE), score_pairs(problem, pairs)
    return Breakdown(
        utility_parts=contributions(problem, pairs, UTILITY),
        utility=scores.utility,
        values={name: compare(problem, pairs).astype("float64") for name, compare in CHANCE.items()},
        chance_parts=contributions(problem, pairs, CHANCE),
        raw=raw,
        calibrated=calibrated(raw, problem.params.calibration),
        gates={name: gate(problem, pairs) for name, gate in GATES.items()},
        chance=scores.chance,
        score=scores.score,
        weights=problem.params.weights,
    )


def _plain(value: float) -> float | None:
    """A number JSON can hold, to nine decimals; None for nan."""
    return None if value != value else round(float(value), 9)  # noqa: PLR0124 - nan differs from itself
