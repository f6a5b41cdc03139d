"""Everybody who looks for work, checked and read once and then compared with one vacancy after the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.pairing.instance import PairRows, Workers, read_workers
from matcher.pairing.phrases import WorkerWords, read_ahead, worker_words
from matcher.pairing.sides import merged


@dataclass(frozen=True, slots=True, eq=False)
class WorkerIndex:
    """Workers as arrays, and their words."""

    workers: Workers
    words: WorkerWords

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "WorkerIndex":
        """The index of a frame with the columns of the ``match`` contract. Raises ``InvalidInstance``."""
        workers = read_workers(frame)
        return cls(workers, read_ahead(worker_words(workers)))

    def changed(self, ids: Sequence[str], frame: pd.DataFrame) -> "WorkerIndex":
        """The index of the workers ``ids``, in this order: those of the frame as it says, the others as they were.

        It compares like one made of them all, for a fraction of the work. Raises ``InvalidInstance``; ``KeyError``
        for an id that is in neither.
        """
        workers = merged(self.workers, read_workers(frame), ids)
        return WorkerIndex(workers, read_ahead(worker_words(workers, self.words)))

    def pairs(self, ids: Collection[str], vacancies: int) -> PairRows:
        """Each of these workers with each of so many vacancies, in order; who is not here is in no pair."""
        wanted = frozenset(ids)
        rows = [row for row, key in enumerate(self.workers.ids) if key in wanted]
        return np.array([(row, vacancy) for row in rows for vacancy in range(vacancies)], dtype=np.int64).reshape(-1, 2)
