"""The crowd that lists bring to each vacancy, and what is left of the chance of a place there.

People read a list from the top: attention falls as 1/log2(1 + rank), the usual discount of ranking measures. Who
reads a line applies when it beats going on looking by more than a taste nobody sees, σ(U). With a applicants who
would be accepted, a Poisson number N of mean a, and q openings, a vacancy fills h(a) = E[min(N, q)] places. Each of
the a then has a place with probability h(a)/a; one more applicant adds P(N < q) to those placed, the rest of the own
chance is taken from the others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, pdtr

from matcher.pairing.instance import Floats, Ints
from matcher.pairing.params import MatchParams

NOBODY = 1e-9  # acceptable applicants; below this a vacancy counts as one nobody applies to


@dataclass(frozen=True, slots=True)
class Crowd:
    """Per vacancy: how many apply, how many of them would be accepted, and what these gain in all. Kept up to date."""

    openings: Ints
    applicants: Floats
    accepted: Floats
    gains: Floats

    @staticmethod
    def nobody(openings: Ints) -> "Crowd":
        """Vacancies that nobody applies to."""
        return Crowd(openings, *(np.zeros(len(openings)) for _ in range(3)))

    def add(self, vacancy: Ints, applications: Floats, chance: Floats, score: Floats) -> None:
        """Let people come (``applications`` above 0) or go (below)."""
        _add(self.applicants, vacancy, applications)
        _add(self.accepted, vacancy, applications * chance)
        _add(self.gains, vacancy, applications * score)

    @property
    def per_opening(self) -> Floats:
        """Expected applicants for each opening, 0 where there are none."""
        return np.divide(self.applicants, self.openings, out=np.zeros(len(self.openings)), where=self.openings > 0)


def attention(rank: NDArray[np.integer]) -> Floats:
    """How likely a reader gets as far as each rank, from 1."""
    seen: Floats = 1 / np.log2(1 + rank)
    return seen


def willingness(utility: Floats, params: MatchParams) -> Floats:
    """How likely somebody who reads a line applies."""
    willing: Floats = expit((utility - params.outside_option) / params.smoothing)
    return willing


def place_chance(accepted: Floats, openings: Ints | Floats) -> Floats:
    """How likely an acceptable applicant finds a place beside ``accepted`` others: E[min(1, q / (N + 1))].

    >>> place_chance(np.array([0.0, 2.0, 2.0]), np.array([1, 1, 2])).round(3).tolist()
    [1.0, 0.432, 0.729]
    """
    others = np.maximum(accepted, NOBODY)
    return np.where(openings > 0, pdtr(openings - 1, others) + openings / others * (1 - pdtr(openings, others)), 0.0)


def open_chance(accepted: Floats, openings: Ints | Floats) -> Floats:
    """How likely a place is left over when ``accepted`` others have come: P(N < q)."""
    return np.where(openings > 0, pdtr(openings - 1, accepted), 0.0)


def _add(total: Floats, vacancy: Ints, each: Floats) -> None:
    """Add to the totals of vacancies in place; what rounding leaves below 0 is nobody."""
    total += np.bincount(vacancy, weights=each, minlength=len(total))
    np.maximum(total, 0.0, out=total)
