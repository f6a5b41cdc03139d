"""The views of a result that look at the run as a whole."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from api.matching import fairness, shortages, spread
from api.matching.result import Report
from models.employer import Employer
from models.run import MatchingRun, RunListLine, RunState
from models.vacancy import Vacancy

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)

SHORTAGE = {
    "title": "叉车工",
    "words": "叉车工共95个名额，只有40人可去；缺口55。卡在“叉车证N1”：另有30人其他条件都符合，只差证",
    "vacancies": ["1", "2"],
    "openings": 95,
    "people": 40,
    "people_shared": 3,
    "shortage": 55,
    "trades": [{"title": "叉车工", "openings": 95, "empty": 55}],
    "binding": {"rule": "certificates", "paper": "叉车证N1", "people": 30, "words": "卡在“叉车证N1”：只差证"},
    "relaxations": [
        {"words": "组织考取“叉车证N1”：可多招30人", "gain": 30, "people": 30, "cost": 150},
        {"words": "班次可商量：可多招6人", "gain": 6, "people": 8, "cost": 0},
    ],
}
REPORT = {
    "fill": {"openings": 100, "filled": 40, "most": 45, "words": "共100个名额，方案安排40人"},
    "shortages": [SHORTAGE],
    "key_employers": 3,
    "price_of_key_employers": [
        {
            "employer_id": "1",
            "openings": 20,
            "filled": 12,
            "filled_without": 5,
            "others_placed_change": -4,
            "assisted_change": 0,
            "workers_moved": 6,
            "mean_score_change": -0.004,
            "mean_utility_change": 0.0,
            "words": "先满足这家单位：它多招7人，其他单位少招4人，6人换了岗位",
        }
    ],
    "congestion": {"applicants_per_opening_mean": 2.0, "applicants_per_opening_bound": 3.0, "share_above_bound": 0.25},
    "coverage": 1.0,
    "gini": 0.375,
    "assisted_floor": {
        "assisted": 10,
        "floor": 3,
        "least_chance": 0.2,
        "below": 4,
        "why_below": {"合条件的岗位太少": 3, "岗位够也合适，但竞争的人太多": 1, "录用把握大的太少": 0},
    },
    "fairness_ratios": {"assisted": 1.16, "aged_45_or_more": 0.7, "no_place_known": None},
    "chance_bands": [
        {"from": 0.0, "to": 0.3, "words": "机会较小", "basis": "按要求符合程度估计，暂无历史结果"},
        {"from": 0.3, "to": 0.6, "words": "机会一般", "basis": "按要求符合程度估计，暂无历史结果"},
        {"from": 0.6, "to": 1.0, "words": "机会较大", "basis": "以往同类推荐 40 人次，录用 26 人次"},
    ],
    "params": {"bands": {"fair": 0.3, "good": 0.6, "outcomes": [0, 0, 40], "hired": [0, 0, 26]}},
    "ties": {"seed": 7, "as_of": "2021-02-08"},
}


@pytest.fixture
def run(store):
    """A finished run with a report made by hand, and a list of vacancies with 1, 2, 4 and 9 people an opening."""
    found = MatchingRun(as_of=date(2021, 2, 8), seed=7, asked_at=NOW, state_since=NOW, state=RunState.DONE)
    found.report = REPORT
    store.add(found)
    store.flush()
    vacancies = store.exec(select(Vacancy.id).order_by(Vacancy.id).limit(4)).all()
    for rank, (vacancy, crowd) in enumerate(zip(vacancies, (1, 2, 4, 9), strict=True), start=1):
        shown = {"score": 0.5, "chance": 0.5, "expected_applicants": 2.0 * crowd, "openings": 2}
        store.add(RunListLine(run_id=found.id, worker_id=1, rank=rank, vacancy_id=vacancy, **shown))
    store.commit()
    return found


@pytest.fixture
def view(visitor, run):
    browser = visitor("district")
    return lambda name: browser.get(f"/staff/runs/{run.id}?view={name}").text


def test_a_shortage_is_said_with_its_openings_and_its_people(view):
    text = re.sub(r"<[^>]+>", "", view("shortage"))
    assert "95 个名额，只有 40 人可去" in text
    assert "卡在“叉车证N1”" in text


def test_ways_out_stand_by_what_they_bring(view):
    assert re.findall(r"多招 <b>(\d+)</b> 人", view("shortage")) == ["30", "6"]


def test_a_way_out_is_drawn_as_long_as_its_gain():
    [told] = shortages.shortages(Report(REPORT))
    assert [(way.words, way.width) for way in told.ways] == [("组织考取“叉车证N1”", 100.0), ("班次可商量", 20.0)]


def test_a_run_without_a_shortage_says_so(visitor, store, run):
    run.report = REPORT | {"shortages": []}
    store.commit()
    assert "没有缺人的岗位" in visitor("district").get(f"/staff/runs/{run.id}?view=shortage").text


def test_the_price_of_a_key_employer_is_said_under_its_name(view, store):
    text = view("priority")
    row = re.search(rf"<b>{store.get(Employer, 1).name}</b>.*?</tr>", text, re.S).group()
    assert "12</b> / 20（不优先 5）" in row
    assert "它多招7人，其他单位少招4人" in row


def test_who_was_not_priced_is_counted(view):
    assert "另有 2 家" in view("priority")


def test_the_floor_says_how_many_have_it_and_why_others_have_not(view):
    text = view("fairness")
    assert "10 位重点帮扶对象，每人至少 3 个把握不低于 20% 的岗位：6 位做到了" in text
    assert re.findall(r"<li>(\d+) 位：([^<]+)", text) == [
        ("3", "合条件的岗位太少"),
        ("1", "岗位够也合适，但竞争的人太多"),
    ]


def test_a_group_that_gets_places_much_more_rarely_is_marked():
    told = fairness.ratios(Report(REPORT))
    assert [(row.group, row.kind) for row in told] == [("重点帮扶对象", ""), ("45 岁及以上", "low")]


def test_each_band_says_what_stands_behind_it(view):
    assert "以往同类推荐 40 人次，录用 26 人次" in view("fairness")


def test_lines_are_counted_by_the_band_their_chance_lies_in(view):
    assert re.findall(r'data-label="这次的推荐">(\d+) 条', view("fairness")) == ["0", "4", "0"]


def test_the_drawing_of_lots_names_its_day_and_seed(view):
    assert "日期 2021-02-08，种子 7" in view("fairness")


def test_every_listed_vacancy_stands_in_one_column():
    chart = spread.histogram([1.0, 2.0, 4.0, 9.0], 3.0)
    assert sum(column.count for column in chart.columns) == 4


def test_columns_beyond_the_fair_share_are_marked():
    chart = spread.histogram([0.5, 1.5, 3.5], 2.0)
    assert [column.beyond for column in chart.columns if column.count] == [False, False, True]


def test_a_few_far_out_do_not_flatten_the_rest():
    chart = spread.histogram([1.0] * 50 + [2.0] * 49 + [400.0], 3.0)
    assert len([column for column in chart.columns if column.count]) == 3


def test_a_run_that_listed_nothing_has_no_picture():
    assert spread.histogram([], 3.0) is None


@pytest.mark.parametrize("name", ["shortage", "priority", "fairness"])
def test_a_run_kept_before_there_were_such_figures_still_opens(visitor, store, run, name):
    run.report = {"counts": {"pairs": 1}}
    store.commit()
    assert visitor("district").get(f"/staff/runs/{run.id}?view={name}").status_code == 200
