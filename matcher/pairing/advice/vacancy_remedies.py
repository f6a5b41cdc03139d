"""The smallest change of a vacancy that brings somebody whom one rule keeps away, counted as a run would count.

The change is as large as it takes for the nearest of those it is made for. Counted is then everybody whom the changed
vacancy would have as a candidate: others whom its rules kept away, and those who scored too low for it until then.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from matcher.pairing.advice.changed_vacancies import (
    each_paid,
    flexible,
    later,
    lodged,
    paid_and_in_time,
    reopened,
    topped_up,
)
from matcher.pairing.advice.near_misses import (
    LODGING_RULES,
    NO_PAPER,
    START_RULES,
    NearMisses,
    papers_lacking,
    reaches,
)
from matcher.pairing.advice.remedies import Remedies, days_late, no_size, wage_gap
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.instance import Floats, Mask, Vacancies


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of a vacancy: for whom it is made, how large that has to be, whom else it may bring, and its words."""

    made_for: tuple[str, ...]
    size: Callable[[Problem, Pairs], Floats]
    change: Callable[[Vacancies, Mask, Floats], Vacancies]
    words: str
    meets: tuple[str, ...] = ()  # rules met besides


REMEDIES = (
    Remedy(("wage",), wage_gap, topped_up, "最高工资提{change:.0f}元"),
    Remedy(("start",), days_late, later, "开工日推迟{change:.0f}天", START_RULES),
    Remedy(LODGING_RULES, no_size, lambda vacancies, which, _: lodged(vacancies, which), "提供住宿"),
    Remedy(("shift",), no_size, lambda vacancies, which, _: flexible(vacancies, which), "班次可商量"),
    Remedy(("closed",), no_size, lambda vacancies, which, _: reopened(vacancies, which), "延长招聘期限"),
)
ACQUIRED = "组织考取“{paper}”"


def vacancy_remedies(problem: Problem, misses: NearMisses, low: Pairs) -> Remedies:
    """Whom the smallest change of each vacancy would bring; ``low`` are pairs that scored too low for it until then."""
    counted = [_counted(problem, misses, low, remedy) for remedy in REMEDIES]
    return Remedies.joined([*counted, _acquired(problem, misses.by("certificates"))])


def _counted(problem: Problem, misses: NearMisses, low: Pairs, remedy: Remedy) -> Remedies:
    """Whom one change brings to each vacancy for which it is made."""
    made_for = misses.by(*remedy.made_for)
    sizes = remedy.size(problem, made_for)
    enough = _enough(problem, made_for, remedy, sizes)
    smallest = np.full(len(problem.vacancies.ids), np.inf)
    np.minimum.at(smallest, made_for.vacancy[enough], sizes[enough])
    made, before = np.isfinite(smallest), problem.vacancies
    vacancies = remedy.change(before, made, np.where(made, smallest, 0.0))
    pay = each_paid(before, problem.known.words, problem.local_pay, np.arange(len(made)), vacancies)
    after = replace(problem, vacancies=vacancies, local_pay=pay)
    kept_away = misses.by(*remedy.made_for, *remedy.meets)
    pairs = Pairs.joined([kept_away.take(paid_and_in_time(after, kept_away)), low])
    pairs = pairs.take(made[pairs.vacancy])
    pairs = pairs.take(reaches(after, pairs))
    return Remedies.of(pairs, remedy.words, smallest[pairs.vacancy])


def _enough(problem: Problem, pairs: Pairs, remedy: Remedy, sizes: Floats) -> Mask:
    """Pairs that reach the least score when their vacancy just meets what is in the way."""
    columns, vacancies = pairs.vacancy, problem.vacancies
    one_a_pair = replace(
        vacancies,
        education=vacancies.education[columns],
        place=vacancies.place[columns],
        wage_low=vacancies.wage_low[columns],
        wage_high=vacancies.wage_high[columns],
        shift=vacancies.shift[columns],
        lodging=vacancies.lodging[columns],
        start=vacancies.start[columns],
        open_until=vacancies.open_until[columns],
    )
    changed = remedy.change(one_a_pair, np.ones(len(pairs), dtype=bool), sizes)
    spread = replace(problem, vacancies=changed, local_pay=problem.local_pay[columns])
    return reaches(spread, replace(pairs, vacancy=np.arange(len(pairs), dtype=np.int32)))


def _acquired(problem: Problem, pairs: Pairs) -> Remedies:
    """Who would come once they have acquired the one certificate they lack."""
    paper, with_paper = papers_lacking(problem, pairs)
    kept = (paper != NO_PAPER) & reaches(problem, replace(pairs, certificates=with_paper))
    return Remedies.of(pairs.take(kept), ACQUIRED, np.zeros(int(kept.sum())), paper[kept])
