"""The smallest change of a worker that would turn a refused pair into a candidate, recounted exactly.

A near miss is a pair refused by one rule alone; a low pair is refused by none, but below the least score. A remedy
counts only if the pair, with one fact of the worker changed, breaks no rule and reaches the least score as well. Pay
and days are the least that do it, in whole steps.
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
STEPS = {"wage": 50.0, "start": 1.0}  # yuan and days: how finely an amount is told


def worker_remedies(problem: Problem, misses: NearMisses, low: Pairs) -> Remedies:
    """The pairs that one change of their worker turns into candidates, each with the least change that does.

    Looked at are near misses and, for changes that move a score, the pairs that no rule keeps apart (``low``).
    """
    amounts = [_least(problem, Pairs.joined([misses.by(rule), low]), rule) for rule in STEPS]
    lodged = low.take(problem.workers.needs_lodging[low.worker] == 1)
    met = {rule: misses.by(rule) for rule in CHANGES if rule not in STEPS}
    met["lodging"] = Pairs.joined([met["lodging"], lodged])
    return Remedies.joined([*amounts, *(_met(problem, pairs, rule) for rule, pairs in met.items())])


def _met(problem: Problem, pairs: Pairs, rule: str) -> Remedies:
    """The pairs that a worker's change, just as large as the rule asks, would turn into candidates."""
    change, paper = CHANGES[rule].size(problem, pairs), np.full(len(pairs), NO_PAPER, dtype=np.int64)
    if rule == "certificates":
        paper, with_paper = papers_lacking(problem, pairs)
        pairs = replace(pairs, certificates=with_paper)
    reached = reaches(*_moved(problem, pairs, rule, change)) & ((rule != "certificates") | (paper != NO_PAPER))
    pairs = pairs.take(reached)
    return Remedies.of(pairs, _in_shift(problem, pairs, CHANGES[rule].words), change[reached], paper[reached])


def _least(problem: Problem, pairs: Pairs, rule: str) -> Remedies:
    """The pairs that a change of some amount would turn into candidates, with the least amount, in whole steps.

    A score never falls when its worker asks less or comes sooner, so the least amount is found by halving.
    """
    step = STEPS[rule]
    least, most = bounds(problem, pairs, rule)
    possible = least <= most  # never where the worker has said nothing
    pairs, least, most = pairs.take(possible), least[possible], most[possible]
    reached: Mask = reaches(*_moved(problem, pairs, rule, most * step))
    pairs, least, most = pairs.take(reached), least[reached], most[reached]
    most = fewest(lambda steps: reaches(*_moved(problem, pairs, rule, steps * step)), least, most)
    return Remedies.of(pairs, CHANGES[rule].words, most * step)


def fewest(enough: Callable[[Floats], Mask], least: Floats, most: Floats) -> Floats:
    """The fewest whole steps that are enough, where ``most`` are; found by halving, as more are never worse."""
    while (least < most).any():
        middle = np.floor((least + most) / 2)
        is_enough = enough(middle)
        least, most = np.where(is_enough, least, np.minimum(middle + 1, most)), np.where(is_enough, middle, most)
    return most


def bounds(problem: Problem, pairs: Pairs, rule: str) -> tuple[Floats, Floats]:
    """The fewest steps that meet the rule, one at least, and the most there are: down to nothing, or until today."""
    needed = np.ceil(CHANGES[rule].size(problem, pairs) / STEPS[rule])
    rows, workers = pairs.worker, problem.workers
    most = workers.wage_min[rows] if rule == "wage" else workers.available[rows] - problem.as_of
    return np.fmax(needed, 1.0), np.floor(most / STEPS[rule])


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
