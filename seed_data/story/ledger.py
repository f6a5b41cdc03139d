"""The specialists' lines of the last two weeks (五清): gaps that shrink, two not reported today, one out of date."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from models.days import start_of
from seed_data.story.moments import day_before

DAYS = 14
LATE = (5, 8)
"""Places on the list of key employers whose line of the last day is missing."""

LEFT_OFF, LEFT_OFF_DAYS = 4, 4
"""The place whose lines ended some days ago."""

CAPACITY = ("满产，订单排到三月", "开足八成，两条线没人", "正常生产，夜班缺人", "开足九成，加班完成")
TROUBLES = (
    ("夜班工返乡，宿舍还有 20 个床位空着", "区人社局"),
    ("员工返穗没有车，想包车", "区交通局"),
    ("防疫口罩和消毒液不够用", "区工信局"),
)
NONE = "无"
TIME_TO_MEND = 3  # days
FIRST_MINUTE = timedelta(hours=8, minutes=15)


class Line(NamedTuple):
    """One line: the columns of its row but for whose it is, and whether somebody counted anew."""

    day: date
    at: datetime
    values: dict[str, Any]


def lines(rng: Random, place: int, staff_total: int | None, short: int) -> list[Line]:
    """The lines of the key employer at this place of the list, the earliest first; at the end it lacks `short`."""
    staff = staff_total or rng.randrange(60, 160)
    came = rng.choice((0, 1, 1, 2)) if staff > 100 else rng.choice((0, 0, 1))
    trouble, owner = TROUBLES[place % len(TROUBLES)]
    last = LEFT_OFF_DAYS if place == LEFT_OFF else 1 if place in LATE else 0
    told = []
    for days in range(DAYS - 1, last - 1, -1):
        in_trouble = days > place or place % 3 == 0
        values = {
            "capacity": CAPACITY[place % len(CAPACITY)],
            "staff_total": staff,
            "needed": staff + short,
            "on_post": staff - came * days,
            "difficulties": trouble if in_trouble else NONE,
            "owner": owner if in_trouble else "",
            "due": day_before(days - TIME_TO_MEND) if in_trouble else None,
        }
        told.append(Line(day_before(days), _reported(rng, days), values))
    return told


def _reported(rng: Random, days: int) -> datetime:
    """On the last day before the office opens, on the others until the evening."""
    return start_of(day_before(days)) + FIRST_MINUTE + timedelta(minutes=rng.randrange(500 if days else 40))
