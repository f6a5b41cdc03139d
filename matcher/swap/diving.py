"""From a linear programme to whole people, a part at a time.

What is whole stays; the largest parts are rounded up; the programme is solved again for what is left, until so little
is left that a mixed-integer programme settles it. A rounding after which nothing as good is possible is taken back.
"""

import numpy as np

from matcher.swap.deadline import Deadline
from matcher.swap.filling import free_people, room
from matcher.swap.linear_relaxation import LinearRelaxation, corner_of
from matcher.swap.pairs import Floats, Ints
from matcher.swap.regions import Region
from matcher.swap.solver import TOLERANCE

FEW = 600  # columns that a mixed-integer programme settles at once
ROUNDED_UP = 0.1  # of the columns with parts of people, each time


def rounded(people: Floats) -> Ints:
    """Whole people, the rest left out."""
    return np.floor(people + TOLERANCE).astype(np.int64)


def dive(region: Region, worth: Ints, relaxed: LinearRelaxation, near: Ints, deadline: Deadline) -> Ints:
    """Whole people of a plan made of some columns, to which more can be added."""
    base, people = rounded(relaxed.people), relaxed.people
    while deadline.left():
        parts = people - rounded(people)
        tried = _rounded_up(region, base, near, parts)
        open_columns = near[room(region.block, region.columns.keep(near), _free(region, tried)) > 0]
        rest = region.beside(tried).keep(open_columns)
        if rest.left_tight(rest.columns):
            return base
        if len(open_columns) <= FEW:
            return tried if len(open_columns) else base
        corner = corner_of(rest, worth[open_columns])
        if corner is None:
            return base
        people = np.zeros_like(relaxed.people)
        people[open_columns] = corner.people
        base = tried + rounded(people)
    return base


def _rounded_up(region: Region, base: Ints, near: Ints, parts: Floats) -> Ints:
    """One person more in the columns with the largest parts, where there is room."""
    found, free = base.copy(), _free(region, base)
    order = near[np.argsort(-parts[near], kind="stable")]
    most = int(np.ceil(ROUNDED_UP * np.count_nonzero(parts[near] > TOLERANCE)))
    block, columns = region.block, region.columns
    for row in order[:most].tolist():
        span = slice(columns.begin[row], columns.end[row])
        sides = (block.offer[columns.pair[row]], block.offers + block.need[columns.pair[row]])
        if all(free[side, span].min() > 0 for side in sides):
            found[row] += 1
            for side in sides:
                free[side, span] -= 1
    return found


def _free(region: Region, people: Ints) -> Ints:
    return free_people(region.block, region.columns, people)
