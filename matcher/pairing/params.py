"""Every number a matching run may be asked to change.

The numbers that make a score (weights, calibration, bands) have their defaults, dated and explained, in
``data/weights.toml``; those of the rules, the lists and the plan have theirs here.
"""

import math
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from matcher.pairing.calibration import Bands, Knots
from matcher.pairing.instance import PairingError
from matcher.pairing.weights import (
    SCORING,
    ChanceWeights,
    UnknownFactors,
    UtilityWeights,
    bands_of,
    knots_of,
    newest_weights,
    weights_on,
)

AMENDED = "，另有改动"  # after the name of weights some of which were changed for one run
MICRO = 1_000_000  # scores are kept as whole millionths: sums are exact and six decimals lose nothing


class InvalidParams(PairingError):  # noqa: N818 - named like InvalidInstance
    """A parameter that does not exist, or a value it cannot have."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key, self.problem = key, problem


def _newest(name: str) -> Callable[[], Any]:
    """The default of a field that stands in the newest dated table."""
    return lambda: getattr(newest_weights(), name)


@dataclass(frozen=True, slots=True)
class MatchParams:
    """Numbers of a run. Money in yuan a month, distances in km, scores in [0, 1]."""

    # Hard rules (contract).
    max_km: float = 25.0
    start_grace_days: int = 7
    min_score: float = 0.15

    # Priority reorders near-equals: how far below a worker's best candidate a pair may be and still count (contract).
    tier_margin: float = 0.15

    # Words. Below the floor two titles have nothing to do with each other; a duty phrase has to be much closer.
    affinity_floor: float = 0.15
    duties_floor: float = 0.75

    # Scores: see data/weights.toml. ``weights`` names the table (or the accepted model) they are, or began from.
    weights: str = field(default_factory=_newest("name"))
    utility: UtilityWeights = field(default_factory=_newest("utility"))
    chance: ChanceWeights = field(default_factory=_newest("chance"))
    calibration: Knots = field(default_factory=_newest("calibration"))
    unknown: UnknownFactors = field(default_factory=_newest("unknown"))
    bands: Bands = field(default_factory=_newest("bands"))
    neutral: float = field(default_factory=_newest("neutral"))
    wish_order_discount: float = field(default_factory=_newest("wish_order_discount"))
    distance_scale_km: float = field(default_factory=_newest("distance_scale_km"))
    river_km: float = field(default_factory=_newest("river_km"))
    lodged_nearness: float = field(default_factory=_newest("lodged_nearness"))
    patient_days: int = field(default_factory=_newest("patient_days"))
    local_pay_span: float = field(default_factory=_newest("local_pay_span"))
    spare_schooling: float = field(default_factory=_newest("spare_schooling"))
    outside_option: float = field(default_factory=_newest("outside_option"))
    smoothing: float = field(default_factory=_newest("smoothing"))
    unrelated_share: float = field(default_factory=_newest("unrelated_share"))

    # Lists.
    list_length: int = 20
    applications_per_worker: float = 3.0  # at most; used to estimate how many apply to each vacancy
    applicants_per_opening: float = 3.0  # the fair share of a vacancy, or where more apply than that:
    crowd_spread: float = 1.2  # this many times what an even spread would bring
    equal_band: float = 0.001  # order values this near are equal; then key and urgent vacancies come first
    widened_share: float = 0.15  # of the places of a list, kept for adjacent occupations
    same_work: float = 0.8  # a title this near a wish is the work wished for, a less near one is adjacent
    floor_lines: int = 3  # what every assisted worker's list holds wherever it can: so many lines
    floor_chance: float = 0.2  # with at least this chance, the crowd included

    # Size. No worker of an instance with this many vacancies or fewer ever loses a candidate.
    max_candidates: int = 2_000

    def __post_init__(self) -> None:
        for key, low, high in LIMITS:
            if not low <= getattr(self, key) <= high:
                raise InvalidParams(key, f"{getattr(self, key)} is not between {low:g} and {high:g}")
        for name in ("utility", "chance"):
            _check_weights(name, getattr(self, name))
        for name, factor in asdict(self.unknown).items():
            if not 0 < factor <= 1:
                raise InvalidParams(f"unknown.{name}", f"{factor} is not between 0 and 1")

    @property
    def least_micro(self) -> int:
        """The least score in millionths, which a score of six decimals either reaches or not."""
        return math.ceil(round(self.min_score * MICRO, 6))

    @property
    def leaves_out_unrelated(self) -> bool:
        """Whether even the best pair whose work is near none of the wishes stays below the least score."""
        return self.least_micro > math.ceil(self.unrelated_share * MICRO)

    @classmethod
    def on(cls, day: date) -> "MatchParams":
        """The defaults of a day: the numbers of the score are those of the dated table in force."""
        table = weights_on(day)
        return cls(weights=table.name, **{name: getattr(table, name) for name in SCORING})

    @classmethod
    def from_toml(cls, path: str | Path, day: date | None = None) -> "MatchParams":
        """Parameters from a TOML file, at its top or in a table ``params``; what it does not name keeps its default."""
        try:
            read = tomllib.loads(Path(path).read_text("utf-8-sig"))
        except (ValueError, RecursionError) as fault:  # not TOML, not UTF-8, a number of thousands of digits
            raise InvalidParams(Path(path).name, f"not readable as TOML: {fault}") from None
        return cls.from_mapping(_without_table(read), day)

    @classmethod
    def from_mapping(cls, values: Mapping[str, object], day: date | None = None) -> "MatchParams":
        """Parameters from plain values, as TOML or JSON give them: numbers, tables of numbers, knots as pairs.

        What is not named keeps its default of ``day``, or of the newest table.
        """
        return (cls() if day is None else cls.on(day)).changed(values)

    def changed(self, values: Mapping[str, object]) -> "MatchParams":
        """These parameters with some of them, or some numbers of their tables, set anew from plain values.

        Numbers of the score that are no longer those ``weights`` names show in it, unless ``values`` name them anew.
        """
        made = replace(self, **{key: _read(self, key, value) for key, value in values.items()})  # type: ignore[arg-type]
        amended = any(getattr(made, name) != getattr(self, name) for name in SCORING)
        if not amended or "weights" in values or self.weights.endswith(AMENDED):
            return made
        return replace(made, weights=self.weights + AMENDED)

    def as_dict(self) -> dict[str, object]:
        """Plain values for a report."""
        return asdict(self)


Weights = UtilityWeights | ChanceWeights | UnknownFactors
HEAVIEST = 1_000_000

LIMITS = (
    ("max_km", 0, 50_000),
    ("start_grace_days", 0, 3_650),
    ("min_score", 0, 1),
    ("tier_margin", 0, 1),
    ("affinity_floor", 0, 1),
    ("duties_floor", 0, 1),
    ("wish_order_discount", 0, 1),
    ("neutral", 0, 1),
    ("distance_scale_km", 0.01, 50_000),
    ("patient_days", 1, 3_650),
    ("local_pay_span", 0.01, 10),
    ("river_km", 0, 1_000),
    ("lodged_nearness", 0, 1),
    ("spare_schooling", 0, 1),
    ("outside_option", 0, 0.99),
    ("smoothing", 0.001, 10),
    ("unrelated_share", 0, 1),
    ("list_length", 1, 10_000),
    ("applications_per_worker", 0, 1_000),
    ("applicants_per_opening", 0.01, 1_000),
    ("crowd_spread", 1, 100),
    ("equal_band", 0, 1),
    ("widened_share", 0, 1),
    ("same_work", 0, 1),
    ("floor_lines", 0, 1_000),
    ("floor_chance", 0, 1),
    ("max_candidates", 1, 1_000_000),
)


def _check_weights(name: str, table: Weights) -> None:
    """Weights are not negative and not all zero."""
    for key, weight in asdict(table).items():
        if weight < 0:
            raise InvalidParams(f"{name}.{key}", f"{weight} is negative")
        if weight > HEAVIEST:
            raise InvalidParams(f"{name}.{key}", f"{weight} is not between 0 and {HEAVIEST}")
    if not sum(asdict(table).values()):
        raise InvalidParams(name, "at least one weight has to be above 0")


def _without_table(read: dict[str, object]) -> dict[str, object]:
    """The keys of the table ``params`` beside those at the top; no key may stand in both."""
    table = read.pop("params", {})
    if not isinstance(table, dict):
        raise InvalidParams("params", "has to be a table")
    if twice := sorted(table.keys() & read.keys()):
        raise InvalidParams(f"params.{twice[0]}", "stands at the top of the file as well")
    return {**read, **table}


def _read(default: MatchParams, key: str, value: object) -> object:
    """The value of one parameter, read by what its default is."""
    match getattr(default, key, None):
        case str():
            return _text(key, value)
        case UtilityWeights() | ChanceWeights() | UnknownFactors() as table:
            return _replaced(table, key, value)
        case Bands() as bands:
            return _bands(bands, key, value)
        case tuple():
            return _knots(key, value)
    return _checked(default, key, value, key)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidParams(key, f"{value!r} is not a text")
    return value


def _replaced(table: Weights, name: str, values: object) -> Weights:
    """A table of weights with some weights changed."""
    if not isinstance(values, dict):
        raise InvalidParams(name, "has to be a table")
    changed = {key: float(_checked(table, key, value, f"{name}.{key}")) for key, value in values.items()}
    return replace(table, **changed)  # type: ignore[arg-type]


def _knots(key: str, value: object) -> Knots:
    try:
        return knots_of(value)
    except ValueError as problem:
        raise InvalidParams(key, str(problem)) from None


def _bands(default: Bands, key: str, value: object) -> Bands:
    """Bands with some of their numbers changed."""
    if not isinstance(value, dict):
        raise InvalidParams(key, "has to be a table")
    try:
        return bands_of({**asdict(default), **value})
    except (ValueError, TypeError) as problem:
        raise InvalidParams(key, str(problem)) from None


def _checked(table: object, key: str, value: object, name: str) -> int | float:
    """A number for a parameter that exists, whole where the default is whole."""
    if key not in {known.name for known in fields(table)}:  # type: ignore[arg-type]
        raise InvalidParams(name, "there is no such parameter")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidParams(name, f"{value!r} is not a number")
    if isinstance(getattr(table, key), int):
        if isinstance(value, float) and not value.is_integer():
            raise InvalidParams(name, f"{value!r} is not a whole number")
        return int(value)
    if not abs(value) <= sys.float_info.max:
        raise InvalidParams(name, f"{value!r} is not a number that counts")
    return float(value)
