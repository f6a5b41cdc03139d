"""Who goes where: capacities by min-cost flow, in four tiers, each exactly optimal given those before it.

1. openings of key or urgent vacancies filled by near-equal pairs,
2. assisted workers placed,
3. workers placed,
4. total score.

One weighted sum of all four would overflow 64 bits on a large district. So the first three, which are small
counts, are solved together; the prices of that optimum (prices.py) then say which pairs, and which workers and
vacancies without exception, belong to its optimal assignments; among those the total score is maximised.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from matcher.pairing.prices import Forced, Ints, Market, Mask, SolverFailed, prove

# OR-Tools scales costs by the number of nodes, in 64 bits; 100,000 × 10,000 stays a thousand times below.
LARGEST = 2**61
TIERS = ("key_or_urgent", "assisted", "placed", "total_score")


@dataclass(frozen=True, slots=True)
class Merits:
    """What each pair counts for, tier by tier; ``micro`` is its score in millionths."""

    near_equal_priority: Mask
    assisted: Mask
    micro: Ints

    def values(self, chosen: Mask) -> dict[str, int]:
        """What a choice of pairs reaches in each tier; the score in millionths."""
        return {
            "key_or_urgent": int(self.near_equal_priority[chosen].sum()),
            "assisted": int(self.assisted[chosen].sum()),
            "placed": int(chosen.sum()),
            "total_score": int(self.micro[chosen].sum()),
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen pairs, what they reach in each tier, and what no plan can exceed."""

    chosen: Mask
    reached: dict[str, int]
    bound: dict[str, int]


def near_equal(worker: NDArray[np.integer], micro: Ints, workers: int, margin: int) -> Mask:
    """Pairs within ``margin`` millionths of their worker's best."""
    best = np.zeros(workers, dtype=np.int64)
    np.maximum.at(best, worker, micro)
    close: Mask = micro >= best[worker] - margin
    return close


def assign(market: Market, merits: Merits, tiers: tuple[str, ...] = TIERS, *, proven: bool = True) -> Plan:
    """The plan that is best in every tier of ``tiers``, in order; the score is always the last.

    Unless ``proven``, the solver is taken at its word for the total score, which is then its own bound.
    """
    if not len(market.worker):
        nothing = np.zeros(0, dtype=bool)
        return Plan(nothing, merits.values(nothing), merits.values(nothing))
    counts = _weighted_counts(market, merits, tiers)
    face, forced = np.ones(len(market.worker), dtype=bool), Forced.nothing(market)
    if counts.any():
        prices = prove(market, counts, _flow(market, counts, forced), forced)
        face = prices.reduced(market, counts) == 0
        forced = Forced(prices.rent > 0, prices.price > 0)
    narrowed, micro = market.keep(face), merits.micro[face]
    within = _flow(narrowed, micro, forced)
    chosen = face.copy()
    chosen[face] = within
    if counts.any() and int(counts[chosen].sum()) != prices.bound(market):
        raise SolverFailed("the total score was bought with an earlier tier")
    reached = merits.values(chosen)
    bound = prove(narrowed, micro, within, forced).bound(narrowed) if proven else reached["total_score"]
    return Plan(chosen, reached, reached | {"total_score": bound})  # the counts were proven equal to their bound above


def _weighted_counts(market: Market, merits: Merits, tiers: tuple[str, ...]) -> Ints:
    """Tiers 1–3 as one whole number a pair: a count in one tier outweighs any count in those after it."""
    base = min(market.workers, int(market.capacity.sum())) + 1
    if base**2 * (market.workers + len(market.capacity) + 1) > LARGEST:
        raise SolverFailed("too many workers and vacancies for one flow: match districts one at a time")
    counts = np.zeros(len(market.worker), dtype=np.int64)
    for tier, counted in (
        ("key_or_urgent", merits.near_equal_priority),
        ("assisted", merits.assisted),
        ("placed", np.ones(len(market.worker), dtype=bool)),
    ):
        counts = counts * base + counted if tier in tiers else counts
    return counts


def _flow(market: Market, gain: Ints, forced: Forced) -> Mask:
    """The choice of greatest gain, by min-cost flow: worker → vacancy → taken, or worker → unassigned.

    A worker who must be placed has no way out; a vacancy that must be full demands its capacity itself.
    """
    pairs, workers, vacancies = len(market.worker), market.workers, len(market.capacity)
    sink = workers + vacancies
    resting, free = np.flatnonzero(~forced.workers), np.flatnonzero(~forced.vacancies)
    most = int(gain.max(initial=0))  # every worker's unit pays ``most`` less the gain, so no cost is negative
    network = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([market.worker, resting, workers + free]).astype(np.int32),
        np.concatenate([workers + market.vacancy, np.full(len(resting) + len(free), sink)]).astype(np.int32),
        np.concatenate([np.ones(pairs + len(resting), dtype=np.int64), market.capacity[free]]),
        np.concatenate([most - gain, np.full(len(resting), most), np.zeros(len(free), dtype=np.int64)]),
    )
    supplies = np.concatenate([np.ones(workers, dtype=np.int64), np.where(forced.vacancies, -market.capacity, 0)])
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), np.append(supplies, -supplies.sum()))
    status = network.solve()
    if status != network.OPTIMAL:
        raise SolverFailed(f"min-cost flow ended with status {status}")
    flows = network.flows(np.arange(pairs, dtype=np.int32))
    return np.asarray(flows) > 0
