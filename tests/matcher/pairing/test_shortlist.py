"""A vacancy's shortlist is the run's own pairs and the recounts' own count, told without what is nobody's business."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.recounts import recount
from matcher.pairing.instance import Instance
from matcher.pairing.shortlist import shortlist

AS_OF = date(2021, 2, 8)
VACANCIES = [{}, {"title": "文员", "wage_high": "5200"}, {"shift": "night", "lodging": "1"}]
WORKER = st.fixed_dictionaries(
    {
        "wishes": st.sampled_from(["", "叉车", "文员；叉车司机"]),
        "wage_min": st.sampled_from(["", "5100", "5800"]),
        "shifts": st.sampled_from(["", "day", "day；night"]),
    }
)


@settings(max_examples=15, deadline=None)
@given(st.lists(WORKER, min_size=1, max_size=4))
def test_as_many_are_listed_as_the_recounts_count(make_instance, workers):
    instance = make_instance(workers, VACANCIES)
    counted = recount(instance, ["v1", "v2", "v3"], as_of=AS_OF).attrs["suitable"]
    assert {key: len(shortlist(instance, key, as_of=AS_OF)) for key in counted} == counted


@settings(max_examples=15, deadline=None)
@given(st.lists(WORKER, min_size=1, max_size=4))
def test_scores_are_those_of_the_run(make_instance, run_match, workers):
    listed = run_match(workers, VACANCIES).lists
    of_the_run = {row.worker_id: row.score for row in listed.itertuples() if row.vacancy_id == "v1"}
    found = shortlist(make_instance(workers, VACANCIES), "v1", as_of=AS_OF)
    assert found["score"].is_monotonic_decreasing
    assert of_the_run.items() <= dict(zip(found["worker_id"], found["score"], strict=True)).items()


def test_assistance_changes_nothing(make_instance):
    workers = [{"wishes": "叉车司机", "wage_min": str(5000 + step)} for step in range(3)]
    plain = shortlist(make_instance(workers, VACANCIES), "v1", as_of=AS_OF)
    helped = shortlist(make_instance([{**row, "assist": "1"} for row in workers], VACANCIES), "v1", as_of=AS_OF)
    assert plain.equals(helped)


def test_reasons_speak_of_the_work_alone(make_instance):
    found = shortlist(make_instance([{}], [{"certificates_required": "叉车证"}]), "v1", as_of=AS_OF)
    assert found["reasons"].tolist() == ["同工种；会叉车，与岗位对口；持叉车证，正是岗位要求"]


def test_who_was_proposed_before_is_not_listed_again(make_instance):
    built = make_instance([{}, {}], [{}, {}])
    settled = pd.DataFrame([("w1", "v2")], columns=["worker_id", "vacancy_id"])
    instance = Instance(built.workers, built.vacancies, settled)
    assert {key: shortlist(instance, key, as_of=AS_OF)["worker_id"].tolist() for key in ("v1", "v2")} == {
        "v1": ["w1", "w2"],
        "v2": ["w2"],
    }


def test_a_vacancy_that_is_not_there_is_named(make_instance):
    with pytest.raises(KeyError, match="v9"):
        shortlist(make_instance([{}], [{}]), "v9", as_of=AS_OF)
