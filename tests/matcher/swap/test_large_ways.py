"""The ways of large problems, taken on small ones: few columns at first, diving, parts priced apart."""

import pytest

from matcher.swap import diving, least_cost, linear_relaxation, pairs
from matcher.swap.checking import faults
from matcher.swap.pairs import market
from matcher.swap.refused import refused_pairs
from tests.matcher.swap.drawn import best_by_programme, drawn
from tests.matcher.swap.test_optimum import reached, solved


@pytest.fixture
def large_ways(monkeypatch) -> None:
    monkeypatch.setattr(linear_relaxation, "ALL_AT_ONCE", 4)
    monkeypatch.setattr(diving, "FEW", 2)
    monkeypatch.setattr(least_cost, "JOINT_COLUMNS", 0)


def test_person_days_are_as_many_as_by_a_programme_over_all_loans(large_ways) -> None:
    for seed in range(60):
        instance = drawn(seed, rows=5, days=10)
        assert reached(solved(instance))[:2] == best_by_programme(instance)[:2], seed


def test_the_cost_is_never_below_its_bound_nor_called_least_when_it_is_not(large_ways) -> None:
    for seed in range(60):
        instance = drawn(seed, rows=5, days=10)
        found, best = solved(instance), best_by_programme(instance)[2]
        assert found.bound.cost - 1e-5 <= best <= found.objective.cost + 1e-5, seed
        assert not found.proven or found.objective.cost == pytest.approx(best, abs=1e-5)


def test_plans_keep_every_rule(large_ways) -> None:
    for seed in range(100, 120):
        instance = drawn(seed, rows=8, days=20)
        assert faults(instance, solved(instance).loans) == []


def test_pairs_looked_at_a_few_at_a_time_are_the_same(monkeypatch) -> None:
    instance = drawn(0, rows=8, days=14)
    whole = market(instance)
    at_once = whole.pairs.offer.tolist(), whole.pairs.need.tolist(), refused_pairs(whole)
    monkeypatch.setattr(pairs, "BLOCK_CELLS", 3)
    parted = market(instance)
    assert (parted.pairs.offer.tolist(), parted.pairs.need.tolist(), refused_pairs(parted)) == at_once
    assert at_once[0]
    assert at_once[2]
