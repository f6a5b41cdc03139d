"""From a problem to a plan, on one screen: pairs, blocks, person-days, cost, reasons."""

from collections.abc import Callable
from dataclasses import dataclass

from matcher.swap.blocks import Block, blocks
from matcher.swap.checking import faults
from matcher.swap.deadline import Deadline
from matcher.swap.least_cost import A_HAIR, cheapest
from matcher.swap.pairs import market
from matcher.swap.person_days import Reached, most_person_days
from matcher.swap.plan import Agreement, Loan, Objective, agreements, loans_of, reached
from matcher.swap.problem import SwapInstance
from matcher.swap.refused import RefusedPair, refused_pairs
from matcher.swap.side_by_side import solve_each
from matcher.swap.solver import SolverFailed
from matcher.swap.unmet import MOST_TRIED, Unmet, unmet_needs

Progress = Callable[[str, float], None]
WORKERS = 2  # threads of the solver
FOR_PERSON_DAYS, FOR_COST = 0.85, 0.7  # parts of the time left; what is not used falls to the next step


@dataclass(frozen=True, slots=True)
class SwapPlan:
    """The best plan found, how good any plan could be, and what was left out and why."""

    loans: list[Loan]
    agreements: list[Agreement]
    objective: Objective
    bound: Objective
    unmet: list[Unmet]
    refused: list[RefusedPair]
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether no plan is better."""
        return self.objective == self.bound

    @property
    def gap(self) -> float:
        """By what share of the bound key person-days could still grow or, these proven, all person-days.

        What the cost could still fall by lies between objective and bound; it weighs nothing against a person-day.
        """
        key, total = self.bound.key_person_days, self.bound.person_days
        if self.objective.key_person_days != key:
            return round(1 - self.objective.key_person_days / key, 6)
        return round(1 - self.objective.person_days / total, 6) if total else 0.0


def _unheard(_stage: str, _done: float) -> None:
    """A listener to progress that does nothing."""


def plan(
    instance: SwapInstance,
    seconds: float,
    clock: Callable[[], float],
    progress: Progress = _unheard,
    most_tried: int = MOST_TRIED,
) -> SwapPlan:
    """The plan of a problem, in about so many seconds of a clock.

    Same problem, same plan, whenever the steps end before their time.
    """
    start = clock()
    deadline = Deadline(clock, start + seconds)
    problem = market(instance)
    progress("person-days", 0.1)
    found = _most(blocks(problem), deadline.share(FOR_PERSON_DAYS))
    progress("cost", 0.5)
    priced = cheapest(problem, found, deadline.share(FOR_COST), WORKERS)
    loans = sorted(
        loan
        for one, people in zip(found, priced.people, strict=True)
        for loan in loans_of(instance, one.region.block, one.region.columns, people)
    )
    if wrong := faults(instance, loans):
        raise SolverFailed(f"the plan breaks a rule: {wrong[0]}")
    objective = reached(instance, loans)
    bound = Objective(
        sum(one.key_bound for one in found),
        sum(one.total_bound for one in found),
        min(objective.nano_cost, round(priced.bound + A_HAIR)),
    )
    progress("reasons", 0.8)
    unmet = unmet_needs(problem, found, priced.people, deadline, most_tried)
    refused = refused_pairs(problem)
    progress("done", 1.0)
    return SwapPlan(loans, agreements(instance, loans), objective, bound, unmet, refused, round(clock() - start, 3))


def _most(parts: list[Block], deadline: Deadline) -> list[Reached]:
    """The most person-days of each block."""
    sizes = [len(block.pairs) for block in parts]
    return solve_each(sizes, lambda row, until: most_person_days(parts[row], until), deadline, WORKERS)
