"""One vacancy against everybody who looks for work: who suits it, the best first, by the steps of a run.

Suitable is who passes every hard rule and reaches the least score, as the recounts count. Neither assistance nor the
key list enters the order, and what is said of a worker speaks of the work alone: nothing of schooling, of the pay
asked or of the way there but what the columns tell.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.cells import day
from matcher.pairing.comparisons import local_wages, pair_kilometres, shift, wage
from matcher.pairing.instance import Floats, Instance, read_vacancies
from matcher.pairing.params import MatchParams
from matcher.pairing.reasons.explain import NAMES, chosen, falls, told
from matcher.pairing.retrieval import retrieve
from matcher.pairing.wording import vacancy_words, wording

COLUMNS = ["worker_id", "score", "km", "rough", "across", "pay", "shift", "unsaid", "reasons"]
OF_THE_WORK = ("title", "skills", "trade", "certificates", "duties")


@dataclass(frozen=True, slots=True)
class _One:
    """The problem of one vacancy and everybody, and its pairs, the best first."""

    problem: Problem
    pairs: Pairs
    score: Floats


def shortlist(instance: Instance, vacancy_id: str, params: MatchParams | None = None, *, as_of: date) -> pd.DataFrame:
    """Everybody who suits a vacancy of the instance, the best first; of equals who registered first.

    Columns: ``score`` in [0, 1]; ``km`` between the two places (nan unknown), ``rough`` where a street's centre stands
    for one of them, ``across`` where the river lies between; ``pay`` is 1 where even the lowest wage is what the
    worker asks, from a half on where the range reaches it, nan where one side is silent; ``shift`` is 1 where it is
    accepted, nan where one side is silent; ``unsaid`` where a certificate is required and the worker has said nothing
    of certificates; ``reasons`` speak for the worker's fitness for the work, joined by ；. Raises ``KeyError`` for a
    vacancy that is not there.
    """
    found = _found(instance, vacancy_id, params or MatchParams.on(as_of), as_of)
    problem, pairs = found.problem, found.pairs
    rough = problem.workers.by_street[pairs.worker] | problem.vacancies.by_street[pairs.vacancy]
    return pd.DataFrame(
        {
            "worker_id": [problem.workers.ids[row] for row in pairs.worker.tolist()],
            "score": found.score,
            "km": pair_kilometres(problem, pairs),
            "rough": rough,
            "across": pairs.across,
            "pay": wage(problem, pairs),
            "shift": shift(problem, pairs),
            "unsaid": pairs.unsaid,
            "reasons": _reasons(problem, pairs),
        },
        columns=COLUMNS,
    )


def _found(instance: Instance, vacancy_id: str, params: MatchParams, as_of: date) -> _One:
    place = {name: row for row, name in enumerate(instance.vacancy_arrays.ids)}
    problem = _problem(instance, place[vacancy_id], params, as_of)
    kept = retrieve(problem)
    order = np.argsort(-kept.scores.micro, kind="stable")
    return _One(problem, kept.pairs.take(order), kept.scores.score[order])


def _problem(instance: Instance, row: int, params: MatchParams, as_of: date) -> Problem:
    """All workers and one vacancy; what such work pays here is what it pays among all vacancies."""
    vacancy = read_vacancies(instance.vacancies.iloc[[row]])
    known = wording(instance.worker_arrays, vacancy_words(vacancy), params)
    usual = local_wages(instance.vacancy_arrays, vacancy_words(instance.vacancy_arrays))
    settled = instance.settled_rows[instance.settled_rows[:, 1] == row].copy()
    settled[:, 1] = 0
    return Problem(instance.worker_arrays, vacancy, known, usual[[row]], params, day(as_of), settled)


def _reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """What makes each worker fit for the work, the weightiest first; "" where nothing does."""
    fallen = falls(problem, pairs)
    fallen[:, [column for column, name in enumerate(NAMES) if name not in OF_THE_WORK]] = 0
    rows = zip(*told(problem, pairs, chosen(fallen)), strict=True)
    return ["；".join(filter(None, row)) for row in rows]
