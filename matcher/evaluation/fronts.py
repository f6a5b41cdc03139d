"""How far a policy lies above the front of others in two respects, and how sure that is."""

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.measures import RESAMPLES

Table = NDArray[np.float64]


def front_margin(points: Table) -> float:
    """What the first point has more of the first respect than any mixture of the others with as much of the second.

    ``points`` is policy × respect, more is better. A market may be served by two policies, each for some of the
    workers, so the front is drawn through mixtures: a harder bar than the points themselves.

    >>> round(front_margin(np.array([[0.6, 0.5], [0.8, 0.4], [0.2, 0.6]])), 6)
    0.1
    >>> front_margin(np.array([[0.6, 0.5], [0.9, 0.1]]))
    0.6
    """
    (first, second), others = points[0], points[1:]
    best = max((x for x, y in others if y >= second), default=0.0)
    for x, y in others[others[:, 1] < second]:
        for far_x, far_y in others[others[:, 1] >= second]:
            share = (far_y - second) / (far_y - y)
            best = max(best, share * x + (1 - share) * far_x)
    return float(first - best)


def least_margin(points: Table, resamples: int = RESAMPLES // 10) -> float:
    """The low end (95 %) of a margin: seeds drawn again, all policies of a seed together.

    ``points`` is seed × policy × respect.
    """
    drawn = np.random.default_rng(0).integers(0, len(points), size=(resamples, len(points)))
    return float(np.quantile([front_margin(points[draw].mean(axis=0)) for draw in drawn], 0.025))
