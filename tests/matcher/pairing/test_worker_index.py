"""An index of workers that was brought up to date compares as one made of the same workers anew."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.recounts import recount
from matcher.pairing.shortlist import shortlist
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.worker_index import WorkerIndex

AS_OF = date(2021, 2, 8)
VACANCY = {"title": "叉车工", "duties": "负责打包，贴标", "skills_required": "叉车；打包", "wage_high": "5400"}
KINDS = [
    {},
    {"wishes": "打包", "skills": "贴标；会讲粤语", "certificates": ""},
    {"wishes": "乜都做", "skills": ""},
    {"wishes": "文员；装卸工", "wage_min": "5300", "shifts": "night"},
    {"wishes": "", "skills": "打包", "certificates": "健康证", "education": ""},
    {"lng": "114.10", "lat": "23.10", "needs_lodging": "1", "available_from": "2021-02-21"},
]
ROWS = st.dictionaries(st.sampled_from(["w1", "w2", "w3", "w4", "w5"]), st.sampled_from(range(len(KINDS))), min_size=1)


def frame_of(make_instance, rows):
    return make_instance([{**KINDS[kind], "worker_id": key} for key, kind in rows.items()], []).workers


@settings(max_examples=30, deadline=None)
@given(ROWS, ROWS)
def test_an_index_changed_compares_as_one_made_anew(make_instance, before, after):
    changed = {key: kind for key, kind in after.items() if before.get(key) != kind}
    index = WorkerIndex.of(frame_of(make_instance, before)).changed(list(after), frame_of(make_instance, changed))
    anew = WorkerIndex.of(frame_of(make_instance, after))
    vacancies = make_instance([], [VACANCY]).vacancies
    offer, row = VacancyIndex.of(vacancies), vacancies.iloc[0].to_dict()
    listed = [shortlist(people, offer, "v1", as_of=AS_OF) for people in (index, anew)]
    counted = [recount(people, offer, row, as_of=AS_OF) for people in (index, anew)]
    pd.testing.assert_frame_equal(*listed, check_exact=True)
    pd.testing.assert_frame_equal(*counted, check_exact=True)


def test_the_words_of_somebody_who_goes_are_not_read_again(make_instance):
    index = WorkerIndex.of(frame_of(make_instance, {"w1": 0, "w2": 1}))
    assert index.changed(["w1"], frame_of(make_instance, {})).words.read is index.words.read


def test_somebody_who_was_in_no_frame_is_not_made_up(make_instance):
    with pytest.raises(KeyError):
        WorkerIndex.of(frame_of(make_instance, {"w1": 0})).changed(["w1", "w2"], frame_of(make_instance, {}))
