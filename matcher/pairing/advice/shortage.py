"""Why openings stay empty, as minimal cuts: too few people for the openings of some vacancies.

The vacancies from which no chain of moves leads to a worker without a place (filling.py) are split into pieces, those
short by themselves first, and from each piece the trades that are short by themselves. The people of a piece are those
who suit it and no piece before it. So the shortages, openings less people, add up to what stays empty in every plan.
That priority may leave some openings empty which another plan would fill is no shortage, and told apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order, connected_components

from matcher.pairing.advice.near_misses import NearMisses
from matcher.pairing.advice.relaxations import Relaxation, Shortfall, relaxations, wider
from matcher.pairing.advice.reruns import Standing
from matcher.pairing.advice.steps import AdviceTable
from matcher.pairing.candidates import Problem
from matcher.pairing.comparisons import alike_titles
from matcher.pairing.instance import Ints, Mask
from matcher.pairing.plan.filling import Filling, Suited
from matcher.pairing.retrieval import Retrieved
from matcher.pairing.wording import phrase_affinity

PIECES = 10  # told in a report, the largest
SAME_TRADE = 0.9  # titles at least this near name one trade


@dataclass(frozen=True, slots=True)
class Piece:
    """Vacancies with fewer people than openings."""

    rows: Ints  # vacancies, in order
    workers: Ints  # who suit it and no piece before it
    shared: int  # how many more suit it, but are counted in a piece before it
    openings: int

    @property
    def short(self) -> int:
        """The openings for which nobody is left."""
        return self.openings - len(self.workers)


def fullest(problem: Problem, found: Retrieved, chosen: Ints) -> tuple[Suited, Filling]:
    """Who suits whom, and a plan that begins as the one chosen and fills as many openings as any plan can."""
    worker, vacancy = found.pairs.worker.astype(np.int64), found.pairs.vacancy.astype(np.int64)
    capacity = problem.vacancies.openings
    suited = Suited.made(worker, vacancy, (len(problem.workers.ids), len(capacity)))
    seat = np.full(len(problem.workers.ids), len(capacity), dtype=np.int64)
    seat[worker[chosen]] = vacancy[chosen]
    filling = Filling([suited], capacity, seat)
    filling.fill()
    return suited, filling


def pieces(problem: Problem, suited: Suited, filling: Filling) -> list[Piece]:
    """The closed vacancies of a filled plan in pieces, the largest shortage first; they add up to all that is empty."""
    capacity = problem.vacancies.openings
    made = [
        part
        for rows, own in _closed_groups(suited, filling)
        for part in _split(rows, own, _by_trade(problem, rows), suited, capacity)
    ]
    return sorted((piece for piece in made if piece.short), key=lambda piece: (-piece.short, int(piece.rows[0])))


def _closed_groups(suited: Suited, filling: Filling) -> list[tuple[Ints, Ints]]:
    """Groups of closed vacancies, and the people who suit the group and none before it: all with a place in it.

    The first group are the vacancies that nobody suits.
    """
    someone = np.diff(suited.workers.start) > 0
    rows = np.flatnonzero(filling.closed & someone)
    groups = [(np.flatnonzero(filling.closed & ~someone), np.zeros(0, dtype=np.int64))]
    taken, counted = np.zeros(len(rows), dtype=bool), np.zeros(len(filling.seat), dtype=bool)
    for reached in _reached_from_empty(_onward(suited, filling, rows), filling.left[rows] > 0):
        new = reached[~taken[reached]]
        if not len(new):
            continue
        taken[new] = True
        people = _who_suit(suited, rows[new])
        own, shared = people[~counted[people]], people[counted[people]]
        counted[own] = True
        if len(own):
            groups.append((rows[new], own))
        else:
            _join(groups, rows[new], filling.seat[shared])
    return groups


def _split(rows: Ints, own: Ints, trades: list[Ints], suited: Suited, capacity: Ints) -> Iterator[Piece]:
    """A group as the trades that are short by themselves, then the rest, whose people no such trade has."""
    ours, counted = (
        np.zeros(len(suited.vacancies.start) - 1, dtype=bool),
        np.zeros(len(suited.vacancies.start) - 1, bool),
    )
    ours[own] = True
    rest = np.ones(len(rows), dtype=bool)
    for trade in [*trades, None]:
        part = rows[rest] if trade is None else trade
        people, openings = _who_suit(suited, part), int(capacity[part].sum())
        if trade is not None and openings <= ours[people].sum():
            continue
        fresh = people[ours[people] & ~counted[people]]
        counted[fresh] = True
        rest &= ~np.isin(rows, part)
        yield Piece(np.sort(part), fresh, len(people) - len(fresh), openings)


def _by_trade(problem: Problem, rows: Ints) -> list[Ints]:
    """Vacancies by what their titles name, the most openings first."""
    titles = sorted({problem.vacancies.titles[row] for row in rows.tolist()})
    _, kind = connected_components(phrase_affinity(titles, titles, SAME_TRADE), directed=False)
    kind_of = dict(zip(titles, kind.tolist(), strict=True))
    of_row = np.array([kind_of[problem.vacancies.titles[row]] for row in rows.tolist()], dtype=np.int64)
    found = [rows[of_row == each] for each in np.unique(of_row)]
    return sorted(found, key=lambda each: (-int(problem.vacancies.openings[each].sum()), int(each[0])))


def _who_suit(suited: Suited, rows: Ints) -> Ints:
    """Everybody who suits one of some vacancies."""
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *map(suited.workers.of, rows.tolist())]))


def _join(groups: list[tuple[Ints, Ints]], rows: Ints, seats: Ints) -> None:
    """Vacancies with nobody of their own stand with the group in which most who suit them have their place."""
    most = int(np.argmax([np.isin(seats, group).sum() for group, _ in groups]))
    groups[most] = (np.r_[groups[most][0], rows], groups[most][1])


def _onward(suited: Suited, filling: Filling, rows: Ints) -> sparse.csr_array:
    """closed vacancy × closed vacancy: whether somebody who suits the first has a place at the second."""
    place = np.full(len(filling.left) + 1, -1)
    place[rows] = np.arange(len(rows))
    table = np.zeros((len(rows), len(rows)), dtype=bool)
    for position, row in enumerate(rows.tolist()):
        table[position, place[filling.seat[suited.workers.of(row)]]] = True
    return sparse.csr_array(table)


def _reached_from_empty(onward: sparse.csr_array, empty: Mask) -> list[Ints]:
    """What chains from each vacancy with an empty opening reach, the smallest first."""
    reached = [
        np.sort(breadth_first_order(onward, start, return_predecessors=False).astype(np.int64))
        for start in np.flatnonzero(empty).tolist()
    ]
    return sorted(reached, key=lambda each: (len(each), each.tolist()))


def shortages(
    standing: Standing, filled: tuple[Suited, Filling], table: AdviceTable
) -> Iterator[tuple[Piece, list[Relaxation]]]:
    """The largest pieces, each with its ways out, those that bring most first."""
    (suited, filling), problem = filled, standing.problem
    # Whoever suits a closed vacancy has a place at one; another pair of theirs would only move the shortage.
    idle = np.ones(len(filling.seat), dtype=bool)
    idle[_who_suit(suited, np.flatnonzero(filling.closed))] = False
    every = NearMisses(standing.found.near_misses, standing.found.missed_by)
    alike, farther = alike_titles(problem.known.words), wider(standing, table.shortage_km)
    for piece in pieces(problem, suited, filling)[:PIECES]:
        concerned = np.zeros(len(filling.left), dtype=bool)
        concerned[piece.rows] = True
        misses = every.take(concerned[every.pairs.vacancy])
        yield piece, relaxations(Shortfall(standing, concerned, misses, idle, filling, alike, table), farther)
