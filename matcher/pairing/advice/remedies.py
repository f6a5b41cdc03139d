"""The smallest change that would turn a refused pair into a candidate, recounted exactly.

A near miss is a pair refused by one rule alone, or by two that lodging meets together. Its remedy counts only if
the pair, with that one fact of the worker (of the vacancy) changed until the rule is just met, reaches the least
score as well. What such work pays here is taken as it was before the change.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.reasons.sayings import SHIFT_WORDS
from matcher.pairing.rules import MET_TOGETHER, RULE_NUMBER, UNLODGED_AND_FAR, YOUNG_AND_LATE
from matcher.pairing.scoring import score_pairs
from matcher.pairing.wording import GRADE_WORTH, SATISFIES, Rows, Shares, grades_held

NO_PAPER = -1


@dataclass(frozen=True, slots=True)
class Remedies:
    """Near misses that one change would turn into candidates: whose pair, in which words, how large a change."""

    worker: Ints
    vacancy: Ints
    words: NDArray[np.object_]
    change: Floats  # yuan, km or days; 0 where the words name no size
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
    "distance": Change(_km_beyond, "多走{change:.1f}公里", "提供住宿"),
    "shift": Change(_no_size, "接受{shift}", "增加其他班次"),
    "lodging": Change(_no_size, "住宿另行解决", "提供住宿"),
    "certificates": Change(_no_size, "考取“{paper}”", "组织考取“{paper}”"),
    "closed": Change(_no_size, "", "延长招聘期限"),
    "unlodged_and_far": Change(_no_size, "", "提供住宿"),
}
NUMBERS = {**RULE_NUMBER, "unlodged_and_far": UNLODGED_AND_FAR, "young_and_late": YOUNG_AND_LATE}
LODGING_RULES = (*MET_TOGETHER[UNLODGED_AND_FAR], "unlodged_and_far")
START_RULES = (*MET_TOGETHER[YOUNG_AND_LATE], "young_and_late")


def worker_remedies(problem: Problem, misses: Pairs, missed_by: NDArray[np.int8], too_low: Pairs) -> Remedies:
    """The near misses that become candidates once their worker just meets the one rule in the way.

    With them stand the pairs that the smallest change of each worker brings besides: those it lifts over the least
    score, be it that no rule was in their way (``too_low``) or that just meeting it was not enough.
    """
    words = {name: change.for_worker for name, change in CHANGES.items()}
    met = _remedies(problem, misses, missed_by, words, _met_by_worker)
    lifted = [_lifted(problem, met, misses.take(missed_by == NUMBERS[rule]), too_low, rule) for rule in LIFTING]
    return Remedies(
        *(np.concatenate([getattr(part, column.name) for part in (met, *lifted)]) for column in fields(met))
    )


LIFTING = ("wage", "start", "lodging")  # a change of these moves the score of pairs they do not keep apart


def _lifted(problem: Problem, met: Remedies, misses: Pairs, too_low: Pairs, rule: str) -> Remedies:
    """The pairs below the least score that the smallest change of their worker for one rule brings over it."""
    words = CHANGES[rule].for_worker
    of_rule = met.words == words
    smallest = np.full(len(problem.workers.ids), np.inf)
    np.minimum.at(smallest, met.worker[of_rule], met.change[of_rule])
    within = CHANGES[rule].size(problem, misses) < smallest[misses.worker]
    pairs = Pairs.joined([misses.take(within), too_low])
    pairs = pairs.take(np.isfinite(smallest[pairs.worker]))
    change = smallest[pairs.worker]
    reached = score_pairs(*_moved_by_worker(problem, pairs, rule, change)).micro >= problem.params.least_micro
    count = int(reached.sum())
    return Remedies(
        pairs.worker[reached].astype(np.int64),
        pairs.vacancy[reached].astype(np.int64),
        np.full(count, words, dtype=object),
        change[reached],
        np.full(count, NO_PAPER, dtype=np.int64),
    )


def vacancy_remedies(problem: Problem, misses: Pairs, missed_by: NDArray[np.int8]) -> Remedies:
    """The near misses that become candidates once their vacancy just meets what is in the way."""
    words = {name: change.for_vacancy for name, change in CHANGES.items()}
    return _remedies(problem, misses, missed_by, words, _met_by_vacancy)


def _remedies(
    problem: Problem,
    misses: Pairs,
    missed_by: NDArray[np.int8],
    words: dict[str, str],
    met: Callable[[Problem, Pairs, str], tuple[Problem, Pairs]],
) -> Remedies:
    """The near misses of one side that a change in these words would turn into candidates."""
    paper, with_paper = papers_lacking(problem, misses)
    change, reached = np.zeros(len(misses)), np.zeros(len(misses), dtype=bool)
    said = np.full(len(misses), "", dtype=object)
    for name in (name for name, template in words.items() if template):
        which = np.flatnonzero(missed_by == NUMBERS[name])
        part = misses.take(which)
        if name == "certificates":
            part = replace(part, certificates=with_paper[which])
        if "{change" in words[name]:
            change[which] = CHANGES[name].size(problem, part)
        said[which] = _in_shift(problem, part, words[name])
        reached[which] = score_pairs(*met(problem, part, name)).micro >= problem.params.least_micro
    held_back = missed_by == RULE_NUMBER["certificates"]
    reached &= ~held_back | (paper >= 0)
    kept = misses.take(reached)
    label = np.where(held_back, paper, NO_PAPER)[reached]
    return Remedies(kept.worker.astype(np.int64), kept.vacancy.astype(np.int64), said[reached], change[reached], label)


def _in_shift(problem: Problem, pairs: Pairs, words: str) -> list[str]:
    """The words for each pair, with the vacancy's shift where they speak of it."""
    shifts = problem.vacancies.shift[pairs.vacancy].tolist()
    return [words.replace("{shift}", SHIFT_WORDS.get(shift, "")) for shift in shifts]


