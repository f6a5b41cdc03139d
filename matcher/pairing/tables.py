"""The frames of a result, with the columns of the ``match`` contract."""

from collections import Counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.candidates import Problem
from matcher.pairing.instance import VACANCY_COLUMNS, WORKER_COLUMNS, Instance, Ints
from matcher.pairing.lists.fair_share import Lists
from matcher.pairing.lists.listing import noted
from matcher.pairing.params import MICRO
from matcher.pairing.reasons.explain import reasons
from matcher.pairing.retrieval import Retrieved
from matcher.pairing.rules import RULES
from matcher.pairing.scoring import near_equal

# The tier of a pair in pairs.csv: the first of these that it counts for.
TIER_NUMBERS = {1: "key_or_urgent", 2: "assisted", 3: "placed"}
PAIR_COLUMNS = ("worker_id", "vacancy_id", "score", "tier", "reason")


def pairs_frame(instance: Instance, problem: Problem, found: Retrieved, chosen: Ints) -> pd.DataFrame:
    """The chosen pairs in the order of the workers, then every further column the two frames brought along.

    ``tier`` is the first tier the pair counts for (``TIER_NUMBERS``).
    """
    pairs = found.pairs.take(chosen)
    frame = pd.DataFrame(
        {
            "worker_id": _ids(problem.workers.ids, pairs.worker),
            "vacancy_id": _ids(problem.vacancies.ids, pairs.vacancy),
            "score": found.scores.score[chosen],
            "tier": _tier(problem, found)[chosen],
            "reason": reasons(problem, pairs),
        }
    )
    further = {
        "worker_": [name for name in instance.workers.columns if name not in WORKER_COLUMNS],
        "vacancy_": [name for name in instance.vacancies.columns if name not in VACANCY_COLUMNS],
    }
    names = further_names(further)
    for prefix, side, rows in (
        ("worker_", instance.workers, pairs.worker),
        ("vacancy_", instance.vacancies, pairs.vacancy),
    ):
        for column in further[prefix]:
            frame[names[prefix, column]] = side[column].take(rows).to_numpy()
    return frame


def further_names(further: dict[str, list[str]]) -> dict[tuple[str, str], str]:
    """What the further columns of each side (by its prefix) are called beside the pairs.

    A name that is one side's alone stays; one that both sides have, or that the pairs have, gets its side's prefix.

    >>> list(further_names({"worker_": ["备注", "编号"], "vacancy_": ["备注", "tier"]}).values())
    ['编号', 'worker_备注', 'vacancy_备注', 'vacancy_tier']
    """
    count = Counter([*PAIR_COLUMNS, *(column for columns in further.values() for column in columns)])
    every = [(prefix, column) for prefix, columns in further.items() for column in columns]
    names = {(prefix, column): column for prefix, column in every if count[column] == 1}
    taken = {*PAIR_COLUMNS, *names.values()}
    for prefix, column in (one for one in every if one not in names):
        name = prefix + column
        while name in taken:
            name = prefix + name
        names[prefix, column] = name
        taken.add(name)
    return names


def lists_frame(problem: Problem, found: Retrieved, lists: Lists) -> pd.DataFrame:
    """Every worker's ranked list; ``score`` and ``chance`` are the pair's own, the crowd stands beside them."""
    pairs = found.pairs.take(lists.pair)
    return pd.DataFrame(
        {
            "worker_id": _ids(problem.workers.ids, pairs.worker),
            "rank": lists.rank,
            "vacancy_id": _ids(problem.vacancies.ids, pairs.vacancy),
            "score": found.scores.score[lists.pair],
            "chance": found.scores.chance[lists.pair].round(6),
            "expected_applicants": lists.expected_applicants[pairs.vacancy].round(2),
            "openings": problem.vacancies.openings[pairs.vacancy],
            "reasons": noted(reasons(problem, pairs), pairs, problem.params),
        }
    )


def candidates_frame(problem: Problem, found: Retrieved) -> pd.DataFrame:
    """Every pair the assignment could choose."""
    scores = found.scores
    return pd.DataFrame(
        {
            "worker_id": _ids(problem.workers.ids, found.pairs.worker),
            "vacancy_id": _ids(problem.vacancies.ids, found.pairs.vacancy),
            "score": scores.score,
            "worker_utility": scores.utility.round(6),
            "chance": scores.chance.round(6),
            "surplus": scores.surplus.round(6),
        }
    )


def counts(problem: Problem, found: Retrieved, placed: int) -> dict[str, object]:
    """How many of everything."""
    refused = found.workers.refused.sum(axis=0) if found.workers.refused.size else np.zeros(len(RULES), dtype=int)
    return {
        "workers": len(problem.workers.ids),
        "vacancies": len(problem.vacancies.ids),
        "openings": int(problem.vacancies.openings.sum()),
        "key_or_urgent_openings": int(problem.vacancies.openings[problem.vacancies.priority].sum()),
        "assisted_workers": int(problem.workers.assist.sum()),
        "candidates": len(found.pairs),
        "pruned": found.pruned,
        "pairs": placed,
        "workers_without_candidates": int((found.workers.candidates == 0).sum()),
        "vacancies_without_candidates": int((found.vacancies.candidates == 0).sum()),
        "workers_without_wishes": sum(not wishes for wishes in problem.workers.wishes),
        "refused": {rule.name: int(count) for rule, count in zip(RULES, refused.tolist(), strict=True)},
        "unrelated_to_wishes": int(found.workers.unrelated.sum()),
        "below_min_score": int(found.workers.too_low.sum()),
    }


def notes(problem: Problem, found: Retrieved) -> list[str]:
    """Why the result is empty, or what to know about it, in words for staff."""
    said = []
    if not problem.workers.ids:
        said.append("没有求职者，无法匹配")
    if not problem.vacancies.ids:
        said.append("没有在招岗位，无法匹配")
    elif not problem.vacancies.openings.any():
        said.append("所有岗位的招聘人数都是0，没有名额可安排")
    if not said and not len(found.pairs):
        said.append("没有一对求职者和岗位同时满足条件，原因见未匹配清单")
    if found.pruned:
        said.append(f"候选过多，每人只保留得分最高的{problem.params.max_candidates}个（重点和急招的相近岗位全部保留）")
    return said


def _ids(ids: list[str], rows: NDArray[np.int32]) -> list[str]:
    return [ids[row] for row in rows.tolist()]


def _tier(problem: Problem, found: Retrieved) -> NDArray[np.int64]:
    """The first tier each candidate counts for: 1 near-equal at a key or urgent vacancy, 2 assisted, 3 placed."""
    pairs = found.pairs
    margin = round(problem.params.tier_margin * MICRO)
    close = near_equal(pairs.worker, found.scores.micro, len(problem.workers.ids), margin)
    first = close & problem.vacancies.priority[pairs.vacancy]
    return np.where(first, 1, np.where(problem.workers.assist[pairs.worker], 2, 3))
