"""Who somebody is changes nothing; the audit would see it if it did."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.evaluation.districts import AS_OF, district
from matcher.evaluation.fairness import (
    FLIPS,
    GROUPS,
    assist_turned,
    figures,
    floor_met,
    ids_only_break_ties,
    prospects,
    ratio,
    scores_unchanged,
    unchanged,
)
from matcher.evaluation.word_flips import Saying, phrasebook, said, sayings, workers_unchanged
from matcher.pairing.params import MatchParams
from matcher.pairing.run import match
from matcher.pairing.search import VacancyIndex, rank_vacancies


@pytest.fixture(scope="module")
def small():
    return district(3, 30, 20)


@pytest.fixture(scope="module")
def result(small):
    return match(small, as_of=AS_OF)


@pytest.mark.parametrize("name", [*FLIPS])
def test_a_flip_changes_no_byte_of_a_run(small, result, name):
    assert unchanged(small, result, FLIPS[name], seed=1)


@pytest.mark.parametrize("name", [*FLIPS])
def test_a_flip_changes_the_workers(small, name):
    flipped = FLIPS[name](small.workers, np.random.default_rng(1))
    assert not flipped.equals(small.workers)


def test_a_run_that_listened_would_be_seen(small, result):
    """Pay asked does count: a flip of it is no flip of nothing."""
    assert not unchanged(small, result, lambda workers, _: workers.assign(wage_min="4000"), seed=1)


SAID = [
    Saying("女{}", "男{}"),
    Saying("female，找{}", "male，找{}"),
    Saying("我叫Miss Li，找{}", "我叫Mr Wang，找{}"),
    Saying("湖南妹子找{}", "东北大叔找{}"),
    Saying("{}，身份证44010319900101123X", "{}，身份证420103197505051245"),
    Saying("{}，刚满18", "{}，今年51"),
    Saying("{}，虚岁四十", "{}，1999年出生"),
    Saying("{}；汉族", "{}；回民"),
    Saying("{}，已婚已育", "{}，未婚"),
    Saying("{}，农村户口", "{}，城镇户口"),
    Saying("{}，属龙", "{}，属鼠"),
    Saying("王师傅，找{}", "小李，找{}"),
    Saying("妈妈找{}", "爸爸找{}"),
    Saying("{}，党员", "{}，群众"),
    Saying("{}，听力残疾", "{}，身体健康"),
]


@pytest.mark.parametrize("saying", SAID)
def test_who_says_it_changes_no_score_of_a_run(small, saying):
    assert workers_unchanged(small, [saying]).all()


@pytest.mark.parametrize("saying", SAID[1:4])
def test_who_says_it_changes_no_score_and_no_order_of_a_search(small, saying):
    index = VacancyIndex.of(small.vacancies)
    for row in range(0, len(small.workers), 10):
        one, other = (
            rank_vacancies(said(small, [words]).workers.iloc[row].to_dict(), index, as_of=AS_OF)
            for words in (saying.one, saying.other)
        )
        assert one.drop(columns="reasons").equals(other.drop(columns="reasons"))


def test_other_work_in_the_words_would_be_seen(small):
    assert not workers_unchanged(small, [Saying("电焊{}", "家教{}")]).all()


def test_a_saying_stands_in_every_wish_and_skill(small):
    worded = said(small, ["女{}"]).workers
    assert worded["wishes"].str.count("女").sum() == small.workers["wishes"].str.count("[^；]+").sum()


@pytest.mark.parametrize("kind", [*phrasebook().fillings])
def test_what_is_drawn_is_said_by_two_people_about_the_same_work(kind):
    drawn = list(sayings(kind, 50, seed=1))
    assert all("{}" in saying.one and "{}" in saying.other and saying.one != saying.other for saying in drawn)
    assert len({saying.one for saying in drawn}) > 30


def test_nobody_is_drawn_younger_than_sixteen(small):
    born = FLIPS["age"](small.workers, np.random.default_rng(0))["birth_date"]
    assert born.max() < "2005-02-08"


def test_who_is_assisted_enters_no_score(small, result):
    assert scores_unchanged(small, result, assist_turned, seed=0)


def test_ids_do_no_more_than_break_ties(small, result):
    assert ids_only_break_ties(small, result)


def test_a_group_that_gets_half_has_a_ratio_of_a_half():
    middle, low, high = ratio(np.array([1.0, 1.0, 2.0, 2.0]), np.array([True, True, False, False]))
    assert (middle, low, high) == (0.5, 0.5, 0.5)


def test_the_interval_of_a_ratio_holds_the_ratio():
    values = np.random.default_rng(0).random(200)
    middle, low, high = ratio(values, np.arange(200) % 3 == 0)
    assert low < middle < high


def test_the_prospects_of_somebody_without_a_list_are_none(nobody_suited):
    instance, found = nobody_suited
    assert prospects(instance, found).placement.tolist() == [0.0]


@pytest.fixture
def nobody_suited(small):
    alone = replace(small, workers=small.workers.head(1).assign(wage_min="999999", assist="1"))
    return alone, match(alone, as_of=AS_OF)


def test_the_floor_is_asked_of_those_only_who_could_have_it(nobody_suited):
    instance, found = nobody_suited
    assert floor_met(instance, found, MatchParams()).tolist() == []


def test_a_list_cut_short_misses_the_floor(small, result):
    met = floor_met(small, replace(result, lists=result.lists.head(0)), MatchParams(floor_lines=1))
    assert len(met)
    assert not met.any()


def test_every_group_has_figures():
    found = [figure.measure for figure in figures(seeds=range(1), workers=30, vacancies=20)]
    assert all(any(f"placement of {group}" in measure for measure in found) for group in GROUPS)
