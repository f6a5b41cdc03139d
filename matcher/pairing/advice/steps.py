"""The steps and costs that advice works with, from the dated tables of ``data/advice.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class AdviceTable:
    """One dated table; each number is explained where it is written, in ``data/advice.toml``."""

    valid_from: date
    source: str
    wage_steps: list[int]
    later_days: list[int]
    shortage_wage: int
    shortage_days: int
    shortage_km: int
    lodging_cost: int
    certificate_cost: int


def advice_on(day: date) -> AdviceTable:
    """The table in force on a day."""
    begun = [table for table in _tables() if table.valid_from <= day]
    return begun[-1] if begun else _tables()[0]


@cache
def _tables() -> tuple[AdviceTable, ...]:
    written = resources.files("matcher.pairing").joinpath("data/advice.toml").read_text("utf-8")
    tables = (AdviceTable(**table) for table in tomllib.loads(written)["table"])
    return tuple(sorted(tables, key=lambda table: table.valid_from))
