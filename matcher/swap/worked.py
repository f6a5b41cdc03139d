"""What both firms state of a month before it is settled: days, overtime, contributions, receipts. Money is fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from matcher.swap.arrangement import Item


class DayKind(StrEnum):
    """The kind of day that overtime was worked on; it decides the rate (劳动法第四十四条)."""

    WORKDAY = "workday"
    REST_DAY = "rest_day"  # without time off instead
    HOLIDAY = "holiday"

    @property
    def label(self) -> str:
        return {"workday": "工作日加班", "rest_day": "休息日加班", "holiday": "法定节假日加班"}[self]


class Share(StrEnum):
    """How much of a month's contribution the two firms put on the borrower."""

    WHOLE = "whole"
    BY_DAYS = "by_days"  # days at the borrower of the paid days of the month


class SettlementError(ValueError):
    """What was stated of a person's month cannot be true; the words are for who filled it in."""

    def __init__(self, person: int | None, month: str, why: str) -> None:
        super().__init__(f"{month}：{why}")
        self.person, self.month, self.why = person, month, why


@dataclass(frozen=True, slots=True)
class Worked:
    """Days that a person worked for the borrower in a month at one wage.

    ``days`` are paid days: worked ones and public holidays on which the person would have worked. ``month_days`` are
    all paid days of that month for somebody who is never absent.
    """

    person: int
    month: str  # YYYY-MM
    wage_fen: int  # a month of normal hours
    days: Decimal
    month_days: Decimal
    overtime: Mapping[DayKind, Decimal] = field(default_factory=dict)  # hours

    def __post_init__(self) -> None:
        if self.wage_fen <= 0:
            raise SettlementError(self.person, self.month, "月工资要大于0元")
        if any(stated < 0 for stated in (self.days, *self.overtime.values())):
            raise SettlementError(self.person, self.month, "天数和加班小时数不能是负数")


@dataclass(frozen=True, slots=True)
class Contribution:
    """An employer's part of social insurance or of the housing fund for a month: a rate of a base, or an amount."""

    item: Item
    person: int
    month: str
    name: str  # 养老保险, 住房公积金
    fen: int  # the base where there is a rate, else the amount
    percent: Decimal | None = None
    share: Share = Share.WHOLE

    def __post_init__(self) -> None:
        if self.fen < 0 or (self.percent or 0) < 0:
            raise SettlementError(self.person, self.month, f"{self.name}不能是负数")


@dataclass(frozen=True, slots=True)
class Cost:
    """Something the lender paid for and charges on, with the number of its receipt; without one it has no evidence."""

    name: str  # 餐费
    month: str
    charged_fen: int
    paid_fen: int
    receipt: str
    person: int | None = None

    def __post_init__(self) -> None:
        if self.charged_fen < 0 or self.paid_fen < 0:
            raise SettlementError(self.person, self.month, f"{self.name}不能是负数")
