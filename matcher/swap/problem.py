"""The problem of labour swap: who offers staff, who needs some, under which parameters.

Names follow the trade: a *lender* offers surplus staff, a *borrower* needs some, a *loan* is whole people for
consecutive days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

KEY_CLASSES = ("K0", "K1", "K2", "K3", "K4", "K5", "K6")


class InvalidSwap(ValueError):  # noqa: N818 - named like InvalidInstance
    """What was handed in cannot be planned; ``where`` names the row and the field."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where, self.problem = where, problem


@dataclass(frozen=True, slots=True)
class Offer:
    """People of one post whom an employer can spare from ``first`` to ``last``, both worked days."""

    id: str
    employer: str
    skill: str
    people: int
    first: date
    last: date
    wage_fen: int  # a month
    contract_until: date | None  # None: open-ended
    accepts_lower_wage: bool
    dispatched: bool
    lng: float
    lat: float


@dataclass(frozen=True, slots=True)
class Need:
    """People of one post whom an employer is short of from ``first`` to ``last``, both worked days."""

    id: str
    employer: str
    skill: str
    people: int
    first: date
    last: date
    wage_fen: int  # a month
    min_days: int
    key_class: str
    urgent: bool
    lng: float
    lat: float
    further_km: float = 0.0  # beyond the parameter max_km; not handed in, but tried when a plan falls short

    @property
    def key(self) -> bool:
        """Whether it comes first: a key employer (K1–K6), or urgent."""
        return self.urgent or self.key_class != "K0"


@dataclass(frozen=True, slots=True)
class SwapParams:
    """The numbers of a plan. Costs have no currency: they only order plans that lend as much."""

    max_km: float = 40.0
    min_days: int = 3
    agreement_cost: float = 5.0  # of each lender–borrower pair with a loan
    km_cost: float = 0.02  # of a person-day and kilometre
    substitution: Mapping[tuple[str, str], float] | None = None  # (skill offered, skill needed) → cost a person-day

    def skill_cost(self, offered: str, needed: str) -> float | None:
        """What a person-day of one post in another costs; None where it cannot stand in."""
        return 0.0 if offered == needed else (self.substitution or {}).get((offered, needed))

    def least_days(self, need: Need) -> int:
        """The shortest loan that the need takes."""
        return max(need.min_days, self.min_days)


@dataclass(frozen=True, slots=True)
class SwapInstance:
    """One problem. Row order is by id, so that the order in which rows were handed in changes nothing."""

    as_of: date
    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    params: SwapParams = SwapParams()

    def __post_init__(self) -> None:
        object.__setattr__(self, "offers", tuple(sorted(self.offers, key=lambda row: row.id)))
        object.__setattr__(self, "needs", tuple(sorted(self.needs, key=lambda row: row.id)))
