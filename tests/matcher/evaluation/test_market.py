"""E4 in small: what happens in a market, and what the table says of it."""

import doctest

import numpy as np
import pytest

from matcher.evaluation import fronts
from matcher.evaluation.behaviour import Day, draw_days, play
from matcher.evaluation.fronts import front_margin, least_margin
from matcher.evaluation.market import OURS, POLICIES, figures
from matcher.evaluation.outcomes import FILL, LIST_UTILITY, UTILITY, envy
from matcher.evaluation.shapes import SHAPES, Behaviour, District, draw_district

SMALL = (40, 15)


def tiny(**changes: object) -> District:
    """Two workers, two vacancies of one opening; everybody is willing, accepted, and likes the first better."""
    usual = {
        "eligible": np.ones((2, 2), dtype=bool),
        "adjacent": np.zeros((2, 2), dtype=bool),
        "utility": np.array([[1.0, 0.9], [1.0, 0.9]]),
        "chance": np.ones((2, 2)),
        "fitness": np.array([[0.1, 0.1], [0.9, 0.9]]),
        "seen_utility": np.array([[1.0, 0.9], [1.0, 0.9]]),
        "seen_chance": np.ones((2, 2)),
        "openings": np.ones(2, dtype=np.int64),
        "key": np.zeros(2, dtype=bool),
        "assisted": np.zeros(2, dtype=bool),
        "no_shows": 0.0,
    }
    return District(**{**usual, **changes})


LUCKY = [Day(*(np.zeros((2, 2), dtype=np.float32) for _ in range(3)))]
BOTH = np.array([[0, 1], [0, 1]])


def test_an_employer_takes_the_fittest_and_who_has_two_offers_leaves_one_unused():
    """w2 is fitter at both vacancies and takes the first; the second vacancy's offer to w2 is lost."""
    assert play(tiny(), BOTH, LUCKY).seat.tolist() == [[-1, 0]]


def test_lists_that_differ_place_both():
    assert play(tiny(), np.array([[1], [0]]), LUCKY).seat.tolist() == [[1, 0]]


def test_who_does_not_come_is_not_taken():
    nobody_comes = [Day(LUCKY[0].looks, LUCKY[0].applies, np.full((2, 2), 0.7, dtype=np.float32))]
    assert (play(tiny(no_shows=0.4), BOTH, nobody_comes).seat == -1).all()


def test_who_is_choosier_than_assumed_applies_less():
    """σ(.8) and σ(.7) are above a draw of .6, σ(.1) and σ(0) are not."""
    day = [Day(LUCKY[0].looks, np.full((2, 2), 0.6, dtype=np.float32), LUCKY[0].accepted)]
    assert play(tiny(behaviour=Behaviour(0.2, 1.0)), BOTH, day).applicants.tolist() == [[2, 2]]
    assert play(tiny(behaviour=Behaviour(0.9, 1.0)), BOTH, day).applicants.tolist() == [[0, 0]]


def test_a_list_is_envied_where_it_holds_what_one_would_rather_have():
    """The first vacancy is worth a seventh more than the second: enough to be envied, a thirtieth is not."""
    assert envy(tiny(), np.array([[1], [0]])) == 0.5
    assert envy(tiny(), np.array([[1], [1]])) == 0
    assert envy(tiny(utility=np.array([[0.92, 0.9], [0.92, 0.9]])), np.array([[1], [0]])) == 0


@pytest.mark.parametrize("shape", list(SHAPES))
def test_nobody_starts_twice_and_no_vacancy_beyond_its_openings(shape):
    district = draw_district(SHAPES[shape], 1, *SMALL)
    lists = POLICIES["preference order"](district, 4, 1)
    for seats in play(district, lists, draw_days(SMALL, 1, 5)).seat:
        taken = np.bincount(seats[seats >= 0], minlength=SMALL[1])
        assert (taken <= district.openings).all()


@pytest.mark.parametrize("policy", list(POLICIES))
def test_a_policy_lists_each_eligible_vacancy_once_and_as_many_as_there_are(policy):
    district = draw_district(SHAPES["missing profiles"], 2, *SMALL)
    lists = POLICIES[policy](district, 4, 2)
    for worker, line in enumerate(lists):
        listed = line[line >= 0]
        assert len(set(listed.tolist())) == len(listed)
        assert district.eligible[worker, listed].all()
    if policy not in ("min-cost-flow lists", "deferred acceptance"):  # these leave places empty beyond the fair share
        assert ((lists >= 0).sum(axis=1) == np.minimum(4, district.eligible.sum(axis=1))).all()


def test_the_policies_see_the_same_market_whatever_the_truth_behind_it():
    """What a policy may not see changes no list."""
    district = draw_district(SHAPES["tight"], 3, *SMALL)
    hidden = {
        "behaviour": Behaviour(0.9, 2.0),
        "utility": 1 - district.utility,
        "chance": 1 - district.chance,
        "fitness": -district.fitness,
    }
    other = District(**{name: hidden.get(name, getattr(district, name)) for name in District.__dataclass_fields__})
    for policy in POLICIES.values():
        assert policy(district, 4, 3).tolist() == policy(other, 4, 3).tolist()


def test_the_examples_of_the_front_hold():
    assert doctest.testmod(fronts) == (0, 2)


def test_the_margin_is_taken_from_the_best_mixture_of_the_others():
    """Half of each other policy gives (0.5, 0.5); the policy in question has 0.1 more of the first."""
    assert front_margin(np.array([[0.6, 0.5], [0.8, 0.4], [0.2, 0.6]])) == pytest.approx(0.1)


def test_the_least_margin_is_below_the_mean_one_where_seeds_differ():
    better, worse = [[0.6, 0.5], [0.4, 0.5]], [[0.42, 0.5], [0.4, 0.5]]
    low = least_margin(np.array([better, worse, better, worse]))
    assert 0 < low < 0.11


@pytest.fixture(scope="module")
def lines():
    return {line.measure: line for line in figures(range(2), ("slack", "skewed pay"), (90, 30), 6)}


def test_our_lists_lie_above_the_front_of_all_others_in_small_markets_too(lines):
    assert lines["fill above the front at equal utility of the placed, all shapes"].ours > 0


@pytest.mark.parametrize("respect", ["utility of the placed", "utility of the lists"])
@pytest.mark.parametrize("shape", ["slack", "skewed pay", "all shapes"])
def test_the_margin_over_the_front_stands_for_both_utilities_with_its_low_end(lines, respect, shape):
    line = lines[f"fill above the front at equal {respect}, {shape}"]
    assert line.others["low end (95 %)"] <= line.ours


def test_the_table_has_fill_and_utility_of_every_policy_in_every_shape(lines):
    for measure in (FILL, UTILITY, LIST_UTILITY):
        for shape in ("slack", "skewed pay", "all shapes"):
            assert {OURS, *lines[f"{measure}, {shape}"].others} == set(POLICIES)


def test_full_roll_out_fills_more_than_a_tenth(lines):
    rolled = lines["fill at full roll-out"]
    assert rolled.ours == rolled.others["at 100%"] > rolled.others["at 10%"]
