"""Why somebody or some opening is left over, and the smallest change that would help, recounted exactly.

A near miss is a pair refused by one rule alone. Its remedy is counted only if the pair, with that one fact
changed as the sentence says, passes every rule *and* reaches the least score.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.instance import Floats
from matcher.pairing.prices import Ints, Mask
from matcher.pairing.rules import RULE_NUMBER, RULES
from matcher.pairing.scoring import MICRO, score_pairs

UNMATCHED_COLUMNS = ["worker_id", "vacancy_id", "why", "what_would_help"]


@dataclass(frozen=True, slots=True)
class Left:
    """What the run knows of the workers and vacancies, as counts of pairs."""

    refused: NDArray[np.int64]  # one's own row × rule
    unrelated: NDArray[np.int64]  # within the rules, but other work than wished
    too_low: NDArray[np.int64]  # related and within the rules, but below the least score
    candidates: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Remedies:
    """Near misses that one change would turn into candidates: which rule, how large a change, for whom."""

    worker: Ints
    vacancy: Ints
    rule: Ints
    change: Floats  # yuan, km or days; 0 where the change has no size


def remedies(problem: Problem, misses: Pairs, missed_by: NDArray[np.int8], micro_floor: int) -> Remedies:
    """The near misses that become candidates once the one rule in their way is just met."""
    changeable = np.isin(missed_by, [RULE_NUMBER[name] for name in CHANGES])
    misses, missed_by = misses.take(changeable), missed_by[changeable]
    change, reached = np.zeros(len(misses)), np.zeros(len(misses), dtype=bool)
    for name, possible in CHANGES.items():
        which = np.flatnonzero(missed_by == RULE_NUMBER[name])
        part = misses.take(which)
        change[which] = possible.size(problem, part)
        reached[which] = score_pairs(met(problem, part, name), renumbered(part)).micro >= micro_floor
    kept = misses.take(reached)
    worker, vacancy, rule = (column.astype(np.int64) for column in (kept.worker, kept.vacancy, missed_by[reached]))
    return Remedies(worker, vacancy, rule, change[reached])


def renumbered(pairs: Pairs) -> Pairs:
    """The same pairs for a problem that has one worker row a pair."""
    return replace(pairs, worker=np.arange(len(pairs), dtype=np.int32))


def met(problem: Problem, pairs: Pairs, rule: str) -> Problem:
    """The problem with one worker row a pair, each changed so that the rule is just met."""
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


def _wage_gap(problem: Problem, pairs: Pairs) -> Floats:
    return problem.workers.wage_min[pairs.worker] - problem.vacancies.wage_high[pairs.vacancy]


def _days_late(problem: Problem, pairs: Pairs) -> Floats:
    latest = problem.vacancies.start[pairs.vacancy] + problem.params.start_grace_days
    return problem.workers.available[pairs.worker] - latest


def _km_beyond(problem: Problem, pairs: Pairs) -> Floats:
    return np.ceil((pair_kilometres(problem, pairs) - problem.params.max_km) * 10) / 10


def _no_size(_: Problem, pairs: Pairs) -> Floats:
    return np.zeros(len(pairs))


@dataclass(frozen=True, slots=True)
class Change:
    """A change that would meet a rule: its size for each pair, and its words for the worker and the employer."""

    size: Callable[[Problem, Pairs], Floats]
    words: tuple[str, str]


# What can be changed, how large the change is, and the change in words for the worker and for the employer. Age and
# schooling are not here: nobody can be asked to change them, and certificates take a course rather than a call.
CHANGES: dict[str, Change] = {
    "wage": Change(_wage_gap, ("工资要求降{:.0f}元", "最高工资提{:.0f}元")),
    "start": Change(_days_late, ("提前{:.0f}天到岗", "开工日推迟{:.0f}天")),
    "distance": Change(_km_beyond, ("多走{:.1f}公里", "放宽{:.1f}公里")),
    "shift": Change(_no_size, ("接受其他班次", "改班次")),
    "lodging": Change(_no_size, ("住宿另行解决", "提供住宿")),
}


def unmatched_frame(
    problem: Problem, free_workers: Mask, open_vacancies: Ints, left: tuple[Left, Left], found: Remedies
) -> pd.DataFrame:
    """One row for each worker without a vacancy and each vacancy with openings left."""
    of_workers, of_vacancies = left
    usable = open_vacancies[found.vacancy] > 0
    workers = np.flatnonzero(free_workers)
    vacancies = np.flatnonzero((open_vacancies > 0) | (problem.vacancies.openings == 0))
    help_workers = _help(found, found.worker, usable, 0, "岗位", "个")
    help_vacancies = _help(found, found.vacancy, free_workers[found.worker], 1, "求职者", "名")
    rows = [
        (problem.workers.ids[row], "", why_worker(problem, of_workers, row), help_workers.get(row, NO_HELP_WORKER))
        for row in workers.tolist()
    ]
    rows += [
        (
            "",
            problem.vacancies.ids[row],
            why_vacancy(problem, of_vacancies, row, int(open_vacancies[row])),
            help_vacancies.get(row, NO_HELP_VACANCY) if open_vacancies[row] else NO_OPENINGS_HELP,
        )
        for row in vacancies.tolist()
    ]
    return pd.DataFrame(rows, columns=UNMATCHED_COLUMNS, dtype=object)


NO_HELP_WORKER = "单改一项条件没有可增加的岗位，建议与本人商量增加求职意向或参加培训"
NO_HELP_VACANCY = "单改一项条件没有可增加的人选，建议与单位商量放宽要求或跨区招聘"
NO_OPENINGS_HELP = "需要招人时请先填写招聘人数"


def why_worker(problem: Problem, left: Left, row: int) -> str:
    """Why a worker has no vacancy."""
    total = len(problem.vacancies.ids)
    if not total:
        return "目前没有在招岗位"
    if left.candidates[row]:
        return f"有{left.candidates[row]}个合适岗位，名额都已安排给总体更合适的人"
    refused = _refusals(left.refused[row])
    if left.too_low[row]:
        return _joined(f"有{left.too_low[row]}个岗位条件符合，但匹配分太低", refused)
    if left.unrelated[row]:
        return _joined(f"有{left.unrelated[row]}个岗位条件符合，但与求职意向不相近", refused)
    return _joined(f"{total}个岗位都不符合条件", refused)


def why_vacancy(problem: Problem, left: Left, row: int, openings: int) -> str:
    """Why a vacancy has openings left."""
    total = len(problem.workers.ids)
    if not openings:
        return "招聘人数为0，没有名额可安排"
    if not total:
        return f"还缺{openings}人：目前没有求职者"
    if left.candidates[row]:
        return f"还缺{openings}人：合适的{left.candidates[row]}人不够分，或已安排到更合适的岗位"
    refused = _refusals(left.refused[row])
    if left.too_low[row]:
        return _joined(f"还缺{openings}人：有{left.too_low[row]}人条件符合，但匹配分太低", refused)
    if left.unrelated[row]:
        return _joined(f"还缺{openings}人：有{left.unrelated[row]}人条件符合，但求职意向不相近", refused)
    return _joined(f"还缺{openings}人：没有合适的求职者", refused)


def _refusals(counts: NDArray[np.int64], most: int = 3) -> str:
    """The rules that refused most, with how many each."""
    order = np.argsort(-counts, kind="stable")[:most]
    return "、".join(f"{RULES[number].words}{counts[number]}个" for number in order.tolist() if counts[number])


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _help(found: Remedies, of: Ints, usable: Mask, side: int, what: str, measure: str, most: int = 2) -> dict[int, str]:
    """For each worker (side 0) or vacancy (side 1) the smallest changes that would help, most helpful first."""
    frame = pd.DataFrame({"row": of, "rule": found.rule, "change": found.change, "usable": usable})
    frame = frame[frame["usable"]].sort_values(["row", "rule", "change"], kind="stable")
    smallest = frame.groupby(["row", "rule"], sort=True)["change"].agg(["min"])
    frame = frame.join(smallest, on=["row", "rule"])
    counts = frame[frame["change"] <= frame["min"]].groupby(["row", "rule"], sort=True)["min"].agg(["first", "size"])
    said: dict[int, list[tuple[int, str]]] = {}
    for (row, rule), first, size in counts.itertuples():
        sentence = CHANGES[RULES[rule].name].words[side].format(first)
        said.setdefault(row, []).append((-size, f"{sentence}，可多{size}{measure}{what}"))
    return {row: _first(sentences, most) for row, sentences in said.items()}


def _first(sentences: Iterable[tuple[int, str]], most: int) -> str:
    """The sentences with the largest counts."""
    return "；".join(sentence for _, sentence in sorted(sentences, key=lambda each: each[0])[:most])


def least_micro(min_score: float) -> int:
    """The least score in millionths."""
    return int(np.ceil(round(min_score * MICRO, 6)))
