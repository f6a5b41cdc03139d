"""What one change of a vacancy would bring is what a run on the changed vacancy counts."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.cells import day
from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.retrieval import problem_of, retrieve
from matcher.pairing.run import match

AS_OF = date(2021, 2, 8)
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.sampled_from(["叉车司机", "缝纫工；叉车工", "不限", ""]),
        "skills": st.sampled_from(["", "叉车"]),
        "certificates": st.sampled_from(["", "叉车证", "健康证"]),
        "education": st.sampled_from(["", "60"]),
        "birth_date": st.sampled_from(["1985-03-02", "2005-02-22"]),
        "wage_min": st.sampled_from(["", "5000", "6000", "6200", "6500"]),
        "shifts": st.sampled_from(["", "day", "night"]),
        "needs_lodging": st.sampled_from(["", "0", "1"]),
        "available_from": st.sampled_from(["", "2021-02-18", "2021-03-01", "2021-03-10"]),
        "lng": st.sampled_from(["", "113.24", "113.40", "114.10"]),
        "lat": st.just("23.10"),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["叉车司机", "叉车工", "车位工"]),
        "certificates_required": st.sampled_from(["", "叉车证"]),
        "wage_low": st.sampled_from(["", "4000", "6000"]),
        "wage_high": st.sampled_from(["", "6000"]),
        "shift": st.sampled_from(["", "day", "rotating"]),
        "lodging": st.sampled_from(["", "0", "0", "1"]),
        "start_date": st.sampled_from(["", "2021-02-19"]),
        "open_until": st.sampled_from(["", "2021-02-01"]),
        "openings": st.sampled_from(["1", "3", "9"]),
    }
)
SAID = re.compile(
    r"(?:最高工资提(?P<yuan>\d+)元|开工日推迟(?P<days>\d+)天|(?P<what>提供住宿|班次可商量|延长招聘期限)"
    r"|组织考取“(?P<paper>.+?)”)，可多(?P<count>\d+)名还没安排的人选"
)
CELLS = {"提供住宿": ("lodging", "1"), "班次可商量": ("shift", ""), "延长招聘期限": ("open_until", "")}


def made(instance: Instance, vacancy_id: str, said: re.Match, free: set[str]) -> Instance:
    """The instance with what is said of one vacancy done; whoever is free and names certificates acquires one."""
    workers, vacancies = instance.workers.copy(), instance.vacancies.copy()
    row = vacancies.index[vacancies["vacancy_id"] == vacancy_id][0]
    if said["yuan"]:
        vacancies.loc[row, "wage_high"] = str(int(vacancies.loc[row, "wage_high"]) + int(said["yuan"]))
    elif said["days"]:
        start = date.fromisoformat(vacancies.loc[row, "start_date"]) + timedelta(days=int(said["days"]))
        vacancies.loc[row, "start_date"] = start.isoformat()
    elif said["paper"]:
        workers.loc[workers["worker_id"].isin(free) & (workers["certificates"] != ""), "certificates"] += (
            f"；{said['paper']}"
        )
    else:
        column, cell = CELLS[said["what"]]
        vacancies.loc[row, column] = cell
    return Instance(workers, vacancies)


def suited(instance: Instance, vacancy_id: str, params: MatchParams, free: set[str]) -> int:
    """Candidates of one vacancy in a run, among some workers."""
    problem = problem_of(instance, params, day(AS_OF))
    pairs = retrieve(problem).pairs
    of_it = pairs.take(pairs.vacancy == problem.vacancies.ids.index(vacancy_id))
    return sum(problem.workers.ids[row] in free for row in of_it.worker.tolist())


def remedies(instance: Instance, params: MatchParams) -> tuple[pd.DataFrame, set[str]]:
    """What would help each vacancy, and who has no place."""
    unmatched = match(instance, params, as_of=AS_OF).unmatched
    return unmatched[unmatched["vacancy_id"] != ""], set(unmatched["worker_id"]) - {""}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(WORKERS, min_size=2, max_size=8),
    st.lists(VACANCIES, min_size=1, max_size=4),
    st.sampled_from([0.0, 0.15, 0.3, 0.4, 0.5]),
)
def test_a_remedy_brings_as_many_as_a_run_on_the_changed_vacancy_counts(make_instance, workers, vacancies, least):
    instance, params = make_instance(workers, vacancies), MatchParams(min_score=least)
    rows, free = remedies(instance, params)
    for row in rows.itertuples():
        for said in SAID.finditer(row.what_would_help):
            after = suited(made(instance, row.vacancy_id, said, free), row.vacancy_id, params, free)
            assert (said[0], after) == (said[0], int(said["count"]))


FAR = {"lng": "113.60", "lat": "23.05"}
WIDENED = [
    ({"wage_min": "6300"}, {"wage_high": "6300"}),
    ({"available_from": "2021-03-05"}, {"start_date": "2021-02-26"}),
    ({"needs_lodging": "1"}, {"lodging": "1"}),
    (FAR, {"lodging": "1"}),
    ({**FAR, "needs_lodging": "1"}, {"lodging": "1"}),
    ({"shifts": "night"}, {"shift": ""}),
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


def test_lodging_also_brings_those_it_lifts_over_the_least_score(run_match):
    """w1 needs it; w2 lives so far away that the score is too low, until nobody has to travel."""
    workers = [{"needs_lodging": "1"}, {"lng": "113.40", "lat": "23.10"}]
    plain, lodged = (
        run_match(workers, [{"lodging": given}], min_score=0).candidates.set_index("worker_id")["score"]["w2"]
        for given in ("0", "1")
    )
    assert plain < lodged
    said = run_match(workers, [{}], min_score=(plain + lodged) / 2).unmatched["what_would_help"].iloc[-1]
    assert "提供住宿，可多2名还没安排的人选" in said
