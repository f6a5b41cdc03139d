"""Ways out of a shortage: one change for all vacancies concerned, and how many more openings it fills.

Who would come is read from the near misses of a run: workers whom one rule alone keeps away from a vacancy, who pass
that rule and reach the least score once the change is made; every other pair is taken as it was. How many more
openings can then be filled is counted by filling them, so nobody is counted twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.advice.changes import (
    Change,
    Row,
    changed,
    flexible,
    later,
    lodged,
    raised,
    reopened,
    row_of,
    unschooled,
)
from matcher.pairing.advice.remedies import LODGING_RULES, NUMBERS, papers_lacking
from matcher.pairing.advice.steps import AdviceTable
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.instance import Ints, Mask, read_vacancies
from matcher.pairing.plan.filling import Filling, Suited
from matcher.pairing.scoring import score_pairs


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way out: how many workers would suit only then, how many more openings are filled."""

    rule: str
    paper: str  # the certificate, "" for every other rule
    step: float  # yuan, days or km; 0 where the change has no size
    workers: int
    gain: int
    cost: float  # yuan a month for each opening


@dataclass(frozen=True, slots=True)
class NearMisses:
    """Pairs that one rule keeps apart, each with that rule's number."""

    pairs: Pairs
    missed_by: NDArray[np.int8]

    def take(self, which: Mask) -> "NearMisses":
        """Those of a mask."""
        return NearMisses(self.pairs.take(which), self.missed_by[which])

    def by(self, rules: tuple[str, ...]) -> Pairs:
        """Those kept apart by one of some rules."""
        return self.pairs.take(np.isin(self.missed_by, [NUMBERS[rule] for rule in rules]))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Vacancies that are short of people, and all it takes to try a change on them."""

    problem: Problem
    frame: pd.DataFrame  # the instance's vacancies
    rows: Ints  # the vacancies concerned
    misses: NearMisses  # near misses of these vacancies with workers who suit none of them
    filling: Filling  # with as many openings filled as can be
    table: AdviceTable


@dataclass(frozen=True, slots=True)
class Way:
    """A change of every vacancy concerned: the rules it meets, its cells, and for which pairs it goes far enough."""

    rule: str
    rules: tuple[str, ...]
    change: Callable[[Row, AdviceTable], Iterator[Change]]
    enough: Callable[[Problem, Pairs], Mask]
    step: Callable[[AdviceTable], float] = lambda _: 0.0


def _paid_enough(problem: Problem, pairs: Pairs) -> Mask:
    return ~(problem.workers.wage_min[pairs.worker] > problem.vacancies.wage_high[pairs.vacancy])


def _in_time(problem: Problem, pairs: Pairs) -> Mask:
    latest = problem.vacancies.start[pairs.vacancy] + problem.params.start_grace_days
    return ~(problem.workers.available[pairs.worker] > latest)


def _always(_: Problem, pairs: Pairs) -> Mask:
    return np.ones(len(pairs), dtype=bool)


WAYS = (
    Way(
        "wage", ("wage",), lambda row, table: raised(row, table.shortage_wage), _paid_enough, lambda t: t.shortage_wage
    ),
    Way("start", ("start",), lambda row, table: later(row, table.shortage_days), _in_time, lambda t: t.shortage_days),
    Way("lodging", LODGING_RULES, lambda row, table: lodged(row, table.lodging_cost), _always),
    Way("education", ("education",), lambda row, _: unschooled(row), _always),
    Way("shift", ("shift",), lambda row, _: flexible(row), _always),
    Way("closed", ("closed",), lambda row, _: reopened(row), _always),
)


def relaxations(short: Shortfall) -> list[Relaxation]:
    """Every way out that fills an opening more, those that fill most first, then the cheaper."""
    found = [_by_change(short, way) for way in WAYS] + [_by_distance(short), *_by_training(short)]
    return sorted(
        (each for each in found if each.gain), key=lambda each: (-each.gain, each.cost, each.rule, each.paper)
    )


def _by_change(short: Shortfall, way: Way) -> Relaxation:
    """The vacancies changed in some cells."""
    changes = [next(way.change(row_of(short.frame, row), short.table), None) for row in short.rows.tolist()]
    cells = [change.cells if change else {} for change in changes]
    cost = max((change.cost for change in changes if change), default=0.0)
    vacancies = read_vacancies(changed(short.frame, short.rows.tolist(), cells))
    problem = replace(short.problem, vacancies=vacancies, local_pay=short.problem.local_pay[short.rows])
    pairs = short.misses.by(way.rules)
    moved = replace(pairs, vacancy=np.searchsorted(short.rows, pairs.vacancy).astype(np.int32))
    joining = pairs.take(way.enough(problem, moved) & _reaches(problem, moved))
    return _counted(short, Relaxation(way.rule, "", way.step(short.table), 0, 0, cost), joining)


def _by_distance(short: Shortfall) -> Relaxation:
    """The vacancies open to workers who live some way beyond the greatest distance."""
    pairs, step = short.misses.by(("distance",)), short.table.shortage_km
    near = pair_kilometres(short.problem, pairs) <= short.problem.params.max_km + step
    joining = pairs.take(near & _reaches(short.problem, pairs))
    return _counted(short, Relaxation("distance", "", step, 0, 0, 0.0), joining)


def _by_training(short: Shortfall) -> Iterator[Relaxation]:
    """For each certificate, the workers who lack it and nothing else trained for it."""
    pairs = short.misses.by(("certificates",))
    paper, with_paper = papers_lacking(short.problem, pairs)
    reaching = _reaches(short.problem, replace(pairs, certificates=with_paper))
    for number in np.unique(paper[(paper >= 0) & reaching]).tolist():
        name = short.problem.known.words.certificates[number]
        joining = pairs.take((paper == number) & reaching)
        yield _counted(short, Relaxation("certificates", name, 0, 0, 0, short.table.certificate_cost), joining)


def _reaches(problem: Problem, pairs: Pairs) -> Mask:
    """Pairs of at least the least score."""
    reached: Mask = score_pairs(problem, pairs).micro >= problem.params.least_micro
    return reached


def _counted(short: Shortfall, relaxation: Relaxation, joining: Pairs) -> Relaxation:
    """A way out with its numbers, by filling openings again with the pairs that join."""
    worker, vacancy = joining.worker.astype(np.int64), joining.vacancy.astype(np.int64)
    if not len(worker):
        return relaxation
    size = len(short.filling.seat), len(short.filling.left)
    gain = short.filling.joined_by(Suited.made(worker, vacancy, size)).fill()
    return replace(relaxation, workers=len(np.unique(worker)), gain=gain)
