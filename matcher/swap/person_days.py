"""The most key person-days of a block, then the most person-days among those plans.

Each is a linear programme first. A whole corner is the answer. Else what rounding down and filling up reaches rules
out every loan whose loss is more than the distance to the bound, and a mixed-integer programme settles the rest. Where
the bound is met, the plans that meet it are known exactly: loans without loss, and nobody idle where people have a
price.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from matcher.swap.blocks import Block, all_columns
from matcher.swap.deadline import Deadline
from matcher.swap.diving import dive, rounded
from matcher.swap.filling import fill, free_people, room
from matcher.swap.flow_bound import most_by_stretch
from matcher.swap.linear_relaxation import LinearRelaxation, relax
from matcher.swap.pairs import Ints
from matcher.swap.regions import Region, constraints
from matcher.swap.solver import TOLERANCE, Programme, solve


@dataclass(frozen=True, slots=True)
class Reached:
    """The best loans found for a block, as people of each column of ``region``, and what no plan goes above.

    ``region`` holds all plans that are as good.
    """

    region: Region
    people: Ints
    key: int
    total: int
    key_bound: int
    total_bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better is possible."""
        return self.key == self.key_bound and self.total == self.total_bound


@dataclass(frozen=True, slots=True)
class _Level:
    """The best of one objective: people, what no plan goes above, and all plans as good as far as known."""

    people: Ints
    bound: int
    region: Region


def most_person_days(block: Block, deadline: Deadline) -> Reached:
    """Both objectives in turn."""
    whole = Region.of(block, all_columns(block))
    first = _Level(np.zeros(len(whole.columns), dtype=np.int64), 0, whole)
    if block.key.any():
        first = _level(whole, whole.key_days(), first.people, deadline.share(0.3))
    second = _level(first.region, first.region.days(), first.people, deadline)
    region, people = second.region, second.people
    key, total = int(region.key_days() @ people), int(region.days() @ people)
    return Reached(region, people, key, total, first.bound, second.bound)


def _level(region: Region, worth: Ints, known: Ints, deadline: Deadline) -> _Level:
    """The most ``worth`` among the plans of a region, of which ``known`` is one."""
    relaxed = relax(region, worth, known, deadline.share(0.6))
    best = _better(region, worth, known, [rounded(relaxed.people), known])
    bound = int(np.floor(relaxed.value + _doubt(relaxed)))
    if not relaxed.final:
        useful = np.zeros(len(region.block.pairs), dtype=bool)
        useful[region.columns.pair[worth > 0]] = True
        bound = min(bound, most_by_stretch(region.block, useful))
    for attempt in (_Attempt.REST, _Attempt.TRIED, _Attempt.ALL):
        if worth @ best == bound or not deadline.left():
            break
        near, base = _columns(attempt, region, worth, relaxed, best, deadline)
        best = _better(region, worth, best, [base])
        if not len(near) or worth @ best == bound:
            continue
        answer = solve(_programme(region.beside(base).keep(near), worth[near]), deadline.share(attempt.value).left())
        if answer.found is not None:
            base[near] += answer.found
            best = _better(region, worth, best, [base])
        if attempt is _Attempt.ALL:
            bound = int(worth @ best) if answer.proven else int(min(bound, np.floor(_doubt(relaxed) - answer.bound)))
    return _as_good(region, worth, best, relaxed, bound)


class _Attempt(Enum):
    """What a mixed-integer programme may choose; the value is its part of the time left."""

    REST = 0.4  # what diving left over, among the columns without loss
    TRIED = 0.5  # the columns without loss that took part in it
    ALL = 1.0  # whatever could be better than the best known: this proves


def _columns(
    attempt: _Attempt, region: Region, worth: Ints, relaxed: LinearRelaxation, best: Ints, deadline: Deadline
) -> tuple[Ints, Ints]:
    """The columns of an attempt, and the people that stay as they are."""
    none = np.zeros_like(best)
    if attempt is _Attempt.ALL:
        near = _near(relaxed, best, relaxed.value - float(worth @ best))
        return near[(worth[near] > 0) | (best[near] > 0)], none
    lossless = relaxed.tried[relaxed.loss[relaxed.tried] <= _doubt(relaxed)]
    if attempt is _Attempt.TRIED:
        return np.union1d(lossless, np.flatnonzero(best)), none
    base = dive(region, worth, relaxed, lossless, deadline)
    free = free_people(region.block, region.columns, base)
    return lossless[room(region.block, region.columns.keep(lossless), free) > 0], base


def _as_good(region: Region, worth: Ints, best: Ints, relaxed: LinearRelaxation, bound: int) -> _Level:
    """The level's end: all plans of the region that are worth as much as the best."""
    slack = relaxed.value - float(worth @ best)
    near = _near(relaxed, best, slack)
    if abs(slack) <= _doubt(relaxed):
        return _Level(best[near], bound, region.keep(near).filled(relaxed.priced))
    return _Level(best[near], bound, region.at_least(worth, int(worth @ best)).keep(near))


def _near(relaxed: LinearRelaxation, best: Ints, slack: float) -> Ints:
    """The columns that a plan within ``slack`` of the value can have, and those of the best."""
    return np.flatnonzero((relaxed.loss <= slack + _doubt(relaxed)) | (best > 0))


def _doubt(relaxed: LinearRelaxation) -> float:
    """How far the value of a linear programme may be from the true one."""
    return TOLERANCE * max(1.0, abs(relaxed.value))


def _better(region: Region, worth: Ints, known: Ints, starts: list[Ints]) -> Ints:
    """The best of some plans filled up, if it lies in the region; else the known one."""
    best = known
    for start in starts:
        filled = fill(region.block, region.columns, worth, start)
        if worth @ filled > worth @ best and region.holds(filled):
            best = filled
    return best


def _programme(region: Region, worth: Ints) -> Programme:
    limits = constraints(region)
    most = region.block.limit(region.columns).astype(np.float64)
    return Programme(-worth.astype(np.float64), limits.matrix, limits.lowest, limits.highest, most)
