"""What time it is: one clock for everything that is stored, another for everything that runs out.

An installation that plays on a day of its own (a rehearsal, the demonstration) dates what it stores on that day, at the
time of day it really is. How long a sign-in is good and how long a brake holds goes by the real clock, always: that
one neither stands still nor begins the same day again.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

from models.days import SHANGHAI, bounds

Clock = Callable[[], datetime]

TICK = timedelta(microseconds=1)


def real_now() -> datetime:
    return datetime.now(UTC)


class PlayedDay:
    """The moment, in UTC, of an installation that stays on one day however many real days it is kept.

    It never goes back. Past a real midnight, or started with ``not_before``, it stands at the latest moment it told,
    a tick further at each look, until the time of day in Shanghai has come round to it. It never leaves its day.
    """

    def __init__(self, day: date, real: Clock = real_now, not_before: datetime | None = None) -> None:
        first, next_day = bounds(day)
        self._day, self._real, self._end = day, real, next_day - TICK
        self._latest = min(max(not_before or first, first), self._end) - TICK
        self._lock = Lock()

    def __call__(self) -> datetime:
        time_of_day = self._real().astimezone(SHANGHAI).time()
        moment = datetime.combine(self._day, time_of_day, SHANGHAI).astimezone(UTC)
        with self._lock:
            self._latest = min(max(moment, self._latest + TICK), self._end)
            return self._latest

    def __reduce__(self) -> tuple[Any, ...]:
        """A process that is started goes on from here."""
        return PlayedDay, (self._day, self._real, self._latest + TICK)
