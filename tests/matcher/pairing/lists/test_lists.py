"""Ranked lists as a run gives them."""

from datetime import date, timedelta

import numpy as np
import pytest

from matcher.pairing.lists.listing import WIDENED
from matcher.pairing.ties import daily_ties, pair_ties


def test_a_list_is_ordered_by_score_and_cut_at_its_length(run_match):
    vacancies = [{"wage_low": str(4000 + 200 * step), "wage_high": "9000"} for step in range(6)]
    lists = run_match([{}], vacancies, list_length=4).lists
    assert lists["rank"].tolist() == [1, 2, 3, 4]
    assert lists["score"].is_monotonic_decreasing


def test_a_crowd_changes_no_pairs_own_chance(run_match):
    result = run_match([{}] * 5, [{}, {"wage_high": "9000"}])
    merged = result.lists.merge(result.candidates, on=["worker_id", "vacancy_id"])
    assert merged["chance_x"].tolist() == merged["chance_y"].tolist()


def test_a_crowd_leaves_nobody_an_empty_list(run_match):
    result = run_match([{}] * 5, [{}])
    assert result.lists["worker_id"].tolist() == [f"w{number}" for number in range(1, 6)]


def test_expected_applicants_never_exceed_the_applications_people_send(run_match):
    lists = run_match([{}, {}], [{}] * 5, applications_per_worker=2).lists
    by_vacancy = lists.drop_duplicates("vacancy_id").set_index("vacancy_id")["expected_applicants"]
    assert by_vacancy.sum() == pytest.approx(4, abs=0.05)


def test_the_best_paid_vacancy_is_not_everybodys_first_choice(run_match):
    lists = run_match([{}] * 12, [{"wage_high": "6100"}, *[{}] * 11]).lists
    assert lists[lists["rank"] == 1]["vacancy_id"].nunique() > 6


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("priority", [{"key_class": "K2"}, {"urgent": "1"}])
def test_key_and_urgent_vacancies_come_first_among_equals(run_match, seed, priority):
    lists = run_match([{}], [{}, {}, priority, {}], seed=seed).lists
    assert lists["vacancy_id"].iloc[0] == "v3"


@pytest.mark.parametrize("seed", range(5))
def test_a_key_vacancy_comes_first_on_every_list_however_many_workers_read_it(run_match, seed):
    """Two vacancies alike but for the key class, 30 workers: the crowd on the key line is shown, and moves nobody."""
    lists = run_match([{}] * 30, [{}, {"key_class": "K1"}], seed=seed).lists
    assert lists.loc[lists["rank"] == 1, "vacancy_id"].tolist() == ["v2"] * 30


def test_of_more_equals_than_a_list_has_lines_the_key_one_is_listed(run_match):
    lists = run_match([{}], [*[{}] * 7, {"key_class": "K1"}], list_length=4).lists
    assert lists["vacancy_id"].iloc[0] == "v8"


def test_a_key_vacancy_stands_below_one_that_suits_a_little_better(run_match):
    lists = run_match([{}], [{"key_class": "K2"}, {"wage_low": "5050", "wage_high": "6050"}]).lists
    assert lists["vacancy_id"].tolist() == ["v2", "v1"]


def widened(run_match, **params):
    """The list of somebody who wishes 叉车司机, of whose ten candidates three are work near it."""
    vacancies = [{}] * 7 + [{"title": "仓管员"}] * 3
    return run_match([{}], vacancies, list_length=6, **params).lists


def test_some_places_widen_to_adjacent_work_and_say_so(run_match):
    noted = widened(run_match, widened_share=0.34)["reasons"].str.contains(WIDENED)
    assert noted.tolist() == [False, False, False, False, True, True]


def test_without_a_share_for_it_no_list_widens_beside_better_lines(run_match):
    assert not widened(run_match, widened_share=0)["reasons"].str.contains(WIDENED).any()


def test_the_place_a_plan_gives_stands_on_the_list(run_match):
    result = run_match([{}] * 8, [{"wage_high": str(6000 + 100 * step)} for step in range(8)], list_length=2)
    planned = result.pairs.merge(result.lists, on=["worker_id", "vacancy_id"])
    assert len(planned) == len(result.pairs) == 8


def test_the_report_certifies_the_crowd_and_names_the_draw_of_ties(run_match):
    report = run_match([{}] * 6, [{}] * 6, seed=3, list_length=3).report
    crowd = report["congestion"]
    assert crowd["applicants_per_opening_max"] <= crowd["applicants_per_opening_bound"]
    assert (crowd["share_above_bound"], crowd["avoidable_lines"]) == (0, 0)
    assert report["ties"] == {"seed": 3, "as_of": "2021-02-08"}


def test_on_many_days_equal_vacancies_stand_first_equally_often():
    """30 workers on 200 days: each of 6 equals is first about 1,000 times (χ² of 5 degrees below its .999 point)."""
    names, worker = [f"v{number}" for number in range(6)], np.repeat(np.arange(30), 6)
    firsts = np.zeros(6)
    for day in range(200):
        ties = daily_ties([f"w{row}" for row in range(30)], names, 7, date(2021, 2, 8) + timedelta(day))
        drawn = pair_ties(ties.workers[worker], np.tile(ties.vacancies, 30)).reshape(30, 6)
        firsts += np.bincount(drawn.argmin(axis=1), minlength=6)
    assert ((firsts - 1_000) ** 2 / 1_000).sum() < 20.5


def test_another_day_or_seed_draws_another_order(run_match):
    def order(**run):
        return run_match([{}], [{}] * 8, **run).lists["vacancy_id"].tolist()

    drawn = [order(), order(seed=1), order(as_of=date(2021, 2, 9))]
    assert order() == drawn[0]
    assert len({tuple(each) for each in drawn}) == 3
