"""The programme of the least cost: loans, a yes or no for each agreement, and how many people are away at once.

A pair's days are cut into runs, wherever one of its possible loans begins or ends: within a run the same people are
away. Capacities and agreements then bind the people of runs instead of every loan in every stretch: the linear
programme has the same value with two fifths of the entries.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from matcher.swap.blocks import Columns, spread
from matcher.swap.pairs import Floats, Ints
from matcher.swap.regions import Constraints, Region, constraints
from matcher.swap.solver import Programme


def rates_of(region: Region) -> Ints:
    """What one person costs in each column, in billionths."""
    found: Ints = region.block.pairs.rate[region.columns.pair] * region.days()
    return found


@dataclass(frozen=True, slots=True)
class CostProgramme:
    """Numbers for loans, then a yes or no for each agreement, then the people of each run; costs in billionths.

    ``loans`` adds loans up to the people of each run; ``agreement`` is that of each loan.
    """

    rows: Programme
    loans: sparse.csc_array
    agreement: Ints

    def numbers(self, people: Ints) -> Ints:
        """All numbers of a plan that is given by the people of its loans."""
        runs, columns = self.loans.shape
        signed = np.zeros(len(self.rows.cost) - columns - runs, dtype=np.int64)
        signed[self.agreement[people > 0]] = 1
        return np.concatenate([people, signed, (self.loans @ people).astype(np.int64)])


def cost_programme(regions: Sequence[Region], agreement: Ints, fixed: Ints) -> CostProgramme:
    """The programme of some regions; ``agreement`` is that of each column, ``fixed`` the cost of each agreement."""
    ends = np.cumsum([len(region.columns) for region in regions])[:-1]
    own_agreements = np.split(agreement, ends)
    parts = [_Rows.of(region, own, len(fixed)) for region, own in zip(regions, own_agreements, strict=True)]
    loans = sparse.block_diag([part.loans for part in parts], format="csc")
    capacity = sparse.block_diag([part.capacity.matrix for part in parts])
    signed = sparse.vstack([part.signed for part in parts])
    floors = sparse.block_diag([part.floors for part in parts])
    people, none = sparse.eye_array(loans.shape[0]), np.zeros(loans.shape[0])
    matrix = sparse.block_array(
        [[loans, None, -people], [None, None, capacity], [None, -signed, people], [floors, None, None]], format="csc"
    )
    lowest = [none, *(part.capacity.lowest for part in parts), none - np.inf, *(part.least for part in parts)]
    highest = [none, *(part.capacity.highest for part in parts), none, np.full(floors.shape[0], np.inf)]
    most = [*(region.block.limit(region.columns) for region in regions), np.ones(len(fixed)), *(p.most for p in parts)]
    cost = np.concatenate([*map(rates_of, regions), fixed, none]).astype(np.float64)
    rows = Programme(cost, matrix, *(np.concatenate(limits).astype(np.float64) for limits in (lowest, highest, most)))
    return CostProgramme(rows, loans, agreement)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one region.

    ``loans`` add up to the people of each run, at ``most`` so many; these lie within ``capacity``, and at 0 without
    their agreement, whose column of ``signed`` holds the most. ``floors`` times the loans reach at least ``least``.
    """

    loans: sparse.csc_array
    most: Ints
    capacity: Constraints
    signed: sparse.csc_array
    floors: sparse.csc_array
    least: Floats

    @classmethod
    def of(cls, region: Region, agreement: Ints, names: int) -> "_Rows":
        """The rows of a region whose columns have one of so many agreements each."""
        columns = region.columns
        runs, loans = _runs(columns)
        most = region.block.limit(runs)
        capacity = _once(constraints(replace(region, columns=runs, floors=())))
        of_pair = np.zeros(len(region.block.pairs), dtype=np.int64)
        of_pair[columns.pair] = agreement
        signed = sparse.csc_array((most, (np.arange(len(runs)), of_pair[runs.pair])), shape=(len(runs), names))
        floors = np.array([worth for worth, _ in region.floors]).reshape(len(region.floors), len(columns))
        least = np.array([float(least) for _, least in region.floors])
        return cls(loans, most, capacity, signed, sparse.csc_array(floors), least)


def _runs(columns: Columns) -> tuple[Columns, sparse.csc_array]:
    """The runs in which a loan can stand, and a row for each with the loans that do."""
    days = int(columns.end.max()) + 1
    begins, ends = columns.pair * days + columns.begin, columns.pair * days + columns.end
    events = np.unique(np.concatenate([begins, ends]))
    within = Columns(columns.pair, np.searchsorted(events, begins), np.searchsorted(events, ends))
    column, event = spread(within)
    used, run = np.unique(event, return_inverse=True)
    runs = Columns(events[used] // days, events[used] % days, events[used + 1] % days)
    return runs, sparse.csc_array((np.ones(len(run)), (run, column)), shape=(len(used), len(columns)))


def _once(limits: Constraints) -> Constraints:
    """The rows, without those that say the same as the one before."""
    rows = sparse.csr_array(limits.matrix)
    change = sparse.csr_array(rows[1:] - rows[:-1])
    change.eliminate_zeros()
    same = (np.diff(change.indptr) == 0) & (np.diff(limits.highest) == 0) & (limits.lowest[1:] == limits.lowest[:-1])
    kept = np.flatnonzero(np.append(True, ~same))
    return Constraints(sparse.csc_array(rows[kept]), limits.lowest[kept], limits.highest[kept], limits.place[kept])
