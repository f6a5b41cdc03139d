"""Learnt chances are judged on what came later, beside those in force."""

from datetime import date, timedelta

import numpy as np
import pytest

from matcher.evaluation.chance import auc, compare, figures, split_day, tried
from matcher.evaluation.hiring_worlds import BY_HAND, WORLDS, pairs_of, results
from matcher.pairing.learning.evidence import Outcomes
from matcher.pairing.learning.refit import learn, learning_on, predicted

DAY = date(2021, 3, 1)
TABLE = learning_on(DAY)
LEARNABLE = WORLDS["weights to be learnt"]


def test_better_weights_are_found_better():
    found = compare(results(LEARNABLE, 2_000, seed=1), BY_HAND, BY_HAND, TABLE)
    assert found.better
    assert found.new.brier < found.old.brier
    assert found.brier_difference[0] <= found.new.brier - found.old.brier <= found.brier_difference[2] < 0


def test_what_was_learnt_from_another_world_is_worse():
    """Employers change what they look for: what came before teaches the wrong thing."""
    before, after = results(LEARNABLE, 1_400, 1), results(LEARNABLE, 600, 2)
    turned = Outcomes(after.values, after.gate, ~after.hired, after.day + timedelta(days=200))
    both = Outcomes(
        np.vstack([before.values, turned.values]),
        *(np.concatenate([getattr(before, name), getattr(turned, name)]) for name in ("gate", "hired", "day")),
    )
    assert not compare(both, BY_HAND, BY_HAND, TABLE).better


def test_the_weights_in_force_are_not_replaced_by_a_guess_from_less():
    """Learnt from all of a large market, the weights in force beat what a tenth of it teaches, or tie with it."""
    in_force = learn(results(LEARNABLE, 20_000, 3), BY_HAND, TABLE)
    found = compare(results(LEARNABLE, 400, 4), BY_HAND, in_force, TABLE)
    assert found.new.brier > found.old.brier


@pytest.mark.parametrize("count", [0, 1, 60])
def test_too_few_results_are_not_compared(count):
    assert compare(results(LEARNABLE, count, 5), BY_HAND, BY_HAND, TABLE) is None


def test_results_of_one_day_cannot_be_split_by_time():
    drawn = results(LEARNABLE, 500, 6)
    one_day = Outcomes(drawn.values, drawn.gate, drawn.hired, np.full(500, DAY, dtype=object))
    assert compare(one_day, BY_HAND, BY_HAND, TABLE) is None


def test_the_last_part_is_held_out_and_no_day_is_on_both_sides():
    drawn = results(LEARNABLE, 1_000, 7)
    cut = split_day(drawn, 0.3)
    assert (drawn.day >= cut).mean() == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize(
    ("chance", "hired", "expected"),
    [
        ([0.1, 0.9], [False, True], 1.0),
        ([0.9, 0.1], [False, True], 0.0),
        ([0.5, 0.5], [False, True], 0.5),
        ([0.5, 0.5], [True, True], 0.5),
    ],
)
def test_auc_counts_pairs_in_the_right_order(chance, hired, expected):
    assert auc(np.array(chance), np.array(hired)) == expected


def test_only_pairs_the_hand_put_first_have_results_where_it_selects():
    selecting, alike = WORLDS["only the hand's best fifth proposed"], WORLDS["weights to be learnt"]
    proposed, anyone = predicted(results(selecting, 400, 1), BY_HAND), predicted(results(alike, 400, 1), BY_HAND)
    assert proposed.min() > anyone.mean()


def test_the_weakest_criterion_alone_decides_where_it_does():
    """The best of two equal means is the one without a hole."""
    employers = WORLDS["the weakest criterion decides"].employers
    even, holed = employers(np.array([[0.5, 0.5, 0.5, 0.5, 0.5], [1.0, 1.0, 0.5, 0.0, 0.0]]))
    assert even > 0.8
    assert holed < 0.2


def test_the_hand_is_calibrated_where_it_is_right():
    world = WORLDS["the hand is right"]
    drawn = pairs_of(world, 40_000, 1)
    assert abs(predicted(drawn, BY_HAND).mean() - drawn.hired.mean()) < 0.01


def test_nothing_better_than_the_truth_is_learnt_where_the_hand_is_right():
    assert tried(WORLDS["the hand is right"], 400, 1, 1_000).worse_by > 0


@pytest.mark.parametrize(("size", "seeds"), [(400, 60), (1_000, 40)])
def test_where_the_hand_is_right_one_proposal_in_twenty_at_most_is_accepted(size, seeds):
    assert accepted(WORLDS["the hand is right"], size, seeds) <= 0.05


def test_where_employers_weigh_otherwise_a_thousand_results_are_mostly_enough():
    assert accepted(LEARNABLE, 1_000, 30) >= 0.8


def accepted(world, size, seeds):
    """The share of proposals that the rule lets through, each from results of its own."""
    judged = [compare(results(world, size, seed), BY_HAND, BY_HAND, TABLE) for seed in range(100, 100 + seeds)]
    return sum(found is not None and found.better for found in judged) / seeds


def test_weights_judged_against_themselves_are_not_better():
    drawn = results(LEARNABLE, 1_000, 9)
    cut = split_day(drawn, TABLE.held_out)
    same = learn(drawn.take(drawn.day < cut), BY_HAND, TABLE)
    assert not compare(drawn, BY_HAND, same, TABLE).better


def test_the_same_results_are_judged_the_same():
    drawn = results(LEARNABLE, 400, 10)
    assert compare(drawn, BY_HAND, BY_HAND, TABLE) == compare(drawn, BY_HAND, BY_HAND, TABLE)


def test_too_few_results_to_compare_are_never_accepted():
    assert not tried(WORLDS["weights to be learnt"], 60, 1, 500).accepted


@pytest.fixture(scope="module")
def found():
    return {figure.measure: figure for figure in figures(sizes=(300,), seeds=2, unseen=1_000)}


def test_the_figures_stand_beside_the_hand_and_the_share_hired(found):
    where = "of the chance after 300 results, weights to be learnt"
    for measure in ("calibration error", "Brier score"):
        assert set(found[f"{measure} {where}"].others) == {"weights by hand", "share hired"}
    assert found[f"Brier score {where}"].ours < min(found[f"Brier score {where}"].others.values())


@pytest.mark.parametrize("world", list(WORLDS))
def test_every_world_says_how_often_the_rule_accepts_what_is_worse(found, world):
    rule = found[f"worse proposals accepted after 300 results, {world}"]
    assert rule.ours <= min(rule.others["proposals that are worse"], rule.others["accepted"])
