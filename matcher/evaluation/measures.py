"""Measures of how right, how sure and how even something is. Plain arrays in, plain numbers out."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
BINS = 10
RESAMPLES = 2_000


def calibration_error(confidence: npt.ArrayLike, right: npt.ArrayLike, bins: int = BINS) -> float:
    """Mean distance of confidence and share right over bins of equal width, weighted by their cases (ECE).

    >>> round(calibration_error([0.9, 0.9, 0.1, 0.1], [1, 1, 0, 0]), 6)
    0.1
    """
    sure, hit = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    if not len(sure):
        return 0.0
    at = np.minimum((sure * bins).astype(int), bins - 1)
    off = np.abs(np.bincount(at, sure, bins) - np.bincount(at, hit, bins))
    return float(off.sum() / len(sure))


def brier(chance: npt.ArrayLike, happened: npt.ArrayLike) -> float:
    """Mean squared distance of a chance and what happened; 0 is best, 0.25 says nothing.

    >>> brier([1.0, 0.5], [1, 0])
    0.125
    """
    return float(np.mean((np.asarray(chance, dtype=float) - np.asarray(happened, dtype=float)) ** 2))


def f1(wanted: npt.ArrayLike, given: npt.ArrayLike) -> float:
    """Harmonic mean of precision and recall of a class; 1.0 when it is neither wanted nor given.

    >>> f1([True, True, False], [True, False, False])
    0.6666666666666666
    """
    truth, said = np.asarray(wanted, dtype=bool), np.asarray(given, dtype=bool)
    total = int(truth.sum() + said.sum())
    return float(2 * (truth & said).sum() / total) if total else 1.0


def interval(differences: npt.ArrayLike, seed: int = 0, resamples: int = RESAMPLES) -> tuple[float, float, float]:
    """Low end, mean and high end of a mean difference: paired bootstrap, 95 %.

    ``differences`` holds one number a case (a seed, a worker), ours less theirs.
    """
    values = np.asarray(differences, dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(values), size=(resamples, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(values.mean()), float(high)
