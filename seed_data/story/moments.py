"""Moments of the story, counted back from the day it ends on."""

from datetime import date, datetime, time, timedelta
from random import Random

from models.days import start_of
from seed_data.generator import AS_OF

OPENS, CLOSES = time(8, 30), time(17, 30)
"""When people of the office and of the employers write things down; a Sunday of this campaign is a working day."""


def day_before(days: int) -> date:
    return AS_OF - timedelta(days=days)


def moment(days_before: int, rng: Random) -> datetime:
    """Some minute of the working day so many days before the last one, in UTC."""
    day = start_of(day_before(days_before))
    opens, closes = (timedelta(hours=at.hour, minutes=at.minute) for at in (OPENS, CLOSES))
    return day + opens + timedelta(minutes=rng.randrange(int((closes - opens).total_seconds()) // 60))
