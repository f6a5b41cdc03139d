"""Days and months as the law counts them here: the calendar of China, whole months by their names."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from matcher.swap.wording import day

CHINA = timezone(timedelta(hours=8))  # no summer time


def dated(on: date, near: date) -> str:
    """A day as people say it beside another one: with its year only where that differs.

    >>> dated(date(2020, 12, 31), date(2021, 2, 8)), dated(date(2021, 2, 20), date(2021, 2, 8))
    ('2020年12月31日', '2月20日')
    """
    return day(on) if on.year == near.year else f"{on.year}年{day(on)}"


def local_day(moment: datetime) -> date:
    """The day on which something happened in China; a moment without a zone is taken as local.

    >>> from datetime import UTC
    >>> local_day(datetime(2021, 2, 8, 17, 0, tzinfo=UTC))
    datetime.date(2021, 2, 9)
    """
    return moment.astimezone(CHINA).date() if moment.tzinfo else moment.date()


def months(first: date, last: date) -> Iterator[str]:
    """The months that some days touch.

    >>> list(months(date(2020, 12, 31), date(2021, 2, 1)))
    ['2020-12', '2021-01', '2021-02']
    """
    for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{count // 12:04d}-{count % 12 + 1:02d}"


def start_of(month: str) -> date:
    """The first day of a month written YYYY-MM."""
    return date(int(month[:4]), int(month[5:]), 1)


def end_of(month: str) -> date:
    """The last day of a month written YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def month_words(month: str) -> str:
    """A month as people say it.

    >>> month_words("2021-02")
    '2021年2月'
    """
    return f"{month[:4]}年{int(month[5:])}月"


def birthday(born: date, years: int) -> date:
    """The day on which somebody reaches an age; who was born on 02-29 does so on 03-01 of a common year."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
