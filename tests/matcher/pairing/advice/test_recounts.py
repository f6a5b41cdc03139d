"""A recount promises what a run on the changed vacancy gives."""

from collections.abc import Collection
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.changes import changes_of
from matcher.pairing.advice.recounts import recount
from matcher.pairing.advice.steps import advice_on
from matcher.pairing.cells import day
from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.retrieval import problem_of, retrieve
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.worker_index import WorkerIndex

AS_OF = date(2021, 2, 8)
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.sampled_from(["叉车司机", "缝纫工；叉车工", "文员", "不限", ""]),
        "skills": st.sampled_from(["", "叉车", "缝纫"]),
        "certificates": st.sampled_from(["", "叉车证", "健康证"]),
        "education": st.sampled_from(["", "60", "70"]),
        "wage_min": st.sampled_from(["", "5000", "6200", "6500"]),
        "shifts": st.sampled_from(["", "day", "night"]),
        "needs_lodging": st.sampled_from(["", "0", "1"]),
        "available_from": st.sampled_from(["", "2021-02-18", "2021-03-01", "2021-03-10"]),
        "lng": st.sampled_from(["", "113.24", "114.10"]),
        "lat": st.just("23.10"),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["叉车司机", "叉车工", "车位工", "急招"]),
        "skills_required": st.sampled_from(["", "叉车", "缝纫；叉车"]),
        "certificates_required": st.sampled_from(["", "叉车证", "叉车证；健康证"]),
        "education_min": st.sampled_from(["", "60", "40"]),
        "wage_low": st.sampled_from(["", "4000", "6000"]),
        "wage_high": st.sampled_from(["", "6000"]),
        "shift": st.sampled_from(["", "day", "rotating"]),
        "lodging": st.sampled_from(["", "0", "1"]),
        "start_date": st.sampled_from(["", "2021-02-19"]),
        "openings": st.sampled_from(["1", "1", "0"]),
    }
)


def counted(instance: Instance, params: MatchParams | None = None, settled: Collection[str] = ()) -> pd.DataFrame:
    """The recount of the vacancy v1."""
    workers, offer = WorkerIndex.of(instance.workers), VacancyIndex.of(instance.vacancies)
    row = instance.vacancies.iloc[offer.row("v1")].to_dict()
    return recount(workers, offer, row, params, as_of=AS_OF, settled=settled)


def suited(instance: Instance, vacancy_id: str, params: MatchParams) -> int:
    """Candidates of one vacancy in a run."""
    found = retrieve(problem_of(instance, params, day(AS_OF)))
    return int((found.pairs.vacancy == instance.vacancy_arrays.ids.index(vacancy_id)).sum())


def rerun(instance: Instance, vacancy_id: str, cells: dict[str, object], params: MatchParams) -> int:
    """Candidates of one vacancy in a run in which some of its cells are others."""
    frame = instance.vacancies.copy()
    for column, value in cells.items():
        frame.loc[frame["vacancy_id"] == vacancy_id, column] = value
    return suited(Instance(instance.workers, frame), vacancy_id, params)


def recounted(instance: Instance, vacancy_id: str, params: MatchParams) -> dict[str, tuple[int, str]]:
    """Every change with what a run makes of it, and the kind of thing it is a step of."""
    row = instance.vacancies[instance.vacancies["vacancy_id"] == vacancy_id].iloc[0].to_dict()
    changes = changes_of(row, advice_on(AS_OF))
    return {change.code: (rerun(instance, vacancy_id, change.cells, params), change.kind) for change in changes}


@settings(max_examples=12, deadline=None)
@given(
    st.lists(WORKERS, min_size=1, max_size=5),
    st.lists(VACANCIES, min_size=1, max_size=3),
    st.sampled_from([0.0, 0.15, 0.3, 0.4]),
)
def test_a_recount_is_what_a_run_on_the_changed_vacancy_gives(make_instance, workers, vacancies, least):
    instance, params = make_instance(workers, vacancies), MatchParams(min_score=least)
    before, most, expected = suited(instance, "v1", params), {}, {}
    for code, (after, kind) in recounted(instance, "v1", params).items():
        if after > most.get(kind, before):
            most[kind] = after
            expected[code] = (before, after, after - before)
    found = counted(instance, params)
    assert {row.change: (row.before, row.after, row.gain) for row in found.itertuples()} == expected


