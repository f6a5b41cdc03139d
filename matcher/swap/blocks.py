"""Parts of a problem that cannot interact, and the loans that each part could make."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from matcher.swap.grid import loan_days
from matcher.swap.pairs import Ints, Market, Pairs


@dataclass(frozen=True, slots=True)
class Columns:
    """Possible loans: pair ``pair`` of its block lends from grid day ``begin`` up to, not including, ``end``."""

    pair: Ints
    begin: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.pair)

    def keep(self, chosen: Ints) -> "Columns":
        """Some of the columns."""
        return Columns(self.pair[chosen], self.begin[chosen], self.end[chosen])


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs that share offers and needs, on the days on which their loans may begin or end.

    ``rows`` are the rows of ``market.pairs``; ``offer`` and ``need`` number those of the block from 0 and
    ``capacity`` lists the people of its offers, then of its needs. ``low`` and ``high`` are the windows in grid days.
    """

    rows: Ints
    pairs: Pairs
    days: Ints
    offer: Ints
    need: Ints
    capacity: Ints
    key: Ints  # of each pair 1 if its person-days come first, else 0
    low: Ints
    high: Ints

    @property
    def offers(self) -> int:
        """How many offers there are."""
        return int(self.offer.max()) + 1

    @property
    def stretches(self) -> Ints:
        """How many days lie between a grid day and the next."""
        return np.diff(self.days)

    def lengths(self, columns: Columns) -> Ints:
        """Days of each loan."""
        found: Ints = self.days[columns.end] - self.days[columns.begin]
        return found

    def limit(self, columns: Columns) -> Ints:
        """The most people each loan can have."""
        found: Ints = self.most_people[columns.pair]
        return found

    @property
    def most_people(self) -> Ints:
        """The most people each pair can lend at once."""
        found: Ints = np.minimum(self.capacity[self.offer], self.capacity[self.offers + self.need])
        return found


def blocks(market: Market) -> list[Block]:
    """The connected parts of the graph of offers and needs, by the first pair of each."""
    pairs, offers, needs = market.pairs, len(market.instance.offers), len(market.instance.needs)
    edges = sparse.coo_array((np.ones(len(pairs)), (pairs.offer, offers + pairs.need)), (offers + needs,) * 2)
    label = connected_components(edges, directed=False)[1][pairs.offer] if len(pairs) else np.empty(0, np.int64)
    _, first = np.unique(label, return_index=True)
    return [block_of(market, np.flatnonzero(label == label[row])) for row in np.sort(first)]


def block_of(market: Market, rows: Ints) -> Block:
    """The block of some pairs."""
    pairs = market.pairs.keep(rows)
    days = loan_days(pairs)
    offers, offer = np.unique(pairs.offer, return_inverse=True)
    needs, need = np.unique(pairs.need, return_inverse=True)
    return Block(
        rows=rows,
        pairs=pairs,
        days=days,
        offer=offer,
        need=need,
        capacity=np.concatenate([market.offers.people[offers], market.needs.people[needs]]),
        key=market.key[pairs.need].astype(np.int64),
        low=np.searchsorted(days, pairs.first),
        high=np.searchsorted(days, pairs.until),
    )


def all_columns(block: Block) -> Columns:
    """Every loan that a best plan may need."""
    found = _intervals(block)
    pair = [np.full(len(begin), number, dtype=np.int64) for number, (begin, _) in found.items()]
    return Columns(
        np.concatenate(pair),
        np.concatenate([begin for begin, _ in found.values()]),
        np.concatenate([end for _, end in found.values()]),
    )


def _intervals(block: Block) -> dict[int, tuple[Ints, Ints]]:
    """Begin and end of each possible loan, by pair."""
    found, known = {}, {}
    for number, shape in enumerate(
        zip(block.low.tolist(), block.high.tolist(), block.pairs.least.tolist(), strict=True)
    ):
        if shape not in known:
            low, high, least = shape
            days = block.days[low : high + 1]
            begin, end = np.nonzero(days[None, :] - days[:, None] >= least)
            known[shape] = begin + low, end + low
        found[number] = known[shape]
    return found


def load_matrix(block: Block, columns: Columns) -> tuple[sparse.csc_array, Ints]:
    """People each loan takes of each offer and gives each need in each stretch.

    Rows in which no loan can stand are left out; also returned is, for each row, its offer or need times the number of
    stretches, plus its stretch.
    """
    stretches = len(block.days) - 1
    column, stretch = spread(columns)
    pair = columns.pair[column]
    rows = np.concatenate([block.offer[pair], block.offers + block.need[pair]]) * stretches + np.tile(stretch, 2)
    used, row = np.unique(rows, return_inverse=True)
    matrix = sparse.csc_array(
        (np.ones(len(rows)), (row, np.tile(column, 2))), shape=(len(used), len(columns)), dtype=np.float64
    )
    return matrix, used


def spread(columns: Columns) -> tuple[Ints, Ints]:
    """Each column once for every stretch it covers: its number, and the stretch."""
    spans = columns.end - columns.begin
    column = np.repeat(np.arange(len(columns)), spans)
    return column, np.arange(len(column)) - np.repeat(np.cumsum(spans) - spans - columns.begin, spans)
