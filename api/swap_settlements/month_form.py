"""The form of one month of a settlement: a row for each person, and the days on which money passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from api.refusals import BadField, FieldProblem
from api.swap_settlements.money import fen_of, typed_yuan
from api.swap_settlements.settling import MonthStated, went
from matcher.policy.paid_days import paid_days
from models.days import months_after
from models.swap import Swap
from models.swap_member import SwapMember
from models.swap_settlement import SwapWorkMonth, work_of

HOURS = {"workday": "工作日加班", "restday": "休息日加班", "holiday": "节假日加班"}
MONEY = {"insurance": "社保单位部分", "fund": "公积金单位部分", "deducted": "从工资里扣", "paid": "实发"}
COLUMNS = {"days": "出勤天数", **HOURS, **MONEY}
ALIKE = {name: COLUMNS[name] for name in ("insurance", "fund")}
"""Money that may be typed once for everybody; who has an amount of their own keeps it."""
DAYS = {"settled_on": "借入单位付款日", "paid_on": "工资发到本人的日子"}
MOST_HOURS = 200.0
MOST_FEN = 10_000_000


@dataclass(frozen=True, slots=True)
class MonthForm:
    """What a month's form says of each member."""

    stated: Mapping[int, MonthStated]


def present_in(session: Session, swap: Swap, month: str) -> list[SwapMember]:
    """Who was away on some day of the month; the day of the return is one at home."""
    first = date.fromisoformat(f"{month}-01")
    last = months_after(first, 1) - timedelta(days=1)
    return [one for one in went(session, swap) if one.from_day <= last and (one.returned_on or last) > first]


def begins(session: Session, swap: Swap, month: str, members: Sequence[SwapMember], today: date) -> dict[str, str]:
    """The fields as they stand; of a month nobody has stated, the paid days somebody was there."""
    rows = {row.member_id: row for row in session.exec(work_of(swap.id or 0)) if row.month == month}
    fields: dict[str, str] = {}
    for member in members:
        row = rows.get(member.id or 0)
        fields |= _stands(member, row) if row else {f"days-{member.id}": f"{_days_there(member, month, today):g}"}
    some = next(iter(rows.values()), None)
    return fields | {name: _iso(getattr(some, name, None)) for name in DAYS}


def meant(values: Mapping[str, str], members: Sequence[SwapMember]) -> MonthForm:
    """What was typed; raises `BadField` naming every field that cannot be."""
    problems: list[FieldProblem] = []
    settled, paid_on = _day(values, "settled_on", problems), _day(values, "paid_on", problems)
    for name in ALIKE:
        _money(values, f"{name}-all", problems)
    if problems:
        raise BadField(*problems)
    keys = [one.id or 0 for one in members]
    stated = {key: _row(_filled_in(values, key), key, settled, paid_on, problems) for key in keys}
    if problems:
        raise BadField(*problems)
    return MonthForm(stated)


def _filled_in(values: Mapping[str, str], key: int) -> Mapping[str, str]:
    """The fields of one person, with what was typed for everybody where nothing is."""
    alike = {f"{name}-{key}": values.get(f"{name}-{key}") or values.get(f"{name}-all", "") for name in ALIKE}
    insured = values.get(f"insured-{key}") or values.get("insured-all", "")
    return {**values, **alike, f"insured-{key}": insured}


def _row(
    values: Mapping[str, str], key: int, settled: date | None, paid_on: date | None, problems: list[FieldProblem]
) -> MonthStated:
    money = {name: _money(values, f"{name}-{key}", problems) for name in MONEY}
    return MonthStated(
        days=_number(values, f"days-{key}", 31, problems),
        workday_hours=_number(values, f"workday-{key}", MOST_HOURS, problems),
        restday_hours=_number(values, f"restday-{key}", MOST_HOURS, problems),
        holiday_hours=_number(values, f"holiday-{key}", MOST_HOURS, problems),
        insurance_fen=money["insurance"] or 0,
        housing_fund_fen=money["fund"] or 0,
        insurance_paid=values.get(f"insured-{key}") == "yes",
        deducted_fen=money["deducted"] or 0,
        paid_fen=money["paid"],
        settled_on=settled,
        paid_on=paid_on,
    )


def _number(values: Mapping[str, str], name: str, most: float, problems: list[FieldProblem]) -> float:
    """A count with at most one decimal; empty is none."""
    text = values.get(name, "") or "0"
    whole, _, part = text.partition(".")
    plain = text.isascii() and whole.isdigit() and (part.isdigit() or part == "") and len(text) <= 6 and len(part) <= 1
    if not plain or float(text) > most:
        problems.append(FieldProblem(name, f"请填 0 到 {most:g} 的数，比如 8 或 8.5"))
        return 0.0
    return float(text)


def _money(values: Mapping[str, str], name: str, problems: list[FieldProblem]) -> int | None:
    text = values.get(name, "")
    if not text:
        return None
    fen = fen_of(text)
    if fen is None or fen > MOST_FEN:
        problems.append(FieldProblem(name, "请填多少元，比如 900 或 900.50"))
    return fen


def _day(values: Mapping[str, str], name: str, problems: list[FieldProblem]) -> date | None:
    try:
        return date.fromisoformat(values[name]) if values.get(name) else None
    except ValueError:
        problems.append(FieldProblem(name, "请填日期，比如 2021-03-10；还没有就空着"))
        return None


def _stands(member: SwapMember, row: SwapWorkMonth) -> dict[str, str]:
    """What was stated of a member, as it is typed."""
    numbers = {
        "days": row.days,
        "workday": row.workday_hours,
        "restday": row.restday_hours,
        "holiday": row.holiday_hours,
    }
    money = {
        "insurance": row.insurance_fen or None,
        "fund": row.housing_fund_fen or None,
        "deducted": row.deducted_fen or None,
        "paid": row.paid_fen,
    }
    fields = {
        f"{name}-{member.id}": f"{number:g}" if number or name == "days" else "" for name, number in numbers.items()
    }
    fields |= {f"{name}-{member.id}": "" if fen is None else typed_yuan(fen) for name, fen in money.items()}
    return fields | {f"insured-{member.id}": "yes" if row.insurance_paid else ""}


def _days_there(member: SwapMember, month: str, today: date) -> int:
    """Paid days of the month on which somebody was there, up to now."""
    first = date.fromisoformat(f"{month}-01")
    begin = max(first, member.from_day)
    home = member.returned_on or today + timedelta(days=1)
    end = min(months_after(first, 1), home) - timedelta(days=1)
    return paid_days(begin, end)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
