"""The days on which a loan of a best plan has to begin or end, and the stretches between them.

Capacities change only where a window begins or ends. Take a best plan and a day on which loans begin or end although
no window does, together with all days tied to it by loans of exactly the least length. Shifting all of these by a day
keeps every rule (the day before and the day after have the same capacities), and what it changes of key person-days,
person-days and cost is linear; so neither direction makes it worse, and it can be shifted until it meets a window, a
further loan becomes shortest, or two such groups meet. Hence there is a best plan in which every loan begins and ends
on a day reached from a window's beginning or end by steps of least lengths. Stretches between such days are whole.
"""

import numpy as np

from matcher.swap.pairs import Ints, Mask, Pairs


def loan_days(pairs: Pairs) -> Ints:
    """The days on which a loan of these pairs may begin, or may be over, rising."""
    if not len(pairs):
        return np.empty(0, dtype=np.int64)
    origin = int(pairs.first.min())
    reached = np.zeros(int(pairs.until.max()) - origin + 1, dtype=bool)
    reached[pairs.first - origin] = reached[pairs.until - origin] = True
    steps = [(int(least), _starts(pairs, int(least), origin, len(reached))) for least in np.unique(pairs.least)]
    before = -1
    while before != (before := int(reached.sum())):
        for least, starts in steps:
            tied = starts[: len(reached) - least]
            ends = reached[:-least] & tied
            begins = reached[least:] & tied
            reached[least:] |= ends
            reached[:-least] |= begins
    return np.flatnonzero(reached) + origin


def _starts(pairs: Pairs, least: int, origin: int, days: int) -> Mask:
    """Whether some pair of this least length can begin a shortest loan on each day."""
    chosen = pairs.least == least
    change = np.zeros(days + 1, dtype=np.int64)
    np.add.at(change, pairs.first[chosen] - origin, 1)
    np.add.at(change, pairs.until[chosen] - least - origin + 1, -1)
    return np.cumsum(change)[:days] > 0
