"""How values are said on the pages: money, days, counts, names. Unknown stays None, and the page says 未知."""

import re
from datetime import date, datetime

from models.days import SHANGHAI
from models.vacancy import Vacancy

_PIECES = re.compile(r"计件|按件|件薪|按[单台米吨]结")
WEEKDAYS = "一二三四五六日"


def yuan(fen: int) -> str:
    """Money as people say it: whole yuan bare, otherwise with its jiao and fen.

    >>> yuan(620000), yuan(2250)
    ('6200', '22.5')
    """
    return f"{fen / 100:.2f}".rstrip("0").rstrip(".")


def pay(vacancy: Vacancy) -> str | None:
    """The wage of a vacancy with its unit, such as 6200–6800 元/月; None when the employer gave none."""
    low, high = vacancy.wage_low_fen, vacancy.wage_high_fen
    if low is None and high is None:
        return None
    unit = vacancy.wage_unit.label
    if low is None or high is None:
        return f"{yuan(low)} {unit}起" if low is not None else f"最高 {yuan(high or 0)} {unit}"
    return f"{yuan(low)} {unit}" if low == high else f"{yuan(low)}–{yuan(high)} {unit}"


def pay_is_clear(vacancy: Vacancy, unclear_times: float) -> bool:
    """Whether the wage tells what is paid: one is named, and the top of its range does not reach so many times its
    bottom.
    """
    low, high = vacancy.wage_low_fen, vacancy.wage_high_fen
    return not (low is None and high is None) and (low is None or high is None or high < unclear_times * low)


def by_the_piece(vacancy: Vacancy) -> bool:
    """Whether what is earned hangs on how much one makes, as the employer says of the parts of the wage."""
    return _PIECES.search(vacancy.wage_parts) is not None


def day(value: date | None, today: date) -> str | None:
    """2月8日; with its year when that is another one than today's."""
    if value is None:
        return None
    short = f"{value.month}月{value.day}日"
    return short if value.year == today.year else f"{value.year}年{short}"


def moment(value: datetime, today: date) -> str:
    """2月8日 09:12, by the clock in Guangzhou."""
    local = value.astimezone(SHANGHAI)
    return f"{day(local.date(), today)} {local:%H:%M}"


def weekday(value: date) -> str:
    return f"星期{WEEKDAYS[value.weekday()]}"


def count(number: float) -> str:
    """A whole number with thousands set apart."""
    return f"{number:,.0f}"


def percent(part: float, whole: float) -> str:
    """A share in whole per cent; a dash when there is nothing to share.

    >>> percent(903, 1146), percent(0, 0)
    ('79%', '—')
    """
    return f"{100 * part / whole:.0f}%" if whole else "—"


def masked(name: str) -> str:
    """A person's name as lists show it.

    >>> masked("李小梅"), masked("覃勇"), masked("欧阳小梅"), masked("李")
    ('李*梅', '覃*', '欧*梅', '*')
    """
    name = name.strip()
    if len(name) < 2:
        return "*"
    return f"{name[0]}*{name[-1]}" if len(name) > 2 else f"{name[0]}*"


def age(born: date | None, today: date) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def yes_no(value: bool | None) -> str | None:
    return None if value is None else ("是" if value else "否")


def joined(*parts: str | None) -> str:
    """The known parts of a line, set apart by dots."""
    return " · ".join(part for part in parts if part)
