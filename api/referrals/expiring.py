"""What fell with a vacancy's last day is written down: by the command, when the server starts and while it runs.

Nothing waits for this. Every list and every promise goes by the date; here the log of each referral gets its line.
"""

import logging
import sys
import threading

from sqlalchemy import Engine
from sqlmodel import Session, select

from api.access.table import Action
from api.referrals.ending import end_past_last_day
from api.settings import Settings
from api.store import audited, opened
from models.referral import Referral
from models.referral_standing import fallen

log = logging.getLogger("wengang.referrals")

LOOK = 600.0  # seconds between looks: soon after midnight the day before is closed


def expire(engine: Engine, settings: Settings) -> int:
    """End what has fallen by today, with one audit row; how many there were. Nothing is written when nothing has."""
    today = settings.today()
    with Session(engine) as session:
        if session.exec(select(Referral.id).where(fallen(today)).limit(1)).first() is None:
            return 0
    with audited(engine, Action.REFERRAL_EXPIRE, settings) as session:
        return end_past_last_day(session, today, now=settings.now())


def expire_now(settings: Settings) -> None:
    """`wengang expire`."""
    with opened(settings) as (engine, here):
        ended = expire(engine, here)
        sys.stdout.write(f"{here.today()}：撤回了 {ended} 条推荐，它们的岗位已过截止日\n")


class Expiring:
    """Looks again and again from a thread of the server, for servers that run over midnight."""

    def __init__(self, engine: Engine, settings: Settings, every: float = LOOK) -> None:
        self._engine, self._settings, self._every = engine, settings, every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._look, name="expiring referrals", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(timeout=5)

    def _look(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                expire(self._engine, self._settings)
            except Exception:
                log.exception("ending what fell with a last day failed; trying again")
