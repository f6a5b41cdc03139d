"""Names of made-up persons."""

from functools import cache
from random import Random

from seed_data.codes import running, table


def person(rng: Random, sex: str) -> str:
    """A surname as common as in Guangdong and a given name of one or two characters; `sex` is 1 or 2."""
    surnames, weights = _surnames()
    first, second = _given()[sex]
    given = rng.choice(second) if rng.random() < 0.2 else rng.choice(first) + rng.choice(second)
    return rng.choices(surnames, cum_weights=weights)[0] + given


@cache
def _surnames() -> tuple[list[str], tuple[float, ...]]:
    rows = table("vocabulary", "surnames")
    return [row["surname"] for row in rows], running([float(row["weight"]) for row in rows])


@cache
def _given() -> dict[str, tuple[str, str]]:
    return {row["sex"]: (row["first"], row["second"]) for row in table("vocabulary", "given_names")}
