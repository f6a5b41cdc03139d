"""One vacancy against everybody who looks for work: who suits it, the best first, by the steps of a run.

Suitable is who passes every hard rule and reaches the least score, as the recounts count. Neither assistance nor the
key list enters the order, and what is said of a worker speaks of the work alone: nothing of schooling, of the pay
asked or of the way there but what the columns tell.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.cells import day
from matcher.pairing.comparisons import pair_kilometres, shift, wage
from matcher.pairing.instance import Floats
from matcher.pairing.params import MatchParams
from matcher.pairing.phrases import vacancy_words
from matcher.pairing.reasons.explain import NAMES, chosen, falls, told
from matcher.pairing.retrieval import retrieve
from matcher.pairing.sides import rows_of
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.wording import wording
from matcher.pairing.worker_index import WorkerIndex

COLUMNS = ["worker_id", "score", "km", "rough", "across", "pay", "shift", "unsaid", "reasons"]
OF_THE_WORK = ("title", "skills", "trade", "certificates", "duties")


@dataclass(frozen=True, slots=True)
class _One:
    """The problem of one vacancy and everybody, and its pairs, the best first."""

    problem: Problem
    pairs: Pairs
    score: Floats


def shortlist(
    people: WorkerIndex,
    offer: VacancyIndex,
    vacancy_id: str,
    params: MatchParams | None = None,
    *,
    as_of: date,
    settled: Collection[str] = (),
) -> pd.DataFrame:
    """Everybody who suits a vacancy on offer, the best first; of equals who registered first.

    ``settled`` are the ids of workers who were proposed to it before and are not to be again.

    Columns: ``score`` in [0, 1]; ``km`` between the two places (nan unknown), ``rough`` where a street's centre stands
    for one of them, ``across`` where the river lies between; ``pay`` is 1 where even the lowest wage is what the
    worker asks, from a half on where the range reaches it, nan where one side is silent; ``shift`` is 1 where it is
    accepted, nan where one side is silent; ``unsaid`` where a certificate is required and the worker has said nothing
    of certificates; ``reasons`` speak for the worker's fitness for the work, joined by ；. Raises ``KeyError`` for a
    vacancy that is not there.
    """
    found = _found(_problem(people, offer, vacancy_id, params or MatchParams.on(as_of), as_of, settled))
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


def suiting(
    people: WorkerIndex,
    offer: VacancyIndex,
    vacancy_id: str,
    params: MatchParams,
    *,
    as_of: date,
) -> list[str]:
    """The ids of those on the shortlist alone, in its order."""
    found = _found(_problem(people, offer, vacancy_id, params, as_of, settled=()))
    return [people.workers.ids[row] for row in found.pairs.worker.tolist()]


def _found(problem: Problem) -> _One:
    kept = retrieve(problem)
    order = np.argsort(-kept.scores.micro, kind="stable")
    return _One(problem, kept.pairs.take(order), kept.scores.score[order])


def _problem(
    people: WorkerIndex,
    offer: VacancyIndex,
    vacancy_id: str,
    params: MatchParams,
    as_of: date,
    settled: Collection[str],
) -> Problem:
    """All workers and one vacancy; what such work pays here is what it pays among all vacancies."""
    row = np.array([offer.row(vacancy_id)])
    vacancy = rows_of(offer.vacancies, row)
    known = wording(people.words, vacancy_words(vacancy), params)
    return Problem(people.workers, vacancy, known, offer.local_pay[row], params, day(as_of), people.pairs(settled, 1))


def _reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """What makes each worker fit for the work, the weightiest first; "" where nothing does."""
    fallen = falls(problem, pairs)
    fallen[:, [column for column, name in enumerate(NAMES) if name not in OF_THE_WORK]] = 0
    rows = zip(*told(problem, pairs, chosen(fallen)), strict=True)
    return ["；".join(filter(None, row)) for row in rows]
