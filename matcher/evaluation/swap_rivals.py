"""How surplus staff is lent today, and what a flow without the rules of duration would say.

Each rival takes the allowed pairs alone: whoever lends unlawfully reaches more, but nothing that counts.
"""

from collections.abc import Callable, Iterable

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matcher.swap.pairs import Ints, Market

Pick = tuple[int, int, int, int]  # row of the pair, first day, day after the last, people


class _Diary:
    """Who is still free on which day."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.start = int(market.pairs.first.min()) if len(market.pairs) else 0
        days = int(market.pairs.until.max()) - self.start if len(market.pairs) else 0
        self.offers = np.repeat(market.offers.people[:, None], days, axis=1)
        self.needs = np.repeat(market.needs.people[:, None], days, axis=1)

    def free(self, pair: int) -> Ints:
        """People the pair could lend on each day of its window."""
        pairs = self.market.pairs
        span = slice(pairs.first[pair] - self.start, pairs.until[pair] - self.start)
        found: Ints = np.minimum(self.offers[pairs.offer[pair], span], self.needs[pairs.need[pair], span])
        return found

    def lend(self, pick: Pick) -> None:
        """Write a loan down."""
        pair, first, until, people = pick
        span = slice(first - self.start, until - self.start)
        self.offers[self.market.pairs.offer[pair], span] -= people
        self.needs[self.market.pairs.need[pair], span] -= people


def first_come(market: Market) -> list[Pick]:
    """Needs by the day they begin; each takes whoever is free, the earliest offer first."""
    pairs = market.pairs
    order = np.lexsort((pairs.offer, market.offers.first[pairs.offer], pairs.need, market.needs.first[pairs.need]))
    return _telephoned(market, order.tolist())


def greedy_nearest(market: Market) -> list[Pick]:
    """Each need telephones round, key ones first, the nearest free offer first."""
    pairs = market.pairs
    order = np.lexsort((pairs.offer, pairs.rate, pairs.need, ~market.key[pairs.need]))
    return _telephoned(market, order.tolist())


def proportional(market: Market) -> list[Pick]:
    """Each offer is shared out by the people its needs ask for; halves are rounded down, what is left goes in turn."""
    pairs = market.pairs
    asked = market.needs.people[pairs.need]
    whole = np.bincount(pairs.offer, asked, len(market.offers.people))[pairs.offer]
    share = np.floor(market.offers.people[pairs.offer] * asked / np.maximum(1, whole)).astype(np.int64)
    diary, picks = _Diary(market), []
    for pair in range(len(pairs)):
        picks += _lend(diary, pair, int(share[pair]))
    for pair in range(len(pairs)):
        picks += _lend(diary, pair, int(market.offers.people[pairs.offer[pair]]))
    return picks


def window_flow(market: Market) -> list[Pick]:
    """A flow of person-days where each loan is the whole time two windows share; nobody lends twice."""
    pairs, flow = market.pairs, SimpleMinCostFlow()
    if not len(pairs):
        return []
    offers, needs = len(market.offers.people), len(market.needs.people)
    source, sink = offers + needs, offers + needs + 1
    worth = (pairs.until - pairs.first) * (1 + 100 * market.key[pairs.need])
    most = np.minimum(market.offers.people[pairs.offer], market.needs.people[pairs.need])
    flow.add_arcs_with_capacity_and_unit_cost(pairs.offer, offers + pairs.need, most, -worth)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(offers, source), np.arange(offers), market.offers.people, np.zeros(offers, dtype=np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        offers + np.arange(needs), np.full(needs, sink), market.needs.people, np.zeros(needs, dtype=np.int64)
    )
    people = int(market.offers.people.sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, people, 0)
    flow.set_node_supply(source, people)
    flow.set_node_supply(sink, -people)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the flow has no optimum")
    sent = flow.flows(np.arange(len(pairs)))
    lent = np.flatnonzero(sent).tolist()
    return [(pair, int(pairs.first[pair]), int(pairs.until[pair]), int(sent[pair])) for pair in lent]


def flow_by_day(market: Market) -> int:
    """Person-days of the best flow of each day alone, without least days or returns: more than any plan can."""
    pairs, total = market.pairs, 0
    if not len(pairs):
        return 0
    offers, needs = len(market.offers.people), len(market.needs.people)
    for day in range(int(pairs.first.min()), int(pairs.until.max())):
        on = np.flatnonzero((pairs.first <= day) & (day < pairs.until))
        flow = SimpleMaxFlow()
        most = np.minimum(market.offers.people[pairs.offer[on]], market.needs.people[pairs.need[on]])
        flow.add_arcs_with_capacity(pairs.offer[on], offers + pairs.need[on], most)
        flow.add_arcs_with_capacity(np.full(offers, offers + needs), np.arange(offers), market.offers.people)
        flow.add_arcs_with_capacity(offers + np.arange(needs), np.full(needs, offers + needs + 1), market.needs.people)
        if flow.solve(offers + needs, offers + needs + 1) != flow.OPTIMAL:
            raise RuntimeError("the flow has no optimum")
        total += flow.optimal_flow()
    return total


def person_days(picks: Iterable[Pick]) -> int:
    """People times days."""
    return sum((until - first) * people for _, first, until, people in picks)


def key_person_days(market: Market, picks: Iterable[Pick]) -> int:
    """Those of key and urgent needs."""
    return person_days(pick for pick in picks if market.key[market.pairs.need[pick[0]]])


def _telephoned(market: Market, order: Iterable[int]) -> list[Pick]:
    diary, picks = _Diary(market), []
    for pair in order:
        picks += _lend(diary, pair, int(market.offers.people[market.pairs.offer[pair]]))
    return picks


def _lend(diary: _Diary, pair: int, people: int) -> list[Pick]:
    """Lend from the first day somebody is free, as many as stay free for the least days, for as long as they do."""
    pairs, picks = diary.market.pairs, []
    first, least = int(pairs.first[pair]), int(pairs.least[pair])
    begin = 0
    free = np.minimum(diary.free(pair), people)
    while begin + least <= len(free):
        number = int(free[begin : begin + least].min())
        if not number:
            begin += 1
            continue
        end = begin + least
        while end < len(free) and free[end] >= number:
            end += 1
        picks.append((pair, first + begin, first + end, number))
        diary.lend(picks[-1])
        free[begin:end] -= number
    return picks


RIVALS: dict[str, Callable[[Market], list[Pick]]] = {
    "greedy nearest": greedy_nearest,
    "first come": first_come,
    "proportional": proportional,
    "window flow": window_flow,
}
