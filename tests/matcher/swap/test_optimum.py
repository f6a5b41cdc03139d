"""The plan against the best found another way, on problems drawn by a seed."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.swap.checking import faults
from matcher.swap.planning import SwapPlan, plan
from matcher.swap.problem import SwapInstance
from tests.matcher.swap.drawn import best_by_hand, best_by_programme, drawn

SEEDS = range(220)
TINY_SEEDS = range(60)


def solved(instance: SwapInstance) -> SwapPlan:
    return plan(instance, 30.0, time.perf_counter)


def reached(found: SwapPlan) -> tuple[int, int, float]:
    return found.objective.key_person_days, found.objective.person_days, found.objective.cost


@pytest.mark.parametrize("decade", range(0, len(SEEDS), 20))
def test_no_programme_over_all_loans_and_days_finds_a_better_plan(decade: int) -> None:
    for seed in SEEDS[decade : decade + 20]:
        instance = drawn(seed)
        assert reached(solved(instance)) == pytest.approx(best_by_programme(instance), abs=1e-5), seed


def test_trying_every_set_of_loans_finds_no_better_plan() -> None:
    for seed in TINY_SEEDS:
        instance = drawn(seed, rows=2, days=4)
        instance = replace(
            instance,
            offers=tuple(replace(row, people=min(2, row.people)) for row in instance.offers),
            needs=tuple(replace(row, people=min(2, row.people)) for row in instance.needs),
        )
        assert reached(solved(instance)) == pytest.approx(best_by_hand(instance), abs=1e-5), seed


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_plan_keeps_every_rule_on_every_day(seed: int) -> None:
    instance = drawn(seed, rows=5, days=20)
    found = solved(instance)
    assert faults(instance, found.loans) == []
    assert found.proven


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), row=st.integers(0, 100))
def test_one_person_more_never_makes_the_plan_worse(seed: int, row: int) -> None:
    instance = drawn(seed)
    rows = [*instance.offers, *instance.needs]
    chosen = rows[row % len(rows)]
    more = [replace(one, people=one.people + (one is chosen)) for one in rows]
    count = len(instance.offers)
    before = solved(instance).objective
    after = solved(replace(instance, offers=tuple(more[:count]), needs=tuple(more[count:]))).objective
    assert (after.key_person_days, after.person_days) >= (before.key_person_days, before.person_days)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(seed: int, order) -> None:
    instance = drawn(seed, rows=5, days=12)
    offers, needs = list(instance.offers), list(instance.needs)
    order.shuffle(offers)
    order.shuffle(needs)
    other = replace(instance, offers=tuple(offers), needs=tuple(needs))
    assert replace(solved(other), seconds=0.0) == replace(solved(instance), seconds=0.0)
