"""Which lines a list holds, and in which order. Rows come by worker and, within one, in the order of the day's ties."""

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.lists.key_first import key_first
from matcher.pairing.params import MICRO

BELOW_ALL = 2 * MICRO  # above any band of an order value


def firsts(group: NDArray[np.integer]) -> Ints:
    """For each row, the row at which its run of equal neighbours begins."""
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]][: len(group)])
    return np.repeat(starts, np.diff(np.r_[starts, len(group)]))


def places(group: NDArray[np.integer]) -> Ints:
    """The place of each row within its run of equal neighbours, from 0.

    >>> places(np.array([7, 7, 9, 9, 9])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(len(group)) - firsts(group)


def best_lines(
    worker: Ints, value: Floats, adjacent: Mask, held: Mask, priority: Mask, length: int, reserved: int
) -> Ints:
    """The ``length`` lines of greatest value of each worker, ``reserved`` of them of adjacent work if there is any.

    Rows in ascending order. More lines are adjacent only where wished work does not fill the list, or where they are
    ``held``: lines that a list has to hold, whose value is above all others. Of equal values key and urgent vacancies
    are chosen first, then the day's ties decide.
    """
    order = np.lexsort((~priority, -value, worker))
    near, row = adjacent[order], worker - worker[0]
    so_far: Ints = np.cumsum(near) - near
    among_near: Ints = so_far - so_far[firsts(worker)]
    among_alike = np.where(near, among_near, places(worker) - among_near)
    workers = int(row[-1]) + 1
    there, wished = (np.bincount(row[kind], minlength=workers) for kind in (near, ~near))
    near_held, wished_held = (np.bincount(row[kind & held[order]], minlength=workers) for kind in (near, ~near))
    least = np.maximum(near_held, np.minimum(reserved, length - wished_held))
    widened = np.minimum(there, np.clip(length - wished, np.minimum(least, length), None))[row]
    return np.sort(order[among_alike < np.where(near, widened, length - widened)])


def arranged(worker: Ints, value: Ints, micro: Ints, adjacent: Mask, priority: Mask, band: int) -> Ints:
    """The order of lists by falling ``value`` (millionths), in which values of one ``band`` count as equal.

    Equals stand by score, then the day's ties decide. Adjacent work never stands above work of a better score that is
    wished. Of lines whose scores lie within a band, key and urgent vacancies come first, whatever their value.
    """
    if not len(worker):
        return np.zeros(0, dtype=np.int64)
    by_score = np.lexsort((~priority, adjacent, -micro, worker))
    near, level = adjacent[by_score], value[by_score] // max(1, band)
    row, place = worker - worker[0], places(worker)
    table = np.full((row[-1] + 1, place.max() + 1), BELOW_ALL)
    table[row, place] = np.where(near, BELOW_ALL, level)
    lowest_wished = np.minimum.accumulate(table, axis=1)[row, place]
    level = np.where(near, np.minimum(level, lowest_wished), level)
    order = by_score[np.lexsort((-level, worker))]
    return order[key_first(row, micro[order], adjacent[order], priority[order], band)]
