"""A whole run: tiers read back from its own files, determinism, and empty sides."""

import json
from datetime import date
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.run import match

AS_OF = date(2021, 2, 8)
TITLES = ["叉车司机", "叉车工", "仓库管理员", "缝纫工", "文员", ""]
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.lists(st.sampled_from(TITLES[:5]), max_size=2, unique=True).map("；".join),
        "wage_min": st.sampled_from(["", "4000", "5500"]),
        "lng": st.sampled_from(["113.20", "113.24", "113.30"]),
        "lat": st.just("23.10"),
        "assist": st.sampled_from(["0", "1"]),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "wage_high": st.sampled_from(["5000", "6000", "8000"]),
        "lng": st.sampled_from(["113.20", "113.24"]),
        "lat": st.just("23.10"),
        "openings": st.sampled_from(["0", "1", "2"]),
        "key_class": st.sampled_from(["K0", "K1", ""]),
        "urgent": st.sampled_from(["0", "1"]),
    }
)
SMALL = given(st.lists(WORKERS, min_size=1, max_size=6), st.lists(VACANCIES, min_size=1, max_size=4))


def best_tiers(instance: Instance, candidates: pd.DataFrame, margin: int) -> tuple[int, ...]:
    """The best four tiers over every plan, found from the candidates' file and the frames alone."""
    assisted = dict(zip(instance.workers["worker_id"], instance.workers["assist"] == "1", strict=True))
    vacancies = instance.vacancies
    priority = (vacancies["key_class"].isin([f"K{n}" for n in range(1, 7)])) | (vacancies["urgent"] == "1")
    priority = dict(zip(vacancies["vacancy_id"], priority, strict=True))
    openings = tuple(int(n) for n in vacancies["openings"])
    seat = {name: number for number, name in enumerate(vacancies["vacancy_id"])}
    offers: dict[str, list[tuple[str, int]]] = {}
    for worker, vacancy, score in candidates[["worker_id", "vacancy_id", "score"]].itertuples(index=False):
        offers.setdefault(worker, []).append((vacancy, round(score * 1_000_000)))
    workers = list(offers)

    @cache
    def best(number: int, left: tuple[int, ...]) -> tuple[int, ...]:
        if number == len(workers):
            return (0, 0, 0, 0)
        worker, found = workers[number], [best(number + 1, left)]
        top = max(score for _, score in offers[worker])
        for vacancy, score in offers[worker]:
            place = seat[vacancy]
            if left[place]:
                rest = best(number + 1, (*left[:place], left[place] - 1, *left[place + 1 :]))
                first = int(priority[vacancy] and score >= top - margin)
                found.append(tuple(map(sum, zip(rest, (first, int(assisted[worker]), 1, score), strict=True))))
        return max(found)

    return best(0, openings)


@settings(max_examples=60, deadline=None)
@SMALL
def test_the_plan_is_the_best_in_all_four_tiers(make_instance, workers, vacancies):
    instance = make_instance(workers, vacancies)
    found = match(instance, as_of=AS_OF)
    reached = found.report["objective"]
    assert best_tiers(instance, found.candidates, 150_000) == (
        reached["key_or_urgent"],
        reached["assisted"],
        reached["placed"],
        round(reached["total_score"] * 1_000_000),
    )


@settings(max_examples=40, deadline=None)
@SMALL
def test_the_plan_stays_within_openings_and_takes_candidates_only(make_instance, workers, vacancies):
    instance = make_instance(workers, vacancies)
    found = match(instance, as_of=AS_OF)
    openings = dict(zip(instance.vacancies["vacancy_id"], instance.vacancies["openings"].astype(int), strict=True))
    taken = found.pairs["vacancy_id"].value_counts()
    chosen, possible = (
        set(frame[["worker_id", "vacancy_id"]].itertuples(index=False)) for frame in (found.pairs, found.candidates)
    )
    assert found.pairs["worker_id"].is_unique
    assert all(count <= openings[vacancy] for vacancy, count in taken.items())
    assert chosen <= possible


@settings(max_examples=40, deadline=None)
@given(
    st.lists(WORKERS, min_size=1, max_size=6),
    st.lists(VACANCIES, min_size=1, max_size=4),
    st.randoms(),
    st.integers(0, 9),
)
def test_the_order_of_rows_changes_neither_plan_nor_lists(make_instance, workers, vacancies, random, seed):
    instance = make_instance(workers, vacancies)
    turned = [
        frame.iloc[random.sample(range(len(frame)), len(frame))] for frame in (instance.workers, instance.vacancies)
    ]
    plain, other = match(instance, as_of=AS_OF, seed=seed), match(Instance(*turned), as_of=AS_OF, seed=seed)
    for name in ("pairs", "lists", "unmatched", "candidates"):
        rows = [sorted(map(tuple, getattr(found, name).astype(str).to_numpy().tolist())) for found in (plain, other)]
        assert rows[0] == rows[1]