NOTHING_KNOWN = dict.fromkeys(
    ("wishes", "skills", "certificates", "education", "birth_date", "street", "wage_min", "shifts", "needs_lodging"), ""
)


def test_of_whom_nothing_is_known_counts_as_suitable_because_a_run_proposes_them(make_instance, run_match):
    told = counted(make_instance([NOTHING_KNOWN], [{}])).attrs["suitable"]
    assert (told, run_match([NOTHING_KNOWN], [{}]).pairs["worker_id"].tolist()) == (1, ["w1"])


def test_candidates_of_a_whole_run_are_what_was_promised(make_instance, run_match):
    workers = [{"education": "70"}, {"education": "80"}, {"education": "80", "wishes": "月嫂"}]
    told = counted(make_instance(workers, [{}])).set_index("change").loc["education"]
    counts = [len(run_match(workers, [{"education_min": asked}]).candidates) for asked in ("70", "")]
    assert [told["before"], told["after"]] == counts == [1, 2]


def test_a_vacancy_is_counted_alike_in_either_place(make_instance):
    workers = [{"wage_min": str(wage)} for wage in range(5800, 6600, 100)]
    vacancies = [{"vacancy_id": "v1", "wage_high": "5900"}, {"vacancy_id": "v2", "lodging": "", "wage_low": "5600"}]
    first, last = (counted(make_instance(workers, rows)) for rows in (vacancies, vacancies[::-1]))
    pd.testing.assert_frame_equal(first, last)


def test_more_pay_brings_those_who_asked_for_it_in_words(make_instance):
    instance = make_instance([{"wage_min": wage} for wage in ("5900", "6100", "6300", "6300")], [{}])
    rows = counted(instance)
    assert rows[rows["change"].str.startswith("wage")]["words"].tolist() == [
        "工资每月加300元：合适人选从1位增加到4位",
        "工资每月加100元：合适人选从1位增加到2位",
    ]


def test_a_dearer_step_that_brings_nobody_more_is_left_out(make_instance):
    instance = make_instance([{"wage_min": "6100"}], [{}])
    assert counted(instance)["change"].tolist() == ["wage+100"]


def test_what_costs_least_a_head_comes_first(make_instance):
    """A hundred yuan for one more, two hundred for four more, and a later start for nothing."""
    wages = ["6100", "6200", "6200", "6200"]
    workers = [{"wage_min": wage} for wage in wages] + [{"available_from": "2021-02-28"}]
    rows = counted(make_instance(workers, [{}]))
    assert rows["change"].tolist() == ["start+3", "wage+200", "wage+100"]


def test_each_certificate_is_dropped_alone(make_instance):
    workers = [{"certificates": held} for held in ("叉车证", "健康证", "健康证；叉车证")]
    instance = make_instance(workers, [{"certificates_required": "叉车证；健康证"}])
    rows = counted(instance)
    assert rows[["change", "before", "after"]].to_numpy().tolist() == [
        ["certificate:叉车证", 1, 2],
        ["certificate:健康证", 1, 2],
    ]


def test_whoever_is_settled_with_the_vacancy_is_counted_neither_before_nor_after(make_instance):
    instance = make_instance([{}, {"wage_min": "6100"}, {}], [{}])
    assert counted(instance, settled=["w1", "w2"]).empty
    assert counted(instance)["after"].tolist() == [3]


def test_a_vacancy_without_openings_has_nothing_to_change(make_instance):
    assert counted(make_instance([{"wage_min": "6100"}], [{"openings": "0"}])).empty


def test_how_many_suit_now_is_told_even_when_no_change_helps(make_instance):
    told = counted(make_instance([{}], [{"openings": "0"}]))
    assert (len(told), told.attrs["suitable"]) == (0, 0)


def test_the_end_of_the_calendar_is_no_fault(make_instance):
    told = counted(make_instance([{}], [{"start_date": "9999-12-31"}]))
    assert [change for change in told["change"] if change.startswith("start")] == []


def test_a_vacancy_that_is_not_there_is_refused(make_instance):
    instance = make_instance()
    workers, offer = WorkerIndex.of(instance.workers), VacancyIndex.of(instance.vacancies)
    with pytest.raises(KeyError, match="v9"):
        recount(workers, offer, {**instance.vacancies.iloc[0], "vacancy_id": "v9"}, as_of=AS_OF)


def test_steps_of_a_day_before_the_first_table_are_those_of_the_first():
    assert advice_on(date(2000, 1, 1)) == advice_on(date(2021, 1, 1))
