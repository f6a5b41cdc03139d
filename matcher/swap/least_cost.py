"""The cheapest among plans that lend as much: costs of way and post, and a fixed cost of each agreement.

Agreements are between employers, so blocks that share a lender and a borrower are solved together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from matcher.swap.blocks import spread
from matcher.swap.deadline import Deadline
from matcher.swap.pairs import NANO, Floats, Ints, Market
from matcher.swap.person_days import Reached
from matcher.swap.regions import Region, constraints
from matcher.swap.side_by_side import solve_each
from matcher.swap.solver import Programme, solve

JOINT_COLUMNS = 3_000  # up to which blocks that share an agreement are one programme
MOST_COLUMNS = 25_000  # of a block; with more, a programme would not even get under way in its time


@dataclass(frozen=True, slots=True)
class Priced:
    """People of each column of some blocks, and a cost (in billionths) that no plan as good goes below."""

    people: list[Ints]
    bound: float


def cheapest(market: Market, reached: Sequence[Reached], deadline: Deadline, workers: int) -> Priced:
    """The least cost of plans that reach as many person-days in each block."""
    people, bound = [one.people for one in reached], 0.0
    signed = [_signed(market, one.region) for one in reached]
    fixed = round(market.instance.params.agreement_cost * NANO)
    groups = _groups(signed)
    for number, rows in enumerate(groups):
        group = _Group([reached[row] for row in rows], [signed[row] for row in rows], fixed)
        priced = group.solve(deadline.share(1 / (len(groups) - number)), workers)
        for row, found in zip(rows, priced.people, strict=True):
            people[row] = found
        bound += priced.bound
    return Priced(people, bound)


def _signed(market: Market, region: Region) -> Ints:
    """The agreement each column needs, as a number of its lender and borrower."""
    pairs, pair = region.block.pairs, region.columns.pair
    found: Ints = market.offers.employer[pairs.offer[pair]] * market.employers + market.needs.employer[pairs.need[pair]]
    return found


def _groups(signed: Sequence[Ints]) -> list[list[int]]:
    """Blocks that share an agreement, directly or through others."""
    if not signed:
        return []
    block = np.repeat(np.arange(len(signed)), [len(own) for own in signed])
    names, agreement = np.unique(np.concatenate(signed), return_inverse=True)
    size = len(signed) + len(names)
    edges = sparse.coo_array((np.ones(len(block)), (block, len(signed) + agreement)), (size, size))
    label = connected_components(edges, directed=False)[1][: len(signed)]
    return [np.flatnonzero(label == value).tolist() for value in dict.fromkeys(label.tolist())]


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks that share agreements, the agreement of each of their columns, and what one costs in billionths."""

    reached: list[Reached]
    signed: list[Ints]
    fixed: int

    def solve(self, deadline: Deadline, workers: int) -> Priced:
        """One programme where that is small; else one for each block, then each again beside the others."""
        if len(self.reached) == 1 or sum(map(len, self.signed)) <= JOINT_COLUMNS:
            return self._joint(deadline)
        apart = self._apart(deadline.share(0.8), workers)
        people = self._beside(apart.people, deadline)
        return Priced(people, min(apart.bound, self.cost(people)))

    def cost(self, people: Sequence[Ints]) -> int:
        """The cost of a plan of the group, in billionths."""
        used = [own[found > 0] for own, found in zip(self.signed, people, strict=True)]
        loans = sum(int(_rates(one.region) @ found) for one, found in zip(self.reached, people, strict=True))
        return loans + self.fixed * len(np.unique(np.concatenate(used)))

    def _joint(self, deadline: Deadline) -> Priced:
        names, agreement = np.unique(np.concatenate(self.signed), return_inverse=True)
        found, bound = _solved(self.reached, agreement, np.full(len(names), float(self.fixed)), deadline)
        before = [one.people for one in self.reached]
        people = found if self.cost(found) < self.cost(before) else before
        return Priced(people, min(bound, self.cost(people)))

    def _apart(self, deadline: Deadline, workers: int) -> Priced:
        """Each block alone, with its part of the cost of agreements that others may need too.

        Sharing the cost out makes the sum of the blocks' bounds a bound of the whole.
        """
        names, blocks = np.unique(np.concatenate([np.unique(own) for own in self.signed]), return_counts=True)

        def alone(row: int, until: Deadline) -> tuple[Ints, float]:
            own, agreement = np.unique(self.signed[row], return_inverse=True)
            cost = self.fixed / blocks[np.searchsorted(names, own)]
            found, bound = _solved([self.reached[row]], agreement, cost, until)
            return found[0], bound

        solved = solve_each(list(map(len, self.signed)), alone, deadline, workers)
        found = [people for people, _ in solved]
        before = [one.people for one in self.reached]
        better = found if self.cost(found) < self.cost(before) else before
        return Priced(better, sum(bound for _, bound in solved))

    def _beside(self, people: list[Ints], deadline: Deadline) -> list[Ints]:
        """Each block once more, with the agreements that the others have anyway for nothing."""
        for row, one in enumerate(self.reached):
            others = np.unique(
                np.concatenate(
                    [own[found > 0] for n, (own, found) in enumerate(zip(self.signed, people, strict=True)) if n != row]
                )
            )
            own, agreement = np.unique(self.signed[row], return_inverse=True)
            free = np.isin(own, others)
            part = deadline.share(1 / (len(people) - row))
            if free.any() and part.left():
                found, _ = _solved([one], agreement, np.where(free, 0.0, self.fixed), part)
                tried = [*people[:row], found[0], *people[row + 1 :]]
                people = tried if self.cost(tried) < self.cost(people) else people
        return people


