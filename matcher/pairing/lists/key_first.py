"""Key and urgent employers first among equals.

Lines of one list are equals when the worker's scores at them lie within a band and both are wished work, or both
adjacent. However crowded the key one is, it stands above its equals, and passes nothing that suits the worker clearly
better: that it takes along, and its equals go below. Everything else stays in the order it came in.
"""

import numpy as np

from matcher.pairing.instance import Ints, Mask
from matcher.pairing.params import MICRO

KIND = 4 * MICRO  # scores of two kinds of work, or of two lists, are further apart than any band


def key_first(lists: Ints, micro: Ints, adjacent: Mask, priority: Mask, band: int) -> Ints:
    """Rows, given list by list in order, put so that every key line stands above its equals in the list."""
    order = np.arange(len(lists))
    for number in np.unique(lists[_below_an_equal(lists, micro, adjacent, priority, band)]).tolist():
        rows = slice(*np.searchsorted(lists, [number, number + 1]).tolist())
        order[rows] = rows.start + _in_turn(micro[rows], adjacent[rows], priority[rows], band)
    return order


def _below_an_equal(lists: Ints, micro: Ints, adjacent: Mask, priority: Mask, band: int) -> Ints:
    """The key lines that stand below a line they equal."""
    key, other = np.flatnonzero(priority), np.flatnonzero(~priority)
    if not len(key) or not len(other):
        return key[:0]
    level = (2 * lists + adjacent) * KIND + micro
    other = other[np.argsort(level[other], kind="stable")]
    ends = np.searchsorted(level[other], [level[key] - band, level[key] + band + 1]).T
    first = np.minimum.reduceat(np.r_[other, len(lists)], ends.ravel())[::2]
    return key[(ends[:, 0] < ends[:, 1]) & (first < key)]


def _in_turn(micro: Ints, adjacent: Mask, priority: Mask, band: int) -> Ints:
    """The rows of one list, each after the key lines it equals; such a line brings along what has to stay above it.

    No row waits for itself: a key line goes before a better one only within a band, and what it brings along is better
    by more, or wished where it is adjacent.
    """
    keys = np.flatnonzero(priority)
    equal = ~priority & (adjacent[keys, None] == adjacent) & (np.abs(micro[keys, None] - micro) <= band)
    done, order = np.zeros(len(micro), dtype=bool), []

    def take(row: int) -> None:
        kept = (adjacent[:row] == adjacent[row]) & (micro[:row] > micro[row] + band)
        wished = (adjacent[:row] < adjacent[row]) & (micro[:row] > micro[row])
        waits_for = np.flatnonzero(~done[:row] & (kept | wished)).tolist() + keys[equal[:, row]].tolist()
        for other in waits_for:
            if not done[other]:
                take(other)
        done[row] = True
        order.append(row)

    waiting = equal.any(axis=0)
    for row in range(len(micro)):
        if waiting[row] and not done[row]:
            take(row)
        elif not done[row]:
            done[row] = True
            order.append(row)
    return np.array(order)
