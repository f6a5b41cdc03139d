"""What two employers arrange for lent staff, as its rules look at it: the firms, the people, the terms, the papers.

A *swap* is one arrangement between a lender and a borrower. Nothing here decides; unknown is None, and rules say what
an unknown means. Days are worked days, both ends included; money is fen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Contract(StrEnum):
    """How long a labour contract runs."""

    FIXED = "fixed"
    OPEN = "open"
    PROJECT = "project"  # until a piece of work is done: its end has to be declared


class Standing(StrEnum):
    """Whether an employer can still keep its promises."""

    ACTIVE = "active"
    BANKRUPT = "bankrupt"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Firm:
    """One side. ``lent_now`` are all of its people away on swaps on the first day, those of this one included."""

    id: int
    name: str
    uscc: str = ""
    address: str = ""
    signatory: str = ""
    phone: str = ""
    standing: Standing = Standing.ACTIVE
    dispatch_permit: bool | None = None  # 劳务派遣经营许可
    staff_total: int | None = None
    lent_now: int = 0
    swaps_this_year: int = 0  # as lender
    recruits: frozenset[str] = frozenset()  # posts it has vacancies for now
    dismisses: frozenset[str] = frozenset()  # posts it is laying people off from
    idle: tuple[tuple[date, date], ...] = ()  # days of its shutdown or stated surplus


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The seven facts a worker is told before being asked."""

    work: str = ""  # 工作内容
    conditions: str = ""  # 工作条件
    place: str = ""  # 工作地点
    hazards: str = ""  # 职业危害
    safety: str = ""  # 安全生产状况
    pay: str = ""  # 劳动报酬
    house_rules: str = ""  # 规章制度


@dataclass(frozen=True, slots=True)
class Consent:
    """A worker's yes to one version of the arrangement, after the facts with this fingerprint were shown."""

    given_at: datetime
    version: int
    facts_sha256: str
    asked_more: str  # what else they want to know; "没有" is an answer, empty is none
    lower_wage: bool = False  # the tick of their own that less than the old pay is all right


@dataclass(frozen=True, slots=True)
class Return:
    """A worker's way back."""

    day: date  # the first one with the lender again; who comes back on the last evening may write that day
    reason: str  # a code of ``RETURN_REASONS``


