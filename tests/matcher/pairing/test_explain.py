"""Reasons and remedies are true, and say nothing they must not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def reason(run_match, worker, vacancy) -> str:
    return run_match([worker], [vacancy]).pairs["reason"].iloc[0]


@pytest.mark.parametrize(
    ("worker", "vacancy", "said"),
    [
        ({}, {}, "同工种"),
        ({}, {}, "同一街道"),
        ({"lng": "113.24", "lat": "23.05"}, {"lng": "113.24", "lat": "23.07"}, "距离2.2公里"),
        ({"street": "440103020"}, {}, "距离约"),
        ({"wage_min": "4600"}, {"wage_low": "5000"}, "工资高400元"),
        ({"wage_min": "5500"}, {"wage_high": "6000"}, "工资最高可高500元"),
        ({"wage_min": "5000"}, {"wage_low": "5000"}, "工资达到要求"),
        ({}, {"lodging": "1"}, "包住"),
        ({}, {"key_class": "K2"}, "重点企业"),
        ({}, {"urgent": "1"}, "急招"),
        ({"certificates": ""}, {"certificates_required": "叉车证"}, "待核实：证书"),
        ({}, {"certificates_required": "叉车证"}, "证书符合"),
    ],
)
def test_a_fact_is_said(run_match, worker, vacancy, said):
    assert said in reason(run_match, worker, vacancy)


def test_that_a_worker_is_assisted_is_nowhere_in_the_words(run_match):
    plain, assisted = (reason(run_match, {"assist": flag}, {}) for flag in ("0", "1"))
    assert plain == assisted


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


FAR = {"lng": "113.60", "lat": "23.05"}
WIDENED = [
    ({"wage_min": "6300"}, {"wage_high": "6300"}),
    ({"available_from": "2021-03-05"}, {"start_date": "2021-02-26"}),
    ({"needs_lodging": "1"}, {"lodging": "1"}),
    (FAR, {"lodging": "1"}),
    ({**FAR, "needs_lodging": "1"}, {"lodging": "1"}),
    ({"shifts": "night"}, {"shift": "night"}),
    ({"certificates": "健康证"}, {"certificates_required": ""}),
]


@pytest.mark.parametrize(("worker", "change"), WIDENED)
def test_a_vacancy_that_makes_the_change_gets_as_many_candidates_as_promised(run_match, worker, change):
    vacancy = {"certificates_required": "叉车证"}
    workers = [worker, worker, {**worker, "wishes": "月嫂"}]
    said = run_match(workers, [vacancy]).unmatched["what_would_help"].iloc[-1]
    promised = int(re.search(r"可多(\d+)名", said)[1])
    assert len(run_match(workers, [{**vacancy, **change}]).candidates) == promised == 2


def test_workers_far_away_at_any_distance_are_all_won_by_lodging(run_match):
    workers = [FAR, {**FAR, "lng": "113.70"}, {**FAR, "lng": "113.80", "needs_lodging": "1"}, {"needs_lodging": "1"}]
    said = run_match(workers, [{"openings": "9"}]).unmatched["what_would_help"].iloc[-1]
    assert said == "提供住宿，可多4名还没安排的人选"


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


def blank(make_instance, side: str, **said: str) -> dict[str, str]:
    """A row of which only the id and what is said are known."""
    frame = getattr(make_instance(), side)
    return {**dict.fromkeys(frame.columns.drop(frame.columns[0]), ""), **said}


@pytest.mark.parametrize(
    ("worker", "vacancy", "said"),
    [
        ({}, {}, "条件没有冲突；待核实：求职意向、岗位工种、地点、工资、工资要求、班次、年龄"),
        (
            {"wishes": "文员", "wage_min": "3000"},
            {"title": "文员"},
            "同工种；待核实：年龄、工资",
        ),
        (
            {"birth_date": "1990-01-01", "shifts": "day", "wishes": "不限"},
            {"shift": "day", "title": "文员"},
            "班次合适",
        ),
        (
            {"birth_date": "1990-01-01", "wishes": "不限", "wage_min": "3000"},
            {"title": "文员", "key_class": "K1"},
            "条件没有冲突；重点企业；待核实：地点、工资、班次",
        ),
    ],
)
def test_when_no_fact_is_known_it_says_so_and_names_what_to_ask(run_match, make_instance, worker, vacancy, said):
    rows = blank(make_instance, "workers", **worker), blank(make_instance, "vacancies", **vacancy)
    found = run_match([rows[0]], [rows[1]])
    assert found.lists["reasons"].iloc[0].startswith(said)
    assert found.pairs["reason"].iloc[0] == found.lists["reasons"].iloc[0]


@given(st.sets(st.integers(0, 12)), st.sets(st.integers(0, 17)))
@settings(max_examples=40, deadline=None)
def test_no_pair_is_without_a_reason(run_match, make_instance, hidden, kept_back):
    worker, vacancy = (
        {name: "" for number, name in enumerate(getattr(make_instance(), side).columns[1:]) if number in numbers}
        for side, numbers in (("workers", hidden), ("vacancies", kept_back))
    )
    found = run_match([worker, {"wishes": "月嫂"}], [vacancy], min_score=0)
    assert found.lists["reasons"].str.len().min() > 0


def test_a_pair_of_other_work_than_wished_says_so(run_match):
    found = run_match([{"wishes": "月嫂"}], [{}], min_score=0).pairs["reason"].iloc[0]
    assert "与求职意向不相近" in found
