"""Which offers may serve which needs, and for each pair refused the first rule it breaks.

Rules carry the numbers of the law of shared employment (S01–S28). Where the law sets no limit but the office does
(distance, days), the rule is the one whose check the limit belongs to: S23, the same predicates as for a vacancy
(post, way), and S22, quantities by day.
"""

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from matcher.swap.distances import kilometres
from matcher.swap.problem import InvalidSwap, Need, Offer, SwapInstance

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
MOST_PAIRS = 300_000  # what fits 1.5 GB
TOO_MANY = f"more than {MOST_PAIRS:,} pairs may lend: hand in streets or posts apart, or a smaller max_km"
BLOCK_CELLS = 4_000_000  # offers × needs looked at in one go
OPEN_ENDED = date.max
NANO = 1_000_000_000  # costs are whole billionths, so that sums do not depend on their order


class Refusal(IntEnum):
    """Why a pair cannot lend, in the order in which it is looked at."""

    NONE = 0
    DISPATCHED = 1
    SAME_EMPLOYER = 2
    SKILL = 3
    DISTANCE = 4
    WAGE = 5
    DAYS = 6
    CONTRACT = 7

    @property
    def rule(self) -> str:
        """The number of the rule."""
        return ("", "S06", "S21", "S23", "S23", "S24", "S22", "S03")[self]


