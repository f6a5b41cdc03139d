"""The most key person-days of a block, then the most person-days.

Each is a linear programme first. Where its corner is whole it is the answer; else what rounding down and filling up
reaches rules out every loan whose reduced cost is more than the distance to the bound, and a mixed-integer programme
settles the rest.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from matcher.swap.blocks import Block, Columns, all_columns, load_matrix
from matcher.swap.deadline import Deadline
from matcher.swap.filling import fill
from matcher.swap.pairs import Floats, Ints
from matcher.swap.solver import TOLERANCE, Programme, SolverFailed, solve


@dataclass(frozen=True, slots=True)
class Reached:
    """The best loans found for a block, as people of each column, and what no plan goes above.

    ``columns`` are those that a plan as good may need: what is left out cannot stand in one.
    """

    block: Block
    columns: Columns
    people: Ints
    key: int
    total: int
    key_bound: int
    total_bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better is possible."""
        return self.key == self.key_bound and self.total == self.total_bound


@dataclass(frozen=True, slots=True)
class _Level:
    """One objective over the columns of a block: what was found, the bound, and the columns that matter below."""

    people: Ints
    bound: int
    kept: Ints


def most_person_days(block: Block, deadline: Deadline) -> Reached:
    """Both objectives in turn."""
    columns = all_columns(block)
    days = block.lengths(columns)
    key_days = days * block.key[columns.pair]
    people, key_bound = np.zeros(len(columns), dtype=np.int64), 0
    if key_days.any():
        first = _level(block, columns, key_days, None, people, deadline)
        people, key_bound = first.people, first.bound
    key = int(key_days @ people)
    second = _level(block, columns, days, (key_days, key), people, deadline)
    return Reached(
        block,
        columns.keep(second.kept),
        second.people[second.kept],
        int(key_days @ second.people),
        int(days @ second.people),
        key_bound,
        second.bound,
    )


def _level(
    block: Block,
    columns: Columns,
    worth: Ints,
    floor: tuple[Ints, int] | None,
    known: Ints,
    deadline: Deadline,
) -> _Level:
    """The most ``worth``, with at least so much of ``floor``; ``known`` is a solution to start from."""
    matrix, capacity = load_matrix(block, columns)
    relaxed = _relaxation(matrix, capacity, worth, floor)
    bound = int(np.floor(relaxed.value + TOLERANCE * max(1.0, relaxed.value)))
    best = known
    for people in (np.floor(relaxed.people + TOLERANCE).astype(np.int64), known):
        filled = fill(block, columns, worth, people)
        if (floor is None or floor[0] @ filled >= floor[1]) and worth @ filled > worth @ best:
            best = filled
    slack = relaxed.value - float(worth @ best) + TOLERANCE * max(1.0, relaxed.value)
    kept = np.flatnonzero((relaxed.loss <= slack) | (best > 0))
    if worth @ best == bound:
        return _Level(best, bound, kept)
    chosen = columns.keep(kept)
    answer = solve(_programme(block, chosen, worth[kept], floor and (floor[0][kept], floor[1])), deadline.left())
    if answer.found is not None and worth[kept] @ answer.found > worth @ best:
        best = np.zeros_like(best)
        best[kept] = answer.found
    bound = int(worth @ best) if answer.proven else int(min(bound, np.floor(TOLERANCE - answer.bound)))
    return _Level(best, bound, kept)


@dataclass(frozen=True, slots=True)
class _Relaxation:
    """A linear programme's value, its corner, and what a unit of each column loses of the value at least."""

    value: float
    people: Floats
    loss: Floats


def _relaxation(matrix: sparse.csc_array, capacity: Ints, worth: Ints, floor: tuple[Ints, int] | None) -> _Relaxation:
    rows, limits = matrix, capacity.astype(np.float64)
    if floor is not None:
        rows = sparse.vstack([matrix, sparse.csc_array(-floor[0][None, :].astype(np.float64))]).tocsc()
        limits = np.append(limits, -float(floor[1]))
    solved = linprog(-worth.astype(np.float64), A_ub=rows, b_ub=limits, method="highs")  # type: ignore[call-overload]
    if solved.status != 0:
        raise SolverFailed(f"HiGHS ended with: {solved.message}")
    prices = np.maximum(0.0, -solved.ineqlin.marginals)
    loss = prices @ rows - worth
    # With prices that are not exactly optimal some loss may be below 0; the bound is then raised by what that allows.
    value = float(prices @ limits)
    return _Relaxation(value, solved.x, np.maximum(0.0, loss))


def _programme(block: Block, columns: Columns, worth: Ints, floor: tuple[Ints, int] | None) -> Programme:
    matrix, capacity = load_matrix(block, columns)
    lowest, highest = np.full(len(capacity), -np.inf), capacity.astype(np.float64)
    if floor is not None:
        matrix = sparse.vstack([matrix, sparse.csc_array(floor[0][None, :].astype(np.float64))]).tocsc()
        lowest, highest = np.append(lowest, float(floor[1])), np.append(highest, np.inf)
    return Programme(-worth.astype(np.float64), matrix, lowest, highest, block.limit(columns).astype(np.float64))
