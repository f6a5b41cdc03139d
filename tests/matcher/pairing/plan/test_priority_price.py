"""What a key employer's coming first changes, against plans made from scratch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.plan.assignment import TIERS, Merits, assign
from matcher.pairing.plan.opening_worth import OpeningWorth, opening_worth, told_worth
from matcher.pairing.plan.opening_worth import words as opening_words
from matcher.pairing.plan.prices import Market
from matcher.pairing.plan.priority_price import EmployerPrice, Offered, employer_price, words
from matcher.pairing.scoring import near_equal


@st.composite
def markets(draw):
    """A small market of distinct scores below 1; vacancies alternate between two employers, some of them key."""
    workers, vacancies = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    pairs = [(w, v) for w in range(workers) for v in range(vacancies) if draw(st.booleans())]
    micro = np.array(draw(st.permutations([200_000 + 3**n % 799_999 for n in range(len(pairs))])), dtype=np.int64)
    key = np.array([draw(st.booleans()) for _ in range(vacancies)])
    capacity = np.array([draw(st.integers(0, 3)) for _ in range(vacancies)], dtype=np.int64)
    worker, vacancy = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    assisted = np.array([draw(st.booleans()) for _ in range(workers)])
    close = near_equal(worker, micro, workers, 150_000)
    market = Market(worker, vacancy, workers, capacity)
    merits = Merits(close & key[vacancy], assisted[worker], micro)
    return market, merits, Offered(["甲", "乙"], np.arange(vacancies) % 2, key, micro / 1e6)


@settings(max_examples=100, deadline=None)
@given(markets())
def test_a_price_is_the_difference_of_two_plans(problem):
    market, merits, offered = problem
    plan = assign(market, merits)
    own = offered.employer == 0
    without = assign(market, Merits(merits.near_equal_priority & ~own[market.vacancy], merits.assisted, merits.micro))
    found = employer_price(market, merits, plan, offered, plan.chosen, 0)
    at_own, at_own_without = own[market.vacancy[plan.chosen]].sum(), own[market.vacancy[without.chosen]].sum()
    assert (found.filled, found.filled_without) == (at_own, at_own_without)
    assert found.others_placed_change == (plan.chosen.sum() - at_own) - (without.chosen.sum() - at_own_without)
    assert found.assisted_change == plan.reached["assisted"] - without.reached["assisted"]


@settings(max_examples=150, deadline=None)
@given(markets(), st.integers(0, 3))
def test_the_worth_of_an_opening_is_what_a_plan_with_one_more_reaches(problem, which):
    market, merits, _ = problem
    plan = assign(market, merits)
    row = which % len(market.capacity)
    found = opening_worth(market, plan, [str(number) for number in range(len(market.capacity))])
    more = Market(
        market.worker, market.vacancy, market.workers, market.capacity + (np.arange(len(market.capacity)) == row)
    )
    after = assign(more, merits).reached
    expected = [after[tier] - plan.reached[tier] for tier in TIERS]
    if found:
        one = found[row]
        assert [one.key_or_urgent, one.assisted, one.placed, round(one.total_score * 1e6)] == expected
    else:
        assert not len(market.worker)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            (5, 2, -2, -1, 3, -0.004),
            "它多招3人，其他单位少招2人，重点帮扶对象少安排1人，3人换了岗位，平均匹配分低0.4分",
        ),
        ((5, 5, 0, 0, 0, 0.0), "对它和对别人都没有影响"),
        ((5, 5, 1, 0, 0, 0.0004), "其他单位多招1人"),
    ],
)
def test_a_price_in_words(changes, said):
    filled, without, others, assisted, moved, score = changes
    assert (
        words(EmployerPrice("甲", 9, filled, without, others, assisted, moved, score, 0.0)) == f"先满足这家单位：{said}"
    )


def test_one_more_opening_in_words():
    assert opening_words(OpeningWorth("v1", 0, 1, 1, 0.624)) == "再多一个名额：多安排1人，总匹配分多62.4分"


def test_openings_that_would_bring_nothing_are_not_told():
    market = Market(np.array([0]), np.array([0]), 1, np.array([2]))
    nobody = np.array([False])
    assert told_worth(market, assign(market, Merits(nobody, nobody, np.array([500_000]))), ["v1"]) == []


def test_the_employer_with_most_key_openings_comes_first(run_match):
    vacancies = [
        {"employer_id": "甲", "key_class": "K1"},
        {"employer_id": "乙", "key_class": "K1", "openings": "3"},
        {"employer_id": "丙", "openings": "9"},
    ]
    report = run_match([{}], vacancies).report
    assert [each["employer_id"] for each in report["price_of_key_employers"]] == ["乙", "甲"]
    assert report["key_employers"] == 2


def test_a_key_employer_that_takes_from_another_is_told(run_match):
    """w1 fits both; the key employer is a little further away and so second but for its priority."""
    near, far = {"lng": "113.24", "lat": "23.10"}, {"lng": "113.245", "lat": "23.10"}
    vacancies = [near | {"employer_id": "乙"}, far | {"employer_id": "甲", "key_class": "K1"}]
    (only,) = run_match([near], vacancies).report["price_of_key_employers"]
    assert (only["filled"], only["filled_without"], only["others_placed_change"]) == (1, 0, -1)
    assert only["words"].startswith("先满足这家单位：它多招1人，其他单位少招1人，1人换了岗位，平均匹配分低")
