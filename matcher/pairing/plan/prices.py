"""Proof that an assignment is optimal: prices of vacancies, by longest paths over the ways to improve it.

In the assignment's linear programme a vacancy v has a price p_v and a worker w a rent u_w = gain − p of the seat
the worker has (0 for a worker left unassigned). Prices for which no worker would gain by moving (u_w + p_v ≥ gain of
every pair) exist exactly when the assignment is optimal, and then Σ u_w + Σ capacity_v · p_v is its value. Whole
numbers throughout, so the proof is exact.
"""

from dataclasses import dataclass

import numpy as np

from matcher.pairing.instance import Ints, Mask, PairingError


class SolverFailed(PairingError):  # noqa: N818 - named like InvalidInstance
    """The solver stopped without an answer, or its answer could not be proven optimal."""


@dataclass(frozen=True, slots=True)
class Market:
    """Pairs that may be chosen, by row numbers; each worker at most once, each vacancy up to its capacity."""

    worker: Ints
    vacancy: Ints
    workers: int
    capacity: Ints

    def seats(self, chosen: Mask) -> Ints:
        """The vacancy of each worker under a choice of pairs; ``len(capacity)`` for the unassigned."""
        seat = np.full(self.workers, len(self.capacity), dtype=np.int64)
        seat[self.worker[chosen]] = self.vacancy[chosen]
        return seat

    def filled(self, chosen: Mask) -> Ints:
        """How many workers each vacancy gets."""
        return np.bincount(self.vacancy[chosen], minlength=len(self.capacity)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Prices:
    """Rent of each worker and price of each vacancy."""

    rent: Ints
    price: Ints

    def bound(self, market: Market) -> int:
        """The value no assignment can exceed."""
        return int(self.rent.sum() + (market.capacity * self.price).sum())


def prove(market: Market, gain: Ints, chosen: Mask) -> Prices:
    """Prices under which ``chosen`` is optimal; raises ``SolverFailed`` when there are none.

    One node a vacancy and one, the last, for being unassigned; an arc is a worker's way from the present seat
    to another, its length the gain. Prices are longest paths; a cycle of positive length is an improvement.
    """
    seat, vacancies = market.seats(chosen), len(market.capacity)
    seat_gain = np.zeros(market.workers, dtype=np.int64)
    seat_gain[market.worker[chosen]] = gain[chosen]
    idle = np.flatnonzero(market.filled(chosen) < market.capacity)
    outside = np.full(len(idle), vacancies)
    # Workers move to another vacancy or out; prices stay at 0 or above, and at 0 where an opening is left.
    tail = np.concatenate([seat[market.worker], seat, np.full(vacancies, vacancies), idle])
    head = np.concatenate([market.vacancy, np.full(market.workers, vacancies), np.arange(vacancies), outside])
    level = np.zeros(vacancies + len(idle), dtype=np.int64)
    length = np.concatenate([gain - seat_gain[market.worker], -seat_gain, level])
    price = _longest(tail, head, length, vacancies + 1)
    price -= price[-1]
    return Prices(rent=seat_gain - price[seat], price=price[:-1])


def _longest(tail: Ints, head: Ints, length: Ints, nodes: int) -> Ints:
    """Longest paths to every node from a source with an arc of length 0 to each (Bellman–Ford, by rounds)."""
    order = np.lexsort((length, tail, head))
    tail, head, length = tail[order], head[order], length[order]
    last = np.r_[(np.diff(head) != 0) | (np.diff(tail) != 0), True]  # of parallel arcs only the longest counts
    tail, head, length = tail[last], head[last], length[last]
    first = np.flatnonzero(np.r_[True, np.diff(head) != 0])
    target = head[first]
    reach = np.zeros(nodes, dtype=np.int64)
    for _ in range(nodes + 1):
        best = np.maximum.reduceat(reach[tail] + length, first)
        better = best > reach[target]
        if not better.any():
            return reach
        reach[target[better]] = best[better]
    raise SolverFailed("the solver's assignment can still be improved")
