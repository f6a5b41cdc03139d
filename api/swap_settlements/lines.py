"""The settlement of a swap, line by line, from the days and money that both firms typed in."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from api.swaps.terms import day_of_month
from matcher.policy.paid_days import paid_days
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Item, SettlementLine
from matcher.swap.settlement import as_paid, settlement_lines
from matcher.swap.worked import Contribution, Cost, DayKind, Worked
from models.days import months_after
from models.swap import Swap, loans_of
from models.swap_member import SwapMember, members_of
from models.swap_settlement import SwapWorkMonth, costs_of, work_of


def lines_of(session: Session, swap: Swap) -> tuple[SettlementLine, ...]:
    """Every line with what was charged, paid, and when; raises `SettlementError` for days that cannot be."""
    months = session.exec(work_of(swap.id or 0)).all()
    costs = session.exec(costs_of(swap.id or 0)).all()
    if not months and not costs:
        return ()
    members = {row.id or 0: row for row in session.exec(members_of(swap.id or 0))}
    wages = {row.id or 0: row.wage_fen for row in session.exec(loans_of(swap.id or 0))}
    lines = settlement_lines(
        [_worked(row, members[row.member_id], wages) for row in months],
        [one for row in months for one in _contributions(row, members[row.member_id])],
        [Cost(row.words, row.month, row.charged_fen, row.paid_fen, row.receipt) for row in costs],
        packaged_parameters(),
    )
    by_person = {(members[row.member_id].worker_id, row.month): row for row in months}
    paid = {of: row.paid_fen for of, row in by_person.items() if row.paid_fen is not None}
    fees = [_fee(of, row.deducted_fen) for of, row in by_person.items() if row.deducted_fen]
    return tuple(_dated(swap, line, by_person) for line in (*as_paid(lines, paid), *fees))


def month_days(month: str) -> int:
    """Days of a month that are paid to somebody never absent: its working days and public holidays.

    Who has as many is paid the month whole (matcher.swap.settlement), and nobody can have more.

    >>> month_days("2021-02"), month_days("2021-09"), month_days("2021-10")
    (20, 23, 20)
    """
    first = date.fromisoformat(f"{month}-01")
    return paid_days(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _worked(row: SwapWorkMonth, member: SwapMember, wages: Mapping[int, int]) -> Worked:
    hours = {
        DayKind.WORKDAY: row.workday_hours,
        DayKind.REST_DAY: row.restday_hours,
        DayKind.HOLIDAY: row.holiday_hours,
    }
    return Worked(
        person=member.worker_id,
        month=row.month,
        wage_fen=wages[member.loan_id],
        days=Decimal(str(row.days)),
        month_days=Decimal(month_days(row.month)),
        overtime={kind: Decimal(str(number)) for kind, number in hours.items() if number},
    )


def _contributions(row: SwapWorkMonth, member: SwapMember) -> list[Contribution]:
    typed = (
        (Item.SOCIAL_INSURANCE, "社会保险单位部分", row.insurance_fen),
        (Item.HOUSING_FUND, "住房公积金单位部分", row.housing_fund_fen),
    )
    return [Contribution(item, member.worker_id, row.month, name, fen) for item, name, fen in typed if fen]


def _fee(of: tuple[int, str], fen: int) -> SettlementLine:
    person, month = of
    return SettlementLine(Item.WORKER_FEE, 0, fen, "", month, person, name="从工资里扣的钱")


def _dated(swap: Swap, line: SettlementLine, months: Mapping[tuple[int, str], SwapWorkMonth]) -> SettlementLine:
    """The line with the days by which it was to be paid and was; a cost for all is paid with its month."""
    row = months.get((line.person or 0, line.month))
    return replace(
        line,
        due=in_next_month(line.month, day_of_month(swap, "settle_day")),
        settled=row.settled_on if row else _settled(line.month, months.values()),
        pay_day=in_next_month(line.month, day_of_month(swap, "pay_day")) if row else None,
        paid=row.paid_on if row else None,
    )


def _settled(month: str, rows: Iterable[SwapWorkMonth]) -> date | None:
    """The day on which the last of a month's rows was settled; None while one is not."""
    days = [row.settled_on for row in rows if row.month == month]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def in_next_month(month: str, day: int) -> date:
    """That day of the month after, or its last.

    >>> in_next_month("2021-01", 31)
    datetime.date(2021, 2, 28)
    """
    first = months_after(date.fromisoformat(f"{month}-01"), 1)
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))