@dataclass(frozen=True, slots=True)
class Side:
    """Offers or needs as columns; days are ordinals, ``until`` is the day after the last."""

    people: Ints
    first: Ints
    until: Ints
    lng: Floats
    lat: Floats
    wage: Ints
    employer: Ints


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that may lend: rows of an offer and a need, and what holds between them.

    A loan of a pair lies in ``[first, until)`` and lasts at least ``least`` days; ``rate`` is the cost of a
    person-day in billionths.
    """

    offer: Ints
    need: Ints
    first: Ints
    until: Ints
    least: Ints
    rate: Ints

    def __len__(self) -> int:
        return len(self.offer)

    def keep(self, chosen: Mask | Ints) -> "Pairs":
        """Some of the pairs."""
        return Pairs(*(getattr(self, column.name)[chosen] for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Market:
    """The problem in arrays: capacities, windows, and the pairs that may lend."""

    instance: SwapInstance
    offers: Side
    needs: Side
    key: Mask  # of each need: whether its person-days come first
    pairs: Pairs
    employers: int  # how many there are on both sides
    contract_until: Ints  # of each offer the day after the last


def market(instance: SwapInstance) -> Market:
    """Arrays of the problem and its allowed pairs, sorted by offer, then need."""
    employers = {row.employer for row in instance.offers} | {row.employer for row in instance.needs}
    numbers = {name: n for n, name in enumerate(sorted(employers))}
    contract = np.array([(row.contract_until or OPEN_ENDED).toordinal() + 1 for row in instance.offers], dtype=np.int64)
    offers, needs = _side(instance.offers, numbers), _side(instance.needs, numbers)
    key = np.array([need.key for need in instance.needs], dtype=bool)
    bare = Market(instance, offers, needs, key, _no_pairs(), len(numbers), contract)
    found: list[Pairs] = []
    for block in skill_blocks(instance):
        found.append(_allowed(bare, *block))
        if sum(map(len, found)) > MOST_PAIRS:
            raise InvalidSwap("offers and needs", TOO_MANY)
    pairs = _joined(found)
    order = np.lexsort((pairs.need, pairs.offer))
    return replace(bare, pairs=pairs.keep(order))


def skill_blocks(instance: SwapInstance) -> list[tuple[Ints, Ints, float]]:
    """Rows of offers and of needs whose posts go together, and what a person-day of the change costs."""
    offered, needed = _by_skill(instance.offers), _by_skill(instance.needs)
    blocks = []
    for post in sorted(offered):
        for other in sorted(needed):
            if (cost := instance.params.skill_cost(post, other)) is not None:
                blocks.append((offered[post], needed[other], cost))
    return blocks


def refusals(bare: Market, offers: Ints, needs: Ints) -> tuple[NDArray[np.int8], Floats]:
    """For each offer × need of fitting posts the first rule broken (Refusal), and the kilometres between them."""
    instance, giving, taking = bare.instance, bare.offers, bare.needs
    km = kilometres(
        giving.lng[offers][:, None], giving.lat[offers][:, None], taking.lng[needs][None, :], taking.lat[needs][None, :]
    )
    dispatched = np.array([instance.offers[row].dispatched for row in offers.tolist()], dtype=bool)[:, None]
    lower = np.array([instance.offers[row].accepts_lower_wage for row in offers.tolist()], dtype=bool)[:, None]
    further = np.array([instance.needs[row].further_km for row in needs.tolist()], dtype=np.float64)[None, :]
    least = least_days(instance)[needs][None, :]
    first = np.maximum(giving.first[offers][:, None], taking.first[needs][None, :])
    until = np.minimum(giving.until[offers][:, None], taking.until[needs][None, :])
    kept = np.minimum(until, bare.contract_until[offers][:, None])
    found = np.zeros(km.shape, dtype=np.int8)
    for reason, broken in (
        (Refusal.CONTRACT, kept - first < least),
        (Refusal.DAYS, until - first < least),
        (Refusal.WAGE, (taking.wage[needs][None, :] < giving.wage[offers][:, None]) & ~lower),
        (Refusal.DISTANCE, km > instance.params.max_km + further),
        (Refusal.SAME_EMPLOYER, giving.employer[offers][:, None] == taking.employer[needs][None, :]),
        (Refusal.DISPATCHED, np.broadcast_to(dispatched, km.shape)),
    ):
        found[broken] = reason
    return found, km


def least_days(instance: SwapInstance) -> Ints:
    """The shortest loan each need takes."""
    return np.array([instance.params.least_days(need) for need in instance.needs], dtype=np.int64)


def _allowed(bare: Market, offers: Ints, needs: Ints, skill_cost: float) -> Pairs:
    """The allowed pairs of a block, some offers at a time."""
    return _joined([_allowed_part(bare, part, needs, skill_cost) for part in some_at_a_time(offers, needs)])


def some_at_a_time(offers: Ints, needs: Ints) -> list[Ints]:
    """The offers in parts, each few enough to be looked at beside all the needs in one go."""
    at_once = max(1, BLOCK_CELLS // len(needs))
    return [offers[first : first + at_once] for first in range(0, len(offers), at_once)]


def _allowed_part(bare: Market, offers: Ints, needs: Ints, skill_cost: float) -> Pairs:
    found, km = refusals(bare, offers, needs)
    row, column = np.nonzero(found == Refusal.NONE)
    offer, need = offers[row], needs[column]
    rate = np.rint((bare.instance.params.km_cost * km[row, column] + skill_cost) * NANO).astype(np.int64)
    until = np.minimum(bare.offers.until[offer], bare.needs.until[need])
    return Pairs(
        offer,
        need,
        np.maximum(bare.offers.first[offer], bare.needs.first[need]),
        np.minimum(until, bare.contract_until[offer]),
        least_days(bare.instance)[need],
        rate,
    )


def _side(rows: tuple[Offer, ...] | tuple[Need, ...], employers: dict[str, int]) -> Side:
    return Side(
        people=np.array([row.people for row in rows], dtype=np.int64),
        first=np.array([row.first.toordinal() for row in rows], dtype=np.int64),
        until=np.array([row.last.toordinal() + 1 for row in rows], dtype=np.int64),
        lng=np.array([row.lng for row in rows], dtype=np.float64),
        lat=np.array([row.lat for row in rows], dtype=np.float64),
        wage=np.array([row.wage_fen for row in rows], dtype=np.int64),
        employer=np.array([employers[row.employer] for row in rows], dtype=np.int64),
    )


def _by_skill(rows: tuple[Offer, ...] | tuple[Need, ...]) -> dict[str, Ints]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, skill in enumerate([row.skill for row in rows]):
        found[skill].append(number)
    return {skill: np.array(numbers, dtype=np.int64) for skill, numbers in found.items()}


def _joined(found: list[Pairs]) -> Pairs:
    blocks = [_no_pairs(), *found]
    return Pairs(*(np.concatenate([getattr(block, column.name) for block in blocks]) for column in fields(Pairs)))


def _no_pairs() -> Pairs:
    return Pairs(*(np.empty(0, np.int64) for _ in fields(Pairs)))
