"""Why a need stays short, and what would help: words, cuts and gains that hold when counted another way."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from matcher.swap.blocks import blocks
from matcher.swap.deadline import Deadline
from matcher.swap.pairs import market
from matcher.swap.person_days import most_person_days
from matcher.swap.planning import SwapPlan, plan
from matcher.swap.problem import SwapInstance, SwapParams
from matcher.swap.relaxations import changes
from matcher.swap.shortage import shortages
from tests.matcher.swap.drawn import MONDAY, best_by_programme, drawn, loans_possible, need, offer


def planned(instance: SwapInstance) -> SwapPlan:
    return plan(instance, 30.0, time.perf_counter)


def of(offers: tuple, needs: tuple, **params: object) -> SwapPlan:
    return planned(SwapInstance(MONDAY, offers, needs, SwapParams(**params)))


def test_what_is_missing_is_what_was_asked_less_what_comes() -> None:
    for seed in range(40):
        instance = drawn(seed)
        found = planned(instance)
        came = {row.id: 0 for row in instance.needs}
        for loan in found.loans:
            came[loan.need] += loan.people * loan.days
        asked = {row.id: row.people * ((row.last - row.first).days + 1) for row in instance.needs}
        short = {name: asked[name] - came[name] for name in asked if asked[name] > came[name]}
        assert {one.need: one.person_days for one in found.unmet} == short


def test_on_the_day_of_a_cut_all_who_may_come_are_fewer_than_are_asked_for() -> None:
    """Counted from the list of all lawful loans: nobody outside the cut's offers may serve its needs on that day."""
    cuts = 0
    for seed in range(60):
        instance = crowded(seed)
        its = market(instance)
        found = [
            most_person_days(block, Deadline(time.perf_counter, time.perf_counter() + 30)) for block in blocks(its)
        ]
        for row, shortage in shortages(its, found, [one.people for one in found]).items():
            if cut := shortage.cut:
                cuts += 1
                needs = {instance.needs[number].id for number in cut.needs}
                serving = {
                    giving.id: giving.people
                    for giving, taking, first, last in loans_possible(instance)
                    if taking.id in needs and first <= cut.on <= last
                }
                assert instance.needs[row].id in needs
                assert sum(serving.values()) == cut.offered < cut.asked
    assert cuts > 15


def test_every_gain_is_that_of_the_changed_problem_solved_another_way() -> None:
    gains = 0
    for seed in range(40):
        instance = drawn(seed)
        found = planned(instance)
        before = best_by_programme(instance)
        rows = {one.need: one for one in found.unmet}
        for row, taking in enumerate(instance.needs):
            told = (
                {one.change: one.gain_person_days for one in rows[taking.id].relaxations} if taking.id in rows else {}
            )
            for words, changed in changes(market(instance), row, taking.people) if taking.id in rows else ():
                after = best_by_programme(changed) if not further(changed) else None
                if after:
                    level = 0 if taking.key else 1
                    assert told.get(words, 0) == max(0, after[level] - before[level]), (seed, words)
                    gains += words in told
    assert gains > 20


def crowded(seed: int) -> SwapInstance:
    """One post, nobody too dear: days with more needed than offered are common."""
    instance = drawn(seed, rows=6, days=6)
    offers = tuple(replace(row, skill="缝纫工", accepts_lower_wage=True) for row in instance.offers)
    needs = tuple(replace(row, skill="缝纫工", min_days=1) for row in instance.needs)
    return replace(instance, offers=offers, needs=needs, params=replace(instance.params, min_days=1))


def further(changed: SwapInstance) -> bool:
    """Whether a way beyond the parameter was tried; the second solver does not know of it."""
    return any(row.further_km for row in changed.needs)


def test_relaxations_come_by_falling_gain() -> None:
    for seed in range(40):
        for one in planned(drawn(seed)).unmet:
            gains = [change.gain_person_days for change in one.relaxations]
            assert gains == sorted(gains, reverse=True)


@pytest.mark.parametrize(
    ("giving", "taking", "words"),
    [
        ({}, {"skill": "电工"}, "没有单位可借出电工"),
        ({"wage_fen": 500_000}, {}, "没有合条件的人可借：1批原工资更高"),
        ({"dispatched": True}, {}, "没有合条件的人可借：1批是被派遣劳动者"),
        ({"people": 1}, {"people": 3}, "能来的只有1人，要3人"),
        ({"last": MONDAY + timedelta(2)}, {"min_days": 5}, "没有合条件的人可借：1批日期凑不够最少天数"),
    ],
)
def test_the_reason_names_what_holds_the_need_back(giving: dict, taking: dict, words: str) -> None:
    found = of((offer(**giving),), (need(**taking),))
    assert words in found.unmet[0].why


def test_competing_needs_are_counted_together() -> None:
    found = of((offer(people=2),), (need("n1", key_class="K1"), need("n2", employer="丙")))
    assert found.unmet[0].why == "2月8日能来的2人要供2个缺口，共要4人，已全部借出（缺28人天）"


def test_people_idle_too_few_days_in_a_row_are_told() -> None:
    """The three days before the other offer's people leave cannot be a loan of five."""
    offers = (offer("o1", people=1, last=MONDAY + timedelta(9)),)
    needs = (
        need("n1", people=1, first=MONDAY + timedelta(3), key_class="K1"),
        need("n2", people=1, employer="丙", min_days=5),
    )
    found = of(offers, needs, min_days=1)
    assert "有人空闲，但凑不成连续5天" in found.unmet[1].why


def test_a_raise_that_brings_somebody_in_is_told_with_its_gain() -> None:
    found = of((offer(wage_fen=440_000),), (need(),))
    assert [(one.change, one.gain_person_days) for one in found.unmet[0].relaxations] == [
        ("月工资加200元，到4400元", 28)
    ]


def test_a_longer_way_is_told_where_it_helps() -> None:
    found = of((offer(),), (need(),), max_km=3.0)
    assert ("路程放宽5公里，到8公里", 28) in [(one.change, one.gain_person_days) for one in found.unmet[0].relaxations]


def test_where_time_runs_out_the_words_say_that_nothing_was_tried() -> None:
    ticks = iter(range(10**9))
    found = plan(
        replace(drawn(3), needs=(need(people=9),), offers=(offer(wage_fen=440_000),)), 2.0, lambda: float(next(ticks))
    )
    assert found.unmet[0].why.endswith("（时间用完，没有试算怎样放宽）")
    assert found.unmet[0].relaxations == []
