"""The programme of the least cost: loans, and a yes or no for each agreement."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from matcher.swap.blocks import Columns, spread
from matcher.swap.pairs import Floats, Ints
from matcher.swap.regions import Region, constraints
from matcher.swap.solver import Programme


def rates_of(region: Region) -> Ints:
    """What one person costs in each column, in billionths."""
    found: Ints = region.block.pairs.rate[region.columns.pair] * region.days()
    return found


def cost_programme(regions: Sequence[Region], agreement: Ints, fixed: Floats, rates: Floats) -> Programme:
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
        on = np.isin(columns.pair[column] * stretches + stretch, _fullest(columns, stretches))
        column, stretch = column[on], stretch[on]
        place, first, row = np.unique(
            columns.pair[column] * stretches + stretch, return_index=True, return_inverse=True
        )
        loans.append(sparse.csc_array((np.ones(len(row)), (row, column)), shape=(len(place), len(columns))))
        most = -region.block.limit(columns)[column[first]].astype(np.float64)
        own = agreement[before : before + len(columns)][column[first]]
        signed.append(sparse.csc_array((most, (np.arange(len(place)), own)), shape=(len(place), names)))
        before += len(columns)
    return sparse.hstack([sparse.block_diag(loans), sparse.vstack(signed)], format="csc")


def _fullest(columns: Columns, stretches: int) -> Ints:
    """Pair × stretches + stretch, where no other stretch has all loans of the pair that this one has, and more.

    These are the stretches where a loan begins before the next ends.
    """
    days = stretches + 1
    begins, ends = columns.pair * days + columns.begin, columns.pair * days + columns.end
    events = np.unique(np.concatenate([2 * ends, 2 * begins + 1]))
    begun = events % 2 == 1
    last = events[:-1][begun[:-1] & ~begun[1:]] // 2
    found: Ints = last // days * stretches + last % days
    return found
