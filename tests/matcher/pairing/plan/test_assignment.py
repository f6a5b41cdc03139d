"""The assignment against an exhaustive search and against a dense solver."""

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog

from matcher.pairing.plan.assignment import TIERS, Merits, assign, likely, reassign, weighted
from matcher.pairing.plan.prices import Market, SolverFailed, prove
from matcher.pairing.scoring import near_equal

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


def tier_by_tier(market: Market, merits: Merits) -> list[int]:
    """Each tier by a linear programme of its own, with the tiers before it held; its corners are whole."""
    once = np.equal.outer(np.arange(market.workers), market.worker)
    within = np.equal.outer(np.arange(len(market.capacity)), market.vacancy)
    limits, left = np.vstack([once, within]).astype(float), np.r_[np.ones(market.workers), market.capacity]
    found = []
    for worth in (merits.near_equal_priority, merits.assisted, np.ones(len(market.worker)), merits.micro / 100_000):
        solved = linprog(-1.0 * worth, A_ub=limits, b_ub=left, bounds=(0, 1))
        found.append(round(-solved.fun))
        limits, left = np.vstack([limits, -1.0 * worth]), np.r_[left, -found[-1]]
    return [*found[:3], found[3] * 100_000]


@settings(max_examples=150, deadline=None)
@given(markets())
def test_no_assignment_is_better_in_any_tier(problem):
    market, merits = problem
    assert tuple(assign(market, merits).reached.values()) == best_by_search(market, merits)


@settings(max_examples=100, deadline=None)
@given(markets(most_workers=9, most_vacancies=6))
def test_one_weighted_flow_reaches_what_four_programmes_in_turn_reach(problem):
    market, merits = problem
    assume(len(market.worker))
    assert list(assign(market, merits).reached.values()) == tier_by_tier(market, merits)


@settings(max_examples=100, deadline=None)
@given(markets())
def test_without_its_proof_the_plan_is_the_same(problem):
    assert assign(*problem, proven=False).chosen.tolist() == assign(*problem).chosen.tolist()


@settings(max_examples=150, deadline=None)
@given(markets(), st.sampled_from([TIERS, TIERS[1:], ("total_score",)]), st.data())
def test_made_again_from_any_few_pairs_a_plan_reaches_what_all_pairs_do(problem, tiers, data):
    market, merits = problem
    among = np.array([data.draw(st.booleans()) for _ in market.worker], dtype=bool)
    worth = weighted(market, merits, tiers)
    again, plan = reassign(market, merits, among, tiers), assign(market, merits, tiers)
    assert worth[again.chosen].sum() == worth[plan.chosen].sum()


@settings(max_examples=60, deadline=None)
@given(markets())
def test_the_likely_pairs_hold_the_plan_itself(problem):
    plan = assign(*problem)
    assert likely(*problem, plan)[plan.chosen].all()


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
        prove(market, np.array([5, 9]), np.array([True, False]))


def test_no_pairs_at_all_is_an_empty_plan():
    rows = np.zeros(0, dtype=np.int64)
    market = Market(rows, rows, 0, rows)
    assert assign(market, Merits(rows > 0, rows > 0, rows)).reached["placed"] == 0


def test_a_hundred_thousand_workers_stay_inside_64_bits():
    none = np.zeros(0, dtype=np.int64)
    market = Market(none, none, 100_000, np.full(10_000, 10))
    assert len(weighted(market, Merits(none > 0, none > 0, none), TIERS)) == 0


def test_a_market_too_large_for_64_bits_is_refused_instead_of_wrapping():
    none = np.zeros(0, dtype=np.int64)
    market = Market(none, none, 3_000_000, np.full(500_000, 10))
    with pytest.raises(SolverFailed, match="too many"):
        weighted(market, Merits(none > 0, none > 0, none), TIERS)
