"""Odds of candidates judged one by one, brought to chances of which at most one comes true."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import exp

import numpy as np
import numpy.typing as npt

SURENESS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0, 1.1)
NOTHING = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Chances:
    """``sureness`` multiplies log-odds; ``nothing`` are the odds that no candidate is right."""

    sureness: float = 0.8
    nothing: float = 0.15

    def of(self, log_odds: Mapping[str, float]) -> dict[str, float]:
        """By code, likeliest first; equals in the order of the codes.

        >>> Chances(1.0, 2.0).of({"b": 0.0, "a": 0.0})
        {'a': 0.25, 'b': 0.25}
        """
        shares = {code: exp(self.sureness * odd) for code, odd in log_odds.items()}
        total = self.nothing + sum(shares.values())
        return {code: share / total for code, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))}


def fit_chances(
    title: npt.NDArray[np.int64], log_odds: npt.NDArray[np.float32], right: npt.NDArray[np.bool_]
) -> Chances:
    """The chances of least log loss over titles, each with its candidates' odds and which of them is right."""
    owner = np.unique(title, return_inverse=True)[1]
    answered = np.bincount(owner, right) > 0

    def loss(sureness: float, nothing: float) -> float:
        shares = np.exp(sureness * log_odds.astype(np.float64))
        wanted = np.where(answered, np.bincount(owner, shares * right), nothing)
        return float(-np.log(wanted / (np.bincount(owner, shares) + nothing)).mean())

    return Chances(*min(product(SURENESS, NOTHING), key=lambda pair: loss(*pair)))
