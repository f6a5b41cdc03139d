"""A vacancy's shortlist is the run's own pairs and the recounts' own count, told without what is nobody's business."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.recounts import recount
from matcher.pairing.params import MatchParams
from matcher.pairing.shortlist import shortlist, suiting
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.worker_index import WorkerIndex

AS_OF = date(2021, 2, 8)
VACANCIES = [{}, {"title": "文员", "wage_high": "5200"}, {"shift": "night", "lodging": "1"}]
WORKER = st.fixed_dictionaries(
    {
        "wishes": st.sampled_from(["", "叉车", "文员；叉车司机"]),
        "wage_min": st.sampled_from(["", "5100", "5800"]),
        "shifts": st.sampled_from(["", "day", "day；night"]),
    }
)


def listed(instance, vacancy_id, **given):
    people, offer = WorkerIndex.of(instance.workers), VacancyIndex.of(instance.vacancies)
    return shortlist(people, offer, vacancy_id, as_of=AS_OF, **given)


@settings(max_examples=15, deadline=None)
@given(st.lists(WORKER, min_size=1, max_size=4))
def test_as_many_are_listed_as_the_recounts_count(make_instance, workers):
    instance = make_instance(workers, VACANCIES)
    people, offer = WorkerIndex.of(instance.workers), VacancyIndex.of(instance.vacancies)
    for row in instance.vacancies.to_dict("records"):
        counted = recount(people, offer, row, as_of=AS_OF).attrs["suitable"]
        assert len(listed(instance, row["vacancy_id"])) == counted


def test_those_who_suit_are_those_who_are_listed(make_instance):
    instance = make_instance([{}, {"wishes": "文员"}, {"wage_min": "5900"}, {"wage_min": "9000"}], VACANCIES)
    people, offer = WorkerIndex.of(instance.workers), VacancyIndex.of(instance.vacancies)
    ids = suiting(people, offer, "v1", MatchParams.on(AS_OF), as_of=AS_OF)
    assert ids == listed(instance, "v1")["worker_id"].tolist() != []


@settings(max_examples=15, deadline=None)
@given(st.lists(WORKER, min_size=1, max_size=4))
def test_scores_are_those_of_the_run(make_instance, run_match, workers):
    lines = run_match(workers, VACANCIES).lists
    of_the_run = {row.worker_id: row.score for row in lines.itertuples() if row.vacancy_id == "v1"}
    found = listed(make_instance(workers, VACANCIES), "v1")
    assert found["score"].is_monotonic_decreasing
    assert of_the_run.items() <= dict(zip(found["worker_id"], found["score"], strict=True)).items()


def test_assistance_changes_nothing(make_instance):
    workers = [{"wishes": "叉车司机", "wage_min": str(5000 + step)} for step in range(3)]
    plain = listed(make_instance(workers, VACANCIES), "v1")
    helped = listed(make_instance([{**row, "assist": "1"} for row in workers], VACANCIES), "v1")
    assert plain.equals(helped)


def test_reasons_speak_of_the_work_alone(make_instance):
    found = listed(make_instance([{}], [{"certificates_required": "叉车证"}]), "v1")
    assert found["reasons"].tolist() == ["同工种；会叉车，与岗位对口；持叉车证，正是岗位要求"]


def test_who_was_proposed_before_is_not_listed_again(make_instance):
    instance = make_instance([{}, {}], [{}])
    assert listed(instance, "v1")["worker_id"].tolist() == ["w1", "w2"]
    assert listed(instance, "v1", settled=["w1"])["worker_id"].tolist() == ["w2"]


def test_a_vacancy_that_is_not_there_is_named(make_instance):
    with pytest.raises(KeyError, match="v9"):
        listed(make_instance([{}], [{}]), "v9")
