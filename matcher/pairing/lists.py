"""A ranked list for every worker, and how many may apply to each vacancy when everybody has theirs.

This first version ranks by score alone and only *shows* the crowd; sharing vacancies out among the lists comes
later and will reorder within them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Floats
from matcher.pairing.params import MatchParams
from matcher.pairing.prices import Ints


@dataclass(frozen=True, slots=True)
class Lists:
    """List entries in the order of workers and ranks."""

    pair: NDArray[np.int64]  # position among the candidates
    rank: NDArray[np.int64]  # from 1
    expected_applicants: Floats  # one per vacancy


def ranked_lists(
    worker: Ints, vacancy: Ints, micro: Ints, ties: Ints, size: tuple[int, int], params: MatchParams
) -> Lists:
    """The best ``list_length`` candidates of each worker; equal scores in the order of ``ties``."""
    workers, vacancies = size
    order = np.lexsort((ties, -micro, worker))
    counts = np.bincount(worker, minlength=workers)
    starts = np.cumsum(counts) - counts
    rank = np.arange(len(order)) - np.repeat(starts, counts) + 1
    listed = rank <= params.list_length
    pair, rank = order[listed], rank[listed]
    chance = application_chance(worker[pair], rank, workers, params.applications_per_worker)
    expected = np.bincount(vacancy[pair], weights=chance, minlength=vacancies).astype(np.float64)
    return Lists(pair, rank, expected)


def application_chance(worker: Ints, rank: Ints, workers: int, applications: float) -> Floats:
    """How likely each entry is to bring an application.

    People read from the top: attention falls as 1/log2(1 + rank), the usual discount of ranking measures, and
    a worker's entries together bring ``applications``, each at most one.
    """
    attention = 1 / np.log2(1 + rank)
    total = np.bincount(worker, weights=attention, minlength=workers)
    return np.minimum(1.0, applications * attention / total[worker])
