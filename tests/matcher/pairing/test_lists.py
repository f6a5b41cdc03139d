"""Ranked lists and the crowd they would bring."""

import numpy as np
import pytest

from matcher.pairing.crowding import gini
from matcher.pairing.load import attention


def test_a_list_is_ordered_by_score_and_cut_at_its_length(run_match):
    vacancies = [{"wage_low": str(4000 + 200 * step), "wage_high": "9000"} for step in range(6)]
    lists = run_match([{}], vacancies, list_length=4).lists
    assert lists["rank"].tolist() == [1, 2, 3, 4]
    assert lists["score"].is_monotonic_decreasing


def test_equal_vacancies_do_not_come_in_the_same_order_for_everybody(run_match):
    lists = run_match([{}] * 12, [{}] * 6).lists
    assert lists[lists["rank"] == 1]["vacancy_id"].nunique() > 1


def test_expected_applicants_sum_to_the_applications_people_send(run_match):
    lists = run_match([{}, {}], [{}] * 5, applications_per_worker=2).lists
    by_vacancy = lists.drop_duplicates("vacancy_id").set_index("vacancy_id")["expected_applicants"]
    assert by_vacancy.sum() == pytest.approx(4, abs=0.05)


def test_attention_falls_down_the_list():
    assert (np.diff(attention(np.arange(1, 6))) < 0).all()


def test_gini_is_0_for_equal_shares_and_near_1_for_one_taker():
    assert gini(np.full(10, 3.0)) == 0
    assert gini(np.array([0.0] * 99 + [1.0])) == pytest.approx(0.99)
