"""The assignment against an exhaustive search and against a dense solver."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matcher.pairing import assignment
from matcher.pairing.assignment import Merits, assign, near_equal
from matcher.pairing.prices import Forced, Market, SolverFailed, prove

MARGIN = 150_000


@st.composite
def markets(draw, most_workers=6, most_vacancies=4):
    """A small market with priority vacancies and assisted workers; scores often tie."""
    workers, vacancies = draw(st.integers(1, most_workers)), draw(st.integers(1, most_vacancies))
    pairs = [(w, v) for w in range(workers) for v in range(vacancies) if draw(st.booleans())]
    micro = np.array([draw(st.integers(1, 10)) * 100_000 for _ in pairs], dtype=np.int64)
    priority = np.array([draw(st.booleans()) for _ in range(vacancies)])
    assisted = np.array([draw(st.booleans()) for _ in range(workers)])
    capacity = np.array([draw(st.integers(0, 3)) for _ in range(vacancies)], dtype=np.int64)
    worker, vacancy = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    close = near_equal(worker, micro, workers, MARGIN)
    return Market(worker, vacancy, workers, capacity), Merits(close & priority[vacancy], assisted[worker], micro)


def best_by_search(market: Market, merits: Merits) -> tuple[int, ...]:
    """The lexicographically greatest tiers over every assignment, worker by worker."""
    options = [np.flatnonzero(market.worker == w).tolist() for w in range(market.workers)]
    worth = [
        (int(merits.near_equal_priority[k]), int(merits.assisted[k]), 1, int(merits.micro[k]))
        for k in range(len(market.worker))
    ]

    @cache
    def best(worker: int, left: tuple[int, ...]) -> tuple[int, ...]:
        if worker == market.workers:
            return (0, 0, 0, 0)
        found = [best(worker + 1, left)]
        for k in options[worker]:
            seat = int(market.vacancy[k])
            if left[seat]:
                rest = best(worker + 1, (*left[:seat], left[seat] - 1, *left[seat + 1 :]))
                found.append(tuple(a + b for a, b in zip(worth[k], rest, strict=True)))
        return max(found)

    return best(0, tuple(market.capacity.tolist()))


def in_one_solve(market: Market, merits: Merits) -> tuple[int, ...]:
    """All four tiers in one weighted sum, which fits 64 bits on small instances only."""
    base = market.workers + 1
    scale = base * 1_000_000
    counts = (merits.near_equal_priority * base + merits.assisted) * base + 1
    chosen = assignment._flow(market, counts * scale + merits.micro, Forced.nothing(market))
    return tuple(merits.values(chosen).values())


@settings(max_examples=150, deadline=None)
@given(markets())
def test_no_assignment_is_better_in_any_tier(problem):
    market, merits = problem
    assert tuple(assign(market, merits).reached.values()) == best_by_search(market, merits)


@settings(max_examples=100, deadline=None)
@given(markets(most_workers=9, most_vacancies=6))
def test_two_stages_reach_what_one_weighted_solve_reaches(problem):
    market, merits = problem
    assert len(market.worker) == 0 or tuple(assign(market, merits).reached.values()) == in_one_solve(market, merits)


@settings(max_examples=100, deadline=None)
@given(markets())
def test_without_its_proof_the_plan_is_the_same(problem):
    assert assign(*problem, proven=False).chosen.tolist() == assign(*problem).chosen.tolist()


@settings(max_examples=100, deadline=None)
@given(markets())
def test_the_bound_is_reached(problem):
    plan = assign(*problem)
    assert plan.reached == plan.bound


@settings(max_examples=100, deadline=None)
@given(markets(most_workers=10, most_vacancies=6))
def test_capacities_hold_and_nobody_is_placed_twice(problem):
    market, merits = problem
    chosen = assign(market, merits).chosen
    assert (market.filled(chosen) <= market.capacity).all()
    assert (np.bincount(market.worker[chosen], minlength=market.workers) <= 1).all()


@settings(max_examples=60, deadline=None)
@given(markets(), st.integers(0, 3))
def test_one_more_opening_never_lowers_the_tiers(problem, which):
    market, merits = problem
    before = tuple(assign(market, merits).reached.values())
    market.capacity[which % len(market.capacity)] += 1
    assert tuple(assign(market, merits).reached.values()) >= before


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_score_alone_agrees_with_dense_assignment(workers, vacancies, seed):
    rng = np.random.default_rng(seed)
    dense = rng.integers(1, 1_000_000, (workers, vacancies))
    worker, vacancy = (rows.ravel().astype(np.int64) for rows in np.indices(dense.shape))
    market = Market(worker, vacancy, workers, np.ones(vacancies, dtype=np.int64))
    nothing = np.zeros(len(worker), dtype=bool)
    plan = assign(market, Merits(nothing, nothing, dense.ravel()), tiers=("total_score",))
    assert plan.reached["total_score"] == dense[linear_sum_assignment(dense, maximize=True)].sum()


def test_a_pair_that_is_not_near_equal_earns_no_priority():
    """The worker clearly prefers vacancy 0; vacancy 1 is a key enterprise's but far below."""
    worker, vacancy = np.array([0, 0]), np.array([0, 1])
    micro = np.array([900_000, 700_000])
    close = near_equal(worker, micro, 1, MARGIN)
    plan = assign(Market(worker, vacancy, 1, np.array([1, 1])), Merits(close & (vacancy == 1), close & False, micro))
    assert plan.chosen.tolist() == [True, False]


def test_near_equals_are_reordered_for_a_key_vacancy():
    worker, vacancy = np.array([0, 0]), np.array([0, 1])
    micro = np.array([900_000, 750_000])
    close = near_equal(worker, micro, 1, MARGIN)
    plan = assign(Market(worker, vacancy, 1, np.array([1, 1])), Merits(close & (vacancy == 1), close & False, micro))
    assert plan.chosen.tolist() == [False, True]


def test_a_plan_that_can_be_improved_has_no_proof():
    market = Market(np.array([0, 0]), np.array([0, 1]), 1, np.array([1, 1]))
    with pytest.raises(SolverFailed, match="improved"):
        prove(market, np.array([5, 9]), np.array([True, False]), Forced.nothing(market))


def test_no_pairs_at_all_is_an_empty_plan():
    rows = np.zeros(0, dtype=np.int64)
    market = Market(rows, rows, 0, rows)
    assert assign(market, Merits(rows > 0, rows > 0, rows)).reached["placed"] == 0