RETURN_REASONS = {
    "unfit": "本人不适应，三方商定返回",
    "unprotected": "借入单位没有履行保护义务，本人返回",
    "breach": "严重违反规章制度",
    "incompetent": "不能胜任工作",
    "agreed": "协议约定的其他退回情形",
    "expiry": "到期返回",
    "void": "调剂作废",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One lent worker, with the loan they are on."""

    id: int
    name: str
    first: date
    last: date
    post: str  # at the borrower
    wage_fen: int  # a month, at the borrower
    own_post: str = ""
    own_wage_fen: int | None = None  # a month, at the lender
    employer_id: int | None = None  # of the labour contract in force
    contract: Contract | None = None
    contract_until: date | None = None
    contract_ended: date | None = None
    dispatched: bool | None = None
    registered_trader: bool = False  # made to register as 个体工商户
    birth_date: date | None = None
    id_last4: str = ""  # of the ID number, for the papers both firms read
    female: bool | None = None  # read by the hazards that the law keeps women from, and by nothing else
    certificates: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    found_it_alone: bool = False  # came by an application of their own, not by the lender's offer
    consent: Consent | None = None
    variation_signed: date | None = None
    injury_insured: bool | None = None  # 工伤保险 of the lender on the first day
    insured_months: frozenset[str] = frozenset()  # "YYYY-MM" that the lender paid social insurance for
    elsewhere: tuple[tuple[date, date], ...] = ()  # days promised to other swaps or jobs
    lends_on: bool = False  # the borrower itself offers this person to others
    back: Return | None = None
    stays_wanted: bool | None = None  # extension: the worker wants to stay
    loan: int = 0  # which of the arrangement's posts, where several bear one name
    recruited: bool = False  # the borrower takes them on with a vacancy of its own: applied, put forward or offered

    @property
    def until(self) -> date:
        """The last day away: that of the loan, or the one before an earlier way back."""
        return self.last if self.back is None else min(self.last, self.back.day - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Post:
    """The work at the borrower that a loan is for; offer and need say how many people each day bears."""

    name: str
    first: date
    last: date
    people: int
    wage_fen: int
    least_days: int
    hours_day: float | None = None
    hours_week: float | None = None
    overtime_day: float | None = None
    overtime_month: float | None = None
    hazards: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()  # goods handed out against the hazards
    certificates: tuple[str, ...] = ()
    board: str = ""  # food and lodging, as told to the people
    transport: str = ""
    training: str = ""  # what has to be learnt before the work
    loan: int = 0  # the people with this number are lent for it
    disclosure: Disclosure = Disclosure()
    surplus: Mapping[date, int] = field(default_factory=dict)  # people the offer still spares that day, this loan apart
    shortage: Mapping[date, int] = field(default_factory=dict)  # people the need still lacks that day, this loan apart


def post_of(posts: Iterable[Post], person: Person) -> Post | None:
    """The post that a worker is lent for: of the same name and loan; None when there is none."""
    return next((post for post in posts if (post.name, post.loan) == (person.post, person.loan)), None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The terms of 《共享用工合作协议》, A01–A16, as typed or drawn from the plan; an empty text is missing.

    What the plan knows (A01–A05 firms, people, days, posts) is not typed twice: it stands in ``Arrangement``.
    """

    place: str = ""  # A04
    content: str = ""  # A05
    hours: str = ""  # A06 hours, shifts, rest, leave
    protection: str = ""  # A07 labour protection, hazards, protective goods, training
    pay: str = ""  # A08 standard, pay day, method
    pay_waived: str = ""  # A08 may be left out by the office with a reason
    board: str = ""  # A09 food and lodging
    transport: str = ""  # A10 and who pays
    returns: str = ""  # A11 cases in which somebody may be sent back, days of notice
    injury: str = ""  # A12 liability and compensation between the firms
    settlement: str = ""  # A13 items, amounts, day, method
    insurance: str = ""  # A14 stays with the lender; who bears the employer's part
    no_profit: bool = False  # A15, one declaration each
    no_fee: bool = False
    no_dispatch: bool = False
    no_lending_on: bool = False
    no_trader: bool = False
    disputes: str = ""  # A16 expiry, extension, disputes
    return_cases: frozenset[str] = frozenset()  # codes of ``RETURN_REASONS`` that A11 agrees on


@dataclass(frozen=True, slots=True)
class Signature:
    """A firm's signature under one version."""

    firm_id: int
    signatory: str
    day: date
    version: int


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer stay that somebody asked for."""

    last: date
    borrower_needs: bool = False
    lender_agrees: bool = False


class Item(StrEnum):
    """What a line of the settlement pays for."""

    WAGE = "wage"
    OVERTIME = "overtime"
    SOCIAL_INSURANCE = "social_insurance"  # the employer's part
    HOUSING_FUND = "housing_fund"
    ACTUAL_COST = "actual_cost"
    WORKER_FEE = "worker_fee"  # taken from a worker: never allowed
    MANAGEMENT_FEE = "management_fee"  # paid to the lender for nothing spent: never allowed


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """What the borrower is charged and what the lender paid out for it; ``evidence`` is a receipt or a formula."""

    item: Item
    charged_fen: int
    paid_fen: int
    evidence: str
    month: str  # YYYY-MM
    person: int | None = None
    due: date | None = None  # the borrower pays the lender by
    settled: date | None = None
    pay_day: date | None = None  # the lender's monthly pay day
    paid: date | None = None  # the worker had the money on
    name: str = ""  # 养老保险, 餐费; empty where the item says it all


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All that the rules look at."""

    lender: Firm
    borrower: Firm
    version: int
    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    from_offer: bool = True  # made from what the lender offered
    agreement: Agreement = Agreement()
    signatures: tuple[Signature, ...] = ()
    settlement: tuple[SettlementLine, ...] = ()
    extension: Extension | None = None
    since: date | None = None  # first day of this version where people were away under the one before (an extension)

    @property
    def first(self) -> date:
        """The first day anybody is away."""
        return min(post.first for post in self.posts)

    @property
    def last(self) -> date:
        """The last day anybody is away."""
        return max(post.last for post in self.posts)

    def holds_from(self, person: Person) -> date:
        """The first day on which a person is away under this version."""
        return person.first if self.since is None else max(person.first, self.since)
