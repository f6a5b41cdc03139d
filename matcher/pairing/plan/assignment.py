"""Who goes where: capacities by min-cost flow, in four tiers, each exactly optimal given those before it.

1. openings of key or urgent vacancies filled by near-equal pairs (T1),
2. assisted workers placed (T2),
3. workers placed (T3),
4. total score (T4).

One flow with the weights 4·S, 2·S, S and 1 is enough, where S exceeds the score of any assignment. Two assignments
differ by alternating paths and cycles, each of which can be applied alone; a worker's being placed changes only at
the two ends of a path, so on each of them T2 and T3 change by at most one and T4 by less than S. A path that is
better tier by tier has ΔT1 ≥ 1, then 4 − 2 − 1 > 0 outweighs the rest; or ΔT1 = 0 and ΔT2 = 1, then 2 − 1 > 0; or
only ΔT3 = 1, then S outweighs any score. So an assignment that is best in the weighted sum is best tier by tier, and
the sum of even 100,000 workers × 10,000 vacancies stays far inside 64 bits. prices.py proves each plan optimal.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from matcher.pairing.instance import Ints, Mask
from matcher.pairing.plan.prices import Market, Prices, SolverFailed, prove

TIERS = ("key_or_urgent", "assisted", "placed", "total_score")
WEIGHTS = {"key_or_urgent": 4, "assisted": 2, "placed": 1}
BEST_SCORE = 1_000_000  # millionths
LIKELY = 5  # pairs of each worker; of a city's million a twentieth, and few others ever join
LARGEST = 2**61  # OR-Tools multiplies costs by the number of nodes, in 64 bits


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
    """The chosen pairs, what they reach in each tier, what no plan can exceed, and the prices that prove it."""

    chosen: Mask
    reached: dict[str, int]
    bound: dict[str, int]
    prices: Prices | None = None


def assign(market: Market, merits: Merits, tiers: tuple[str, ...] = TIERS, *, proven: bool = True) -> Plan:
    """The plan that is best in every tier of ``tiers``, in order; the score is always the last.

    Unless ``proven``, the solver is taken at its word, and the plan is its own bound.
    """
    gain = weighted(market, merits, tiers)
    chosen = _flow(market, gain)
    reached = merits.values(chosen)
    if not proven or not len(gain):
        return Plan(chosen, reached, reached)
    prices = prove(market, gain, chosen)
    beyond = prices.bound(market) - int(gain[chosen].sum())
    return Plan(chosen, reached, reached | {"total_score": reached["total_score"] + beyond}, prices)


def likely(market: Market, merits: Merits, plan: Plan) -> Mask:
    """The pairs among which plans near this proven one are looked for first: each worker's least short of a seat.

    A pair falls short of being worth a seat by its reduced cost, rent + price − gain; 0 for every chosen pair.
    """
    if plan.prices is None:
        return np.ones(len(market.worker), dtype=bool)
    worth = weighted(market, merits, TIERS)
    short = plan.prices.rent[market.worker] + plan.prices.price[market.vacancy] - worth
    order = np.lexsort((short, market.worker))
    counts = np.bincount(market.worker, minlength=market.workers)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    return plan.chosen | (rank < LIKELY)


def reassign(market: Market, merits: Merits, among: Mask, tiers: tuple[str, ...] = TIERS) -> Plan:
    """As good a plan as ``assign`` makes, sooner where ``among`` holds the pairs that matter.

    The plan is made of these pairs alone; its prices then tell which others could improve it, and those join, until
    none could (column generation). The last prices prove the plan optimal among all pairs.
    """
    gain = weighted(market, merits, tiers)
    if not len(gain):
        return assign(market, merits, tiers)
    chosen, prices = _grown(market, gain, among)
    reached = merits.values(chosen)
    return Plan(chosen, reached, reached, prices)


def placements(market: Market, merits: Merits, among: Mask) -> int:
    """How many workers every plan places that is best in its tiers, found as ``reassign`` does.

    The score, the last tier, has no say in it, and without it the numbers are small and the flow is quick.
    """
    if not len(market.worker):
        return 0
    gain = WEIGHTS["key_or_urgent"] * merits.near_equal_priority + WEIGHTS["assisted"] * merits.assisted
    chosen, _ = _grown(market, gain.astype(np.int64) + WEIGHTS["placed"], among)
    return int(chosen.sum())


def _grown(market: Market, gain: Ints, among: Mask) -> tuple[Mask, Prices]:
    """The choice of greatest gain, made among some pairs that grow until none could improve it, and its prices."""
    while True:
        part = Market(market.worker[among], market.vacancy[among], market.workers, market.capacity)
        chosen_of_part = _flow(part, gain[among])
        prices = prove(part, gain[among], chosen_of_part)
        improving = ~among & (gain > prices.rent[market.worker] + prices.price[market.vacancy])
        if not improving.any():
            break
        among = among | improving
    chosen = np.zeros(len(gain), dtype=bool)
    chosen[np.flatnonzero(among)[chosen_of_part]] = True
    return chosen, prices


def scale_of(market: Market) -> int:
    """What one placement counts for: more than twice the score of any assignment, even with one more opening.

    Once would do for the order of the tiers; twice lets the price of an opening be read back tier by tier.
    """
    return 2 * min(market.workers, int(market.capacity.sum()) + 1) * BEST_SCORE + 1


def weighted(market: Market, merits: Merits, tiers: tuple[str, ...]) -> Ints:
    """All tiers as one whole number a pair."""
    scale = scale_of(market)
    if sum(WEIGHTS.values()) * scale * (market.workers + len(market.capacity) + 2) > LARGEST:
        raise SolverFailed("too many workers and vacancies for one flow: match districts one at a time")
    gain = merits.micro.astype(np.int64)
    for tier, counted in (
        ("key_or_urgent", merits.near_equal_priority),
        ("assisted", merits.assisted),
        ("placed", np.ones(len(gain), dtype=bool)),
    ):
        gain = gain + (WEIGHTS[tier] * scale * counted if tier in tiers else 0)
    return gain


def _flow(market: Market, gain: Ints) -> Mask:
    """The choice of greatest gain, by min-cost flow: worker → vacancy → taken, or worker → unassigned."""
    pairs, workers, vacancies = len(market.worker), market.workers, len(market.capacity)
    if not pairs:
        return np.zeros(0, dtype=bool)
    sink, everyone, every_vacancy = workers + vacancies, np.arange(workers), np.arange(vacancies)
    most = int(gain.max())  # every worker's unit pays ``most`` less the gain, so no cost is negative
    network = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([market.worker, everyone, workers + every_vacancy]).astype(np.int32),
        np.concatenate([workers + market.vacancy, np.full(workers + vacancies, sink)]).astype(np.int32),
        np.concatenate([np.ones(pairs + workers, dtype=np.int64), market.capacity]),
        np.concatenate([most - gain, np.full(workers, most), np.zeros(vacancies, dtype=np.int64)]),
    )
    supplies = np.concatenate([np.ones(workers, dtype=np.int64), np.zeros(vacancies, dtype=np.int64), [-workers]])
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    status = network.solve()
    if status != network.OPTIMAL:
        raise SolverFailed(f"min-cost flow ended with status {status}")
    return np.asarray(network.flows(np.arange(pairs, dtype=np.int32))) > 0
