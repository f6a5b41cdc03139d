"""The cheapest among plans that lend as much: costs of way and post, and a fixed cost of each agreement.

Agreements are between employers, so blocks that share a lender and a borrower are solved together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from matcher.swap.cost_programme import CostProgramme, cost_programme, rates_of
from matcher.swap.deadline import Deadline
from matcher.swap.linear_relaxation import corner_of
from matcher.swap.pairs import NANO, Floats, Ints, Market
from matcher.swap.person_days import Reached
from matcher.swap.regions import Region
from matcher.swap.search import search
from matcher.swap.side_by_side import solve_each
from matcher.swap.solver import TOLERANCE, relaxed_bound

JOINT_COLUMNS = 3_000  # up to which blocks that share an agreement are one programme
MOST_COLUMNS = 25_000  # of a block; with more, a programme would not even get under way in its time
ROUNDS = 8  # of spreading the cost of agreements over their person-days
A_HAIR = 1_000  # billionths by which the solver may be off: within it, a plan is the cheapest


@dataclass(frozen=True, slots=True)
class Priced:
    """People of each column of some blocks, and a cost (in billionths) that no plan as good goes below."""

    people: list[Ints]
    bound: float


def cheapest(market: Market, reached: Sequence[Reached], deadline: Deadline, workers: int) -> Priced:
    """The least cost of plans that reach as many person-days in each block.

    The largest group comes last: what the others leave of their time is its own.
    """
    people, bound = [one.people for one in reached], 0.0
    signed = [_signed(market, one.region) for one in reached]
    fixed = round(market.instance.params.agreement_cost * NANO)
    groups = sorted(_groups(signed), key=lambda rows: sum(len(signed[row]) for row in rows))
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
        """One programme where that is small; else a cheap plan soon, then one programme for each block."""
        if sum(map(len, self.signed)) <= JOINT_COLUMNS:
            return self._joint(deadline)
        return self._apart(self._spread(deadline.share(0.4), workers), deadline, workers)

    def _spread(self, deadline: Deadline, workers: int) -> list[Ints]:
        """A cheap plan soon: the cost of each agreement spread over the person-days it had in the round before.

        So agreements with few person-days become dear and are given up (slope scaling, Kim and Pardalos 1999).
        """
        names, number = np.unique(np.concatenate(self.signed), return_inverse=True)
        sizes = list(map(len, self.signed))
        agreement = np.split(number, np.cumsum(sizes)[:-1])
        days = [one.region.days() for one in self.reached]
        most = np.zeros(len(names))
        for one, own, lasts in zip(self.reached, agreement, days, strict=True):
            np.maximum.at(most, own, lasts * one.region.block.limit(one.region.columns))
        share, best = self.fixed / most, [one.people for one in self.reached]

        def cheapest_at(row: int, until: Deadline) -> Floats:
            region = self.reached[row].region
            if len(region.columns) > MOST_COLUMNS or not until.left():
                return best[row].astype(np.float64)
            corner = corner_of(region, -(rates_of(region) + share[agreement[row]] * days[row]) / NANO)
            return best[row].astype(np.float64) if corner is None else corner.people

        for _ in range(ROUNDS):
            if deadline.past():
                break
            found = solve_each(sizes, cheapest_at, deadline, workers)
            whole = [_whole(one, people) for one, people in zip(self.reached, found, strict=True)]
            tried = [old if new is None else new for old, new in zip(best, whole, strict=True)]
            best = tried if self.cost(tried) < self.cost(best) else best
            lent = np.bincount(number, np.concatenate(found) * np.concatenate(days), len(names))
            share = np.where(lent > TOLERANCE, self.fixed / np.maximum(lent, TOLERANCE), share)
        return best

    def cost(self, people: Sequence[Ints]) -> int:
        """The cost of a plan of the group, in billionths."""
        used = [own[found > 0] for own, found in zip(self.signed, people, strict=True)]
        loans = sum(int(rates_of(one.region) @ found) for one, found in zip(self.reached, people, strict=True))
        return loans + self.fixed * len(np.unique(np.concatenate(used)))

    def _joint(self, deadline: Deadline) -> Priced:
        names, agreement = np.unique(np.concatenate(self.signed), return_inverse=True)
        before = [one.people for one in self.reached]
        part = _Part.of(self.reached, agreement, np.full(len(names), self.fixed), deadline)
        people, bound = part.solve(before, deadline)
        return Priced(people, min(bound, self.cost(people)))

    def _apart(self, before: list[Ints], deadline: Deadline, workers: int) -> Priced:
        """Each block alone, with its part of the cost of agreements that others may need too.

        Sharing the cost out makes the sum of the blocks' bounds a bound of the whole.
        """
        names, shares = self._shares(before)

        def relaxed(row: int, until: Deadline) -> _Part:
            own, agreement = np.unique(self.signed[row], return_inverse=True)
            fixed = np.floor(self.fixed * shares[row, np.searchsorted(names, own)]).astype(np.int64)
            return _Part.of([self.reached[row]], agreement, fixed, until)

        sizes = list(map(len, self.signed))
        parts = solve_each(sizes, relaxed, deadline, workers)
        solved = solve_each(sizes, lambda row, until: parts[row].solve([before[row]], until), deadline, workers)
        people = before
        for row, (found, _) in enumerate(solved):
            tried = [*people[:row], found[0], *people[row + 1 :]]
            people = tried if self.cost(tried) < self.cost(people) else people
        return Priced(people, min(sum(bound for _, bound in solved), self.cost(people)))

    def _shares(self, people: list[Ints]) -> tuple[Ints, Floats]:
        """The agreements, and what part of each belongs to each block: by its person-days in a plan, if in any."""
        names, number = np.unique(np.concatenate(self.signed), return_inverse=True)
        block = np.repeat(np.arange(len(people)), list(map(len, people)))
        days = [one.region.days() * own for one, own in zip(self.reached, people, strict=True)]
        weight = np.zeros((len(people), len(names)))
        np.add.at(weight, (block, number), np.concatenate(days) + TOLERANCE)
        return names, weight / weight.sum(axis=0)


def _whole(reached: Reached, people: Floats) -> Ints | None:
    """The people of a corner, if they are whole."""
    found: Ints = np.rint(people).astype(np.int64)
    return found if np.abs(people - found).max() <= TOLERANCE and reached.region.holds(found) else None


@dataclass(frozen=True, slots=True)
class _Part:
    """Blocks where each agreement has a cost of its own: the programme of their cost, and a bound in billionths.

    With too many columns there is no programme.
    """

    sizes: list[int]
    programme: CostProgramme | None
    bound: float

    @classmethod
    def of(cls, reached: Sequence[Reached], agreement: Ints, fixed: Ints, deadline: Deadline) -> "_Part":
        """The part with the bound of its linear programme, if there is time for one."""
        sizes, plain = [len(one.region.columns) for one in reached], _plain_bound(reached)
        if len(agreement) > MOST_COLUMNS:
            return cls(sizes, None, plain)
        programme = cost_programme([one.region for one in reached], agreement, fixed)
        in_units = replace(programme.rows, cost=programme.rows.cost / NANO)
        return cls(sizes, programme, max(plain, relaxed_bound(in_units, deadline.left()) * NANO))

    def solve(self, before: list[Ints], deadline: Deadline) -> tuple[list[Ints], float]:
        """The cheapest plan found, no dearer than the one before, and a bound in billionths."""
        if self.programme is None or not deadline.left():
            return before, self.bound
        numbers, cost = self.programme.numbers(np.concatenate(before)), self.programme.rows.cost
        answer = search(self.programme.rows, numbers, deadline)
        if answer.found is not None and cost @ answer.found < cost @ numbers:
            numbers = answer.found
        people = np.split(numbers[: sum(self.sizes)], np.cumsum(self.sizes)[:-1])
        return people, max(self.bound, min(float(cost @ numbers), answer.bound))


def _plain_bound(reached: Sequence[Reached]) -> float:
    """All person-days at the lowest rate."""
    return sum(one.total * float(one.region.block.pairs.rate.min()) for one in reached)