@settings(max_examples=30, deadline=None)
@given(st.lists(WORKERS, min_size=1, max_size=6), st.lists(VACANCIES, min_size=1, max_size=4), st.integers(0, 2**40))
def test_the_seed_decides_among_equals_only(make_instance, workers, vacancies, seed):
    instance = make_instance(workers, vacancies)
    plain, other = match(instance, as_of=AS_OF), match(instance, as_of=AS_OF, seed=seed)
    assert plain.report["objective"] == other.report["objective"]


def test_the_same_run_twice_gives_the_same_result(run_match):
    rows = [{"wishes": "叉车司机；文员"}, {"wishes": "文员"}, {"wishes": ""}], [{}, {"title": "文员", "openings": "2"}]
    first, second = run_match(*rows, seed=7), run_match(*rows, seed=7)
    assert first.report == second.report
    assert all(
        getattr(first, name).equals(getattr(second, name)) for name in ("pairs", "lists", "unmatched", "candidates")
    )


def test_every_worker_is_either_placed_or_among_the_unmatched(run_match):
    found = run_match([{}, {}, {"wishes": "保姆"}], [{}])
    left = set(found.unmatched["worker_id"]) - {""}
    assert left | set(found.pairs["worker_id"]) == {"w1", "w2", "w3"}
    assert not left & set(found.pairs["worker_id"])


@pytest.mark.parametrize(
    ("workers", "vacancies", "note"),
    [
        ([], [{}], "没有求职者，无法匹配"),
        ([{}], [], "没有在招岗位，无法匹配"),
        ([{}], [{"openings": "0"}], "所有岗位的招聘人数都是0，没有名额可安排"),
        ([{"wishes": "保姆"}], [{}], "没有一对求职者和岗位同时满足条件，原因见未匹配清单"),
    ],
)
def test_an_empty_result_says_why(run_match, workers, vacancies, note):
    found = run_match(workers, vacancies)
    assert found.pairs.empty
    assert found.report["notes"] == [note]


def test_two_empty_frames_are_an_empty_result(run_match):
    found = run_match([], [])
    assert found.report["counts"]["candidates"] == 0
    assert list(found.unmatched.columns) == ["worker_id", "vacancy_id", "why", "what_would_help"]


def test_a_worker_of_whom_nothing_is_known_is_still_matched(run_match, make_instance):
    blank = dict.fromkeys(make_instance().workers.columns.drop("worker_id"), "")
    assert len(run_match([blank], [{}]).pairs) == 1


def test_a_vacancy_of_which_nothing_is_known_counts_as_one_opening(run_match, make_instance):
    blank = dict.fromkeys(make_instance().vacancies.columns.drop("vacancy_id"), None)
    assert len(run_match([{}, {}], [blank]).pairs) == 1


def test_further_columns_come_out_with_the_pairs_untouched(run_match):
    found = run_match([{"备注": "会开三轮", "编号": "007"}], [{"备注": "下午面试", "联系人": "陈"}])
    extra = found.pairs[["worker_备注", "编号", "vacancy_备注", "联系人"]]
    assert extra.iloc[0].tolist() == ["会开三轮", "007", "下午面试", "陈"]
    assert "备注" not in found.pairs


def test_a_further_column_called_like_one_of_the_pairs_gets_its_sides_name(run_match):
    found = run_match([{"tier": "甲", "worker_tier": "乙"}], [{"reason": "丙"}]).pairs
    assert found["tier"].tolist() == [3]
    assert found[["worker_worker_tier", "worker_tier", "vacancy_reason"]].iloc[0].tolist() == ["甲", "乙", "丙"]


def test_the_report_says_what_the_tier_of_a_pair_means(run_match):
    workers = [{}, {"assist": "1", "shifts": "night"}, {}]
    found = run_match(workers, [{"key_class": "K1"}, {"openings": "2", "shift": ""}])
    told = found.report["tier_numbers"]
    counted = found.pairs["tier"].map(lambda number: told[str(number)]).value_counts().to_dict()
    assert counted == {"key_or_urgent": 1, "assisted": 1, "placed": 1}


def test_the_report_can_be_written_as_json(run_match):
    assert json.loads(json.dumps(run_match().report))["gap"] == 0


def test_a_lent_clock_times_every_stage(make_instance):
    ticks = iter(range(100))
    found = match(make_instance(), as_of=AS_OF, clock=lambda: float(next(ticks)))
    assert set(found.report["seconds"].values()) == {1.0}


def test_progress_ends_at_the_whole_run(make_instance):
    heard: list[float] = []
    match(make_instance(), as_of=AS_OF, progress=lambda _stage, done: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(1.0)


def test_pruning_keeps_key_near_equals_and_says_so(run_match):
    vacancies = [{"wage_high": "9000", "wage_low": "8000"}, {}, {"key_class": "K2"}]
    found = run_match([{}], vacancies, max_candidates=1)
    assert set(found.candidates["vacancy_id"]) >= {"v1", "v3"}
    assert found.report["counts"]["pruned"] == 1
    assert MatchParams().max_candidates >= 400
