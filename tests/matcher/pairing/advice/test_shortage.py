"""Shortages add up to what stays empty, and are told with their ways out."""

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.shortage import fullest, pieces
from matcher.pairing.advice.shortage_words import fill_told
from matcher.pairing.cells import day
from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.retrieval import problem_of, retrieve
from matcher.pairing.run import match

AS_OF = date(2021, 2, 8)
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.sampled_from(["叉车司机", "缝纫工", ""]),
        "certificates": st.sampled_from(["叉车证", "健康证"]),
        "education": st.sampled_from(["", "60", "80"]),
        "wage_min": st.sampled_from(["", "5000", "6200", "6500"]),
        "shifts": st.sampled_from(["", "day", "night"]),
        "needs_lodging": st.sampled_from(["0", "1"]),
        "available_from": st.sampled_from(["", "2021-03-01", "2021-03-10"]),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["叉车司机", "叉车工", "车位工"]),
        "certificates_required": st.sampled_from(["", "叉车证"]),
        "education_min": st.sampled_from(["", "60"]),
        "lodging": st.sampled_from(["0", "1"]),
        "openings": st.sampled_from(["1", "2", "3"]),
        "open_until": st.sampled_from(["", "2021-02-01"]),
    }
)
SMALL = given(st.lists(WORKERS, min_size=1, max_size=7), st.lists(VACANCIES, min_size=1, max_size=4))


def solved(instance: Instance):
    """The problem, its candidates and the fullest plan."""
    problem = problem_of(instance, MatchParams.on(AS_OF), day(AS_OF))
    found = retrieve(problem)
    return problem, found, fullest(problem, found, np.zeros(0, dtype=np.int64))


def told(instance: Instance) -> list[dict]:
    return match(instance, as_of=AS_OF).report["shortages"]


@settings(max_examples=30, deadline=None)
@SMALL
def test_shortages_add_up_to_what_stays_empty(make_instance, workers, vacancies):
    problem, _, filled = solved(make_instance(workers, vacancies))
    assert sum(piece.short for piece in pieces(problem, *filled)) == filled[1].left.sum()


@settings(max_examples=30, deadline=None)
@SMALL
def test_pieces_share_neither_vacancies_nor_people(make_instance, workers, vacancies):
    problem, _, filled = solved(make_instance(workers, vacancies))
    found = pieces(problem, *filled)
    for side in ("rows", "workers"):
        every = [row for piece in found for row in getattr(piece, side).tolist()]
        assert len(every) == len(set(every))


@settings(max_examples=30, deadline=None)
@SMALL
def test_whoever_suits_a_piece_is_counted_in_it_or_before_it(make_instance, workers, vacancies):
    """So the pieces are a cut: nobody else could take any of their openings."""
    problem, found, filled = solved(make_instance(workers, vacancies))
    every = pieces(problem, *filled)
    rows = [row for piece in every for row in piece.rows.tolist()]
    assume(len(rows) == filled[1].closed.sum())  # a rest with just enough people is not told
    suiting = found.pairs.worker[np.isin(found.pairs.vacancy, rows)]
    assert {worker for piece in every for worker in piece.workers.tolist()} == set(suiting.tolist())


def test_a_shortage_of_licences_is_told_in_words(make_instance):
    held = ["叉车证", "叉车证", "健康证", "健康证", "健康证"]
    instance = make_instance(
        [{"certificates": paper} for paper in held],
        [{"certificates_required": "叉车证", "openings": "4"}, {"certificates_required": "叉车证", "title": "叉车工"}],
    )
    (only,) = told(instance)
    assert only["words"] == "叉车司机、叉车工共5个名额，只有2人可去；缺口3。卡在“叉车证”：另有3人其他条件都符合，只差证"
    assert [way["words"] for way in only["relaxations"]] == ["组织考取“叉车证”：可多招3人"]


def test_whoever_lacks_two_certificates_is_not_promised(make_instance):
    instance = make_instance([{"certificates": "健康证"}], [{"certificates_required": "叉车证；电工证"}])
    assert told(instance)[0]["relaxations"] == []


def test_a_gain_counts_nobody_twice(make_instance):
    """Two lack the pay for either vacancy, each of which is two short: two come, not four."""
    instance = make_instance([{"wage_min": "6200"}] * 2, [{"openings": "2"}, {"openings": "2"}])
    (only,) = told(instance)
    assert [(way["rule"], way["people"], way["gain"]) for way in only["relaxations"]] == [("wage", 2, 2)]


def test_more_people_than_openings_fill_only_the_openings(make_instance):
    instance = make_instance([{"needs_lodging": "1"}] * 5, [{"openings": "2"}])
    (only,) = told(instance)
    assert [(way["rule"], way["people"], way["gain"]) for way in only["relaxations"]] == [("lodging", 5, 2)]


