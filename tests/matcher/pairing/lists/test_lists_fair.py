"""What holds of the lists of any market."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.lists.crowding import gini
from matcher.pairing.lists.fair_share import Lists, Prospects, fair_lists
from matcher.pairing.lists.load import attention, open_chance, place_chance
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.plan.prices import Market
from matcher.pairing.ties import pair_ties

PARAMS = MatchParams(list_length=5)


def drawn(seed: int, workers: int = 30, vacancies: int = 12) -> tuple[Market, Prospects]:
    """A market whose vacancies differ in charm, so that all want the same; some work is adjacent, some key."""
    rng = np.random.default_rng(seed)
    worker, vacancy = np.nonzero(rng.random((workers, vacancies)) < 0.7)
    count, charm = len(worker), rng.random(vacancies)
    chance = rng.uniform(0.2, 1, count)
    score = chance * (0.6 * charm[vacancy] + 0.4 * rng.random(count)).round(2)
    prospects = Prospects(
        micro=np.rint(score * MICRO).astype(np.int64),
        chance=chance,
        willing=rng.uniform(0.5, 1, count),
        adjacent=(rng.random(count) < 0.3),
        priority=(rng.random(vacancies) < 0.2)[vacancy],
        assisted=(rng.random(workers) < 0.2)[worker],
        planned=np.zeros(count, dtype=bool),
        tie=pair_ties(worker, vacancy),
    )
    return Market(worker, vacancy, workers, rng.integers(0, 4, vacancies)), prospects


MARKETS = st.integers(0, 10_000).map(drawn)


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_every_worker_gets_as_many_lines_as_there_are_up_to_the_length(market_and_prospects):
    market, prospects = market_and_prospects
    lists = fair_lists(market, prospects, PARAMS)
    lines = np.bincount(market.worker[lists.pair], minlength=market.workers)
    assert lines.tolist() == np.minimum(5, np.bincount(market.worker, minlength=market.workers)).tolist()
    assert len(set(lists.pair.tolist())) == len(lists.pair)


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_lines_of_wished_work_fall_by_the_surplus_that_the_crowd_leaves(market_and_prospects):
    """Where nothing is key or urgent; such a line stands above its equals, whatever its crowd."""
    market, prospects = market_and_prospects
    prospects = replace(prospects, priority=np.zeros(len(prospects.micro), dtype=bool))
    lists = fair_lists(market, prospects, PARAMS)
    wished = ~prospects.adjacent[lists.pair]
    pair, worker = lists.pair[wished], market.worker[lists.pair[wished]]
    surplus = prospects.micro[pair] * lists.chance[wished] / prospects.chance[pair]
    rises = np.diff(surplus)[np.diff(worker) == 0]
    assert rises.max(initial=0) <= PARAMS.equal_band * MICRO + 1


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_no_line_stands_above_a_key_one_that_suits_as_well(market_and_prospects):
    market, prospects = market_and_prospects
    prospects = replace(prospects, micro=(prospects.micro // 100_000) * 100_000)  # so that many are equal
    lists = fair_lists(market, prospects, PARAMS)
    kind = np.column_stack([market.worker, prospects.micro, prospects.adjacent])[lists.pair]
    key = prospects.priority[lists.pair]
    _, alike = np.unique(kind, axis=0, return_inverse=True)
    for group in range(alike.max(initial=-1) + 1):
        assert key[alike == group].tolist() == sorted(key[alike == group].tolist(), reverse=True)


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_adjacent_work_never_stands_above_wished_work_of_a_better_score(market_and_prospects):
    market, prospects = market_and_prospects
    lists = fair_lists(market, prospects, PARAMS)
    worker, micro, near = market.worker[lists.pair], prospects.micro[lists.pair], prospects.adjacent[lists.pair]
    above = np.less.outer(lists.rank, lists.rank) & np.equal.outer(worker, worker) & np.less.outer(micro, micro)
    assert not (above & near[:, None] & ~near[None, :]).any()


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_a_list_keeps_to_wished_work_but_for_its_share_of_places(market_and_prospects):
    market, prospects = market_and_prospects
    lists = fair_lists(market, prospects, replace(PARAMS, widened_share=0.4, floor_lines=0))
    near = prospects.adjacent

    def count(pairs):
        return np.bincount(market.worker[pairs], minlength=market.workers)

    there, wished = count(near), count(~near)
    assert count(lists.pair[near[lists.pair]]).tolist() == np.minimum(there, np.maximum(2, 5 - wished)).tolist()


def test_a_planned_place_of_adjacent_work_stands_on_a_list_that_keeps_none_for_it():
    market, prospects = drawn(1)
    pairs = np.flatnonzero(market.worker == 3)
    adjacent, planned = np.zeros(len(prospects.micro), dtype=bool), np.zeros(len(prospects.micro), dtype=bool)
    adjacent[pairs[0]] = planned[pairs[0]] = True
    lists = fair_lists(
        market, replace(prospects, adjacent=adjacent, planned=planned), replace(PARAMS, widened_share=0.0)
    )
    assert pairs[0] in lists.pair


def sent(market: Market, prospects: Prospects, lists: Lists) -> np.ndarray:
    """How many applications each line brings, counted again."""
    wanted = attention(lists.rank) * prospects.willing[lists.pair]
    worker = market.worker[lists.pair]
    total = np.bincount(worker, wanted, minlength=market.workers)
    return wanted * np.minimum(1, PARAMS.applications_per_worker / np.maximum(total, 1e-9))[worker]


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_expected_applicants_are_those_the_lists_bring(market_and_prospects):
    market, prospects = market_and_prospects
    lists = fair_lists(market, prospects, PARAMS)
    applications = sent(market, prospects, lists)
    again = np.bincount(market.vacancy[lists.pair], applications, minlength=len(market.capacity))
    assert lists.expected_applicants == pytest.approx(again, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(MARKETS)
def test_the_floor_holds_wherever_the_crowd_leaves_enough_clear_chances(market_and_prospects):
    """Clear: a tenth above the floor's chance, since the others' order still moves after the lines are chosen."""
    market, prospects = market_and_prospects
    lists = fair_lists(market, prospects, PARAMS)
    accepted = sent(market, prospects, lists) * prospects.chance[lists.pair]
    crowd = np.bincount(market.vacancy[lists.pair], accepted, minlength=len(market.capacity))
    own = np.zeros(len(prospects.chance))
    own[lists.pair] = accepted
    others = np.maximum(crowd[market.vacancy] - own, 0)
    left = prospects.chance * place_chance(others, market.capacity[market.vacancy])

    def enough(real):
        return np.bincount(market.worker[real], minlength=market.workers) >= PARAMS.floor_lines

    possible = enough(prospects.assisted & (left >= 1.1 * PARAMS.floor_chance))
    assert enough(lists.pair[lists.chance >= PARAMS.floor_chance])[possible].all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_shared_lists_spread_over_the_vacancies_far_more_evenly_than_lists_by_score(seed):
    market, prospects = drawn(seed, workers=60, vacancies=30)
    market = replace(market, capacity=np.full(30, 2))
    by_score = np.lexsort((-prospects.micro, market.worker))
    counts = np.bincount(market.worker, minlength=60)
    rank = np.arange(len(by_score)) - np.repeat(np.cumsum(counts) - counts, counts)
    own = np.bincount(market.vacancy[by_score[rank < 5]], minlength=30)
    lists = fair_lists(market, prospects, PARAMS)
    shared = np.bincount(market.vacancy[lists.pair], minlength=30)
    assert gini(shared) < 0.6 * gini(own)
    assert lists.expected_applicants.max() / 2 < 1.25 * lists.bound


def test_equal_vacancies_share_equal_workers_evenly():
    worker, vacancy = (side.ravel() for side in np.indices((60, 12)))
    same = np.ones(len(worker))
    no = np.zeros(len(worker), dtype=bool)
    prospects = Prospects((same * 500_000).astype(np.int64), same, same, no, no, no, no, pair_ties(worker, vacancy))
    lists = fair_lists(Market(worker, vacancy, 60, np.full(12, 2)), prospects, PARAMS)
    assert lists.expected_applicants.max() < 1.15 * lists.expected_applicants.min()


def test_the_chance_of_a_place_is_that_of_a_poisson_crowd():
    """Against the sum over the number of others, q / (N + 1) wherever that is below 1."""
    others = 2.5
    weights = [np.exp(-others)]
    for number in range(1, 60):
        weights.append(weights[-1] * others / number)
    for openings in (1, 2, 5):
        by_hand = sum(weight * min(1, openings / (number + 1)) for number, weight in enumerate(weights))
        left_over = sum(weights[:openings])
        crowd, places = np.array([others]), np.array([openings])
        assert place_chance(crowd, places)[0] == pytest.approx(by_hand)
        assert open_chance(crowd, places)[0] == pytest.approx(left_over)


def test_no_openings_leave_no_chance():
    assert place_chance(np.array([0.0]), np.array([0])).tolist() == [0]


def test_attention_falls_down_the_list():
    assert (np.diff(attention(np.arange(1, 6))) < 0).all()


def test_gini_is_0_for_equal_shares_and_near_1_for_one_taker():
    assert gini(np.full(10, 3.0)) == 0
    assert gini(np.array([0.0] * 99 + [1.0])) == pytest.approx(0.99)
