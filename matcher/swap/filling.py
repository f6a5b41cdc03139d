"""Loans one after the other, each with as many people as are still free."""

import numpy as np

from matcher.swap.blocks import Block, Columns, spread
from matcher.swap.pairs import Ints


def fill(block: Block, columns: Columns, worth: Ints, people: Ints) -> Ints:
    """``people`` and what still fits beside them, the most valuable loans first.

    A loan that shares people with one already there is lengthened only if the longer one is among the columns and
    still free: nobody who was placed is moved.
    """
    free = free_people(block, columns, people)
    found = people.copy()
    open_columns = np.flatnonzero((worth > 0) & (room(block, columns, free) > 0))
    order = open_columns[np.argsort(-worth[open_columns], kind="stable")]
    offer, need = block.offer[columns.pair], block.offers + block.need[columns.pair]
    for row in order.tolist():
        span = slice(columns.begin[row], columns.end[row])
        more = min(free[offer[row], span].min(), free[need[row], span].min())
        if more > 0:
            found[row] += more
            free[offer[row], span] -= more
            free[need[row], span] -= more
    return found


def free_people(block: Block, columns: Columns, people: Ints) -> Ints:
    """People of each offer not lent, and places of each need not filled, by stretch."""
    stretches = len(block.days) - 1
    change = np.zeros((len(block.capacity), stretches + 1), dtype=np.int64)
    for side in (block.offer[columns.pair], block.offers + block.need[columns.pair]):
        np.add.at(change, (side, columns.begin), people)
        np.add.at(change, (side, columns.end), -people)
    free: Ints = block.capacity[:, None] - np.cumsum(change, axis=1)[:, :stretches]
    return free


def room(block: Block, columns: Columns, free: Ints) -> Ints:
    """How many more people each loan could have beside the others."""
    if not len(columns):
        return np.empty(0, dtype=np.int64)
    column, stretch = spread(columns)
    pair = columns.pair[column]
    least = np.minimum(free[block.offer[pair], stretch], free[block.offers + block.need[pair], stretch])
    spans = columns.end - columns.begin
    found: Ints = np.minimum.reduceat(least, np.cumsum(spans) - spans)
    return found
