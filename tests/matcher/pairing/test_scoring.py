"""Scores: what makes a pair better, and that the parts add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.pairing import comparisons, scoring
from matcher.pairing.params import MatchParams


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


@pytest.mark.parametrize("surest", [1.0, 0.3])
def test_the_greatest_surplus_is_that_of_the_surest_pair_that_suits_best(surest):
    params = MatchParams.from_mapping({"calibration": [[0, 0.1], [1, surest]]})
    assert scoring.best_surplus(params) == pytest.approx(0.75 * surest, abs=1e-3)


def test_fewer_hires_all_over_change_no_score(run_match):
    """What is hired half as often everywhere is as good as before, beside the rest."""
    usual, rarer = (score_of_calibration(run_match, [[0, 0.2 * share], [1, share]]) for share in (1, 0.5))
    assert usual == pytest.approx(rarer, abs=2e-6)


def score_of_calibration(run_match, knots):
    return run_match([{}, {"wishes": "文员"}], [{}], min_score=0, calibration=knots).candidates["score"].tolist()


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


def chance(run_match, worker, vacancy, **params) -> float:
    return run_match([worker], [vacancy], min_score=0, **params).candidates["chance"].iloc[0]


def test_while_a_certificate_is_unknown_the_chance_is_multiplied(run_match):
    asked = {"certificates_required": "叉车证"}
    whole, part = (
        chance(run_match, {"certificates": ""}, asked, unknown={"certificates": factor}) for factor in (1, 0.5)
    )
    assert part == pytest.approx(whole / 2, abs=1e-6)


def test_while_the_education_is_unknown_the_chance_is_multiplied(run_match):
    whole, part = (chance(run_match, {"education": ""}, {}, unknown={"education": factor}) for factor in (1, 0.5))
    assert part == pytest.approx(whole / 2, abs=1e-6)


def test_what_is_not_required_may_stay_unknown(run_match):
    silent, nothing = {"certificates": "", "education": ""}, {"education_min": ""}
    low = {"certificates": 0.1, "education": 0.1}
    assert chance(run_match, silent, nothing, unknown=low) == chance(run_match, silent, nothing)


def test_no_chance_is_in_the_highest_band_that_hangs_on_a_certificate(run_match):
    best = {"certificates_required": "叉车证", "skills_required": "叉车", "certificates": ""}
    params = MatchParams()
    assert chance(run_match, {"certificates": ""}, best) < params.bands.good


def test_an_unknown_certificate_stands_between_a_held_one_and_none(run_match):
    asked = {"certificates_required": "叉车证"}
    held, unknown = (score(run_match, {"certificates": said}, asked) for said in ("叉车证", ""))
    assert 0 < unknown < held
    assert run_match([{"certificates": "健康证"}], [asked], min_score=0).candidates.empty


@pytest.mark.parametrize(
    ("home", "work", "crosses"),
    [
        ({"street": "440103017"}, {"street": "440103001"}, True),
        ({"street": "440103001"}, {"street": "440103017"}, True),
        ({"street": "440103001"}, {"street": "440103005"}, False),
        ({"street": "440103017"}, {"street": "440103021"}, False),
        # Without a street of the district nobody can tell.
        ({"street": "", "lng": "113.2390", "lat": "23.1080"}, {"street": "440103017"}, False),
        ({"street": "440106001", "lng": "113.2390", "lat": "23.1080"}, {"street": "440103017"}, False),
    ],
)
def test_only_a_way_known_to_cross_the_river_is_longer_for_it(run_match, home, work, crosses):
    dry, wet = (
        run_match([home], [work], min_score=0, river_km=km).candidates["worker_utility"].iloc[0] for km in (0, 3)
    )
    assert (wet < dry) == crosses


def test_the_calibration_turns_the_mean_into_the_chance(run_match):
    line, curve = [[0, 0.2], [1, 1]], [[0, 0.1], [0.5, 0.2], [1, 0.6]]
    raw = (chance(run_match, {}, {}, calibration=line) - 0.2) / 0.8
    assert chance(run_match, {}, {}, calibration=curve) == pytest.approx(
        np.interp(raw, [0, 0.5, 1], [0.1, 0.2, 0.6]), abs=1e-5
    )


def test_a_score_does_not_hang_on_the_other_vacancies(run_match):
    worker = {"wishes": "仓管员", "skills": "炒菜"}
    asked = {"title": "仓管员"}
    alone, beside = (
        run_match([worker], posts, min_score=0).candidates for posts in ([asked], [asked, {"title": "厨师"}])
    )
    assert alone["score"].iloc[0] == beside[beside["vacancy_id"] == "v1"]["score"].iloc[0]


@pytest.mark.parametrize("who", ["汉族", "女", "我叫王丽，女，35岁，湖北人", "已婚"])
def test_an_item_of_a_wish_cell_that_tells_only_who_somebody_is_opens_no_other_work(run_match, who):
    vacancies = [{}, {"title": "缝纫工"}, {"title": "保安员"}]
    said, alone = (run_match([{"wishes": wishes}], vacancies).candidates for wishes in (f"叉车司机；{who}", "叉车司机"))
    assert said.equals(alone)


def test_a_wish_cell_that_tells_only_who_somebody_is_counts_as_unwritten(run_match):
    vacancies = [{}, {"title": "缝纫工"}]
    said, unwritten = (run_match([{"wishes": wishes}], vacancies) for wishes in ("女；汉族", ""))
    assert said.candidates.equals(unwritten.candidates)
    assert said.report["counts"] == unwritten.report["counts"]
