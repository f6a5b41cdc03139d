"""The facts that can speak for a pair: when each is true, how it is said, and what it rests on.

A fact rests on a cell of the worker's row, a cell of the vacancy's, or both; one that names words out of a list
rests on those words as well. Taking any of these away must lower the score before the fact may be called a reason.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import local_pay, pair_kilometres, wage
from matcher.pairing.reasons import sayings, telling
from matcher.pairing.reasons.deletions import OF_VACANCY, OF_WORKER, Deletion, trade_unknown, usual_pay_unknown

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that may be said for a pair, named like the criterion it comes from.

    ``holds`` picks the pairs of which it is true; ``deletions`` and ``say`` are asked about such pairs only.
    """

    name: str
    holds: Callable[[Problem, Pairs], Mask]
    deletions: tuple[Deletion, ...]
    say: Callable[[Problem, Pairs], list[str]]


def _title_near(problem: Problem, pairs: Pairs) -> Mask:
    near: Mask = pairs.title > problem.params.neutral
    return near


def _duties_near(problem: Problem, pairs: Pairs) -> Mask:
    near: Mask = pairs.duties > problem.params.neutral
    return near


def _trade_near(problem: Problem, pairs: Pairs) -> Mask:
    near: Mask = pairs.trade > problem.params.neutral
    return near


def _skills_met(problem: Problem, pairs: Pairs) -> Mask:
    met: Mask = np.asarray((telling.skills_required(problem, pairs).theirs >= 0).any(axis=1))
    return met & (pairs.skills > problem.params.neutral)


def _certificates_met(problem: Problem, pairs: Pairs) -> Mask:
    met: Mask = np.asarray((telling.certificates_required(problem, pairs).theirs >= 0).any(axis=1))
    return met & (pairs.certificates > problem.params.neutral)


def _pay_asked_met(problem: Problem, pairs: Pairs) -> Mask:
    met: Mask = np.asarray(wage(problem, pairs) > 0.5)
    return met


def _pay_above_usual(problem: Problem, pairs: Pairs) -> Mask:
    above: Mask = np.asarray(local_pay(problem, pairs) > 0.5)
    return above


def _near_home(problem: Problem, pairs: Pairs) -> Mask:
    return ~np.isnan(pair_kilometres(problem, pairs))


def _lodged(problem: Problem, pairs: Pairs) -> Mask:
    known = ~np.isnan(problem.workers.needs_lodging[pairs.worker])
    lodged: Mask = problem.vacancies.lodging[pairs.vacancy] == 1
    return lodged & known


def _shift_accepted(problem: Problem, pairs: Pairs) -> Mask:
    accepted: Mask = (problem.workers.shifts[pairs.worker] & problem.vacancies.shift[pairs.vacancy]) > 0
    return accepted


def _starts_soon(problem: Problem, pairs: Pairs) -> Mask:
    soon: Mask = np.abs(sayings.days_waited(problem, pairs)) <= sayings.SOON
    return soon


def _schooled(problem: Problem, pairs: Pairs) -> Mask:
    schooled: Mask = sayings.spare_schooling(problem, pairs) >= 0
    return schooled


def _wishes_for_title_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, telling.without_wishes(problem, pairs, telling.wishes_for_title(problem, pairs))


def _wishes_for_duties_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, telling.without_wishes(problem, pairs, telling.wishes_for_duties(problem, pairs))


def _phrases_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, telling.without_phrases(problem, pairs)


def _skills_for_title_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, telling.without_skills(problem, pairs, telling.skills_for_title(problem, pairs))


def _skills_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, telling.without_skills(problem, pairs, telling.skills_required(problem, pairs).mine >= 0)


def _required_skills_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    met = telling.skills_required(problem, pairs).theirs >= 0
    return problem, telling.without_required_skills(problem, pairs, met)


def _required_certificates_taken(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    met = telling.certificates_required(problem, pairs).theirs >= 0
    return problem, telling.without_required_certificates(problem, pairs, met)


# A fact weighs as much as the least of its deletions. The two that share all their cells with heavier facts have one
# more, their own criterion left unknown, so that they weigh what they bring and not what their cells bring.
# Two deletions are left out because a hard rule makes them lower than one that is there: without the certificates
# that are named, or without the shift that is named, a worker has either none left or only such as are refused.
FACTS = (
    Fact(
        "title",
        _title_near,
        (OF_WORKER["wishes"], _wishes_for_title_taken, OF_VACANCY["title"]),
        sayings.wished,
    ),
    Fact(
        "skills",
        _skills_met,
        (OF_WORKER["skills"], _skills_taken, OF_VACANCY["skills_required"], _required_skills_taken),
        sayings.skilled,
    ),
    Fact(
        "trade",
        _trade_near,
        (OF_WORKER["skills"], _skills_for_title_taken, OF_VACANCY["title"], trade_unknown),
        sayings.of_the_trade,
    ),
    Fact(
        "certificates",
        _certificates_met,
        (OF_WORKER["certificates"], OF_VACANCY["certificates_required"], _required_certificates_taken),
        sayings.certified,
    ),
    Fact(
        "duties",
        _duties_near,
        (OF_WORKER["wishes"], _wishes_for_duties_taken, OF_VACANCY["duties"], _phrases_taken),
        sayings.wished_duties,
    ),
    Fact("wage", _pay_asked_met, (OF_WORKER["wage_min"], OF_VACANCY["wage"]), sayings.pay_asked),
    Fact(
        "local_pay", _pay_above_usual, (OF_VACANCY["wage"], OF_VACANCY["title"], usual_pay_unknown), sayings.pay_usual
    ),
    Fact("distance", _near_home, (OF_WORKER["place"], OF_VACANCY["place"]), sayings.near),
    Fact("lodging", _lodged, (OF_WORKER["needs_lodging"], OF_VACANCY["lodging"]), sayings.lodged),
    Fact("shift", _shift_accepted, (OF_WORKER["shifts"], OF_VACANCY["shift"]), sayings.shift_accepted),
    Fact("start", _starts_soon, (OF_WORKER["available_from"], OF_VACANCY["start_date"]), sayings.starts),
    Fact("education", _schooled, (OF_WORKER["education"], OF_VACANCY["education_min"]), sayings.schooled),
)