def papers_lacking(problem: Problem, pairs: Pairs) -> tuple[Ints, Shares]:
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


def _met_by_worker(problem: Problem, pairs: Pairs, rule: str) -> tuple[Problem, Pairs]:
    """The problem with one worker row a pair, changed so that the rule is just met, and the pairs in it."""
    return _moved_by_worker(problem, pairs, rule, CHANGES[rule].size(problem, pairs))


def _moved_by_worker(problem: Problem, pairs: Pairs, rule: str, change: Floats) -> tuple[Problem, Pairs]:
    """The problem with one worker row a pair, changed so far, and the pairs in it.

    Only the columns that scores look at are spread; distance, deadline and certificates change no such column.
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


def _met_by_vacancy(problem: Problem, pairs: Pairs, rule: str) -> tuple[Problem, Pairs]:
    """The problem with one vacancy row a pair, changed so that the rule is just met, and the pairs in it."""
    workers, vacancies = problem.workers, problem.vacancies
    rows, columns = pairs.worker, pairs.vacancy
    high, start, lodging = vacancies.wage_high[columns], vacancies.start[columns], vacancies.lodging[columns]
    if rule == "wage":
        high = workers.wage_min[rows]
    elif rule == "start":
        start = workers.available[rows] - problem.params.start_grace_days
    elif rule in LODGING_RULES:
        lodging = np.ones(len(rows))
    changed = replace(
        vacancies,
        education=vacancies.education[columns],
        place=vacancies.place[columns],
        wage_low=vacancies.wage_low[columns],
        wage_high=high,
        shift=workers.shifts[rows] if rule == "shift" else vacancies.shift[columns],
        lodging=lodging,
        start=start,
    )
    spread = replace(problem, vacancies=changed, local_pay=problem.local_pay[columns])
    return spread, replace(pairs, vacancy=np.arange(len(pairs), dtype=np.int32))
