"""Ways out of a shortage: one change for all vacancies concerned, and how many more workers a run would then place.

Every way is first given the most it could bring, by filling openings with the pairs that join. Those that could bring
most are then solved again (reruns.py), so that what is told is what a run with that change places, less what this run
does: wherever the change leads, be it that pairs elsewhere come, go or count for another tier.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from matcher.pairing.advice.changed_vacancies import (
    differ,
    flexible,
    later,
    lodged,
    paid_and_in_time,
    raised,
    reopened,
    together,
    unschooled,
)
from matcher.pairing.advice.near_misses import LODGING_RULES, START_RULES, NearMisses, papers_lacking, reaches
from matcher.pairing.advice.reruns import Altered, Standing, placed_after, trained, vacancies_altered
from matcher.pairing.advice.steps import AdviceTable
from matcher.pairing.candidates import Pairs
from matcher.pairing.instance import Mask, Vacancies
from matcher.pairing.phrases import Rows
from matcher.pairing.places import chord_limit, squared_chord
from matcher.pairing.plan.filling import Filling, Suited

SOLVED = 4  # ways of each shortage that are solved again, those that could bring most; no other is told


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way out: how many workers would suit only then, and how many more a run would place."""

    rule: str
    paper: str  # the certificate, "" for every other rule
    step: float  # yuan, days or km; 0 where the change has no size
    cost: float  # yuan a month for each opening
    people: Rows  # workers, by row, whom the one rule kept away from the vacancies concerned; who is trained
    gain: int  # before it is solved again: the most it could be


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Vacancies that are short of people, and all it takes to try a change on them."""

    standing: Standing
    concerned: Mask  # the vacancies
    misses: NearMisses  # near misses of these vacancies
    idle: Mask  # workers who suit no closed vacancy: only another pair of theirs fills an opening more
    filling: Filling  # with as many openings filled as can be
    alike: sparse.csr_array  # titles that share what such work pays
    table: AdviceTable


@dataclass(frozen=True, slots=True)
class Way:
    """A change of every vacancy concerned: the rules it meets, and the vacancies after it."""

    rule: str
    rules: tuple[str, ...]
    change: Callable[[Vacancies, Mask, AdviceTable], Vacancies]
    step: Callable[[AdviceTable], float] = lambda _: 0.0
    cost: Callable[[AdviceTable], float] = lambda _: 0.0


WAYS = (
    Way(
        "wage",
        ("wage",),
        lambda vacancies, which, table: raised(vacancies, which, table.shortage_wage),
        step=lambda table: table.shortage_wage,
        cost=lambda table: table.shortage_wage,
    ),
    Way(
        "start",
        START_RULES,
        lambda vacancies, which, table: later(vacancies, which, table.shortage_days),
        step=lambda table: table.shortage_days,
    ),
    Way(
        "lodging",
        LODGING_RULES,
        lambda vacancies, which, _: lodged(vacancies, which),
        cost=lambda table: table.lodging_cost,
    ),
    Way("education", ("education",), lambda vacancies, which, _: unschooled(vacancies, which)),
    Way("shift", ("shift",), lambda vacancies, which, _: flexible(vacancies, which)),
    Way("closed", ("closed",), lambda vacancies, which, _: reopened(vacancies, which)),
)


def relaxations(short: Shortfall, farther: "Wider") -> list[Relaxation]:
    """The ways out that bring most, the largest gain first, then the cheaper; ``farther`` is the whole run's."""
    tried = [_by_change(short, way) for way in WAYS] + list(_by_training(short))
    tried = sorted((each for each in tried if each[0].gain), key=lambda each: _order(each[0]))[:SOLVED]
    found = [*(_solved(short.standing, *each) for each in tried), farther.told_of(short)]
    return sorted((each for each in found if each.gain > 0 and len(each.people)), key=_order)[:SOLVED]


def _order(way: Relaxation) -> tuple[object, ...]:
    return -way.gain, way.cost, way.rule, way.paper


def _solved(standing: Standing, way: Relaxation, altered: Altered) -> Relaxation:
    """A way out with what a run would place more."""
    return replace(way, gain=placed_after(standing, altered) - standing.placed)


def _by_change(short: Shortfall, way: Way) -> tuple[Relaxation, Altered]:
    """The vacancies concerned changed."""
    before, table = short.standing.problem, short.table
    after = together(before, way.change(before.vacancies, short.concerned, table), short.alike)
    touched = short.concerned | differ(after.local_pay, before.local_pay)
    met = short.misses.by(*way.rules)
    met = met.take(paid_and_in_time(after, met))
    idle = met.take(short.idle[met.worker])
    people = np.unique(idle.worker[reaches(after, idle)])
    altered = vacancies_altered(short.standing, after, touched, met)
    return Relaxation(way.rule, "", way.step(table), way.cost(table), people, _most(short, altered)), altered


def _by_training(short: Shortfall) -> Iterator[tuple[Relaxation, Altered]]:
    """For each certificate, the idle workers who lack it and nothing else trained for it."""
    problem, pairs = short.standing.problem, short.misses.by("certificates")
    pairs = pairs.take(short.idle[pairs.worker])
    paper, with_paper = papers_lacking(problem, pairs)
    reaching = (paper >= 0) & reaches(problem, replace(pairs, certificates=with_paper))
    for number in np.unique(paper[reaching]).tolist():
        people = np.unique(pairs.worker[reaching & (paper == number)])
        altered = trained(short.standing, people, number)
        name = problem.known.words.certificates[number]
        way = Relaxation("certificates", name, 0, short.table.certificate_cost, people, _most(short, altered))
        yield way, altered


@dataclass(frozen=True, slots=True)
class Wider:
    """A greater distance for the whole run: the pairs it brings together, and what a run with it places more."""

    pairs: Pairs
    step: float
    gain: int

    def told_of(self, short: Shortfall) -> Relaxation:
        """The same way out, with the people whom distance keeps away from some vacancies."""
        joining = short.concerned[self.pairs.vacancy] & short.idle[self.pairs.worker]
        return Relaxation("distance", "", self.step, 0.0, np.unique(self.pairs.worker[joining]), self.gain)


def wider(standing: Standing, step: float) -> Wider:
    """What a run brings that lets workers go some kilometres further."""
    problem = standing.problem
    after = replace(problem, params=replace(problem.params, max_km=problem.params.max_km + step))
    pairs = NearMisses(standing.found.near_misses, standing.found.missed_by).by("distance")
    places = problem.workers.place[pairs.worker], problem.vacancies.place[pairs.vacancy]
    pairs = pairs.take(~(squared_chord(*places) > chord_limit(after.params.max_km)))
    pairs = pairs.take(reaches(after, pairs))
    if not len(pairs):
        return Wider(pairs, step, 0)
    nowhere = np.zeros(len(problem.vacancies.ids), dtype=bool)
    placed = placed_after(standing, vacancies_altered(standing, after, nowhere, pairs))
    return Wider(pairs, step, placed - standing.placed)


def _most(short: Shortfall, altered: Altered) -> int:
    """How many openings more could be filled at most: those that idle workers can fill, whatever else goes."""
    pairs, filling = altered.pairs, short.filling
    joining = pairs.take(short.idle[pairs.worker] & filling.closed[pairs.vacancy])
    joining = joining.take(reaches(altered.problem, joining))
    worker, vacancy = joining.worker.astype(np.int64), joining.vacancy.astype(np.int64)
    if not len(worker):
        return 0
    return filling.joined_by(Suited.made(worker, vacancy, (len(filling.seat), len(filling.left)))).fill()
