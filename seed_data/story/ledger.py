"""The specialists' lines of the last two weeks (五清): gaps that shrink, two not reported today, one out of date."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from models.days import start_of
from seed_data.story.moments import day_before

DAYS = 14
LATE = (3, 5)
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
FIRST_MINUTE = timedelta(hours=8, minutes=15)


class Line(NamedTuple):
    """One line: the columns of its row but for whose it is, and whether somebody counted anew."""

    day: date
    at: datetime
    values: dict[str, Any]


def lines(rng: Random, place: int, staff_total: int | None) -> list[Line]:
    """The lines of the key employer at this place of the list, the earliest first."""
    staff = staff_total or rng.randrange(60, 160)
    short = rng.randrange(max(4, staff // 20), max(8, staff // 6))
    trouble, owner = TROUBLES[place % len(TROUBLES)]
    capacity = CAPACITY[place % len(CAPACITY)]
    last = LEFT_OFF_DAYS if place == LEFT_OFF else 1 if place in LATE else 0
    told = []
    for days in range(DAYS - 1, last - 1, -1):
        left = short * (days + 4) // (DAYS + 4)
        in_trouble = days > place % DAYS
        values = {
            "capacity": capacity,
            "staff_total": staff,
            "needed": staff,
            "on_post": staff - left,
            "difficulties": trouble if in_trouble else NONE,
            "owner": owner if in_trouble else "",
            "due": day_before(max(0, days - 3)) if in_trouble else None,
        }
        day = day_before(days)
        at = start_of(day) + FIRST_MINUTE + timedelta(minutes=rng.randrange(40) if days == 0 else rng.randrange(500))
        told.append(Line(day, at, values))
    return told
