"""What the borrower owes the lender for a month of lent staff, line by line, each with its formula or receipt.

All money is fen. A line is rounded once, half a fen up, and sums add whole lines, so nothing is lost between a line and
a total. What is charged is what was paid: the lender earns nothing and nothing is taken from the worker.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from matcher.policy.parameters import Parameters
from matcher.swap.arrangement import Item, SettlementLine
from matcher.swap.worked import Contribution, Cost, DayKind, SettlementError, Share, Worked

TOLERANCE_FEN = 1  # a margin up to it is rounding
_ITEMS = tuple(Item)


@dataclass(frozen=True, slots=True)
class _Month:
    """All that one person worked in one month, by wage."""

    days_by_wage: Mapping[int, Decimal]
    month_days: Decimal

    @property
    def days(self) -> Decimal:
        return sum(self.days_by_wage.values(), Decimal())


def settlement_lines(
    worked: Iterable[Worked],
    contributions: Iterable[Contribution],
    costs: Iterable[Cost],
    parameters: Parameters,
) -> tuple[SettlementLine, ...]:
    """The lines of a settlement by month, person and item, whatever the order of what they are made from.

    Periods of one person, month and wage are one line: cutting a month in two changes nothing. Raises `SettlementError`
    for days that the month does not have, LookupError for a month in which no paid days or overtime rates hold.
    """
    periods = list(worked)
    months = _months(periods)
    lines = [
        *(line for (person, month), days in months.items() for line in _wages(person, month, days, parameters)),
        *_overtime(periods, parameters),
        *(_contribution(one, months) for one in contributions),
        *(_cost(one) for one in costs),
    ]
    return tuple(sorted(lines, key=_place))


def as_paid(lines: Sequence[SettlementLine], paid: Mapping[tuple[int, str], int]) -> tuple[SettlementLine, ...]:
    """The lines with what each person really had for a month (before their own taxes and contributions).

    What is missing, or too much, stands in the last line of a person's pay for that month.
    """
    left = dict(paid)
    done, places = [], {(line.person or 0, line.month): place for place, line in enumerate(lines) if _is_pay(line)}
    for place, line in enumerate(lines):
        of = (line.person or 0, line.month)
        had = line.paid_fen
        if _is_pay(line) and of in left:
            had = left[of] if place == places[of] else min(line.charged_fen, left[of])
            left[of] -= had
        done.append(replace(line, paid_fen=had))
    return tuple(done)


def _is_pay(line: SettlementLine) -> bool:
    return line.item in (Item.WAGE, Item.OVERTIME)


def charged_fen(lines: Iterable[SettlementLine]) -> int:
    """What the borrower is charged in all; what a worker was made to pay is no part of it."""
    return sum(line.charged_fen for line in lines if line.item != Item.WORKER_FEE)


def paid_out_fen(lines: Iterable[SettlementLine]) -> int:
    """What the lender paid to workers, insurers and shops in all."""
    return sum(line.paid_fen for line in lines if line.item != Item.WORKER_FEE)


def margin_fen(lines: Iterable[SettlementLine]) -> int:
    """What the lender would keep; more than `TOLERANCE_FEN` either way is no settlement."""
    return sum(line.charged_fen - line.paid_fen for line in lines if line.item != Item.WORKER_FEE)


def taken_from_worker_fen(lines: Iterable[SettlementLine]) -> int:
    """What workers were made to pay, whichever of the two columns it was written in and with whichever sign."""
    return sum(max(abs(line.charged_fen), abs(line.paid_fen)) for line in lines if line.item == Item.WORKER_FEE)


def management_fee_fen(lines: Iterable[SettlementLine]) -> int:
    """Service and management fees charged, which no settlement may hold."""
    return sum(max(abs(line.charged_fen), abs(line.paid_fen)) for line in lines if line.item == Item.MANAGEMENT_FEE)


def _months(periods: Iterable[Worked]) -> dict[tuple[int, str], _Month]:
    grouped: defaultdict[tuple[int, str], list[Worked]] = defaultdict(list)
    for period in periods:
        grouped[period.person, period.month].append(period)
    return {(person, month): _month(person, month, group) for (person, month), group in grouped.items()}


def _month(person: int, month: str, periods: list[Worked]) -> _Month:
    by_wage: defaultdict[int, Decimal] = defaultdict(Decimal)
    for period in periods:
        by_wage[period.wage_fen] += period.days
    whole = _Month(by_wage, periods[0].month_days)
    if any(period.month_days != whole.month_days for period in periods):
        raise SettlementError(person, month, "同一个月填了两种计薪天数")
    if whole.days > whole.month_days:
        raise SettlementError(
            person, month, f"出勤共{_number(whole.days)}天，多于当月计薪天数{_number(whole.month_days)}天"
        )
    return whole


def _wages(person: int, month: str, worked: _Month, parameters: Parameters) -> list[SettlementLine]:
    """One line for each wage.

    A month without absence is paid whole, however many working days it has; part of a month by paid days of an
    average month, and never more than the whole.
    """
    average = _exact(parameters.value("days.month", _first_day(month)))
    lines = []
    for wage, days in worked.days_by_wage.items():
        divisor, why = _divisor(worked, average)
        formula = f"{_yuan(wage)}÷{_number(divisor)}天×{_number(days)}天{why}"
        if days == divisor:
            formula = f"月工资{_yuan(wage)}{why}"
        fen = Fraction(wage) * Fraction(days) / Fraction(divisor)
        lines.append(_line(Item.WAGE, "工资", fen, formula, (person, month)))
    return [line for line in lines if line.charged_fen]


def _divisor(worked: _Month, average: Decimal) -> tuple[Decimal, str]:
    """The days that a month's wage is for, and why where it is not the average month."""
    if worked.days == worked.month_days:
        return worked.month_days, f"（当月计薪{_number(worked.month_days)}天，全勤）"
    if worked.days > average:
        return worked.days, f"（出勤{_number(worked.days)}天，超过{_number(average)}天，以一个月的工资为限）"
    return average, ""


