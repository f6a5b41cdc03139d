"""Which day is it in Guangzhou? Every rule with a date counts days in Asia/Shanghai, never in UTC.

Nothing here reads a clock: the caller hands in the moment.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Days that can be meant. The calendar's own ends cannot be counted from, nor put into UTC."""


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai at `moment`; a naive moment raises `ValueError`.

    >>> day_of(datetime(2021, 3, 31, 16, 0, tzinfo=UTC))
    datetime.date(2021, 4, 1)
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The first moment of `day` in Shanghai, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day.

    >>> months_after(date(2026, 8, 31), 6), months_after(date(2026, 1, 1), 6)
    (datetime.date(2027, 2, 28), datetime.date(2026, 7, 1))
    """
    later = day.year * 12 + day.month - 1 + months
    year, month = later // 12, later % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of `day` and of the next one, in UTC: `first <= moment < last`."""
    return start_of(day), start_of(day + timedelta(days=1))
