"""Reasons raise the score, are said in order of their weight, and say nothing they must not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.instance import VACANCY_COLUMNS, WORKER_COLUMNS
from matcher.pairing.reasons.explain import REASONS

NOTES = ("留意：", "待核实：")


def line(run_match, worker, vacancy) -> str:
    return run_match([worker], [vacancy], min_score=0).lists["reasons"].iloc[0]


def parts(run_match, worker, vacancy) -> list[str]:
    return [part for part in line(run_match, worker, vacancy).split("；") if not part.startswith(NOTES)]


BLANK_WORKER = {"worker_id": "w1", **dict.fromkeys(list(WORKER_COLUMNS)[1:], "")}
BLANK_VACANCY = {"vacancy_id": "v1", **dict.fromkeys(list(VACANCY_COLUMNS)[1:], "")}


@pytest.mark.parametrize(
    ("worker", "vacancy", "said"),
    [
        ({"wishes": "叉车工"}, {"title": "叉车工"}, "同工种"),
        ({"wishes": "叉车司机"}, {"title": "急招叉车工5000元"}, "想做叉车司机，招叉车工"),
        ({"wishes": "叉车工；急招叉车工"}, {"title": "叉车工"}, "想做叉车工、急招叉车工，招叉车工"),
        ({"wishes": "不限；叉车工"}, {"title": "叉车工"}, "同工种"),
        ({"wishes": "仓管员；叉车司机"}, {"title": "仓管员", "duties": "1、叉车司机；2、打包"}, "同工种"),
        ({"wishes": "叉车司机"}, {"title": "叉车工", "duties": "叉车司机，打包"}, "工作内容“叉车司机”是想做的"),
        ({"skills": "叉车"}, {"title": "叉车工"}, "会叉车，与岗位对口"),
        ({"skills": "叉车"}, {"skills_required": "叉车"}, "会叉车，正是岗位要求"),
        ({"skills": "叉车；打字"}, {"skills_required": "叉车；打字"}, "会叉车、打字，正是岗位要求"),
        ({"skills": "熟练操作叉车"}, {"skills_required": "叉车"}, "熟练操作叉车，符合岗位要求“叉车”"),
        ({"certificates": "叉车证"}, {"certificates_required": "叉车证"}, "持叉车证，正是岗位要求"),
        ({"certificates": "N1"}, {"certificates_required": "叉车证"}, "持N1，符合岗位要求“叉车证”"),
        ({"wage_min": "4600"}, {"wage_low": "5000"}, "最低工资比期望高400元"),
        ({"wage_min": "5000"}, {"wage_low": "5000"}, "最低工资就达到期望"),
        ({"wage_min": "5500"}, {"wage_low": "5000", "wage_high": "6000"}, "工资最高可比期望高500元"),
        ({"lng": "113.24", "lat": "23.05"}, {"lng": "113.24", "lat": "23.07"}, "离家2.2公里"),
        ({"street": "440103001"}, {"street": "440103002"}, "离家约0.9公里"),
        ({"street": "440103001"}, {"street": "440103001"}, "就在同一街道"),
        ({"needs_lodging": "1"}, {"lodging": "1"}, "包住，正合需要"),
        ({"needs_lodging": "0"}, {"lodging": "1"}, "包住"),
        ({"shifts": "day；night"}, {"shift": "night"}, "能上夜班"),
        ({"available_from": "2021-02-15"}, {"start_date": "2021-02-20"}, "很快就能开工"),
        ({"available_from": "2021-05-15"}, {"start_date": "2021-05-20"}, "到岗时间合适"),
        ({"education": "60"}, {"education_min": "40"}, "学历正合要求"),
        ({"education": "60"}, {"education_min": "70"}, "学历够"),
    ],
)
def test_a_fact_that_raises_the_score_is_said(run_match, worker, vacancy, said):
    assert said in parts(run_match, BLANK_WORKER | worker, BLANK_VACANCY | {"openings": "1"} | vacancy)


def test_pay_above_what_such_work_pays_here_is_said(run_match):
    posts = [{"wage_low": wage, "wage_high": wage} for wage in ("6000", "4000")]
    found = run_match([{"wage_min": ""}], posts).lists.set_index("vacancy_id")["reasons"]
    assert "工资比同类岗位平均高1000元" in found["v1"]
    assert "同类岗位" not in found["v2"]


@pytest.mark.parametrize(
    ("worker", "vacancy", "never"),
    [
        ({"wage_min": "6000"}, {"wage_low": "5000", "wage_high": "6000"}, "期望"),
        ({"wishes": "不限"}, {"title": "叉车工"}, "想做"),
        ({"needs_lodging": ""}, {"lodging": "1"}, "包住"),
        ({"education": ""}, {"education_min": "70"}, "学历正合"),
        ({"education": "10"}, {"education_min": "90"}, "学历"),
        ({"available_from": "2021-02-09"}, {"start_date": "2021-04-30"}, "到岗"),
        ({"skills": "叉车"}, {"skills_required": "不限"}, "岗位要求"),
        ({"certificates": "叉车证"}, {"certificates_required": "无"}, "岗位要求"),
        ({}, {"key_class": "K1", "urgent": "1"}, "重点"),
        ({}, {"key_class": "K1", "urgent": "1"}, "急"),
    ],
)
def test_what_raises_nothing_is_no_reason(run_match, worker, vacancy, never):
    assert never not in "；".join(parts(run_match, worker, vacancy))


def test_no_more_than_a_handful_of_reasons_is_said(run_match):
    full = {"skills_required": "叉车", "certificates_required": "叉车证", "duties": "叉车司机", "lodging": "1"}
    assert len(parts(run_match, {"wage_min": "4000"}, full)) == REASONS


def test_reasons_come_in_the_order_of_what_they_carry(run_match):
    """The kind of work weighs more than the shift, and pay far above the wish more than pay just above it."""
    worker, vacancy = {"skills": "", "certificates": ""}, {"wage_low": "5000", "wage_high": "5000"}
    said = parts(run_match, worker, vacancy)
    assert said[:2] == ["同工种", "最低工资就达到期望"]
    narrow = parts(run_match, {**worker, "wage_min": "5500"}, {"wage_low": "5000", "wage_high": "6000"})
    assert narrow.index("工资最高可比期望高500元") > said.index("最低工资就达到期望")


def test_a_skill_asked_for_is_not_said_twice(run_match):
    said = "；".join(parts(run_match, {"skills": "叉车"}, {"skills_required": "叉车"}))
    assert "会叉车，正是岗位要求" in said
    assert "对口" not in said


def test_a_long_way_is_a_note_and_no_reason(run_match):
    far = {"lng": "113.24", "lat": "23.05"}, {"street": "", "lng": "113.24", "lat": "23.16"}
    assert line(run_match, *far).endswith("留意：离家12.2公里")


def test_a_river_between_is_a_note(run_match):
    assert "、要过珠江" in line(run_match, {"street": "440103001"}, {"street": "440103021"})


def test_other_work_than_wished_is_a_note(run_match):
    assert "留意：与求职意向不相近" in line(run_match, {"wishes": "月嫂"}, {})


@pytest.mark.parametrize(
    ("worker", "vacancy", "asked"),
    [
        ({"certificates": ""}, {"certificates_required": "叉车证"}, "待核实：证书"),
        ({"education": ""}, {"education_min": "70"}, "待核实：学历"),
        ({"birth_date": ""}, {}, "待核实：年龄"),
        ({}, {"wage_low": "", "wage_high": ""}, "待核实：工资"),
        ({"needs_lodging": "1"}, {"lodging": ""}, "待核实：住宿"),
    ],
)
def test_what_nobody_said_and_decides_is_to_be_asked_and_never_called_missing(run_match, worker, vacancy, asked):
    said = line(run_match, worker, vacancy)
    assert said.endswith(asked)
    assert "缺" not in said


@pytest.mark.parametrize(
    ("worker", "vacancy", "said"),
    [
        ({}, {}, "待核实：求职意向、岗位工种、地点、工资、工资要求、班次、年龄"),
        ({"birth_date": "1990-01-01", "wishes": "不限"}, {"title": "文员"}, "待核实：地点、工资、工资要求、班次"),
        ({"wishes": "文员", "wage_min": "3000"}, {"title": "文员"}, "同工种；待核实：工资、年龄"),
    ],
)
def test_a_pair_of_which_nothing_can_be_said_names_all_there_is_to_ask(run_match, worker, vacancy, said):
    assert line(run_match, BLANK_WORKER | worker, BLANK_VACANCY | vacancy) == said


def test_a_pair_for_which_nothing_speaks_says_so(run_match):
    """Everything is known, and each criterion is worth no more than an unknown."""
    worker = {"wishes": "不限", "skills": "", "certificates": "", "education": "10", "wage_min": "6000"}
    vacancy = {"education_min": "90", "start_date": "2021-06-30", "wage_low": "5000", "wage_high": "6000"}
    utility = {"shift": 0, "distance": 0}
    said = run_match([worker], [vacancy], min_score=0, utility=utility).lists["reasons"].iloc[0]
    assert said in {"留意：就在同一街道", "留意：没有突出的有利条件"}


def test_that_a_worker_is_assisted_is_nowhere_in_the_words(run_match):
    plain, assisted = (line(run_match, {"assist": flag}, {}) for flag in ("0", "1"))
    assert plain == assisted


@given(st.sets(st.integers(0, 12)), st.sets(st.integers(0, 17)))
@settings(max_examples=30, deadline=None)
def test_no_line_is_empty(run_match, hidden, kept_back):
    worker, vacancy = (
        {name: "" for number, name in enumerate(list(columns)[1:]) if number in numbers}
        for columns, numbers in ((WORKER_COLUMNS, hidden), (VACANCY_COLUMNS, kept_back))
    )
    found = run_match([worker, {"wishes": "月嫂"}], [vacancy], min_score=0)
    assert found.lists["reasons"].str.len().min() > 0


def test_lists_and_pairs_give_the_same_reasons(run_match):
    found = run_match([{}, {"wishes": "月嫂"}], [{"openings": "2"}, {"title": "月嫂"}])
    both = pd.merge(found.lists, found.pairs, on=["worker_id", "vacancy_id"])
    assert both["reasons"].tolist() == both["reason"].tolist()
    assert len(both) == 2
