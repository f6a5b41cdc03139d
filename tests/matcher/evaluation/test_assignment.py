import numpy as np
import pytest

from matcher.evaluation.assignment import Drawn, deferred_acceptance, draw, figures, greedy, tier_by_tier
from matcher.pairing.plan.assignment import Merits
from matcher.pairing.plan.prices import Market


@pytest.fixture(scope="module")
def measured():
    return {figure.measure: figure for figure in figures(markets=8)}


@pytest.fixture
def rivals() -> Drawn:
    """Two workers, two vacancies of one opening: taking the best pair first leaves the second worker out."""
    worker, vacancy = np.array([0, 0, 1]), np.array([0, 1, 0])
    micro = np.array([900_000, 800_000, 700_000])
    nothing = np.zeros(3, dtype=bool)
    return Drawn(Market(worker, vacancy, 2, np.array([1, 1])), Merits(nothing, nothing, micro))


def test_greedy_takes_the_best_pair_and_leaves_a_worker_out(rivals):
    assert greedy(rivals).tolist() == [True, False, False]


def test_deferred_acceptance_gives_the_stable_plan(rivals):
    assert deferred_acceptance(rivals).tolist() == [True, False, False]


def test_the_linear_programmes_place_both(rivals):
    assert tier_by_tier(rivals) == [0, 0, 2, 1_500_000]


def test_a_seed_draws_the_same_market_again():
    assert draw(3).merits.micro.tolist() == draw(3).merits.micro.tolist()


def test_no_linear_programme_finds_a_better_plan(measured):
    assert measured["markets where four LPs in turn find a better plan"].ours == 0


def test_short_cuts_place_fewer_than_the_optimum(measured):
    assert max(measured["workers placed, of the optimum"].others.values()) < 1
