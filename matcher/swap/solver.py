"""One mixed-integer programme in HiGHS."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from matcher.swap.pairs import Floats, Ints

TOLERANCE = 1e-6  # HiGHS takes a number this near to a whole one for whole
INFEASIBLE = 2


class SolverFailed(Exception):  # noqa: N818 - named like that of pairing
    """The solver stopped for another reason than time; a fault of the program."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Least ``cost`` of whole numbers from 0 to ``most`` with ``lowest ≤ matrix·x ≤ highest``."""

    cost: Floats
    matrix: sparse.csc_array
    lowest: Floats
    highest: Floats
    most: Floats


@dataclass(frozen=True, slots=True)
class Answer:
    """The best found (None: nothing in time, or at all), a value that no solution goes below, and whether they meet."""

    found: Ints | None
    bound: float
    proven: bool


def solve(programme: Programme, seconds: float) -> Answer:
    """The programme's answer within some seconds."""
    solved = milp(
        programme.cost,
        integrality=np.ones(len(programme.cost), dtype=np.int64),
        bounds=Bounds(0.0, programme.most),
        constraints=LinearConstraint(programme.matrix, programme.lowest, programme.highest),
        options={"time_limit": max(0.01, seconds), "mip_rel_gap": 0.0},
    )
    if solved.status == INFEASIBLE:
        return Answer(None, -np.inf, False)
    if solved.status not in (0, 1):
        raise SolverFailed(f"HiGHS ended with: {solved.message}")
    found = None if solved.x is None else np.rint(solved.x).astype(np.int64)
    bound = -np.inf if solved.mip_dual_bound is None else float(solved.mip_dual_bound)
    return Answer(found, bound, solved.status == 0)


def relaxed_bound(programme: Programme, seconds: float) -> float:
    """What the programme costs at least without whole numbers; knows nothing if the time is too short."""
    rows, equal = sparse.csr_array(programme.matrix), programme.lowest == programme.highest
    below, above = ~equal & np.isfinite(programme.highest), ~equal & np.isfinite(programme.lowest)
    solved = linprog(  # type: ignore[call-overload]
        programme.cost,
        A_ub=sparse.vstack([rows[below], -rows[above]]),
        b_ub=np.concatenate([programme.highest[below], -programme.lowest[above]]),
        A_eq=rows[equal],
        b_eq=programme.highest[equal],
        bounds=np.column_stack([np.zeros(len(programme.most)), programme.most]),
        method="highs-ds",
        options={"time_limit": max(0.01, seconds)},
    )
    if solved.status != 0:
        return -np.inf
    return float(solved.fun - TOLERANCE * max(1.0, abs(solved.fun)))
