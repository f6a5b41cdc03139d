"""What would help the unmatched is small, true and exactly recounted."""

import re

import pytest


def unmatched(run_match, worker, vacancy) -> tuple[dict, dict]:
    rows = run_match([worker], [vacancy]).unmatched.to_dict("records")
    return rows[0], rows[1]


def test_a_low_wage_is_named_with_the_smallest_change(run_match):
    worker, vacancy = unmatched(run_match, {"wage_min": "6300"}, {"wage_high": "6000"})
    assert worker["why"] == "1个岗位都不符合条件；工资低于要求1个"
    assert worker["what_would_help"] == "工资要求降300元，可多1个还有空位的岗位"
    assert vacancy["what_would_help"] == "最高工资提300元，可多1名还没安排的人选"


CHANGED = [
    ({"wage_min": "6300"}, {}, {"wage_min": "6000"}),
    ({"available_from": "2021-03-05"}, {}, {"available_from": "2021-02-26"}),
    ({"needs_lodging": "1"}, {}, {"needs_lodging": "0"}),
    ({"shifts": "night"}, {}, {"shifts": "day"}),
    ({"certificates": "健康证"}, {"certificates_required": "叉车证"}, {"certificates": "健康证；叉车证"}),
]


@pytest.mark.parametrize(("worker", "vacancy", "change"), CHANGED)
def test_making_the_change_gives_as_many_candidates_as_promised(run_match, worker, vacancy, change):
    vacancies = [vacancy, vacancy, {**vacancy, "title": "文员"}]
    said = run_match([worker], vacancies).unmatched["what_would_help"].iloc[0]
    promised = int(re.search(r"可多(\d+)个", said)[1])
    assert len(run_match([{**worker, **change}], vacancies).candidates) == promised == 2


def test_pay_that_would_still_be_too_little_is_no_remedy(run_match):
    """Lowering the demand to a flat wage meets it whole; raising the top of a range meets it half."""
    low = {"wage_low": "6000", "wage_high": "6000"}
    plain = run_match([{"wage_min": "6300"}], [low], min_score=0)
    asked = {"lowered": ({"wage_min": "6000"}, low), "raised": ({"wage_min": "6300"}, {**low, "wage_high": "6300"})}
    score = {name: run_match([w], [v], min_score=0).candidates["score"].iloc[0] for name, (w, v) in asked.items()}
    assert score["raised"] < score["lowered"]
    between = run_match([{"wage_min": "6300"}], [low], min_score=sum(score.values()) / 2).unmatched
    helps = between["what_would_help"].tolist()
    assert "工资要求降300元" in helps[0]
    assert "最高工资提" not in helps[1]
    assert "最高工资提300元" in plain.unmatched["what_would_help"].iloc[1]


def test_what_only_another_wish_would_open_is_counted(run_match):
    worker, _ = unmatched(run_match, {"wishes": "保姆"}, {})
    assert worker["what_would_help"] == "增加求职意向：另有1个岗位条件符合"


def test_a_vacancy_without_openings_says_so(run_match):
    rows = run_match([{}], [{"openings": "0"}]).unmatched.to_dict("records")
    assert rows[1]["why"] == "招聘人数为0，没有名额可安排"


def test_an_expired_vacancy_is_told_to_extend(run_match):
    _, vacancy = unmatched(run_match, {}, {"open_until": "2021-02-01"})
    assert vacancy["what_would_help"] == "延长招聘期限，可多1名还没安排的人选"


def test_the_amount_is_the_least_that_brings_a_vacancy_in_steps_of_fifty(run_match):
    """One vacancy pays 300 below what is asked; the other pays it, but so barely that it scores too low until then."""
    vacancies = [{"wage_low": "6000", "wage_high": "6000"}, {"wage_low": "4000", "wage_high": "6300"}]
    scores = {
        wage: run_match([{"wage_min": str(wage)}], vacancies, min_score=0).candidates["score"]
        for wage in range(6300, 5950, -50)
    }
    least = (scores[6300].max() + scores[6000].max()) / 2
    cut = next(wage for wage, found in scores.items() if found.max() >= least)
    said = run_match([{"wage_min": "6300"}], vacancies, min_score=least).unmatched["what_would_help"].iloc[0]
    assert said == f"工资要求降{6300 - cut}元，可多{(scores[cut] >= least).sum()}个还有空位的岗位"


def test_pay_is_cut_where_no_rule_asks_for_it_but_the_score_is_too_low(run_match):
    vacancy = {"wage_low": "4000", "wage_high": "6300"}
    low, high = (
        run_match([{"wage_min": wage}], [vacancy], min_score=0).candidates["score"].iloc[0] for wage in ("6300", "5500")
    )
    said = run_match([{"wage_min": "6300"}], [vacancy], min_score=(low + high) / 2).unmatched["what_would_help"].iloc[0]
    assert re.match("工资要求降[1-7][05]0元，可多1个", said)
