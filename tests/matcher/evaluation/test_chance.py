"""Learnt chances are judged on what came later, beside those in force."""

from datetime import date, timedelta

import numpy as np
import pytest

from matcher.evaluation.chance import auc, compare, drawn_outcomes, figures, split_day
from matcher.pairing.learning.evidence import Outcomes
from matcher.pairing.learning.refit import learn, learning_on
from matcher.pairing.params import MatchParams

DAY = date(2021, 3, 1)
TABLE = learning_on(DAY)
BY_HAND = MatchParams.on(DAY)


def test_better_weights_are_found_not_worse():
    found = compare(drawn_outcomes(2_000, seed=1), BY_HAND, BY_HAND, TABLE)
    assert found.not_worse
    assert found.new.brier < found.old.brier
    assert found.brier_difference[0] <= found.new.brier - found.old.brier <= found.brier_difference[2] < 0


def test_what_was_learnt_from_another_world_is_worse():
    """Employers change what they look for: what came before teaches the wrong thing."""
    before, after = drawn_outcomes(1_400, 1), drawn_outcomes(600, 2)
    turned = Outcomes(after.values, after.gate, ~after.hired, after.day + timedelta(days=200))
    both = Outcomes(
        np.vstack([before.values, turned.values]),
        *(np.concatenate([getattr(before, name), getattr(turned, name)]) for name in ("gate", "hired", "day")),
    )
    assert not compare(both, BY_HAND, BY_HAND, TABLE).not_worse


def test_the_weights_in_force_are_not_replaced_by_a_guess_from_less():
    """Learnt from all of a large market, the weights in force beat what a tenth of it teaches, or tie with it."""
    in_force = learn(drawn_outcomes(20_000, 3), BY_HAND, TABLE)
    found = compare(drawn_outcomes(400, 4), BY_HAND, in_force, TABLE)
    assert found.new.brier > found.old.brier


@pytest.mark.parametrize("count", [0, 1, 60])
def test_too_few_results_are_not_compared(count):
    assert compare(drawn_outcomes(count, 5), BY_HAND, BY_HAND, TABLE) is None


def test_results_of_one_day_cannot_be_split_by_time():
    drawn = drawn_outcomes(500, 6)
    one_day = Outcomes(drawn.values, drawn.gate, drawn.hired, np.full(500, DAY, dtype=object))
    assert compare(one_day, BY_HAND, BY_HAND, TABLE) is None


def test_the_last_part_is_held_out_and_no_day_is_on_both_sides():
    drawn = drawn_outcomes(1_000, 7)
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


def test_the_figures_stand_beside_the_hand_and_the_share_hired():
    found = figures(sizes=(300,), seeds=2, unseen=1_000)
    assert [set(figure.others) for figure in found] == [{"weights by hand", "share hired"}] * 2
    assert found[1].ours < min(found[1].others.values())
