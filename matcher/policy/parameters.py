"""The dated amounts and limits that rules judge by."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A number and the days on which it holds, both ends included; ``valid_to`` None while it still does."""

    key: str
    value: float
    valid_from: date
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Parameters:
    """Every dated value that a rule may ask for. Of rows that overlap, the one that began last holds."""

    rows: tuple[DatedValue, ...]
    _by_key: Mapping[str, tuple[DatedValue, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        newest_first = sorted(self.rows, key=lambda row: row.valid_from, reverse=True)
        by_key = {key: tuple(row for row in newest_first if row.key == key) for key in {row.key for row in self.rows}}
        object.__setattr__(self, "_by_key", by_key)

    def value(self, key: str, day: date) -> float:
        """The value on a day; LookupError when nothing holds then, because no rule may guess one."""
        for row in self._by_key.get(key, ()):
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
                return row.value
        raise LookupError(f"no value of {key} holds on {day.isoformat()}")


def read_parameters(written: Iterable[Mapping[str, object]]) -> Parameters:
    """Parameters from rows as they stand in the packaged table."""
    return Parameters(tuple(DatedValue(**row) for row in written))  # type: ignore[arg-type]


@cache
def packaged_parameters() -> Parameters:
    """The rows of ``data/parameters.toml``."""
    written = resources.files("matcher.policy").joinpath("data", "parameters.toml").read_text(encoding="utf-8")
    return read_parameters(tomllib.loads(written)["parameter"])
