"""The least score only cuts: what a run keeps is what a run without it scores at least so high."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.pairing.params import MatchParams
from matcher.pairing.run import match
from matcher.pairing.scoring import expected_surplus

AS_OF = date(2021, 2, 8)
SHARE = MatchParams().unrelated_share
WORDS = ["叉车司机", "缝纫工", "文员", "月嫂", "不限"]
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map("；".join),
        "skills": st.sampled_from(["", "叉车", "缝纫"]),
        "certificates": st.sampled_from(["", "叉车证"]),
        "wage_min": st.sampled_from(["", "3000", "5500"]),
        "needs_lodging": st.sampled_from(["0", "1"]),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["叉车工", "车位工", "行政文员", "急招", ""]),
        "duties": st.sampled_from(["", "车缝衣服；叉车司机", "打扫卫生"]),
        "skills_required": st.sampled_from(["", "缝纫"]),
        "wage_high": st.sampled_from(["", "6000", "9000"]),
        "wage_low": st.just(""),
        "lodging": st.sampled_from(["0", "1"]),
    }
)
LEAST = st.one_of(st.floats(0, 1), st.floats(0, 0.2), st.sampled_from([1e-6, SHARE, SHARE + 1e-6, 0.15]))


def scored(make_instance, workers, vacancies, **params: object) -> pd.DataFrame:
    found = match(make_instance(workers, vacancies), MatchParams.from_mapping(params), as_of=AS_OF)
    return found.candidates


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORKERS, min_size=1, max_size=5),
    st.lists(VACANCIES, min_size=1, max_size=5),
    LEAST,
    st.sampled_from([SHARE, 0.0, 0.4, 1.0]),
)
@example([{"wishes": "月嫂"}], [{"title": "车位工", "lodging": "1", "wage_low": "6000"}], 1e-6, SHARE)
def test_candidates_are_those_of_a_run_without_a_least_score_that_reach_it(
    make_instance, workers, vacancies, least, share
):
    everything = scored(make_instance, workers, vacancies, min_score=0, unrelated_share=share)
    kept = scored(make_instance, workers, vacancies, min_score=least, unrelated_share=share)
    reach = everything[everything["score"] >= round(least, 12)]
    assert kept.to_numpy().tolist() == reach.to_numpy().tolist()


def test_work_near_no_wish_stays_below_the_default_least_score_however_good_the_rest(run_match):
    perfect = {"wage_low": "9000", "wage_high": "9000", "lodging": "1", "skills_required": "叉车"}
    score = run_match([{"wishes": "月嫂"}], [perfect], min_score=0).candidates["score"].iloc[0]
    assert 0 < score <= SHARE < MatchParams().min_score


def test_unrelated_work_has_its_share_of_the_chance_and_so_of_the_score(run_match):
    whole, part = (
        run_match([{"wishes": "月嫂"}], [{}], min_score=0, unrelated_share=share).candidates.iloc[0]
        for share in (1, 0.5)
    )
    assert part["score"] == pytest.approx(whole["score"] / 2, abs=1e-6)
    assert part["chance"] == pytest.approx(whole["chance"] / 2, abs=1e-6)
    assert part["worker_utility"] == whole["worker_utility"]


def test_the_surplus_is_still_that_of_utility_and_chance(run_match):
    row = run_match([{"wishes": "月嫂"}], [{}], min_score=0).candidates
    again = expected_surplus(row["worker_utility"].to_numpy(), row["chance"].to_numpy(), MatchParams())
    assert row["surplus"].iloc[0] == pytest.approx(again[0], abs=1e-6)


@pytest.mark.parametrize("least", [0.145, SHARE, 0.15, 0.4])
def test_the_reason_for_leaving_out_is_the_same_for_every_least_score(run_match, least):
    told = run_match([{"wishes": "月嫂"}], [{}], min_score=least).unmatched["why"].tolist()
    assert told == ["有1个岗位条件符合，但与求职意向不相近", "还缺1人：有1人条件符合，但求职意向不相近"]
