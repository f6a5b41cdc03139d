"""One arrangement that breaks no rule, with the facts of every step of its life, and a way to change one of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce

from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import (
    Agreement,
    Arrangement,
    Consent,
    Contract,
    Disclosure,
    Extension,
    Firm,
    Item,
    Person,
    Post,
    Return,
    SettlementLine,
    Signature,
)
from matcher.swap.rules.consent import facts_sha256
from matcher.swap.rules.looking import Finding, Step
from matcher.swap.rules.registry import check

FIRST, LAST, LONGER = date(2021, 2, 8), date(2021, 2, 20), date(2021, 2, 27)
DAYS = tuple(date(2021, 2, number) for number in range(1, 29))
CHECKED_ON = {
    Step.OFFER: date(2021, 2, 1),
    Step.CONSENT: date(2021, 2, 4),
    Step.SIGN: date(2021, 2, 5),
    Step.START: date(2021, 2, 7),
    Step.RUN: date(2021, 2, 10),
    Step.EXTEND: date(2021, 2, 18),
    Step.RETURN: date(2021, 2, 21),
    Step.CLOSE: date(2021, 3, 20),
}
LENDER, BORROWER = 1, 2
POST = Post(
    name="缝纫工",
    first=FIRST,
    last=LAST,
    people=2,
    wage_fen=450_000,
    least_days=5,
    hours_day=8,
    hours_week=40,
    overtime_day=2,
    overtime_month=20,
    hazards=("噪声",),
    protection=("耳塞",),
    certificates=("健康证",),
    disclosure=Disclosure("车口罩", "车间有空调", "荔湾区1号", "噪声", "去年无事故", "每月4500元，15日发", "每天打卡"),
    surplus=dict.fromkeys(DAYS, 2),
    shortage=dict.fromkeys(DAYS, 3),
)
_LI = Person(
    id=11,
    name="李梅",
    first=FIRST,
    last=LAST,
    post="缝纫工",
    wage_fen=450_000,
    own_post="缝纫工",
    own_wage_fen=420_000,
    employer_id=LENDER,
    contract=Contract.FIXED,
    contract_until=date(2021, 12, 31),
    dispatched=False,
    birth_date=date(1985, 5, 1),
    female=True,
    certificates=("健康证",),
    variation_signed=date(2021, 2, 5),
    injury_insured=True,
    insured_months=frozenset({"2021-02"}),
    stays_wanted=True,
)
_AGREED = datetime(2021, 2, 3, 2, 0, tzinfo=UTC)


def consent(person: Person, post: Post = POST, **changed: object) -> Consent:
    """A yes to the first version, to what the person would be shown."""
    return replace(Consent(_AGREED, 1, facts_sha256(post, person), "没有"), **changed)


LI = replace(_LI, consent=consent(_LI))
CHEN = replace(LI, id=12, name="陈强", female=False, contract=Contract.OPEN, contract_until=None)
TERMS = Agreement(
    place="荔湾区1号",
    content="车口罩",
    hours="每天8小时，每周休2天",
    protection="耳塞，上岗前讲安全",
    pay="每月4500元，15日由借出单位发",
    board="包午餐",
    transport="班车，借入单位出钱",
    returns="提前3天通知",
    injury="借出单位承担，借入单位补偿",
    settlement="每月10日前转账",
    insurance="借出单位缴，单位部分由借入单位承担",
    no_profit=True,
    no_fee=True,
    no_dispatch=True,
    no_lending_on=True,
    no_trader=True,
    disputes="协商，不成去仲裁",
    return_cases=frozenset({"agreed"}),
)


def line(item: Item = Item.WAGE, fen: int = 200_000, person: int | None = 11, **changed: object) -> SettlementLine:
    """Charged as it was paid, settled and paid in time."""
    plain = SettlementLine(
        item=item,
        charged_fen=fen,
        paid_fen=fen,
        evidence="4500元÷21.75天×10天",
        month="2021-02",
        person=person,
        due=date(2021, 3, 10),
        settled=date(2021, 3, 9),
        pay_day=date(2021, 3, 15),
        paid=date(2021, 3, 15),
    )
    return replace(plain, **changed)


RIGHT = Arrangement(
    lender=Firm(
        LENDER,
        "甲制衣厂",
        "91440101MA59LENDER",
        "荔湾区8号",
        "黄厂长",
        "020-11111111",
        dispatch_permit=False,
        staff_total=60,
        lent_now=2,
        swaps_this_year=1,
        recruits=frozenset({"会计"}),
        idle=((date(2021, 2, 1), date(2021, 2, 28)),),
    ),
    borrower=Firm(
        BORROWER,
        "乙口罩厂",
        "91440101MA5BORROWER",
        "荔湾区1号",
        "何经理",
        "020-22222222",
        dismisses=frozenset({"仓管员"}),
    ),
    version=1,
    posts=(POST,),
    people=(LI, CHEN),
    agreement=TERMS,
    signatures=(
        Signature(LENDER, "黄厂长", date(2021, 2, 5), 1),
        Signature(BORROWER, "何经理", date(2021, 2, 6), 1),
    ),
)
BACK = Return(date(2021, 2, 21), "expiry")
PAID = (line(), line(person=12), line(Item.SOCIAL_INSURANCE, 90_000, evidence="社会保险：900.00元"))


def right(step: Step) -> Arrangement:
    """The arrangement with what is known at a step: the longer stay asked for, the way back, the settlement."""
    if step is Step.EXTEND:
        return replace(RIGHT, extension=Extension(LONGER, borrower_needs=True, lender_agrees=True))
    if step is Step.RETURN:
        return replace(RIGHT, people=tuple(replace(person, back=BACK) for person in RIGHT.people))
    if step is Step.CLOSE:
        return replace(RIGHT, people=tuple(replace(person, back=BACK) for person in RIGHT.people), settlement=PAID)
    return RIGHT


Change = Callable[[Arrangement], Arrangement]


def as_is(arrangement: Arrangement) -> Arrangement:
    """No change."""
    return arrangement


def both(*changes: Change) -> Change:
    """One change after the other."""
    return lambda arrangement: reduce(lambda one, change: change(one), changes, arrangement)


def person(**changed: object) -> Change:
    """Facts of the first worker changed."""
    return lambda one: replace(one, people=(replace(one.people[0], **changed), *one.people[1:]))


def post(**changed: object) -> Change:
    return lambda one: replace(one, posts=(replace(one.posts[0], **changed),))


def lender(**changed: object) -> Change:
    return lambda one: replace(one, lender=replace(one.lender, **changed))


def borrower(**changed: object) -> Change:
    return lambda one: replace(one, borrower=replace(one.borrower, **changed))


def terms(**changed: object) -> Change:
    return lambda one: replace(one, agreement=replace(one.agreement, **changed))


def settled(*lines: SettlementLine) -> Change:
    return lambda one: replace(one, settlement=lines)


def found(arrangement: Arrangement, step: Step, day: date | None = None) -> list[Finding]:
    """What a check of the arrangement finds, on the usual day of the step."""
    return check(arrangement, step, day or CHECKED_ON[step], packaged_parameters())


def told(arrangement: Arrangement, step: Step, day: date | None = None) -> set[tuple[str, str]]:
    """Which rules speak, and how gravely."""
    return {(finding.rule, str(finding.level)) for finding in found(arrangement, step, day)}
