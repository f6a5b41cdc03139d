"""The CSV files of this package as read: public codes in `reference/`, the demonstration's words in `vocabulary/`."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

Row = dict[str, str]


@cache
def table(folder: str, name: str) -> tuple[Row, ...]:
    """All rows of `seed_data/<folder>/<name>.csv`, cells as text."""
    source = resources.files("seed_data").joinpath(folder, f"{name}.csv")
    with source.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def parameter(key: str, on: date) -> str:
    """The value of a dated policy parameter on a day; `KeyError` when no row covers it."""
    covering = [
        row
        for row in table("reference", "parameters")
        if row["key"] == key and row["valid_from"] <= on.isoformat() <= (row["valid_to"] or "9999")
    ]
    if not covering:
        raise KeyError(f"{key} on {on}")
    return max(covering, key=lambda row: row["valid_from"])["value"]


@cache
def minimum_wage(on: date) -> int:
    """Guangzhou's floor for a month of full-time work, whole yuan."""
    return int(parameter("minimum_wage.month_fen", on)) // 100


def parts(cell: str) -> tuple[str, ...]:
    """The items of a cell whose list is joined by `；`; an item may be empty, an empty cell has none."""
    return tuple(cell.split("；")) if cell else ()


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade as employers and workers speak of it; `seekers` and `short` are relative weights."""

    code: str
    family: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    seekers: float
    short: float
    wage_low: int
    wage_high: int
    skills: tuple[str, ...]
    certificates: tuple[str, ...]
    certificate_share: float
    shifts: tuple[str, ...]
    lodging: float
    duties: str
    hazards: tuple[str, ...]
    education: int | None


@dataclass(frozen=True, slots=True)
class Trades:
    """Every trade with the weights already summed, ready for drawing."""

    every: tuple[Trade, ...]
    by_code: dict[str, Trade]
    by_family: dict[str, tuple[Trade, ...]]
    seekers: tuple[float, ...]


@cache
def trades() -> Trades:
    every = tuple(_trade(row) for row in table("vocabulary", "trades"))
    families = {trade.family: tuple(t for t in every if t.family == trade.family) for trade in every}
    return Trades(every, {trade.code: trade for trade in every}, families, running([t.seekers for t in every]))


def _trade(row: Row) -> Trade:
    return Trade(
        code=row["code"],
        family=row["family"],
        titles=parts(row["titles"]),
        words=parts(row["words"]),
        seekers=float(row["seekers"]),
        short=float(row["short"]),
        wage_low=int(row["wage_low"]),
        wage_high=int(row["wage_high"]),
        skills=parts(row["skills"]),
        certificates=parts(row["certificates"]),
        certificate_share=float(row["certificate_share"]),
        shifts=parts(row["shifts"]),
        lodging=float(row["lodging"]),
        duties=row["duties"],
        hazards=parts(row["hazards"]),
        education=int(row["education"]) if row["education"] else None,
    )


def running(weights: list[float]) -> tuple[float, ...]:
    """Running sums, as `random.choices(cum_weights=…)` wants them."""
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return tuple(sums)
