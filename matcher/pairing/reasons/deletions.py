"""A fact taken away: each pair as if a cell it rests on were blank.

The score of a pair depends on the rows of its two sides and on nothing else that changes here, so a cell may be
blanked for all workers (or vacancies) at once and every pair is then what it would be with only its own row
changed. That holds for a vacancy's wage and title as well: its own local pay is then unknown, and what becomes of
that of other vacancies is looked at by no pair of this one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.instance import Vacancies, Workers
from matcher.pairing.wording import Shares

Mask = NDArray[np.bool_]
Side = TypeVar("Side", Workers, Vacancies)
Deletion = Callable[[Problem, Pairs], tuple[Problem, Pairs]]


def _unsaid(pairs: Pairs) -> Shares:
    """How near words are of which one side says nothing."""
    return np.full(len(pairs), np.nan, dtype=np.float32)


def _without_wishes(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, replace(pairs, title=_unsaid(pairs), duties=_unsaid(pairs))


def _without_skills(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, replace(pairs, trade=_unsaid(pairs), skills=_unsaid(pairs))


def _without_certificates(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    """The worker says nothing of certificates, where some are required."""
    asked: Mask = np.asarray((problem.known.words.certificates_of >= 0).any(axis=1))
    return problem, replace(pairs, certificates=_unsaid(pairs), unsaid=asked[pairs.vacancy])


def _without_title(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    """The vacancy names no work: nothing is near it, and no pay is usual for it."""
    problem, pairs = usual_pay_unknown(problem, pairs)
    return problem, replace(pairs, title=_unsaid(pairs), trade=_unsaid(pairs))


def _without_duties(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, replace(pairs, duties=_unsaid(pairs))


def _without_skills_required(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, replace(pairs, skills=_unsaid(pairs))


def _without_certificates_required(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    return problem, replace(pairs, certificates=_unsaid(pairs), unsaid=np.zeros(len(pairs), dtype=bool))


def trade_unknown(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    """Nothing is known of the worker's trade, though of the skills."""
    return problem, replace(pairs, trade=_unsaid(pairs))


def usual_pay_unknown(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
    """Nobody says what such work pays here."""
    return replace(problem, local_pay=np.full_like(problem.local_pay, np.nan)), pairs


def _of_worker(*arrays: str) -> Deletion:
    def blanked(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
        return replace(problem, workers=_blank(problem.workers, arrays)), pairs

    return blanked


def _of_vacancy(*arrays: str) -> Deletion:
    def blanked(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
        return replace(problem, vacancies=_blank(problem.vacancies, arrays)), pairs

    return blanked


def _blank(side: Side, arrays: tuple[str, ...]) -> Side:
    """One side with nothing said in some arrays: nan, or no bits."""
    values = {name: getattr(side, name) for name in arrays}
    return replace(
        side, **{name: np.full_like(array, np.nan if array.dtype.kind == "f" else 0) for name, array in values.items()}
    )


def _placeless(blanked: Deletion) -> Deletion:
    """Without one of the places no river is known to lie between them."""

    def unplaced(problem: Problem, pairs: Pairs) -> tuple[Problem, Pairs]:
        problem, pairs = blanked(problem, pairs)
        return problem, replace(pairs, across=np.zeros(len(pairs), dtype=bool))

    return unplaced


# ``place`` is street, lng and lat, which say one thing between them; ``wage`` is wage_low and wage_high.
OF_WORKER: dict[str, Deletion] = {
    "wishes": _without_wishes,
    "skills": _without_skills,
    "certificates": _without_certificates,
    "education": _of_worker("education"),
    "place": _placeless(_of_worker("place", "bank")),
    "wage_min": _of_worker("wage_min"),
    "shifts": _of_worker("shifts"),
    "needs_lodging": _of_worker("needs_lodging"),
    "available_from": _of_worker("available"),
}
OF_VACANCY: dict[str, Deletion] = {
    "title": _without_title,
    "duties": _without_duties,
    "skills_required": _without_skills_required,
    "certificates_required": _without_certificates_required,
    "education_min": _of_vacancy("education"),
    "place": _placeless(_of_vacancy("place", "bank")),
    "wage": _of_vacancy("wage_low", "wage_high"),
    "shift": _of_vacancy("shift"),
    "lodging": _of_vacancy("lodging"),
    "start_date": _of_vacancy("start"),
}
