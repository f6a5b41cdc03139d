"""From a weighted mean to a chance, and from a chance to one of three bands.

A calibration is a strictly rising line through knots: it never puts a pair that fits less above one that fits more,
and every criterion that rises raises the chance.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Knots = tuple[tuple[float, float], ...]

BAND_WORDS = ("机会较小", "机会一般", "机会较大")
NO_OUTCOMES = "按要求符合程度估计，暂无历史结果"


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the middle and the highest band begin, and the results of referrals behind each band, lowest first."""

    fair: float
    good: float
    outcomes: tuple[int, ...]
    hired: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 0 < self.fair < self.good < 1:
            raise ValueError(f"fair {self.fair} and good {self.good} do not rise between 0 and 1")
        if len(self.outcomes) != len(BAND_WORDS) or len(self.hired) != len(BAND_WORDS):
            raise ValueError("outcomes and hired need one count for each of the three bands")
        if not all(type(count) is int for count in (*self.outcomes, *self.hired)):
            raise ValueError("outcomes and hired are not whole numbers")
        if any(not 0 <= hired <= count for hired, count in zip(self.hired, self.outcomes, strict=True)):
            raise ValueError("hired is not between 0 and outcomes in every band")

    @property
    def edges(self) -> tuple[float, ...]:
        """The four ends of the three bands."""
        return (0.0, self.fair, self.good, 1.0)


def calibrated(raw: Floats, knots: Knots) -> Floats:
    """The chance of each weighted mean, on the straight lines between the knots.

    >>> calibrated(np.array([0.0, 0.25, 1.0]), ((0.0, 0.2), (0.5, 0.4), (1.0, 1.0))).tolist()
    [0.2, 0.30000000000000004, 1.0]
    """
    at, chance = np.array(knots, dtype=np.float64).T
    value: Floats = np.interp(raw, at, chance)
    return value


def check_knots(knots: Knots) -> None:
    """Raise ``ValueError`` unless the knots rise strictly, from a mean of 0 to one of 1, within [0, 1]."""
    at, chance = np.array(knots, dtype=np.float64).reshape(-1, 2).T
    if len(at) < 2 or at[0] != 0 or at[-1] != 1:
        raise ValueError("the first knot has to stand at 0 and the last at 1")
    if not (np.diff(at) > 0).all() or not (np.diff(chance) > 0).all():
        raise ValueError("the knots have to rise strictly")
    if chance[0] < 0 or chance[-1] > 1:
        raise ValueError("a chance is not between 0 and 1")


def band(chance: Floats, bands: Bands) -> NDArray[np.int64]:
    """The band of each chance: 0 to 2, as in ``BAND_WORDS``.

    >>> band(np.array([0.1, 0.4, 0.9]), Bands(0.4, 0.7, (0, 0, 0), (0, 0, 0))).tolist()
    [0, 1, 2]
    """
    return np.searchsorted([bands.fair, bands.good], chance, side="right").astype(np.int64)


def described(bands: Bands) -> list[dict[str, object]]:
    """Each band with its ends, its words and what stands behind it, lowest first, for a report."""
    return [
        {
            "from": low,
            "to": high,
            "words": words,
            "outcomes": count,
            "hired": hired,
            "basis": basis(count, hired),
        }
        for low, high, words, count, hired in zip(
            bands.edges[:-1], bands.edges[1:], BAND_WORDS, bands.outcomes, bands.hired, strict=True
        )
    ]


def basis(outcomes: int, hired: int) -> str:
    """What a band rests on, for its reader.

    >>> basis(40, 26), basis(0, 0)
    ('以往同类推荐 40 人次，录用 26 人次', '按要求符合程度估计，暂无历史结果')
    """
    return f"以往同类推荐 {outcomes} 人次，录用 {hired} 人次" if outcomes else NO_OUTCOMES
