"""An index that was brought up to date ranks as one made of the same vacancies anew."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.search import VacancyIndex, rank_vacancies

AS_OF = date(2021, 2, 8)
REQUEST = {"wishes": "叉车；打包", "wage_min": 4000}
KINDS = [
    {},
    {"title": "文员"},
    {"title": "打包工", "duties": "负责打包，贴标"},
    {"duties": "开叉车装卸货", "wage_low": "6200", "wage_high": "7000"},
    {"certificates_required": "叉车证", "openings": "4"},
    {"title": "急招", "shift": "night", "lodging": "1"},
]
ROWS = st.dictionaries(st.sampled_from(["v1", "v2", "v3", "v4", "v5"]), st.sampled_from(range(len(KINDS))), min_size=1)


def frame_of(make_instance, rows):
    return make_instance([], [{**KINDS[kind], "vacancy_id": key} for key, kind in rows.items()]).vacancies


@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS)
def test_an_index_changed_ranks_as_one_made_anew(make_instance, before, after):
    changed = {key: kind for key, kind in after.items() if before.get(key) != kind}
    index = VacancyIndex.of(frame_of(make_instance, before)).changed(list(after), frame_of(make_instance, changed))
    anew = VacancyIndex.of(frame_of(make_instance, after))
    found, wanted = (rank_vacancies(REQUEST, each, as_of=AS_OF) for each in (index, anew))
    pd.testing.assert_frame_equal(found, wanted, check_exact=True)


def test_the_words_of_a_vacancy_that_goes_are_not_read_again(make_instance):
    index = VacancyIndex.of(frame_of(make_instance, {"v1": 0, "v2": 1}))
    assert index.changed(["v1"], frame_of(make_instance, {})).words.read is index.words.read


def test_a_vacancy_that_was_in_no_frame_is_not_made_up(make_instance):
    with pytest.raises(KeyError):
        VacancyIndex.of(frame_of(make_instance, {"v1": 0})).changed(["v1", "v2"], frame_of(make_instance, {}))
