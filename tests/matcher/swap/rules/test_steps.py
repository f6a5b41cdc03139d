"""When rules are looked at: again at each step, on the longer stay before an extension, never against a way back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from matcher.swap.arrangement import Return, Signature, Standing
from matcher.swap.rules.consent import facts_sha256
from matcher.swap.rules.looking import Step
from matcher.swap.rules.papers import gaps
from matcher.swap.rules.registry import blocked
from tests.matcher.swap.rules.right import (
    BORROWER,
    FIRST,
    LAST,
    LENDER,
    LI,
    LONGER,
    PAID,
    POST,
    RIGHT,
    Change,
    borrower,
    consent,
    found,
    lender,
    line,
    person,
    post,
    right,
    settled,
    terms,
    told,
)

LATER = [Step.CONSENT, Step.SIGN, Step.START, Step.RUN]


@pytest.mark.parametrize("step", LATER)
def test_what_was_in_order_at_the_offer_is_looked_at_again(step: Step) -> None:
    assert ("S06", "block") in told(person(dispatched=True)(right(step)), step)


@pytest.mark.parametrize("step", LATER)
@pytest.mark.parametrize(
    "change",
    [
        post(disclosure=replace(POST.disclosure, place="番禺区")),
        post(disclosure=replace(POST.disclosure, work="裁剪")),
        post(board="自理"),
        post(transport="自己来"),
        post(hours_day=7),
        post(hours_week=36),
        post(overtime_day=1),
        post(protection=("防尘口罩",)),
        person(wage_fen=440_000),
        person(last=date(2021, 2, 19)),
        person(first=date(2021, 2, 9)),
    ],
)
def test_any_change_of_post_place_pay_or_days_makes_the_yes_void(change: Change, step: Step) -> None:
    assert ("S05", "block") in told(change(right(step)), step)


def test_blanks_around_a_fact_do_not_make_a_yes_void() -> None:
    spaced = replace(POST, disclosure=replace(POST.disclosure, work=" 车口罩 "))
    assert facts_sha256(spaced, LI) == facts_sha256(POST, LI)


def test_a_yes_is_only_looked_for_once_answers_are_closed() -> None:
    assert found(person(consent=None)(right(Step.OFFER)), Step.OFFER) == []


def test_nine_of_ten_go_when_the_tenth_is_left_out() -> None:
    silent = replace(LI, id=13, name="王强", consent=None)
    asked = replace(
        RIGHT, people=(*RIGHT.people, silent), posts=(replace(POST, surplus=dict.fromkeys(POST.surplus, 3)),)
    )
    without = replace(asked, people=RIGHT.people)
    assert [blocked(found(one, Step.CONSENT)) for one in (asked, without)] == [True, False]


@pytest.mark.parametrize(
    "change",
    [lender(standing=Standing.BANKRUPT), person(dispatched=True), terms(board=""), person(injury_insured=None)],
)
def test_nobodys_way_back_is_held_up(change: Change) -> None:
    one_back = replace(RIGHT, people=(replace(LI, back=Return(LAST, "expiry")), RIGHT.people[1]))
    findings = found(change(one_back), Step.RETURN)
    assert "alarm" in {str(finding.level) for finding in findings}
    assert not blocked(findings)


def test_a_longer_stay_is_judged_by_day_like_any_other() -> None:
    short = {on: 2 for on in POST.surplus if on <= date(2021, 2, 24)}
    (finding,) = found(post(surplus=short)(right(Step.EXTEND)), Step.EXTEND)
    assert finding.why == "“缝纫工”2月25日去2人，借出单位只余0人，这样的有3天"


def test_who_does_not_want_to_stay_is_not_asked_for_a_longer_contract() -> None:
    ends = person(stays_wanted=False, contract_until=LAST)
    assert not blocked(found(ends(right(Step.EXTEND)), Step.EXTEND))


def test_a_longer_stay_nobody_wants_is_refused() -> None:
    nobody = replace(right(Step.EXTEND), people=tuple(replace(one, stays_wanted=False) for one in RIGHT.people))
    assert [finding.why for finding in found(nobody, Step.EXTEND)] == ["没有一位劳动者愿意留下"]


def test_the_next_version_is_signed_before_its_own_first_day() -> None:
    people = tuple(
        replace(one, last=LONGER, variation_signed=date(2021, 2, 19), consent=_second(replace(one, last=LONGER)))
        for one in RIGHT.people
    )
    signed = tuple(Signature(firm, "黄", date(2021, 2, 19), 2) for firm in (LENDER, BORROWER))
    second = replace(
        RIGHT, version=2, since=date(2021, 2, 21), posts=(replace(POST, last=LONGER),), people=people, signatures=signed
    )
    day = date(2021, 2, 22)
    assert told(second, Step.RUN, day) == set()
    assert told(replace(second, since=None), Step.RUN, day) == {(rule, "alarm") for rule in ("S04", "S13", "S14")}


def _second(one):
    return consent(one, version=2, given_at=datetime(2021, 2, 18, 2, tzinfo=UTC))


def test_a_signature_may_still_be_awaited_at_the_signing_but_not_on_the_first_day() -> None:
    unsigned = replace(RIGHT, signatures=())
    assert [blocked(found(unsigned, Step.SIGN, day)) for day in (date(2021, 2, 7), FIRST)] == [False, True]


def test_a_longer_stay_may_still_be_signed_when_it_has_begun_for_people_are_away() -> None:
    begun = replace(RIGHT, since=date(2021, 2, 15), signatures=())
    assert told(begun, Step.SIGN, date(2021, 2, 16)) == {("S14", "alarm")}


@pytest.mark.parametrize(
    ("paid", "level"), [(date(2021, 3, 15), set()), (date(2021, 3, 16), {"alarm"}), (None, {"block"})]
)
def test_a_wage_unpaid_shuts_the_close_and_one_paid_late_stays_an_alarm(paid: date | None, level: set[str]) -> None:
    late = settled(line(paid=paid), *PAID[1:])
    assert told(late(right(Step.CLOSE)), Step.CLOSE) == {("S10", one) for one in level}


def test_a_weekend_alone_in_a_month_needs_no_wage_for_it() -> None:
    last_days = {"first": date(2021, 2, 27), "last": date(2021, 3, 5)}
    people = tuple(
        replace(
            one, **last_days, insured_months=frozenset({"2021-02", "2021-03"}), back=Return(date(2021, 3, 6), "expiry")
        )
        for one in RIGHT.people
    )
    wages = tuple(line(person=one.id, month="2021-03", pay_day=None, due=None) for one in people)
    closing = replace(RIGHT, people=people, settlement=wages)
    spoken = {finding.why for finding in found(closing, Step.CLOSE, date(2021, 4, 20)) if finding.rule == "S10"}
    assert spoken == {"2021年3月没有写明发薪日"}


@pytest.mark.parametrize(
    "change",
    [person(dispatched=True), person(variation_signed=None), terms(board=""), lender(standing=Standing.CLOSED)],
)
def test_what_no_longer_can_be_mended_does_not_keep_a_swap_open_for_ever(change: Change) -> None:
    assert not blocked(found(change(right(Step.CLOSE)), Step.CLOSE))


def test_a_month_is_settled_only_once_it_is_over() -> None:
    away = replace(RIGHT, people=tuple(replace(one, last=LONGER) for one in RIGHT.people))
    days = (date(2021, 2, 28), date(2021, 3, 1))
    spoken = [{rule for rule, _ in told(away, Step.RUN, day)} for day in days]
    assert ["S10" in rules for rules in spoken] == [False, True]


def test_an_agreement_without_anything_names_every_article_it_lacks() -> None:
    nothing = replace(RIGHT, agreement=type(RIGHT.agreement)())
    articles = [gap.article for gap in gaps(borrower(phone="")(nothing))]
    assert articles == ["A01", *(f"A{number:02d}" for number in range(4, 17))]


def test_the_days_of_the_agreement_end_with_the_first_contract_of_its_people() -> None:
    ending = person(contract_until=date(2021, 2, 19), last=date(2021, 2, 19))
    assert [gap.article for gap in gaps(ending(RIGHT))] == ["A03"]


def test_people_of_one_name_of_post_are_counted_by_their_loans() -> None:
    one_each = dict.fromkeys(POST.surplus, 1)
    posts = tuple(replace(POST, people=1, surplus=one_each, loan=number) for number in (1, 2))
    people = tuple(replace(one, loan=number) for number, one in enumerate(RIGHT.people, 1))
    both_on_one = tuple(replace(one, loan=1) for one in RIGHT.people)
    apart, together = (replace(RIGHT, posts=posts, people=some) for some in (people, both_on_one))
    assert [blocked(found(one, Step.OFFER)) for one in (apart, together)] == [False, True]


@pytest.mark.parametrize("step", [Step.OFFER, Step.CONSENT, Step.SIGN, Step.START, Step.RUN, Step.EXTEND])
def test_an_empty_list_is_a_reason_and_no_crash(step: Step) -> None:
    assert ("S22", "block") in told(replace(right(step), people=(), posts=()), step)


def test_days_that_run_backwards_are_a_reason() -> None:
    backwards = person(first=LAST, last=FIRST)(right(Step.OFFER))
    assert "李梅的日期倒了：2月20日到2月8日" in {finding.why for finding in found(backwards, Step.OFFER)}


@pytest.mark.parametrize(
    ("last", "said"),
    [(date(2021, 3, 1), "2月20日到3月1日"), (date(2022, 1, 3), "2月20日到2022年1月3日"), (date.max, "2月20日起")],
)
def test_a_promise_elsewhere_is_told_by_its_days(last: date, said: str) -> None:
    promised = person(elsewhere=((LAST, last),))(right(Step.OFFER))
    assert [finding.why for finding in found(promised, Step.OFFER)] == [f"李梅{said}已经另有安排"]


@pytest.mark.parametrize(("step", "mend"), [(Step.SIGN, "移出名单"), (Step.RUN, "作废")])
def test_a_contract_that_ended_takes_one_off_the_list_and_only_once_away_makes_the_swap_void(
    step: Step, mend: str
) -> None:
    [ended] = [one for one in found(person(contract_ended=date(2021, 2, 10))(right(step)), step) if one.rule == "S20"]
    assert mend in ended.mend
