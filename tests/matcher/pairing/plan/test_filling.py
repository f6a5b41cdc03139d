"""The fullest plan against scipy's matching and against every set of vacancies there is."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.sparse.csgraph import maximum_bipartite_matching

from matcher.pairing.plan.filling import Filling, Suited

Pair = tuple[int, int]
WORKERS, VACANCIES = 7, 5
PAIRS = st.sets(st.tuples(st.integers(0, WORKERS - 1), st.integers(0, VACANCIES - 1)))
CAPACITY = st.lists(st.integers(0, 3), min_size=VACANCIES, max_size=VACANCIES)


def suited(pairs: set[Pair]) -> Suited:
    table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return Suited.made(table[:, 0], table[:, 1], (WORKERS, VACANCIES))


def plan(pairs: set[Pair], capacity: list[int], order: list[int]) -> np.ndarray:
    """The seats of a plan made by giving each pair, in some order, what is still free."""
    seat, left = np.full(WORKERS, VACANCIES), list(capacity)
    for worker, vacancy in sorted(pairs, key=lambda pair: order[pair[0] * VACANCIES + pair[1]]):
        if seat[worker] == VACANCIES and left[vacancy]:
            seat[worker] = vacancy
            left[vacancy] -= 1
    return seat


def most(pairs: set[Pair], capacity: list[int]) -> int:
    """The largest matching of workers to single openings, by scipy."""
    opening_of = [vacancy for vacancy, count in enumerate(capacity) for _ in range(count)]
    if not opening_of:
        return 0
    table = [[(worker, vacancy) in pairs for vacancy in opening_of] for worker in range(WORKERS)]
    return int((maximum_bipartite_matching(sparse.csr_array(np.array(table)), perm_type="column") >= 0).sum())


def filled(pairs: set[Pair], capacity: list[int], order: list[int]) -> Filling:
    filling = Filling([suited(pairs)], np.array(capacity), plan(pairs, capacity, order))
    filling.fill()
    return filling


ORDER = st.permutations(range(WORKERS * VACANCIES))


@settings(max_examples=200, deadline=None)
@given(PAIRS, CAPACITY, ORDER)
def test_no_matching_fills_more(pairs, capacity, order):
    filling = filled(pairs, capacity, order)
    assert sum(capacity) - filling.left.sum() == most(pairs, capacity)


@settings(max_examples=200, deadline=None)
@given(PAIRS, CAPACITY, ORDER)
def test_seats_are_of_suited_vacancies_within_capacity(pairs, capacity, order):
    filling = filled(pairs, capacity, order)
    seated = {(worker, int(seat)) for worker, seat in enumerate(filling.seat) if seat < VACANCIES}
    taken = np.bincount(filling.seat, minlength=VACANCIES + 1)[:-1]
    assert seated <= pairs
    assert (np.array(capacity) - taken).tolist() == filling.left.tolist()
    assert (filling.left >= 0).all()


@settings(max_examples=200, deadline=None)
@given(PAIRS, CAPACITY, ORDER)
def test_what_is_empty_is_what_the_closed_vacancies_lack_in_people(pairs, capacity, order):
    filling = filled(pairs, capacity, order)
    closed = set(np.flatnonzero(filling.closed).tolist())
    people = {worker for worker, vacancy in pairs if vacancy in closed}
    assert sum(capacity[vacancy] for vacancy in closed) - len(people) == filling.left.sum()


@settings(max_examples=100, deadline=None)
@given(PAIRS, CAPACITY, ORDER)
def test_no_set_of_vacancies_lacks_more_people_than_the_closed_ones(pairs, capacity, order):
    def lacks(some: tuple[int, ...]) -> int:
        return sum(capacity[vacancy] for vacancy in some) - len({w for w, vacancy in pairs if vacancy in some})

    every = [some for size in range(VACANCIES + 1) for some in combinations(range(VACANCIES), size)]
    assert filled(pairs, capacity, order).left.sum() == max(map(lacks, every))


@settings(max_examples=100, deadline=None)
@given(PAIRS, CAPACITY, ORDER)
def test_nobody_who_has_a_place_loses_it(pairs, capacity, order):
    before = plan(pairs, capacity, order) < VACANCIES
    assert (filled(pairs, capacity, order).seat < VACANCIES)[before].all()


@settings(max_examples=200, deadline=None)
@given(PAIRS, PAIRS, CAPACITY, ORDER)
def test_joined_by_more_pairs_a_plan_fills_what_all_pairs_can(pairs, more, capacity, order):
    filling = filled(pairs, capacity, order)
    again = filling.joined_by(suited(more - pairs))
    gain = again.fill()
    assert gain == most(pairs | more, capacity) - most(pairs, capacity)
    assert again.left.sum() == filling.left.sum() - gain