def _solved(reached: Sequence[Reached], agreement: Ints, fixed: Floats, deadline: Deadline) -> tuple[list[Ints], float]:
    """The cheapest plan found and a bound in billionths, where each agreement has a cost of its own."""
    regions, before = [one.region for one in reached], [one.people for one in reached]
    rates = np.concatenate([_rates(region) for region in regions])
    if len(rates) > MOST_COLUMNS:
        return before, _plain_bound(reached)
    programme = _programme(regions, agreement, fixed / NANO, rates / NANO)
    answer = solve(programme, deadline.left())
    bound = max(_plain_bound(reached), answer.bound * NANO)
    if answer.found is None:
        return before, bound
    people = np.split(answer.found[: len(rates)], np.cumsum([len(own) for own in before])[:-1])
    if not all(region.holds(found) for region, found in zip(regions, people, strict=True)):
        return before, bound
    if answer.proven:
        bound = float(rates @ answer.found[: len(rates)] + fixed @ answer.found[len(rates) :])
    return people, bound


def _plain_bound(reached: Sequence[Reached]) -> float:
    """All person-days at the lowest rate."""
    return sum(one.total * float(one.region.block.pairs.rate.min()) for one in reached)


def _rates(region: Region) -> Ints:
    """What one person costs in each column, in billionths."""
    found: Ints = region.block.pairs.rate[region.columns.pair] * region.days()
    return found


def _programme(regions: Sequence[Region], agreement: Ints, fixed: Floats, rates: Floats) -> Programme:
    """Loans, then one yes or no for each agreement."""
    rows = [constraints(region) for region in regions]
    loans = sparse.block_diag([own.matrix for own in rows], format="csc")
    links = _links(regions, agreement, len(fixed))
    none = sparse.csc_array((loans.shape[0], len(fixed)))
    limits = [region.block.limit(region.columns) for region in regions]
    return Programme(
        np.concatenate([rates, fixed]),
        sparse.vstack([sparse.hstack([loans, none]), links], format="csc"),
        np.concatenate([*(own.lowest for own in rows), np.full(links.shape[0], -np.inf)]),
        np.concatenate([*(own.highest for own in rows), np.zeros(links.shape[0])]),
        np.concatenate([*limits, np.ones(len(fixed))]).astype(np.float64),
    )


def _links(regions: Sequence[Region], agreement: Ints, names: int) -> sparse.csc_array:
    """On no day has a pair of offer and need more people than it could, and none without its agreement."""
    loans, signed, before = [], [], 0
    for region in regions:
        columns, stretches = region.columns, len(region.block.days) - 1
        column, stretch = spread(columns)
        place, first, row = np.unique(
            columns.pair[column] * stretches + stretch, return_index=True, return_inverse=True
        )
        loans.append(sparse.csc_array((np.ones(len(row)), (row, column)), shape=(len(place), len(columns))))
        most = -region.block.limit(columns)[column[first]].astype(np.float64)
        own = agreement[before : before + len(columns)][column[first]]
        signed.append(sparse.csc_array((most, (np.arange(len(place)), own)), shape=(len(place), names)))
        before += len(columns)
    return sparse.hstack([sparse.block_diag(loans), sparse.vstack(signed)], format="csc")
