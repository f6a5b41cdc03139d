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

    def ended(self, day: date) -> bool:
        """Whether the last day it held is past."""
        return self.valid_to is not None and self.valid_to < day


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
        """The value on a day; a day before the first row goes by the first.

        LookupError when there is no such key, or when its last row has ended: no rule may guess a value.
        """
        rows = self._by_key.get(key, ())
        begun = next((row for row in rows if row.valid_from <= day and not row.ended(day)), None)
        if begun is None and rows and day < rows[-1].valid_from:
            begun = rows[-1]
        if begun is None:
            raise LookupError(f"no value of {key} holds on {day.isoformat()}")
        return begun.value


def read_parameters(written: Iterable[Mapping[str, object]]) -> Parameters:
    """Parameters from rows as they stand in the packaged table."""
    return Parameters(tuple(DatedValue(**row) for row in written))  # type: ignore[arg-type]


@cache
def packaged_parameters() -> Parameters:
    """The rows of ``data/parameters.toml``."""
    written = resources.files("matcher.policy").joinpath("data", "parameters.toml").read_text(encoding="utf-8")
    return read_parameters(tomllib.loads(written)["parameter"])
