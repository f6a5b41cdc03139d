"""Every number a matching run may be asked to change, with its default and why.

The weights are a first, hand-set version: they order the criteria by what workers and hiring staff name
first (kind of work, then pay, then the way there) and are to be fitted once outcomes are recorded.
"""

import math
import sys
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from matcher.pairing.instance import PairingError

MICRO = 1_000_000  # scores are kept as whole millionths: sums are exact and six decimals lose nothing


class InvalidParams(PairingError):  # noqa: N818 - named like InvalidInstance
    """A parameter that does not exist, or a value it cannot have."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key, self.problem = key, problem


@dataclass(frozen=True, slots=True)
class UtilityWeights:
    """What a worker gets out of a vacancy. Only the proportions matter."""

    title: float = 0.42  # is it the work wished for: decides before all else
    duties: float = 0.08  # the advert's duties name the work even where its title does not
    wage: float = 0.18  # offered pay against the pay asked
    local_pay: float = 0.06  # offered pay against what such work pays here
    distance: float = 0.14
    lodging: float = 0.05
    shift: float = 0.04
    start: float = 0.03


@dataclass(frozen=True, slots=True)
class ChanceWeights:
    """What makes an application succeed. Only the proportions matter."""

    skills: float = 0.35  # required skills against the worker's
    title: float = 0.20  # people mostly wish for work they have done
    trade: float = 0.20  # the worker's skills name the vacancy's trade
    certificates: float = 0.15  # held for certain, or still to be shown
    education: float = 0.10


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
    wish_order_discount: float = 0.05  # each later wish counts this much less than the first

    # Scores.
    neutral: float = 0.5  # value of a criterion when one side says nothing
    distance_scale_km: float = 8.0  # the value of nearness falls to 1/e at this distance
    patient_days: int = 60  # waiting this long for the start halves that criterion
    local_pay_span: float = 0.25  # this much above (below) the local wage is worth 1 (0)
    chance_floor: float = 0.20  # the chance of an application that fits in nothing but the hard rules
    outside_option: float = 0.25  # utility of going on looking: what a vacancy has to beat
    smoothing: float = 0.10  # spread of tastes we do not observe, σ in the expected surplus
    # Few take, and fewer keep, work that is near none of their wishes: its chance, and so its score, counts this
    # share. Just under the default min_score, so that such pairs are candidates only of runs that ask for less.
    unrelated_share: float = 0.149

    # Lists.
    list_length: int = 20
    applications_per_worker: float = 3.0  # used to estimate how many apply to each vacancy

    # Size. No worker of an instance with this many vacancies or fewer ever loses a candidate.
    max_candidates: int = 2_000

    utility: UtilityWeights = field(default_factory=UtilityWeights)
    chance: ChanceWeights = field(default_factory=ChanceWeights)

    def __post_init__(self) -> None:
        for key, low, high in LIMITS:
            if not low <= getattr(self, key) <= high:
                raise InvalidParams(key, f"{getattr(self, key)} is not between {low:g} and {high:g}")
        for table in (self.utility, self.chance):
            _check_weights("utility" if table is self.utility else "chance", table)

    @property
    def least_micro(self) -> int:
        """The least score in millionths, which a score of six decimals either reaches or not."""
        return math.ceil(round(self.min_score * MICRO, 6))

    @property
    def leaves_out_unrelated(self) -> bool:
        """Whether even the best pair whose work is near none of the wishes stays below the least score."""
        return self.least_micro > math.ceil(self.unrelated_share * MICRO)

    @classmethod
    def from_toml(cls, path: str | Path) -> "MatchParams":
        """Parameters from a TOML file, at its top or in a table ``params``; what it does not name keeps its default."""
        try:
            read = tomllib.loads(Path(path).read_text("utf-8-sig"))
        except (ValueError, RecursionError) as fault:  # not TOML, not UTF-8, a number of thousands of digits
            raise InvalidParams(Path(path).name, f"not readable as TOML: {fault}") from None
        return cls.from_mapping(_without_table(read))

    @classmethod
    def from_mapping(cls, values: dict[str, object]) -> "MatchParams":
        """Parameters from plain values, as TOML or JSON give them; weights as tables ``utility`` and ``chance``."""
        default = cls()
        changed: dict[str, object] = {}
        for key, value in values.items():
            if key in ("utility", "chance"):
                changed[key] = _replaced(default, key, value)
            else:
                changed[key] = _checked(default, key, value, key)
        return replace(default, **changed)  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, object]:
        """Plain values for a report."""
        return asdict(self)


Weights = UtilityWeights | ChanceWeights
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
    ("chance_floor", 0, 1),
    ("outside_option", 0, 0.99),
    ("smoothing", 0.001, 10),
    ("unrelated_share", 0, 1),
    ("list_length", 1, 10_000),
    ("applications_per_worker", 0, 1_000),
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


def _replaced(default: MatchParams, name: str, values: object) -> Weights:
    """A table of weights with some weights changed."""
    if not isinstance(values, dict):
        raise InvalidParams(name, "has to be a table")
    table = default.utility if name == "utility" else default.chance
    changed = {key: float(_checked(table, key, value, f"{name}.{key}")) for key, value in values.items()}
    return replace(table, **changed)  # type: ignore[arg-type]


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
