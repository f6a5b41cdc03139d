"""Scores: what makes a pair better, and that the parts add up."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.pairing import comparisons, scoring
from matcher.pairing.cells import day
from matcher.pairing.params import MatchParams
from matcher.pairing.retrieval import problem_of, retrieve

AS_OF = day(date(2021, 2, 8))


def score(run_match, worker, vacancy) -> float:
    return run_match([worker], [vacancy], min_score=0).candidates["score"].iloc[0]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (({}, {}), ({"wishes": "文员"}, {})),
        (({}, {"wage_low": "6000"}), ({}, {"wage_low": "4000"})),
        (({"street": "440103022"}, {}), ({"street": "440103012"}, {})),
        (
            ({"skills": "叉车驾驶"}, {"skills_required": "叉车驾驶"}),
            ({"skills": "绣花"}, {"skills_required": "叉车驾驶"}),
        ),
        (({}, {"certificates_required": "叉车证"}), ({"certificates": ""}, {"certificates_required": "叉车证"})),
        (({"wishes": "叉车司机；文员"}, {}), ({"wishes": "文员；叉车司机"}, {})),
        (({}, {"start_date": "2021-02-20"}), ({}, {"start_date": "2021-06-20"})),
    ],
)
def test_a_better_fit_scores_higher(run_match, better, worse):
    assert score(run_match, *better) > score(run_match, *worse)


def test_contributions_add_up_to_utility_and_chance(make_instance):
    problem = problem_of(make_instance([{}, {"wishes": ""}], [{}, {"title": "叉车工"}]), MatchParams(), AS_OF)
    found = retrieve(problem)
    utility = sum(scoring.contributions(problem, found.pairs, comparisons.UTILITY).values())
    np.testing.assert_allclose(utility, found.scores.utility)


def test_scores_have_six_decimals_and_lie_between_0_and_1(run_match):
    found = run_match([{}, {"wishes": "文员"}, {"wishes": ""}], [{}, {"title": "文员"}], min_score=0).candidates[
        "score"
    ]
    assert found.between(0, 1).all()
    assert (found.round(6) == found).all()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.5))
def test_surplus_rises_with_utility_and_with_chance(utility, chance, more):
    params = MatchParams()
    values = scoring.expected_surplus(
        np.array([utility, utility + more, utility]), np.array([chance, chance, chance + more]), params
    )
    assert values[1] >= values[0]
    assert values[2] >= values[0]


def test_the_perfect_pair_scores_one():
    params = MatchParams()
    assert scoring.expected_surplus(np.ones(1), np.ones(1), params)[0] == pytest.approx(0.75, abs=1e-3)


def test_every_criterion_has_a_weight_and_every_weight_a_criterion():
    weights = MatchParams().as_dict()
    assert set(weights["utility"]) == set(comparisons.UTILITY)
    assert set(weights["chance"]) == set(comparisons.CHANCE)


@pytest.mark.parametrize("wish", ["不限", "乜都做", "什么都可以"])
def test_a_wish_for_anything_is_as_good_as_no_wish(run_match, wish):
    assert score(run_match, {"wishes": wish}, {}) == score(run_match, {"wishes": ""}, {})


def test_being_open_to_all_never_lowers_a_score(run_match):
    vacancies = [{}, {"title": "文员"}, {"title": "保安"}]
    plain, open_ = (
        run_match([{"wishes": wishes}], vacancies, min_score=0).candidates["score"]
        for wishes in ("叉车司机", "叉车司机；乜都做")
    )
    assert (open_ >= plain).all()


def test_somebody_without_wishes_is_led_by_skills(run_match):
    found = run_match([{"wishes": "", "skills": "叉车"}], [{"title": "绣花工"}, {}]).lists
    assert found["vacancy_id"].iloc[0] == "v2"
