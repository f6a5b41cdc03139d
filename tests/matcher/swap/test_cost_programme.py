"""The programme of the cost: plans fit it, and what its search calls a bound is one."""

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from matcher.swap.blocks import blocks
from matcher.swap.cost_programme import CostProgramme, cost_programme
from matcher.swap.deadline import Deadline
from matcher.swap.pairs import NANO, Ints, market
from matcher.swap.person_days import Reached, most_person_days
from matcher.swap.plan import loans_of
from matcher.swap.plan import reached as counted
from matcher.swap.problem import SwapInstance
from matcher.swap.search import MOST_SUM, search
from tests.matcher.swap.drawn import drawn


def within(seconds: float) -> Deadline:
    return Deadline(time.perf_counter, time.perf_counter() + seconds)


def programmes(seeds: range) -> Iterator[tuple[SwapInstance, Reached, CostProgramme]]:
    """Problems of a single part, the plan that lends most, and the programme of its cost."""
    for seed in seeds:
        instance = drawn(seed, rows=4, days=12)
        problem = market(instance)
        for block in blocks(problem)[:1]:
            reached = most_person_days(block, within(30.0))
            pairs = block.pairs.keep(reached.region.columns.pair)
            employers = problem.offers.employer[pairs.offer] * 100 + problem.needs.employer[pairs.need]
            names, agreement = np.unique(employers, return_inverse=True)
            fixed = np.full(len(names), round(instance.params.agreement_cost * NANO))
            yield instance, reached, cost_programme([reached.region], agreement, fixed)


def fits(programme: CostProgramme, numbers: Ints) -> bool:
    rows, total = programme.rows, programme.rows.matrix @ numbers
    kept = (rows.lowest <= total) & (total <= rows.highest)
    return bool(kept.all() and (numbers >= 0).all() and (numbers <= rows.most).all())


def test_a_plan_as_good_fits_and_costs_what_its_loans_and_agreements_do() -> None:
    for instance, reached, programme in programmes(range(40)):
        numbers = programme.numbers(reached.people)
        loans = loans_of(instance, reached.region.block, reached.region.columns, reached.people)
        assert fits(programme, numbers)
        assert programme.rows.cost @ numbers == counted(instance, loans).nano_cost


def test_a_plan_that_lends_less_does_not_fit() -> None:
    for _, reached, programme in programmes(range(20)):
        for column in np.flatnonzero(reached.people)[:1]:
            fewer = reached.people.copy()
            fewer[column] -= 1
            assert not fits(programme, programme.numbers(fewer))


@pytest.mark.parametrize("times", [1.0, MOST_SUM])
def test_costs_of_any_size_have_a_bound_that_holds(times: float) -> None:
    """Beyond what can be added up, only the bound is less sharp."""
    for _, reached, programme in programmes(range(10)):
        rows, numbers = programme.rows, programme.numbers(reached.people)
        least = search(rows, numbers, within(10.0))
        dearer = replace(rows, cost=rows.cost * times)
        answer = search(dearer, numbers, within(10.0))
        assert least.proven
        assert fits(programme, answer.found)
        assert answer.bound <= least.bound * times * (1 + 1e-9) <= dearer.cost @ answer.found * (1 + 1e-6)


def test_without_time_the_bound_holds_too() -> None:
    for _, reached, programme in programmes(range(10)):
        numbers = programme.numbers(reached.people)
        assert search(programme.rows, numbers, within(0.0)).bound <= search(programme.rows, numbers, within(10.0)).bound
