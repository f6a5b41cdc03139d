"""Two changes are proposed where no single one helps, and bring exactly what they promise."""

import re
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.unmatched import NO_HELP_WORKER
from matcher.pairing.cells import day
from matcher.pairing.params import MatchParams
from matcher.pairing.portion import part_of
from matcher.pairing.retrieval import problem_of, retrieve

SHIFTS = {"白班": "day", "夜班": "night", "倒班": "rotating"}
NIGHT = {"shift": "night"}


def helps(run_match, worker, vacancies, **params) -> str:
    return run_match([worker], vacancies, **params).unmatched["what_would_help"].iloc[0]


@pytest.mark.parametrize(
    ("worker", "vacancy", "said"),
    [
        ({"wage_min": "6300"}, NIGHT, "工资要求降300元，并接受夜班，可多1个还有空位的岗位"),
        ({"needs_lodging": "1"}, NIGHT, "接受夜班，并住宿另行解决，可多1个还有空位的岗位"),
        ({"available_from": "2021-03-05"}, NIGHT, "提前7天到岗，并接受夜班，可多1个还有空位的岗位"),
        (
            {"certificates": "健康证"},
            {**NIGHT, "certificates_required": "叉车证"},
            "接受夜班，并考取“叉车证”，可多1个还有空位的岗位",
        ),
    ],
)
def test_the_two_changes_are_named(run_match, worker, vacancy, said):
    assert helps(run_match, worker, [vacancy]) == said


def test_one_change_is_enough_where_one_helps(run_match):
    said = helps(run_match, {"wage_min": "6300"}, [NIGHT, {}])
    assert said == "工资要求降300元，可多1个还有空位的岗位"


def test_three_changes_are_not_proposed(run_match):
    worker = {"wage_min": "6300", "needs_lodging": "1"}
    assert helps(run_match, worker, [NIGHT]) == NO_HELP_WORKER


@pytest.mark.parametrize("never", [{"education": "80"}, {"birth_date": "2010-01-01"}])
def test_age_and_schooling_are_nobodys_to_change(run_match, never):
    assert helps(run_match, {"wage_min": "6300", **never}, [{"education_min": "40"}]) == NO_HELP_WORKER


def test_a_vacancy_without_openings_left_counts_for_nothing(run_match):
    found = run_match([{"wage_min": "6300"}, {}], [{**NIGHT, "openings": "1"}, {"openings": "1"}])
    rows = found.unmatched.set_index("worker_id")["what_would_help"]
    assert rows["w1"] == "工资要求降300元，并接受夜班，可多1个还有空位的岗位"


def test_the_smaller_of_two_ways_is_proposed(run_match):
    vacancies = [{**NIGHT, "wage_high": "5500", "wage_low": "5000"}, NIGHT]
    assert helps(run_match, {"wage_min": "6300"}, vacancies).startswith("工资要求降300元，并接受夜班")


WORKERS = st.fixed_dictionaries(
    {
        "wage_min": st.sampled_from(["6200", "6500", "7000"]),
        "shifts": st.sampled_from(["day", "night"]),
        "needs_lodging": st.sampled_from(["0", "1"]),
        "available_from": st.sampled_from(["2021-02-18", "2021-03-01", "2021-03-10"]),
        "certificates": st.sampled_from(["叉车证", "健康证"]),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "wage_low": st.just("4000"),
        "wage_high": st.sampled_from(["6000", "6400", "7000"]),
        "shift": st.sampled_from(["day", "night", "rotating"]),
        "lodging": st.sampled_from(["0", "1"]),
        "start_date": st.sampled_from(["2021-02-19", "2021-03-01"]),
        "certificates_required": st.sampled_from(["", "叉车证"]),
        "street": st.sampled_from(["440103021", "440103001"]),
    }
)


def after(worker: dict[str, str], said: str) -> dict[str, str]:
    """The worker once everything that is said has been done."""
    changed = dict(worker)
    if less := re.search(r"工资要求降(\d+)元", said):
        changed["wage_min"] = str(int(worker["wage_min"]) - int(less[1]))
    if earlier := re.search(r"提前(\d+)天到岗", said):
        free = date.fromisoformat(worker["available_from"]) - timedelta(days=int(earlier[1]))
        changed["available_from"] = free.isoformat()
    if shift := re.search("接受(..班|白班|夜班|倒班)", said):
        changed["shifts"] = f"{worker['shifts']}；{SHIFTS[shift[1]]}"
    if "住宿另行解决" in said:
        changed["needs_lodging"] = "0"
    if "考取" in said:
        changed["certificates"] = f"{worker['certificates']}；叉车证"
    return changed


@given(worker=WORKERS, vacancies=st.lists(VACANCIES, min_size=1, max_size=6), least=st.sampled_from([0.15, 0.6, 0.66]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_doing_what_is_said_brings_exactly_what_is_promised(run_match, worker, vacancies, least):
    before = run_match([worker], vacancies, min_score=least)
    said = "".join(before.unmatched.loc[before.unmatched["worker_id"] == "w1", "what_would_help"])
    assume("，并" in said)
    made = run_match([after(worker, said)], vacancies, min_score=least)
    more = len(made.candidates) - len(before.candidates)
    assert more == int(re.search(r"可多(\d+)个", said)[1])


def test_a_part_of_a_problem_scores_as_the_whole(make_instance):
    instance = make_instance(
        [{"wishes": "叉车司机"}, {"wishes": "文员", "skills": "打字"}, {}],
        [{"title": "文员"}, {"title": "叉车工", "duties": "叉车司机"}, {"wage_low": "4000"}],
    )
    whole = problem_of(instance, MatchParams(min_score=0.0), day("2021-02-08"))
    found, part = retrieve(whole), retrieve(part_of(whole, np.array([0, 2]), np.array([1, 2])))
    scores = dict(zip(zip(found.pairs.worker, found.pairs.vacancy, strict=True), found.scores.micro, strict=True))
    places = zip(np.array([0, 2])[part.pairs.worker], np.array([1, 2])[part.pairs.vacancy], strict=True)
    assert part.scores.micro.tolist() == [scores[place] for place in places]


@pytest.mark.parametrize(
    ("unknown", "named"),
    [
        ({"skills": ""}, "补填技能，"),
        ({"certificates": "", "education": ""}, "补填证书、学历，"),
        ({}, ""),
    ],
)
def test_what_is_unknown_is_to_be_filled_in(run_match, unknown, named):
    vacancy = {**NIGHT, "skills_required": "叉车", "certificates_required": "叉车证", "wage_high": "6000"}
    said = helps(run_match, {"wage_min": "6300", **unknown}, [vacancy])
    assert (named in said) if named else ("补填" not in said)
    assert "缺" not in said
