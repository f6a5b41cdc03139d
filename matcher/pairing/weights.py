"""The numbers of the score, from the dated tables of ``data/weights.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from matcher.pairing.calibration import Bands, Knots, check_knots


@dataclass(frozen=True, slots=True)
class UtilityWeights:
    """What a worker gets out of a vacancy. Only the proportions matter."""

    title: float
    duties: float
    wage: float
    local_pay: float
    distance: float
    lodging: float
    shift: float
    start: float


@dataclass(frozen=True, slots=True)
class ChanceWeights:
    """What makes an application succeed. Only the proportions matter."""

    skills: float
    title: float
    trade: float
    certificates: float
    education: float


@dataclass(frozen=True, slots=True)
class UnknownFactors:
    """What the chance is multiplied by while a worker has not said whether they meet a hard requirement."""

    certificates: float
    education: float


@dataclass(frozen=True, slots=True)
class WeightTable:
    """One dated table; each number is explained where it is written, in ``data/weights.toml``."""

    name: str
    valid_from: date
    source: str
    utility: UtilityWeights
    chance: ChanceWeights
    calibration: Knots
    unknown: UnknownFactors
    bands: Bands
    neutral: float
    wish_order_discount: float
    distance_scale_km: float
    river_km: float
    lodged_nearness: float
    patient_days: int
    local_pay_span: float
    spare_schooling: float
    outside_option: float
    smoothing: float
    unrelated_share: float


# The columns of a table that a run takes over as parameters of the same name.
SCORING = tuple(column.name for column in fields(WeightTable) if column.name not in ("name", "valid_from", "source"))


@cache
def weight_tables() -> tuple[WeightTable, ...]:
    """Every table, the earliest first."""
    written = resources.files("matcher.pairing").joinpath("data/weights.toml").read_text("utf-8")
    tables = [_table(values) for values in tomllib.loads(written)["table"]]
    return tuple(sorted(tables, key=lambda table: table.valid_from))


def weights_on(day: date) -> WeightTable:
    """The table in force on a day: the last that has begun, or the first of all."""
    begun = [table for table in weight_tables() if table.valid_from <= day]
    return begun[-1] if begun else weight_tables()[0]


def newest_weights() -> WeightTable:
    """The table that begins last: what a run goes by that names no day."""
    return weight_tables()[-1]


def _table(values: Mapping[str, Any]) -> WeightTable:
    """One table as it is written; a number that is missing or misspelt is a fault of the file."""
    knots = knots_of(values["calibration"]["knots"])
    return WeightTable(
        **{
            **values,
            "utility": UtilityWeights(**values["utility"]),
            "chance": ChanceWeights(**values["chance"]),
            "unknown": UnknownFactors(**values["unknown"]),
            "bands": bands_of(values["bands"]),
            "calibration": knots,
        }
    )


def knots_of(written: object) -> Knots:
    """Knots of plain lists of numbers; raises ``ValueError`` for what is no calibration."""
    if not isinstance(written, (list, tuple)) or not all(_is_point(point) for point in written):
        raise ValueError("has to be a list of pairs of numbers")
    knots = tuple((float(at), float(chance)) for at, chance in written)
    check_knots(knots)
    return knots


def bands_of(written: Mapping[str, Any]) -> Bands:
    """Bands of plain values; raises ``ValueError`` for bands that cannot be, ``TypeError`` for other names."""
    read: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in written.items()}
    return Bands(**read)


def _is_point(point: object) -> bool:
    numbers = (int, float)
    return (
        isinstance(point, (list, tuple))
        and len(point) == 2
        and all(isinstance(number, numbers) and not isinstance(number, bool) for number in point)
    )
