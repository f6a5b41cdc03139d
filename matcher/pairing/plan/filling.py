"""The most openings that any plan could fill, and the vacancies and workers that prove it.

From a plan, an opening that is still empty can be filled by a chain of moves: somebody moves to it, somebody else to
the place that leaves, until a worker without a place ends the chain. The vacancies from which no chain ends so form a
Hall violator: everybody who suits one of them has a place at one of them, so their openings exceed these people by
just what is empty (König; Dulmage and Mendelsohn).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.pairing.instance import Ints, Mask


@dataclass(frozen=True, slots=True)
class Adjacency:
    """For each row its neighbours: those of row r are ``neighbour[start[r]:start[r + 1]]``."""

    start: Ints
    neighbour: Ints

    @staticmethod
    def made(row: Ints, neighbour: Ints, rows: int) -> "Adjacency":
        """From pairs in any order."""
        order = np.argsort(row, kind="stable")
        start = np.r_[0, np.cumsum(np.bincount(row, minlength=rows))].astype(np.int64)
        return Adjacency(start, neighbour[order].astype(np.int64))

    def of(self, row: int) -> Ints:
        """The neighbours of a row."""
        return self.neighbour[self.start[row] : self.start[row + 1]]


@dataclass(frozen=True, slots=True)
class Suited:
    """Who suits which vacancy, from both sides."""

    workers: Adjacency  # of each vacancy
    vacancies: Adjacency  # of each worker

    @staticmethod
    def made(worker: Ints, vacancy: Ints, size: tuple[int, int]) -> "Suited":
        """From pairs; ``size`` is how many workers and how many vacancies there are."""
        return Suited(Adjacency.made(vacancy, worker, size[1]), Adjacency.made(worker, vacancy, size[0]))


class Filling:
    """A plan on its way to filling as many openings as any plan can; nobody who has a place loses it.

    ``seat`` is the vacancy of each worker, ``len(capacity)`` for none; ``left`` the empty openings. ``closed`` are the
    vacancies from which no chain leads to a worker without a place. No chain leads out of them, so they stay closed
    whatever else is filled, and each is looked at once. ``suited`` are read as one.
    """

    def __init__(self, suited: Sequence[Suited], capacity: Ints, seat: Ints) -> None:
        self._suited, self._capacity, self._nowhere = suited, capacity, len(capacity)
        self.seat = seat.copy()
        self.left: Ints = capacity - np.bincount(seat, minlength=self._nowhere + 1)[:-1]
        self.closed: Mask = np.zeros(self._nowhere, dtype=bool)
        self._seated: dict[int, Ints] = {}  # of those who suit a vacancy, how many have which seat

    def joined_by(self, more: Suited) -> "Filling":
        """The same plan with further pairs, to be filled again."""
        again = Filling([*self._suited, more], self._capacity, self.seat)
        touched = set(np.flatnonzero(np.diff(more.workers.start)).tolist())
        again._seated = {row: seated.copy() for row, seated in self._seated.items() if row not in touched}
        return again

    def fill(self) -> int:
        """Fill empty openings one after the other until none can be; how many that were."""
        filled = 0
        for vacancy in np.flatnonzero(self.left > 0).tolist():
            while self.left[vacancy] and self._fill_one(vacancy):
                filled += 1
        return filled

    def _fill_one(self, empty: int) -> bool:
        """Fill one opening along the shortest chain, or close every vacancy that its chains reach."""
        if self.closed[empty]:
            return False
        came: dict[int, int] = {}  # the vacancy for which somebody would leave this one
        if self._somebody_free(empty):
            self._move(came, empty)
            return True
        seen = self.closed.copy()
        seen[empty] = True
        front = [empty]
        for vacancy in front:
            for onward in np.flatnonzero((self._seats(vacancy)[:-1] > 0) & ~seen).tolist():
                came[onward] = vacancy
                if self._somebody_free(onward):
                    self._move(came, onward)
                    return True
                seen[onward] = True
                front.append(onward)
        self.closed = seen
        return False

    def _somebody_free(self, vacancy: int) -> bool:
        return bool(self._seats(vacancy)[-1])

    def _seats(self, vacancy: int) -> Ints:
        """Of those who suit a vacancy, how many have each seat; the last count is of those without."""
        if vacancy not in self._seated:
            self._seated[vacancy] = np.bincount(self.seat[self._workers(vacancy)], minlength=self._nowhere + 1)
        return self._seated[vacancy]

    def _workers(self, vacancy: int) -> Ints:
        return np.concatenate([each.workers.of(vacancy) for each in self._suited])

    def _move(self, came: dict[int, int], vacancy: int) -> None:
        """A worker without a place takes one here; who leaves it moves on along the chain, up to the empty opening."""
        seat = self._nowhere
        while True:
            workers = self._workers(vacancy)
            self._seat(int(workers[self.seat[workers] == seat][0]), vacancy)
            if vacancy not in came:
                break
            seat, vacancy = vacancy, came[vacancy]
        self.left[vacancy] -= 1

    def _seat(self, worker: int, vacancy: int) -> None:
        """Give a worker a seat."""
        before, self.seat[worker] = self.seat[worker], vacancy
        for each in self._suited:
            for other in each.vacancies.of(worker).tolist():
                if other in self._seated:
                    self._seated[other][before] -= 1
                    self._seated[other][vacancy] += 1
