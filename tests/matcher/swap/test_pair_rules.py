"""Each rule of a pair: a pair that breaks it and nothing else is refused with its number, its twin lends."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.swap.planning import SwapPlan, plan
from matcher.swap.problem import Need, Offer, SwapInstance, SwapParams
from tests.matcher.swap.drawn import MONDAY, need, offer

SUNDAY = MONDAY + timedelta(13)


def planned(giving: Offer, taking: Need, params: SwapParams) -> SwapPlan:
    return plan(SwapInstance(MONDAY, (giving,), (taking,), params), 10.0, time.perf_counter)


PLAIN = (offer(), need(), SwapParams(substitution={("缝纫工", "裁剪工"): 0.3}))
BROKEN = {
    "a dispatched worker": ("S06", {"dispatched": True}, {}, {}),
    "the same employer": ("S21", {"employer": "甲"}, {"employer": "甲"}, {}),
    "another post": ("S23", {}, {"skill": "电工"}, {}),
    "a substitution the other way": ("S23", {"skill": "裁剪工"}, {"skill": "缝纫工"}, {}),
    "too far": ("S23", {}, {}, {"max_km": 5.8}),
    "a lower wage": ("S24", {"wage_fen": 420_001}, {}, {}),
    "days apart": ("S22", {"last": MONDAY + timedelta(6)}, {"first": MONDAY + timedelta(7)}, {}),
    "fewer days than the need's least": ("S22", {"last": MONDAY + timedelta(3)}, {"min_days": 5}, {"min_days": 1}),
    "fewer days than anybody's least": ("S22", {"last": MONDAY + timedelta(3)}, {}, {"min_days": 5}),
    "the end of the contract": ("S03", {"contract_until": MONDAY + timedelta(3)}, {"min_days": 5}, {}),
}
KEPT = {
    "his own worker": ({"dispatched": False}, {}, {}),
    "another employer": ({"employer": "甲"}, {"employer": "丙"}, {}),
    "a substitution": ({}, {"skill": "裁剪工"}, {}),
    "near enough": ({}, {}, {"max_km": 6.0}),
    "a lower wage with a yes": ({"wage_fen": 420_001, "accepts_lower_wage": True}, {}, {}),
    "the same wage": ({"wage_fen": 420_000}, {"wage_fen": 420_000}, {}),
    "one day together": ({"last": MONDAY + timedelta(7)}, {"first": MONDAY + timedelta(7)}, {"min_days": 1}),
    "just the least days": ({"last": MONDAY + timedelta(4)}, {"min_days": 5}, {}),
    "a contract that lasts just so long": ({"contract_until": MONDAY + timedelta(4)}, {"min_days": 5}, {}),
}


def changed(giving: dict, taking: dict, params: dict) -> tuple[Offer, Need, SwapParams]:
    return replace(PLAIN[0], **giving), replace(PLAIN[1], **taking), replace(PLAIN[2], **params)


@pytest.mark.parametrize("name", BROKEN)
def test_a_pair_that_breaks_one_rule_is_refused_with_its_number(name: str) -> None:
    rule, *changes = BROKEN[name]
    found = planned(*changed(*changes))
    assert found.loans == []
    assert [(pair.offer, pair.need, pair.rule) for pair in found.refused] == [("o1", "n1", rule)]


@pytest.mark.parametrize("name", KEPT)
def test_its_twin_lends(name: str) -> None:
    found = planned(*changed(*KEPT[name]))
    assert found.refused == []
    assert len(found.loans) == 1


def test_the_words_of_a_refusal_name_the_fact() -> None:
    found = planned(*changed({"wage_fen": 450_000}, {}, {}))
    assert found.refused[0].why == "工资4200元，低于原工资4500元，本人没有同意降低"


def test_a_loan_ends_with_the_contract_although_both_windows_go_on() -> None:
    found = planned(*changed({"contract_until": MONDAY + timedelta(8)}, {}, {}))
    assert [(loan.first, loan.last) for loan in found.loans] == [(MONDAY, date(2021, 2, 16))]


def test_people_come_for_a_second_loan_when_the_first_need_ends() -> None:
    early, late = need("n1", last=MONDAY + timedelta(6)), need("n2", first=MONDAY + timedelta(7), employer="丙")
    found = plan(SwapInstance(MONDAY, (offer(),), (early, late), PLAIN[2]), 10.0, time.perf_counter)
    assert [(loan.need, loan.people, loan.days) for loan in found.loans] == [("n1", 2, 7), ("n2", 2, 7)]


def test_a_key_need_is_served_before_a_longer_one() -> None:
    longer, key = need("n1"), need("n2", employer="丙", key_class="K1", last=MONDAY + timedelta(5))
    found = plan(SwapInstance(MONDAY, (offer(people=1),), (longer, key), PLAIN[2]), 10.0, time.perf_counter)
    assert found.objective.key_person_days == 6


def test_one_agreement_covers_all_loans_between_two_employers() -> None:
    needs = (need("n1", people=1), need("n2", people=1, first=MONDAY + timedelta(3)))
    found = plan(SwapInstance(MONDAY, (offer(),), needs, PLAIN[2]), 10.0, time.perf_counter)
    assert [(one.lender, one.borrower, one.people, one.first, one.last) for one in found.agreements] == [
        ("甲", "乙", 2, MONDAY, SUNDAY)
    ]


def test_an_agreement_is_spared_where_one_lender_can_do() -> None:
    """Both lenders are as near; two agreements would cost 5 more."""
    offers = (offer("o1", people=1), offer("o2", people=2, employer="丙"))
    found = plan(SwapInstance(MONDAY, offers, (need(),), PLAIN[2]), 10.0, time.perf_counter)
    assert [loan.offer for loan in found.loans] == ["o2"]
