"""The cheapest among plans that lend as much: costs of way and post, and a fixed cost of each agreement.

Agreements are between employers, so blocks that share a lender and a borrower are solved together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from matcher.swap.blocks import load_matrix
from matcher.swap.deadline import Deadline
from matcher.swap.pairs import NANO, Floats, Ints, Market
from matcher.swap.person_days import Reached
from matcher.swap.solver import Programme, solve


@dataclass(frozen=True, slots=True)
class Priced:
    """People of each column of some blocks, and a cost (in billionths) that no plan as good goes below."""

    people: list[Ints]
    bound: float
    proven: bool


def cheapest(market: Market, reached: Sequence[Reached], deadline: Deadline) -> Priced:
    """The least cost of plans that reach as many person-days in each block."""
    signed = [_signed(market, one) for one in reached]
    people, bound, proven = [one.people for one in reached], 0.0, True
    groups = _groups(signed) if signed else []
    for number, group in enumerate(groups):
        part = deadline.share(1 / (len(groups) - number))
        priced = _cheapest(market, [reached[row] for row in group], [signed[row] for row in group], part)
        for row, found in zip(group, priced.people, strict=True):
            people[row] = found
        bound, proven = bound + priced.bound, proven and priced.proven
    return Priced(people, bound, proven)


def _signed(market: Market, reached: Reached) -> Ints:
    """The agreement each column needs, as a number of its lender and borrower."""
    pairs, pair = reached.block.pairs, reached.columns.pair
    found: Ints = market.offers.employer[pairs.offer[pair]] * market.employers + market.needs.employer[pairs.need[pair]]
    return found


def _groups(signed: Sequence[Ints]) -> list[list[int]]:
    """Blocks that share an agreement, directly or through others."""
    block = np.repeat(np.arange(len(signed)), [len(own) for own in signed])
    names, agreement = np.unique(np.concatenate(signed), return_inverse=True)
    size = len(signed) + len(names)
    edges = sparse.coo_array((np.ones(len(block)), (block, len(signed) + agreement)), (size, size))
    label = connected_components(edges, directed=False)[1][: len(signed)]
    return [np.flatnonzero(label == value).tolist() for value in dict.fromkeys(label.tolist())]


def _cheapest(market: Market, reached: Sequence[Reached], signed: Sequence[Ints], deadline: Deadline) -> Priced:
    names, agreement = np.unique(np.concatenate(signed), return_inverse=True)
    people, fixed = np.concatenate([one.people for one in reached]), round(market.instance.params.agreement_cost * NANO)
    rates = np.concatenate([_rates(one) for one in reached])
    known = int(rates @ people) + fixed * len(np.unique(agreement[people > 0]))
    programme = _programme(reached, agreement, len(names), rates / NANO, fixed / NANO)
    answer = solve(programme, deadline.left())
    bound = max(0.0, answer.bound * NANO)
    if answer.found is None:
        return Priced([one.people for one in reached], min(bound, known), False)
    found = answer.found[: len(people)]
    cost = int(rates @ found) + fixed * len(np.unique(agreement[found > 0]))
    if cost > known:
        found, cost = people, known
    bound = float(cost) if answer.proven else min(bound, cost)
    edges = np.cumsum([len(one.columns) for one in reached])[:-1]
    return Priced(np.split(found, edges), bound, answer.proven)


def _rates(reached: Reached) -> Ints:
    """What one person costs in each column, in billionths."""
    found: Ints = reached.block.pairs.rate[reached.columns.pair] * reached.block.lengths(reached.columns)
    return found


def _programme(reached: Sequence[Reached], agreement: Ints, names: int, rates: Floats, fixed: float) -> Programme:
    """Loans, then one yes or no for each agreement."""
    loads, capacity = zip(*(load_matrix(one.block, one.columns) for one in reached), strict=True)
    reach = sparse.block_diag([_person_days(one) for one in reached], format="csc")
    limits = np.concatenate([one.block.limit(one.columns) for one in reached])
    floors = np.concatenate([[one.key, one.total] for one in reached])
    links = _links(reached, agreement, names)
    load = sparse.block_diag(loads, format="csc")
    wide = [sparse.hstack([part, sparse.csc_array((part.shape[0], names))]) for part in (load, reach)]
    matrix = sparse.vstack([*wide, links], format="csc")
    return Programme(
        np.concatenate([rates, np.full(names, fixed)]),
        matrix,
        np.concatenate([np.full(load.shape[0], -np.inf), floors, np.full(links.shape[0], -np.inf)]),
        np.concatenate([*capacity, np.full(len(floors), np.inf), np.zeros(links.shape[0])]),
        np.concatenate([limits, np.ones(names)]).astype(np.float64),
    )


def _person_days(reached: Reached) -> sparse.csc_array:
    """Key person-days and person-days of a person in each column, one row each."""
    days = reached.block.lengths(reached.columns)
    return sparse.csc_array(np.vstack([days * reached.block.key[reached.columns.pair], days]).astype(np.float64))


def _links(reached: Sequence[Reached], agreement: Ints, names: int) -> sparse.csc_array:
    """On no day has a pair of offer and need more people than it could, and none without its agreement."""
    parts, before = [], 0
    for one in reached:
        block, columns = one.block, one.columns
        stretches = len(block.days) - 1
        spans = columns.end - columns.begin
        column = np.repeat(np.arange(len(columns)), spans)
        stretch = np.arange(len(column)) - np.repeat(np.cumsum(spans) - spans, spans) + np.repeat(columns.begin, spans)
        used, row = np.unique(columns.pair[column] * stretches + stretch, return_inverse=True)
        on = sparse.csc_array((np.ones(len(row)), (row, column)), shape=(len(used), len(columns)))
        own = agreement[before : before + len(columns)]
        first = np.zeros(len(used), dtype=np.int64)
        first[row] = column
        off = sparse.csc_array(
            (-block.limit(columns)[first].astype(np.float64), (np.arange(len(used)), own[first])),
            shape=(len(used), names),
        )
        parts.append((on, off))
        before += len(columns)
    loans = sparse.block_diag([on for on, _ in parts], format="csc")
    return sparse.hstack([loans, sparse.vstack([off for _, off in parts])], format="csc")
