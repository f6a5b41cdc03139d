"""One programme in CP-SAT, from numbers that are known to fit."""

import numpy as np
from ortools.sat.python import cp_model
from scipy import sparse

from matcher.swap.deadline import Deadline
from matcher.swap.pairs import Ints
from matcher.swap.solver import Answer, Programme, SolverFailed

MOST_SUM = 2.0**60  # CP-SAT takes no sums that could leave 64 bits


def search(programme: Programme, known: Ints, deadline: Deadline) -> Answer:
    """The best numbers found in time; parts of the matrix, limits and costs are whole.

    Costs too large to add up are rounded down to multiples of a unit, so that the bound stays one.
    """
    unit = max(1.0, np.ceil(float(programme.cost @ programme.most) / MOST_SUM))
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, most, "") for most in programme.most.astype(np.int64).tolist()]
    _add_rows(model, numbers, programme)
    costs = np.floor(programme.cost / unit).astype(np.int64)
    model.minimize(cp_model.LinearExpr.weighted_sum(numbers, costs.tolist()))
    for number, value in zip(numbers, known.tolist(), strict=True):
        model.add_hint(number, value)
    solver = _solver(deadline.left())
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        raise SolverFailed(f"CP-SAT ended with: {solver.status_name(status)}")
    found = None if status == cp_model.UNKNOWN else np.array(solver.response_proto.solution, dtype=np.int64)
    return Answer(found, solver.best_objective_bound * unit, status == cp_model.OPTIMAL)


def _add_rows(model: cp_model.CpModel, numbers: list[cp_model.IntVar], programme: Programme) -> None:
    rows = sparse.csr_array(programme.matrix)
    lowest = np.maximum(programme.lowest, -MOST_SUM).astype(np.int64).tolist()
    highest = np.minimum(programme.highest, MOST_SUM).astype(np.int64).tolist()
    start, place, factor = rows.indptr.tolist(), rows.indices.tolist(), rows.data.astype(np.int64).tolist()
    for row, (least, most) in enumerate(zip(lowest, highest, strict=True)):
        own = slice(start[row], start[row + 1])
        total = cp_model.LinearExpr.weighted_sum([numbers[column] for column in place[own]], factor[own])
        model.add_linear_constraint(total, least, most)


def _solver(seconds: float) -> cp_model.CpSolver:
    """One thread, so that a search that ends by proof is repeatable.

    Measured: cuts and all rows of the linear programme from the start raise the bound soonest, and presolving costs
    more than it saves. ``repair_hint`` would find more, but aborts the process when time ends early.
    """
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.max_time_in_seconds = max(0.01, seconds)
    settings.num_workers = 1
    settings.linearization_level = 2
    settings.add_lp_constraints_lazily = False
    settings.cp_model_presolve = False
    return solver
