"""Passwords: argon2id hashes, one cost for known and unknown names, and a brake on guessing."""

from collections import OrderedDict, deque
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from api.refusals import TooManyAttempts

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
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False
    return fits and kept_hash is not None


class Brake:
    """At most ``limit`` wrong guesses for a key within ``window``; further ones are refused unread.

    A guess is counted before it is looked at and taken back when it was right, so that many at once cannot all slip
    through. Kept in this process: the application runs as one. Keys whose guesses are past the window are dropped, and
    of more than ``most_keys`` those guessed at longest ago.
    """

    def __init__(self, limit: int, window: timedelta, most_keys: int = 20_000) -> None:
        self._limit, self._window, self._most_keys = limit, window, most_keys
        self._guesses: OrderedDict[str, deque[datetime]] = OrderedDict()  # the key guessed at last stands last
        self._lock = Lock()

    def count(self, key: str, now: datetime) -> None:
        """Count a guess; raises `TooManyAttempts`, and counts nothing, while the key has used up its guesses."""
        with self._lock:
            self._drop_old(now)
            guesses = self._guesses.setdefault(key, deque())
            while guesses and self._is_over(guesses[0], now):
                guesses.popleft()
            if len(guesses) >= self._limit:
                raise TooManyAttempts(int((guesses[0] + self._window - now).total_seconds()) + 1)
            guesses.append(now)
            self._guesses.move_to_end(key)

    def take_back(self, key: str, now: datetime) -> None:
        """The guess counted at ``now`` was right, or was not looked at."""
        with self._lock:
            guesses = self._guesses.get(key, deque())
            with suppress(ValueError):
                guesses.remove(now)
            if not guesses:
                self._guesses.pop(key, None)

    def forget(self, key: str) -> None:
        with self._lock:
            self._guesses.pop(key, None)

    def __len__(self) -> int:
        """How many keys are kept."""
        return len(self._guesses)

    def _is_over(self, guess: datetime, now: datetime) -> bool:
        return guess <= now - self._window

    def _drop_old(self, now: datetime) -> None:
        """Keys stand in the order of their last guess, so the first ones tell whether any is over."""
        while self._guesses:
            key, guesses = next(iter(self._guesses.items()))
            if len(self._guesses) < self._most_keys and guesses and not self._is_over(guesses[-1], now):
                return
            del self._guesses[key]