def test_a_worker_placed_elsewhere_comes_when_somebody_takes_over(make_instance):
    """w1 works as a tailor and lacks the pay for the forklift; w2, idle, can sew too."""
    workers = [{"wishes": "叉车司机；缝纫工", "wage_min": "6200"}, {"wishes": "缝纫工", "wage_min": "6200"}]
    instance = make_instance(workers, [{}, {"title": "缝纫工", "wage_high": "7000"}])
    (only,) = told(instance)
    assert [(way["rule"], way["gain"]) for way in only["relaxations"]] == [("wage", 1)]


def test_the_way_out_that_fills_most_comes_first(make_instance):
    workers = [{"needs_lodging": "1"}, {"needs_lodging": "1"}, {"wage_min": "6200"}]
    (only,) = told(make_instance(workers, [{"openings": "3"}]))
    assert [(way["rule"], way["gain"]) for way in only["relaxations"]] == [("lodging", 2), ("wage", 1)]


def test_a_trade_short_by_itself_stands_apart_from_what_shares_its_people(make_instance):
    both = {"wishes": "叉车司机；缝纫工", "wage_min": "5000"}
    instance = make_instance([both], [{"openings": "3"}, {"title": "缝纫工", "openings": "2"}])
    assert [(each["title"], each["people"], each["shortage"]) for each in told(instance)] == [
        ("叉车司机", 1, 2),
        ("缝纫工", 0, 2),
    ]


def test_where_no_single_change_helps_the_commonest_cause_is_said(make_instance):
    (only,) = told(make_instance([{"wishes": "月嫂"}], [{}]))
    assert only["binding"]["words"] == "放宽任何一项都不够；其他人多是想做别的工作"


def test_a_market_with_enough_people_has_no_shortage(make_instance):
    assert told(make_instance([{}, {}], [{}])) == []


@pytest.mark.parametrize(
    ("placed", "words"),
    [
        (0, "共2个名额，方案安排0人，若不讲先后最多可安排1人；其余1个名额没有足够合适的人"),
        (1, "共2个名额，方案安排1人，已是最多；其余1个名额没有足够合适的人"),
    ],
)
def test_what_a_plan_leaves_empty_is_told_apart_from_the_shortage(make_instance, placed, words):
    problem, _, filled = solved(make_instance([{}], [{"openings": "2"}]))
    assert fill_told(problem, filled[1], placed)["words"] == words


def test_without_anybody_every_opening_is_short(make_instance):
    (only,) = told(make_instance([], [{"openings": "3"}]))
    assert only["words"] == "叉车司机共3个名额，没有人可去；缺口3。目前没有求职者"


def test_a_report_tells_the_shortages_of_its_run(run_match):
    report = run_match([{}], [{"openings": "2"}]).report
    assert report["fill"]["most"] == report["objective"]["placed"] == 1
    assert [each["shortage"] for each in report["shortages"]] == [1]


def test_where_candidates_were_left_out_the_most_is_said_to_be_too_low(run_match):
    report = run_match([{}], [{}, {"title": "叉车工"}], max_candidates=1).report
    assert report["counts"]["pruned"] == 1
    assert report["fill"]["words"].endswith("（候选过多，只按每人得分最高的候选计算，实际可能更多）")


def test_where_candidates_were_left_out_a_gain_is_said_to_be_about_so_large(run_match):
    vacancies = [{"openings": "2"}, {"title": "叉车工"}]
    report = run_match([{}, {"needs_lodging": "1"}], vacancies, max_candidates=1).report
    assert [way["words"] for way in report["shortages"][0]["relaxations"]] == ["提供住宿：可多招约1人"]


def test_who_is_to_be_trained_is_named(make_instance):
    workers = [{"certificates": "健康证"}, {"certificates": ""}]
    (only,) = told(make_instance(workers, [{"certificates_required": "叉车证", "openings": "2"}]))
    assert [way["trained"] for way in only["relaxations"]] == [["w1"]]


def test_whom_a_change_drives_away_is_taken_off_its_gain(run_match):
    """With any shift w2 could come by night; but w1 likes the day shift, and without it scores too low."""
    workers = [{"wage_min": "6000"}, {"shifts": "night"}]
    day_shift, any_shift = (
        run_match(workers, [{"openings": "2", "shift": shift}], min_score=0).candidates.set_index("worker_id")["score"]
        for shift in ("day", "")
    )
    assert any_shift["w1"] < min(day_shift["w1"], any_shift["w2"])
    least = (any_shift["w1"] + min(day_shift["w1"], any_shift["w2"])) / 2
    (only,) = run_match(workers, [{"openings": "2"}], min_score=least).report["shortages"]
    assert [way["rule"] for way in only["relaxations"]] == []
