"""The demonstration district: made-up employers, vacancies and workers. Same size, seed and moment → same rows.

Rows are plain dicts whose keys are the columns of the tables in `models`, plus:
- `key`: the row's own name (`E00001`, `V000001`, `W000001`); a vacancy's `employer` is such a key;
- lists of rows for the tables that hang on it (`key_listings`, `swap_offers`, `swap_needs`, `wishes`, `skills`, …).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from seed_data import employers, people, swaps, vacancies

AS_OF = date(2021, 2, 8)
"""The day the demonstration plays on, in Guangzhou."""

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
"""Nine in the morning of that day."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each; `key` employers are on the key list, `idle` ones have staff to spare."""

    workers: int
    vacancies: int
    employers: int
    key: int
    idle: int
    employers_in_liwan: float
    workers_in_liwan: float
    """Shares of addresses inside the district."""


SIZES = {
    "small": Size(workers=60, vacancies=20, employers=8, key=2, idle=2, employers_in_liwan=1.0, workers_in_liwan=0.95),
    "district": Size(
        workers=2_400, vacancies=360, employers=64, key=10, idle=14, employers_in_liwan=1.0, workers_in_liwan=0.95
    ),
    "city": Size(
        workers=100_000,
        vacancies=10_000,
        employers=2_500,
        key=80,
        idle=200,
        employers_in_liwan=0.15,
        workers_in_liwan=0.15,
    ),
}


@dataclass(frozen=True, slots=True)
class District:
    employers: list[dict[str, Any]]
    vacancies: list[dict[str, Any]]
    workers: list[dict[str, Any]]


def generate(size: str | Size, seed: int, now: datetime = NOW) -> District:
    """All rows of one size, by name or measured to order. Each subject draws from its own stream of chance, so a
    change in one leaves the others alone.
    """
    wanted = SIZES[size] if isinstance(size, str) else size
    firms = employers.employers(
        _stream(wanted, seed, "employers"),
        wanted.employers,
        wanted.key,
        wanted.idle,
        now,
        wanted.employers_in_liwan,
    )
    swaps.add_terms(_stream(wanted, seed, "swaps"), firms)
    posts = vacancies.vacancies(_stream(wanted, seed, "vacancies"), wanted.vacancies, firms, now)
    seekers = people.workers(_stream(wanted, seed, "workers"), wanted.workers, now, wanted.workers_in_liwan)
    return District(firms, posts, seekers)


def _stream(size: Size, seed: int, subject: str) -> Random:
    return Random(f"wengang {size} {seed} {subject}")
