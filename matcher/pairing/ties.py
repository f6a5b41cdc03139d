"""Who comes first among equals: drawn anew each day from the seed, the date and the ids, never from the rows.

Whoever knows seed and date can draw the order again; over many days all equals stand first equally often.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Ints


@dataclass(frozen=True, slots=True)
class Ties:
    """The place of each worker and of each vacancy in the day's order."""

    workers: Ints
    vacancies: Ints


def daily_ties(workers: list[str], vacancies: list[str], seed: int, as_of: date) -> Ties:
    """The day's order of all ids."""
    salt = f"{seed}\n{as_of.isoformat()}"
    return Ties(_drawn(workers, salt), _drawn(vacancies, salt))


def _drawn(ids: list[str], salt: str) -> Ints:
    """The place of each id in an order drawn by the salt."""
    drawn = [hashlib.blake2b(f"{salt}\n{name}".encode(), digest_size=16).digest() for name in ids]
    place = np.empty(len(ids), dtype=np.int64)
    place[sorted(range(len(ids)), key=drawn.__getitem__)] = np.arange(len(ids))
    return place


def pair_ties(worker: Ints, vacancy: Ints) -> NDArray[np.uint64]:
    """A number for each pair of places; each worker sees equal vacancies in an order of the own (splitmix64)."""
    mixed = (worker.astype(np.uint64) << np.uint64(32)) + vacancy.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
