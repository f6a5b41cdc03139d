"""The smallest change of a worker that would turn a refused pair into a candidate, recounted exactly.

A near miss is a pair refused by one rule alone. Its remedy counts only if the pair, with that one fact of the worker
changed until the rule is just met, reaches the least score as well.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.advice.near_misses import NO_PAPER, NearMisses, papers_lacking, reaches
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.reasons.sayings import SHIFT_WORDS


@dataclass(frozen=True, slots=True)
class Remedies:
    """Pairs that one change would turn into candidates: whose pair, in which words, how large a change."""

    worker: Ints
    vacancy: Ints
    words: NDArray[np.object_]
    change: Floats  # yuan, km or days; 0 where the words name no size
    paper: Ints  # the number of the certificate lacking, NO_PAPER for every other rule

    @staticmethod
    def of(pairs: Pairs, words: NDArray[np.object_] | str, change: Floats, paper: Ints | int = NO_PAPER) -> "Remedies":
        """Some pairs with their change; words and certificate one for each, or one for all."""
        said = np.full(len(pairs), words, dtype=object)
        papers = np.full(len(pairs), paper, dtype=np.int64)
        return Remedies(pairs.worker.astype(np.int64), pairs.vacancy.astype(np.int64), said, change, papers)

    @staticmethod
    def joined(parts: list["Remedies"]) -> "Remedies":
        """One table from several."""
        return Remedies(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Remedies)))


@dataclass(frozen=True, slots=True)
class Change:
    """A worker's change that would meet a rule: its size for each pair, and its words."""

    size: Callable[[Problem, Pairs], Floats]
    words: str


def wage_gap(problem: Problem, pairs: Pairs) -> Floats:
    """How much more the worker asks than the vacancy pays at most."""
    return problem.workers.wage_min[pairs.worker] - problem.vacancies.wage_high[pairs.vacancy]


def days_late(problem: Problem, pairs: Pairs) -> Floats:
    """How many days after the days of grace the worker is free."""
    latest = problem.vacancies.start[pairs.vacancy] + problem.params.start_grace_days
    return problem.workers.available[pairs.worker] - latest


def no_size(_: Problem, pairs: Pairs) -> Floats:
    """Of a change that is made or not."""
    return np.zeros(len(pairs))


def _km_beyond(problem: Problem, pairs: Pairs) -> Floats:
    beyond: Floats = np.ceil((pair_kilometres(problem, pairs) - problem.params.max_km) * 10) / 10
    return beyond


# Age and schooling are not here: nobody can be asked to change them this spring.
CHANGES = {
    "wage": Change(wage_gap, "工资要求降{change:.0f}元"),
    "start": Change(days_late, "提前{change:.0f}天到岗"),
    "distance": Change(_km_beyond, "多走{change:.1f}公里"),
    "shift": Change(no_size, "接受{shift}"),
    "lodging": Change(no_size, "住宿另行解决"),
    "certificates": Change(no_size, "考取“{paper}”"),
}
LIFTING = ("wage", "start", "lodging")  # a change of these moves the score of pairs they do not keep apart


def worker_remedies(problem: Problem, misses: NearMisses, low: Pairs) -> Remedies:
    """The near misses that become candidates once their worker just meets the one rule in the way.

    With them stand the pairs that the smallest change of each worker brings besides: those it lifts over the least
    score, be it that no rule was in their way (``low``) or that just meeting it was not enough.
    """
    met = Remedies.joined([_met(problem, misses.by(rule), rule) for rule in CHANGES])
    return Remedies.joined([met, *(_lifted(problem, met, misses.by(rule), low, rule) for rule in LIFTING)])


def _met(problem: Problem, pairs: Pairs, rule: str) -> Remedies:
    """The pairs one rule keeps apart that a worker's change would turn into candidates."""
    change, paper = CHANGES[rule].size(problem, pairs), np.full(len(pairs), NO_PAPER, dtype=np.int64)
    if rule == "certificates":
        paper, with_paper = papers_lacking(problem, pairs)
        pairs = replace(pairs, certificates=with_paper)
    reached = reaches(*_moved(problem, pairs, rule, change)) & ((rule != "certificates") | (paper != NO_PAPER))
    pairs = pairs.take(reached)
    return Remedies.of(pairs, _in_shift(problem, pairs, CHANGES[rule].words), change[reached], paper[reached])


def _lifted(problem: Problem, met: Remedies, misses: Pairs, low: Pairs, rule: str) -> Remedies:
    """The pairs below the least score that the smallest change of their worker for one rule brings over it."""
    of_rule = met.words == CHANGES[rule].words
    smallest = np.full(len(problem.workers.ids), np.inf)
    np.minimum.at(smallest, met.worker[of_rule], met.change[of_rule])
    within = CHANGES[rule].size(problem, misses) < smallest[misses.worker]
    pairs = Pairs.joined([misses.take(within), low])
    pairs = pairs.take(np.isfinite(smallest[pairs.worker]))
    change = smallest[pairs.worker]
    reached: Mask = reaches(*_moved(problem, pairs, rule, change))
    return Remedies.of(pairs.take(reached), CHANGES[rule].words, change[reached])


def _in_shift(problem: Problem, pairs: Pairs, words: str) -> NDArray[np.object_]:
    """The words for each pair, with the vacancy's shift where they speak of it."""
    shifts = problem.vacancies.shift[pairs.vacancy].tolist()
    return np.array([words.replace("{shift}", SHIFT_WORDS.get(shift, "")) for shift in shifts], dtype=object)


def _moved(problem: Problem, pairs: Pairs, rule: str, change: Floats) -> tuple[Problem, Pairs]:
    """The problem with one worker row a pair, changed so far, and the pairs in it.

    Only the columns that scores look at are spread; distance and certificates change no such column.
    """
    workers, rows = problem.workers, pairs.worker
    shift = problem.vacancies.shift[pairs.vacancy]
    changed = replace(
        workers,
        education=workers.education[rows],
        place=workers.place[rows],
        wage_min=workers.wage_min[rows] - change if rule == "wage" else workers.wage_min[rows],
        shifts=shift if rule == "shift" else workers.shifts[rows],
        needs_lodging=np.zeros(len(rows)) if rule == "lodging" else workers.needs_lodging[rows],
        available=workers.available[rows] - change if rule == "start" else workers.available[rows],
    )
    return replace(problem, workers=changed), replace(pairs, worker=np.arange(len(pairs), dtype=np.int32))