def _overtime(periods: Iterable[Worked], parameters: Parameters) -> list[SettlementLine]:
    hours: defaultdict[tuple[int, str, int, DayKind], Decimal] = defaultdict(Decimal)
    for period in periods:
        for kind, worked in period.overtime.items():
            hours[period.person, period.month, period.wage_fen, kind] += worked
    return [_overtime_line(*key, worked, parameters) for key, worked in hours.items() if worked]


def _overtime_line(
    person: int, month: str, wage: int, kind: DayKind, hours: Decimal, parameters: Parameters
) -> SettlementLine:
    keys = ("days.month", "hours.day", f"overtime_pay.{kind}_percent")
    days, day, percent = (_exact(parameters.value(key, _first_day(month))) for key in keys)
    formula = f"{_yuan(wage)}÷{_number(days)}天÷{_number(day)}小时×{_number(hours)}小时×{_number(percent)}%"
    fen = Fraction(wage) * Fraction(hours) * Fraction(percent) / (Fraction(days) * Fraction(day) * 100)
    return _line(Item.OVERTIME, kind.label, fen, formula, (person, month))


def _contribution(one: Contribution, months: Mapping[tuple[int, str], _Month]) -> SettlementLine:
    fen, formula = Fraction(one.fen), _yuan(one.fen)
    if one.percent is not None:
        fen *= Fraction(one.percent) / 100
        formula = f"缴费基数{_yuan(one.fen)}×{_number(one.percent)}%"
    if one.share == Share.BY_DAYS:
        worked = months.get((one.person, one.month))
        if worked is None:
            raise SettlementError(one.person, one.month, f"{one.name}按出勤天数分摊，但没有填这个月的出勤天数")
        fen *= Fraction(worked.days) / Fraction(worked.month_days)
        formula += f"×{_number(worked.days)}天÷{_number(worked.month_days)}天"
    return _line(one.item, one.name, fen, formula, (one.person, one.month))


def _cost(one: Cost) -> SettlementLine:
    evidence = f"票据{one.receipt}" if one.receipt else ""
    return SettlementLine(
        Item.ACTUAL_COST, one.charged_fen, one.paid_fen, evidence, one.month, one.person, name=one.name
    )


def _line(item: Item, name: str, fen: Fraction, formula: str, of: tuple[int, str]) -> SettlementLine:
    rounded = (fen + Fraction(1, 2)).__floor__()
    person, month = of
    return SettlementLine(item, rounded, rounded, formula, month, person, name=name)


def _place(line: SettlementLine) -> tuple[str, bool, int, int, str]:
    """By month, then what is for one person before what is for all, then as the items are listed."""
    return line.month, line.person is None, line.person or 0, _ITEMS.index(line.item), line.name + line.evidence


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _exact(value: float) -> Decimal:
    """A parameter as it is written: 21.75, not the nearest binary fraction."""
    return Decimal(str(value))


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}元"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
