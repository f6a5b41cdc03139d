"""The linear programme over a region: its value, a corner, and what each column would lose.

Few of the possible loans matter at once. The programme is solved on some columns; its prices tell which others would
gain; those join, until none would (column generation, here with all columns known).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from matcher.swap.deadline import Deadline
from matcher.swap.pairs import Floats, Ints, Mask
from matcher.swap.regions import Region, constraints
from matcher.swap.solver import INFEASIBLE, TOLERANCE, SolverFailed

TAIL = 1e-3  # share of the value at which, half of the time gone, the last columns are not waited for
ALL_AT_ONCE = 3_000  # columns up to which choosing among them costs more than it saves


@dataclass(frozen=True, slots=True)
class LinearRelaxation:
    """What no plan of the region goes above, a corner (parts of people), and the loss of a person in each column.

    ``priced`` marks where one person more would raise the value; a plan that reaches it leaves nobody idle there.
    ``tried`` are the columns that took part; ``final`` says that no other would gain.
    """

    value: float
    people: Floats
    loss: Floats
    priced: Mask
    tried: Ints
    final: bool


@dataclass(frozen=True, slots=True)
class Corner:
    """A solved programme on some columns: prices of people by offer or need and stretch, and of the floors."""

    value: float
    people: Floats
    prices: Floats
    floor_prices: Floats


def relax(region: Region, worth: Ints, known: Ints, deadline: Deadline) -> LinearRelaxation:
    """The most ``worth``, starting from the columns of a known plan.

    If time runs out while columns would still gain, the value is raised by all that they could.
    """
    chosen, half = _first_columns(region, worth, known), deadline.share(0.5)
    while True:
        corner = corner_of(region.keep(chosen), worth[chosen])
        if corner is None:
            raise SolverFailed("HiGHS found no corner where a plan is known")
        loss = _losses(region, worth, corner)
        missing = _gaining(region, loss)
        value = _bound(region, worth, corner.value, loss)
        if not len(missing) or not deadline.left() or (half.past() and value <= corner.value * (1 + TAIL)):
            break
        chosen = np.union1d(chosen, missing)
    people = np.zeros(len(region.columns))
    people[chosen] = corner.people
    return LinearRelaxation(value, people, np.maximum(0.0, loss), corner.prices > TOLERANCE, chosen, not len(missing))


def _first_columns(region: Region, worth: Ints, known: Ints) -> Ints:
    """The columns of worth where they are few; else those of a known plan and the longest loan of each pair."""
    columns, useful = region.columns, np.flatnonzero((worth > 0) | (known > 0))
    if len(useful) <= ALL_AT_ONCE:
        return useful
    order = useful[np.lexsort((worth[useful], columns.pair[useful]))]
    longest = order[np.append(np.diff(columns.pair[order]) != 0, True)]
    return np.union1d(longest, np.flatnonzero(known))


def corner_of(region: Region, worth: Ints | Floats) -> Corner | None:
    """The programme on all columns of a region, as a flow of idle people from stretch to stretch; None: no solution.

    Each row of capacities less the row of the stretch before it: a loan then stands in four rows instead of two for
    every stretch, and idle people in two. The interior-point method needs a tenth of the time with it.
    """
    limits = constraints(region)
    rows = len(limits.place)
    less_before = _less_before(limits.place, len(region.block.days) - 1)
    idle = sparse.eye_array(rows, format="csc")[:, np.flatnonzero(np.isinf(limits.lowest[:rows]))]
    flow = sparse.csc_array(less_before @ sparse.hstack([limits.matrix[:rows], idle], format="csc"))
    flow.eliminate_zeros()
    floors = sparse.hstack([-limits.matrix[rows:], sparse.csc_array((len(region.floors), idle.shape[1]))], format="csc")
    solved = linprog(  # type: ignore[call-overload]
        np.concatenate([-worth.astype(np.float64), np.zeros(idle.shape[1])]),
        A_ub=floors if region.floors else None,
        b_ub=-limits.lowest[rows:] if region.floors else None,
        A_eq=flow,
        b_eq=less_before @ limits.highest[:rows],
        method="highs-ipm" if len(worth) > ALL_AT_ONCE else "highs-ds",
    )
    if solved.status == INFEASIBLE:
        return None
    if solved.status != 0:
        raise SolverFailed(f"HiGHS ended with: {solved.message}")
    prices = np.zeros(region.tight.size)
    prices[limits.place] = less_before.T @ -solved.eqlin.marginals
    floor_prices = solved.ineqlin.marginals if region.floors else np.empty(0)
    return Corner(-solved.fun, solved.x[: len(worth)], prices.reshape(region.tight.shape), floor_prices)


def _less_before(place: Ints, stretches: int) -> sparse.csr_array:
    """The matrix that takes from each row that of the stretch before, of the same offer or need."""
    follows = np.append(False, (np.diff(place) == 1) & (place[1:] % stretches != 0))
    after = np.flatnonzero(follows)
    taken = sparse.csr_array((np.ones(len(after)), (after, after - 1)), shape=(len(place),) * 2)
    return sparse.csr_array(sparse.eye_array(len(place)) - taken)


def _losses(region: Region, worth: Ints, corner: Corner) -> Floats:
    """For each column the price of the people it takes, less what it is worth."""
    block, columns = region.block, region.columns
    paid = np.concatenate([np.zeros((len(corner.prices), 1)), np.cumsum(corner.prices, axis=1)], axis=1)
    loss: Floats = -worth.astype(np.float64)
    for side in (block.offer[columns.pair], block.offers + block.need[columns.pair]):
        loss += paid[side, columns.end] - paid[side, columns.begin]
    for (floor, _), price in zip(region.floors, corner.floor_prices, strict=True):
        loss += floor * price
    return loss


def _gaining(region: Region, loss: Floats) -> Ints:
    """Of the columns of each pair that begin on the same day the one that would gain most, where one would gain."""
    gaining = np.flatnonzero(loss < -TOLERANCE)
    alike = region.columns.pair[gaining] * len(region.block.days) + region.columns.begin[gaining]
    order = np.lexsort((loss[gaining], alike))
    return gaining[order[np.append(True, np.diff(alike[order]) != 0)]] if len(order) else gaining


def _bound(region: Region, worth: Ints, value: float, loss: Floats) -> float:
    """What no plan goes above, if columns that did not take part could still gain.

    Prices raised by the same share until no column gains are a bound; so is the value with all that could be gained,
    the best of each pair as often as it fits.
    """
    gaining = loss < -TOLERANCE
    if not gaining.any():
        return value
    paid = loss[gaining] + worth[gaining]
    raised = value * float((worth[gaining] / paid).max()) if (paid > 0).all() else np.inf
    pairs = region.block.pairs
    gain = np.zeros(len(pairs))
    np.maximum.at(gain, region.columns.pair[gaining], -loss[gaining])
    often = region.block.most_people * ((pairs.until - pairs.first) // pairs.least)
    return min(raised, value + float(gain @ often))
