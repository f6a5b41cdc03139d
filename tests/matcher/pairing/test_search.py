"""One worker against the index gives what the run gives."""

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.search import VacancyIndex, rank_vacancies

AS_OF = date(2021, 2, 8)
VACANCIES = [{}, {"title": "文员"}, {"wage_high": "5200"}, {"lodging": "1"}, {"shift": "night"}, {"openings": "0"}]
WORKER = st.fixed_dictionaries(
    {"wishes": st.sampled_from(["", "叉车", "文员；叉车司机"]), "wage_min": st.sampled_from(["", "5100"])}
)


@settings(max_examples=20, deadline=None)
@given(WORKER)
def test_search_ranks_as_the_run_lists(run_match, make_instance, worker):
    index = VacancyIndex.of(make_instance([], VACANCIES).vacancies)
    row = make_instance([worker]).workers.iloc[0].to_dict()
    listed = run_match([worker], VACANCIES).lists
    found = rank_vacancies(row, index, as_of=AS_OF)
    columns = ["vacancy_id", "score", "reasons"]
    by_id = [frame[columns].sort_values("vacancy_id").reset_index(drop=True) for frame in (found, listed)]
    pd.testing.assert_frame_equal(by_id[0], by_id[1], check_dtype=False)
    assert found["score"].is_monotonic_decreasing


def test_a_request_of_two_words_is_enough(make_instance):
    index = VacancyIndex.of(make_instance([], VACANCIES).vacancies)
    found = rank_vacancies({"wishes": ("叉车",)}, index, as_of=AS_OF, top=2)
    assert found["rank"].tolist() == [1, 2]


def test_refused_vacancies_are_counted_by_cause(make_instance):
    index = VacancyIndex.of(make_instance([], VACANCIES).vacancies)
    found = rank_vacancies({"wishes": "叉车", "wage_min": 5500, "shifts": {"day"}}, index, as_of=AS_OF)
    assert found.attrs["refused"] == {"班次不合": 1, "工资低于要求": 1, "没有空余名额": 1, "与求职意向不相近": 1}


def test_an_empty_index_finds_nothing(make_instance):
    index = VacancyIndex.of(make_instance([], []).vacancies)
    assert rank_vacancies({"wishes": "叉车"}, index, as_of=AS_OF).empty


def test_a_crowd_lowers_the_place_of_a_vacancy_and_leaves_its_chance(make_instance):
    index = VacancyIndex.of(make_instance([], [{}, {"wage_high": "6500"}]).vacancies)
    alone = rank_vacancies({"wishes": "叉车"}, index, as_of=AS_OF).set_index("vacancy_id")
    crowded = rank_vacancies({"wishes": "叉车"}, index, as_of=AS_OF, load={"v2": 9.0}).set_index("vacancy_id")
    assert (alone.index.tolist(), crowded.index.tolist()) == (["v2", "v1"], ["v1", "v2"])
    assert crowded["chance"].to_dict() == alone["chance"].to_dict()


def test_the_crowd_is_told_beside_the_openings_and_unknown_without_a_run(make_instance):
    index = VacancyIndex.of(make_instance([], [{"openings": "4"}]).vacancies)
    told = rank_vacancies({"wishes": "叉车"}, index, as_of=AS_OF, load={"v1": 9.0})
    assert told[["expected_applicants", "openings"]].to_numpy().tolist() == [[9.0, 4.0]]
    assert rank_vacancies({"wishes": "叉车"}, index, as_of=AS_OF)["expected_applicants"].isna().all()
