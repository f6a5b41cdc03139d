"""Hazards that the law keeps minors and women from, by words and grade."""

from datetime import date

import pytest

from matcher.policy.phrases import phrases
from matcher.swap.rules.hazards import Verdict, exposure

DAY = date(2021, 2, 8)


@pytest.mark.parametrize(
    ("hazard", "verdict"),
    [
        ("粉尘", Verdict.BARRED),
        ("高处", Verdict.UNCLEAR),
        ("高处作业一级", Verdict.FREE),
        ("高处作业Ⅱ级", Verdict.BARRED),
        ("高温2级", Verdict.FREE),
        ("高温第三级", Verdict.BARRED),
        ("搬运重物", Verdict.UNCLEAR),
        ("负重20公斤", Verdict.FREE),
        ("负重21kg", Verdict.UNCLEAR),
        ("负重21 kg，每小时5次", Verdict.FREE),
        ("负重21 kg，每小时6次", Verdict.BARRED),
        ("负重26公斤", Verdict.BARRED),
        ("夜班", Verdict.FREE),
    ],
)
def test_what_minors_may_not_do_goes_by_grade_and_weight(hazard: str, verdict: Verdict) -> None:
    assert exposure(hazard, "minors", DAY).verdict is verdict


@pytest.mark.parametrize(
    ("hazard", "verdict"),
    [
        ("矿山井下", Verdict.BARRED),
        ("体力", Verdict.UNCLEAR),
        ("体力劳动强度三级", Verdict.FREE),
        ("体力劳动强度四级", Verdict.BARRED),
        ("负重26公斤", Verdict.BARRED),
        ("粉尘", Verdict.FREE),
    ],
)
def test_what_women_may_not_do_is_the_short_list(hazard: str, verdict: Verdict) -> None:
    assert exposure(hazard, "women", DAY).verdict is verdict


def test_the_list_for_women_holds_from_its_day() -> None:
    days = date(2012, 4, 27), date(2012, 4, 28)
    assert [exposure("矿山井下", "women", day).verdict for day in days] == [Verdict.FREE, Verdict.BARRED]


@pytest.mark.parametrize("word", phrases("ages").words("hazards"))
def test_what_no_advert_may_offer_minors_no_swap_offers_them_unasked(word: str) -> None:
    assert exposure(word, "minors", DAY).verdict is not Verdict.FREE


def test_what_is_asked_for_would_answer_the_question() -> None:
    for group in ("minors", "women"):
        for hazard in ("体力", "负重"):
            assert exposure(exposure(hazard, group, DAY).example, group, DAY).verdict is not Verdict.UNCLEAR
