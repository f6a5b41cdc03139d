"""For each rule what it refuses beside what it accepts, which differs in one fact, at the step it is looked at."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from matcher.swap.arrangement import Arrangement, Contract, Extension, Item, Return, Signature, Standing
from matcher.swap.rules.looking import Step
from tests.matcher.swap.rules.right import (
    BACK,
    BORROWER,
    FIRST,
    LAST,
    LENDER,
    LI,
    LONGER,
    PAID,
    POST,
    Change,
    as_is,
    borrower,
    both,
    consent,
    lender,
    line,
    person,
    post,
    right,
    settled,
    terms,
)


@dataclass(frozen=True)
class Twins:
    """What a rule refuses, and what it accepts; both changes of the right arrangement at a step."""

    rule: str
    step: Step
    refused: Change
    accepted: Change
    level: str = "block"
    day: date | None = None


def _posts_and_consents(**changed: object) -> Change:
    """A change of the post that everybody was shown and agreed to."""

    def change(arrangement: Arrangement) -> Arrangement:
        changed_post = replace(arrangement.posts[0], **changed)
        people = tuple(replace(one, consent=consent(one, changed_post)) for one in arrangement.people)
        return replace(arrangement, posts=(changed_post,), people=people)

    return change


def _paid_less(wage_fen: int, *, tick: bool = False, old: int = 420_000) -> Change:
    given = consent(replace(LI, wage_fen=wage_fen), lower_wage=tick)
    return person(wage_fen=wage_fen, own_wage_fen=old, consent=given)


def _told_hazards(*hazards: str, birth: date = LI.birth_date, female: bool | None = True) -> Change:
    return both(post(hazards=hazards), person(birth_date=birth, female=female))


def _signed(day: date, version: int = 1) -> Change:
    lenders = Signature(LENDER, "黄厂长", day, version)
    return lambda one: replace(one, signatures=(lenders, Signature(BORROWER, "何经理", date(2021, 2, 6), 1)))


def _extension(**changed: object) -> Change:
    asked = replace(Extension(LONGER, borrower_needs=True, lender_agrees=True), **changed)
    return lambda one: replace(one, extension=asked)


def _at(hour: int, day: int) -> datetime:
    return datetime(2021, 2, day, hour, tzinfo=UTC)


TWINS = [
    Twins("S01", Step.OFFER, person(employer_id=9), person(employer_id=LENDER)),
    Twins("S01", Step.CLOSE, person(employer_id=BORROWER), as_is, level="alarm"),
    Twins("S02", Step.OFFER, lambda one: replace(one, from_offer=False), as_is),
    Twins("S02", Step.OFFER, person(found_it_alone=True), as_is),
    Twins(
        "S03",
        Step.OFFER,
        person(contract_until=date(2021, 2, 19)),
        person(contract_until=LAST),
    ),
    Twins(
        "S03",
        Step.OFFER,
        person(contract=Contract.PROJECT, contract_until=None),
        person(contract=Contract.OPEN, contract_until=None),
    ),
    Twins(
        "S03",
        Step.EXTEND,
        person(contract_until=date(2021, 2, 26)),
        person(contract_until=LONGER),
    ),
    Twins("S04", Step.CONSENT, person(consent=consent(LI, version=2)), as_is),
    Twins(  # 00:00 of the first day and 23:59 of the day before, in China
        "S04",
        Step.START,
        person(consent=consent(LI, given_at=_at(16, 7)), variation_signed=FIRST),
        person(consent=consent(LI, given_at=_at(15, 7)), variation_signed=FIRST),
    ),
    Twins("S05", Step.OFFER, post(disclosure=replace(POST.disclosure, safety=" ")), as_is),
    Twins(
        "S05",
        Step.CONSENT,
        post(disclosure=replace(POST.disclosure, place="番禺区")),
        _posts_and_consents(disclosure=replace(POST.disclosure, place="番禺区")),
    ),
    Twins(
        "S05",
        Step.CONSENT,
        person(consent=consent(LI, asked_more="")),
        person(consent=consent(LI, asked_more="住哪里")),
    ),
    Twins("S06", Step.OFFER, person(dispatched=True), person(dispatched=False)),
    Twins("S07", Step.OFFER, lender(dispatch_permit=True), as_is),
    Twins("S07", Step.OFFER, lender(lent_now=19), lender(lent_now=18), level="warn"),
    Twins(
        "S07",
        Step.OFFER,
        lender(swaps_this_year=5),
        lender(swaps_this_year=4),
        level="warn",
    ),
    Twins(
        "S08",
        Step.CLOSE,
        settled(*PAID, line(Item.ACTUAL_COST, 30_002, None, paid_fen=30_000)),
        settled(*PAID, line(Item.ACTUAL_COST, 30_001, None, paid_fen=30_000)),
    ),
    Twins(
        "S08",
        Step.RUN,
        settled(line(Item.MANAGEMENT_FEE, 1_000, None)),
        settled(line(Item.ACTUAL_COST, 1_000, None)),
    ),
    Twins(
        "S08",
        Step.RUN,
        settled(line(Item.ACTUAL_COST, 1_000, None, evidence=" ")),
        settled(line(Item.ACTUAL_COST, 1_000, None, evidence="餐费，票据0021")),
    ),
    Twins(
        "S09",
        Step.RUN,
        settled(line(Item.WORKER_FEE, 5_000, evidence="介绍费")),
        settled(line(Item.WORKER_FEE, 0, evidence="介绍费")),
    ),
    Twins(
        "S10",
        Step.RUN,
        settled(line(paid=None), line(person=12)),
        settled(line(paid=date(2021, 3, 15)), line(person=12)),
        level="alarm",
        day=date(2021, 3, 16),
    ),
    Twins(
        "S10",
        Step.CLOSE,
        person(insured_months=frozenset({"2021-01"})),
        person(insured_months=frozenset({"2021-02"})),
    ),
    Twins(
        "S10",
        Step.CLOSE,
        settled(*PAID, line(Item.ACTUAL_COST, settled=None)),
        settled(*PAID, line(Item.ACTUAL_COST)),
    ),
    Twins("S11", Step.SIGN, person(injury_insured=False), as_is),
    Twins("S11", Step.SIGN, terms(injury=""), terms(injury="按工伤条例")),
    Twins("S12", Step.OFFER, person(registered_trader=True), as_is),
    Twins("S12", Step.SIGN, terms(no_trader=False), as_is),
    Twins("S13", Step.START, person(variation_signed=None), as_is),
    Twins(
        "S13",
        Step.START,
        person(variation_signed=date(2021, 2, 2)),
        person(variation_signed=date(2021, 2, 3)),
    ),
    Twins(
        "S13",
        Step.START,
        person(variation_signed=date(2021, 2, 9)),
        person(variation_signed=FIRST),
    ),
    Twins("S14", Step.SIGN, terms(board=""), terms(board="自理")),
    Twins("S14", Step.SIGN, terms(pay=""), terms(pay="", pay_waived="按国企工资表")),
    Twins("S14", Step.SIGN, post(people=3), post(people=2)),
    Twins("S14", Step.START, _signed(FIRST), _signed(date(2021, 2, 7))),
    Twins("S14", Step.START, _signed(date(2021, 2, 5), version=2), _signed(date(2021, 2, 5))),
    Twins("S15", Step.OFFER, post(hours_day=8.5), post(hours_day=8)),
    Twins("S15", Step.OFFER, post(overtime_month=37), post(overtime_month=36)),
    Twins("S15", Step.OFFER, post(protection=()), post(protection=(), hazards=())),
    Twins(
        "S16",
        Step.RETURN,
        person(back=Return(BACK.day, "老板不喜欢")),
        person(back=Return(BACK.day, "incompetent")),
    ),
    Twins(
        "S16",
        Step.RETURN,
        both(terms(return_cases=frozenset()), person(back=Return(BACK.day, "agreed"))),
        person(back=Return(BACK.day, "agreed")),
    ),
    Twins(
        "S16",
        Step.RETURN,
        person(back=Return(date(2021, 2, 19), "expiry")),
        person(back=Return(date(2021, 2, 19), "unprotected")),
    ),
    Twins(
        "S17", Step.RUN, as_is, lambda one: replace(one, people=right(Step.RETURN).people), "alarm", date(2021, 2, 21)
    ),
    Twins("S17", Step.CLOSE, person(back=None), person(back=BACK)),
    Twins("S18", Step.EXTEND, _extension(borrower_needs=False), _extension(borrower_needs=True)),
    Twins("S18", Step.EXTEND, _extension(lender_agrees=False), _extension(lender_agrees=True)),
    Twins(
        "S18",
        Step.EXTEND,
        person(stays_wanted=None),
        person(stays_wanted=False),
    ),
    Twins("S18", Step.EXTEND, _extension(last=LAST), _extension(last=date(2021, 2, 21))),
    Twins("S19", Step.RUN, person(recruited=True), as_is),
    Twins("S20", Step.RUN, lender(standing=Standing.BANKRUPT), as_is),
    Twins(
        "S20",
        Step.RUN,
        person(contract_ended=date(2021, 2, 10)),
        person(contract_ended=None),
    ),
    Twins(
        "S21",
        Step.OFFER,
        person(elsewhere=((date(2021, 2, 20), date(2021, 3, 1)),)),
        person(elsewhere=((date(2021, 2, 21), date(2021, 3, 1)),)),
    ),
    Twins("S21", Step.RUN, person(lends_on=True), as_is),
    Twins("S21", Step.OFFER, borrower(id=LENDER), borrower(id=BORROWER)),
    Twins(
        "S22",
        Step.OFFER,
        post(surplus={**POST.surplus, date(2021, 2, 15): 1}),
        post(surplus={**POST.surplus, date(2021, 2, 21): 1}),
    ),
    Twins(
        "S22",
        Step.OFFER,
        post(shortage={**POST.shortage, date(2021, 2, 15): 1}),
        post(shortage={**POST.shortage, date(2021, 2, 15): 2}),
    ),
    Twins("S22", Step.OFFER, post(least_days=14), post(least_days=13)),
    Twins(
        "S23",
        Step.OFFER,
        person(birth_date=date(2005, 2, 9)),
        person(birth_date=date(2003, 2, 8)),
    ),
    Twins(
        "S23", Step.OFFER, _told_hazards("粉尘", birth=date(2003, 2, 9)), _told_hazards("粉尘", birth=date(2003, 2, 8))
    ),
    Twins("S23", Step.OFFER, _told_hazards("矿山井下"), _told_hazards("矿山井下", female=False)),
    Twins("S23", Step.OFFER, person(certificates=()), person(certificates=("健康证",))),
    Twins("S23", Step.OFFER, person(own_post="叉车工"), person(own_post="平车工")),
    Twins("S24", Step.OFFER, _paid_less(209_999, old=200_000), _paid_less(210_000, old=200_000)),
    Twins("S24", Step.CONSENT, _paid_less(400_000), _paid_less(400_000, tick=True)),
    Twins(
        "S25",
        Step.OFFER,
        lender(idle=((FIRST, date(2021, 2, 19)),)),
        lender(idle=((FIRST, date(2021, 2, 19)), (LAST, LAST))),
        level="warn",
    ),
    Twins(
        "S26", Step.OFFER, lender(recruits=frozenset({"缝纫"})), lender(recruits=frozenset({"裁剪工"})), level="warn"
    ),
    Twins("S26", Step.RUN, borrower(dismisses=frozenset({"缝纫工"})), as_is, level="warn"),
    Twins(
        "S27",
        Step.CLOSE,
        settled(*PAID, line(Item.ACTUAL_COST, 10_000, None, evidence="信息服务费，票据0021")),
        settled(*PAID, line(Item.ACTUAL_COST, 10_000, None, evidence="工作服，票据0021")),
    ),
    Twins("S28", Step.OFFER, post(training="口罩机操作"), as_is, level="info"),
    Twins("S28", Step.OFFER, person(own_post="裁剪工"), as_is, level="info"),
]
