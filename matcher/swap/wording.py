"""Days and wages as people write them."""

from datetime import date


def day(value: date | None) -> str:
    """A date without its year.

    >>> day(date(2021, 2, 8))
    '2月8日'
    """
    return "" if value is None else f"{value.month}月{value.day}日"


def yuan(fen: int) -> str:
    """A monthly wage.

    >>> yuan(420000), yuan(420050)
    ('4200元', '4200.50元')
    """
    return f"{fen // 100}元" if fen % 100 == 0 else f"{fen / 100:.2f}元"
