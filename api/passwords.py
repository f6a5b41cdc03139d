"""Passwords: argon2id hashes, one cost for known and unknown names, and a brake on guessing."""

from collections import defaultdict, deque
from datetime import datetime, timedelta
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from api.refusals import BadField, TooManyAttempts

# OWASP's minimum for argon2id (19 MiB, 2 passes, 1 lane): a sign-in costs about 30 ms here, a guess as much.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

SHORTEST = 8


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


@cache
def _nobodys_hash() -> str:
    return hash_password("nobody has this password")


def password_fits(password: str, kept_hash: str | None) -> bool:
    """Whether the password is right. ``None`` (no such account) takes as long and is never right."""
    try:
        fits = _HASHER.verify(kept_hash or _nobodys_hash(), password)
    except (Argon2Error, InvalidHashError):
        return False
    return fits and kept_hash is not None


def checked(password: str, field: str = "password") -> str:
    """The password if it is long enough to be used; raises `BadField`."""
    if len(password) < SHORTEST:
        raise BadField.of(field, f"密码至少 {SHORTEST} 位")
    return password


class Brake:
    """Counts failures per key in a sliding window and refuses once there are too many.

    Kept in this process: the application runs as one.
    """

    def __init__(self, limit: int, window: timedelta) -> None:
        self._limit, self._window = limit, window
        self._failures: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self._lock = Lock()

    def check(self, key: str, now: datetime) -> None:
        """Raises `TooManyAttempts` while the key has used up its failures."""
        with self._lock:
            failures = self._recent(key, now)
            if len(failures) >= self._limit:
                raise TooManyAttempts(int((failures[0] + self._window - now).total_seconds()) + 1)

    def failed(self, key: str, now: datetime) -> None:
        with self._lock:
            self._recent(key, now).append(now)

    def forget(self, key: str) -> None:
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str, now: datetime) -> deque[datetime]:
        failures = self._failures[key]
        while failures and failures[0] <= now - self._window:
            failures.popleft()
        return failures
