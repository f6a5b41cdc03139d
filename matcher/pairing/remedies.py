"""The smallest change that would turn a refused pair into a candidate, recounted exactly.

A near miss is a pair refused by one rule alone. Its remedy counts only if the pair, with that one fact changed
until the rule is just met, reaches the least score as well.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.instance import Floats
from matcher.pairing.prices import Ints, Mask
from matcher.pairing.rules import RULE_NUMBER
from matcher.pairing.scoring import score_pairs
from matcher.pairing.wording import GRADE_WORTH, SATISFIES, Rows, Shares, grades_held

NO_PAPER = -1


@dataclass(frozen=True, slots=True)
class Remedies:
    """Near misses that one change would turn into candidates: which rule, how large a change, for whom."""

    worker: Ints
    vacancy: Ints
    rule: Ints
    change: Floats  # yuan, km or days; 0 where the change has no size
    paper: Ints  # the number of the certificate lacking, NO_PAPER for every other rule


@dataclass(frozen=True, slots=True)
class Change:
    """A change that would meet a rule: its size for each pair, and its words, "" where it is not theirs to make."""

    size: Callable[[Problem, Pairs], Floats]
    for_worker: str
    for_vacancy: str


def _wage_gap(problem: Problem, pairs: Pairs) -> Floats:
    return problem.workers.wage_min[pairs.worker] - problem.vacancies.wage_high[pairs.vacancy]


def _days_late(problem: Problem, pairs: Pairs) -> Floats:
    latest = problem.vacancies.start[pairs.vacancy] + problem.params.start_grace_days
    return problem.workers.available[pairs.worker] - latest


def _km_beyond(problem: Problem, pairs: Pairs) -> Floats:
    beyond: Floats = np.ceil((pair_kilometres(problem, pairs) - problem.params.max_km) * 10) / 10
    return beyond


def _no_size(_: Problem, pairs: Pairs) -> Floats:
    return np.zeros(len(pairs))


# Age and schooling are not here: nobody can be asked to change them this spring.
CHANGES = {
    "wage": Change(_wage_gap, "工资要求降{change:.0f}元", "最高工资提{change:.0f}元"),
    "start": Change(_days_late, "提前{change:.0f}天到岗", "开工日推迟{change:.0f}天"),
    "distance": Change(_km_beyond, "多走{change:.1f}公里", "提供住宿或接送"),
    "shift": Change(_no_size, "接受其他班次", "增加其他班次"),
    "lodging": Change(_no_size, "住宿另行解决", "提供住宿"),
    "certificates": Change(_no_size, "考取“{paper}”", "组织考取“{paper}”"),
    "closed": Change(_no_size, "", "延长招聘期限"),
}


def remedies(problem: Problem, misses: Pairs, missed_by: NDArray[np.int8], least_micro: int) -> Remedies:
    """The near misses that become candidates once the one rule in their way is just met."""
    changeable = np.isin(missed_by, [RULE_NUMBER[name] for name in CHANGES])
    misses, missed_by = misses.take(changeable), missed_by[changeable]
    paper, with_paper = _papers(problem, misses)
    change, reached = np.zeros(len(misses)), np.zeros(len(misses), dtype=bool)
    for name, possible in CHANGES.items():
        which = np.flatnonzero(missed_by == RULE_NUMBER[name])
        part = misses.take(which)
        if name == "certificates":
            part = replace(part, certificates=with_paper[which])
        change[which] = possible.size(problem, part)
        reached[which] = score_pairs(_met(problem, part, name), _renumbered(part)).micro >= least_micro
    held_back = missed_by == RULE_NUMBER["certificates"]
    reached &= ~held_back | (paper >= 0)
    kept = misses.take(reached)
    rule = missed_by[reached].astype(np.int64)
    label = np.where(held_back, paper, NO_PAPER)[reached]
    return Remedies(kept.worker.astype(np.int64), kept.vacancy.astype(np.int64), rule, change[reached], label)


def _papers(problem: Problem, pairs: Pairs) -> tuple[Ints, Shares]:
    """The one certificate each pair lacks (NO_PAPER for none or several), and how certificates fit with it."""
    held = grades_held(problem.known.certificate_grades, problem.known.certificates_of)
    asked_of: Rows = problem.known.words.certificates_of
    paper = np.full(len(pairs), NO_PAPER, dtype=np.int64)
    short, total, count = (np.zeros(len(pairs)) for _ in range(3))
    for position in range(asked_of.shape[1]):
        requirement = asked_of[pairs.vacancy, position]
        asked = np.flatnonzero(requirement >= 0)
        grade = held[pairs.worker[asked], requirement[asked]]
        lacks: Mask = grade < SATISFIES
        paper[asked[lacks]] = requirement[asked[lacks]]
        short[asked[lacks]] += 1
        total[asked] += np.where(lacks, 1.0, GRADE_WORTH[grade])
        count[asked] += 1
    fit = np.divide(total, count, out=np.full(len(pairs), np.nan), where=count > 0)
    return np.where(short == 1, paper, NO_PAPER), fit.astype(np.float32)


def _renumbered(pairs: Pairs) -> Pairs:
    """The same pairs for a problem that has one worker row a pair."""
    return replace(pairs, worker=np.arange(len(pairs), dtype=np.int32))


def _met(problem: Problem, pairs: Pairs, rule: str) -> Problem:
    """The problem with one worker row a pair, changed so that the rule is just met.

    Only the columns that scores look at are spread; distance, deadline and certificates change no such column.
    """
    workers, vacancies = problem.workers, problem.vacancies
    rows, columns = pairs.worker, pairs.vacancy
    wage, free, needs = workers.wage_min[rows], workers.available[rows], workers.needs_lodging[rows]
    if rule == "wage":
        wage = vacancies.wage_high[columns]
    elif rule == "start":
        free = vacancies.start[columns] + problem.params.start_grace_days
    elif rule == "lodging":
        needs = np.zeros(len(rows))
    changed = replace(
        workers,
        education=workers.education[rows],
        place=workers.place[rows],
        wage_min=wage,
        shifts=vacancies.shift[columns] if rule == "shift" else workers.shifts[rows],
        needs_lodging=needs,
        available=free,
    )
    return replace(problem, workers=changed)
