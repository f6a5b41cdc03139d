"""The report of a run: what was reached in each tier, what each tier cost, how fairly lists and places fell."""

import hashlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.assignment import TIERS, Plan
from matcher.pairing.instance import Floats, Workers
from matcher.pairing.lists import Lists
from matcher.pairing.params import MICRO
from matcher.pairing.prices import Ints, Mask

OLDER_FROM = 45  # years; 4050 人员 is the usual group of older workers
BASIC_SCHOOLING = 2  # 初中 and below


def input_sha256(workers: pd.DataFrame, vacancies: pd.DataFrame) -> str:
    """One hash over every cell of both frames, further columns included, and the order of the rows."""
    digest = hashlib.sha256()
    for frame in (workers, vacancies):
        digest.update(frame.to_csv(index=False, lineterminator="\n").encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def reached(plan: dict[str, int]) -> dict[str, float]:
    """Tiers as they are read: counts as counts, the total score as a score."""
    return {tier: plan[tier] if tier != "total_score" else plan[tier] / MICRO for tier in TIERS}


def gap(plan: Plan) -> float:
    """Relative distance to the bound in the worst tier; 0 is proven optimal."""
    return max((plan.bound[tier] - plan.reached[tier]) / max(1, plan.bound[tier]) for tier in TIERS)


def price(plan: Plan, without: Plan, seats: Ints, seats_without: Ints, unassigned: int) -> dict[str, object]:
    """What a tier costs: this plan against the plan made without it."""
    score, other = plan.reached["total_score"] / MICRO, without.reached["total_score"] / MICRO
    placed, others = plan.reached["placed"], without.reached["placed"]
    return {
        "key_or_urgent_filled": plan.reached["key_or_urgent"] - without.reached["key_or_urgent"],
        "assisted_placed": plan.reached["assisted"] - without.reached["assisted"],
        "workers_placed": placed - others,
        "total_score": round(score - other, 6),
        "mean_score": round(score / max(1, placed) - other / max(1, others), 6),
        "workers_moved": _count((seats != seats_without) & (seats != unassigned) & (seats_without != unassigned)),
        "workers_losing_a_place": _count((seats == unassigned) & (seats_without != unassigned)),
        "workers_gaining_a_place": _count((seats != unassigned) & (seats_without == unassigned)),
    }


def congestion(lists: Lists, vacancy: Ints, openings: Ints) -> dict[str, float]:
    """How crowded the lists are: expected applicants for each opening, over vacancies with openings."""
    offered = openings > 0
    crowd = lists.expected_applicants[offered] / openings[offered]
    listed = np.bincount(vacancy[lists.pair], minlength=len(openings))[offered]
    if not len(crowd):
        return {"applicants_per_opening_max": 0.0, "applicants_per_opening_mean": 0.0, "share_above_three": 0.0}
    return {
        "applicants_per_opening_max": round(float(crowd.max()), 4),
        "applicants_per_opening_mean": round(float(crowd.mean()), 4),
        "share_above_three": round(float((crowd > 3).mean()), 4),
        "most_listed": int(listed.max()),
    }


def coverage(lists: Lists, vacancy: Ints, openings: Ints) -> float:
    """Share of vacancies with openings that stand on somebody's list."""
    offered = openings > 0
    listed = np.bincount(vacancy[lists.pair], minlength=len(openings)) > 0
    return round(float(listed[offered].mean()), 4) if offered.any() else 0.0


def gini(values: Floats) -> float:
    """Gini coefficient of a share-out: 0 all alike, towards 1 all to one.

    >>> gini(np.array([1.0, 1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 8.0]))
    (0.0, 0.75)
    """
    ordered = np.sort(values)
    total = ordered.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return round(float(2 * (ranks * ordered).sum() / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)), 4)


def fairness_ratios(workers: Workers, placed: Mask, as_of: float) -> dict[str, float | None]:
    """Share placed of a group over the share placed of everybody else whose fact is known; 1 is even.

    None where one of the two groups is empty or nobody else is placed. These facts are looked at only here:
    age enters no rule beyond 16 and no score.
    """
    older = workers.sixteenth + (OLDER_FROM - 16) * 365.25
    groups = {
        "assisted": (workers.assist, np.ones(len(placed), dtype=bool)),
        "aged_45_or_more": (older <= as_of, ~np.isnan(older)),
        "junior_school_or_less": (workers.education <= BASIC_SCHOOLING, ~np.isnan(workers.education)),
        "no_place_known": (np.isnan(workers.place[:, 0]), np.ones(len(placed), dtype=bool)),
    }
    return {name: _ratio(placed, group & known, ~group & known) for name, (group, known) in groups.items()}


def _ratio(placed: Mask, group: NDArray[np.bool_], others: NDArray[np.bool_]) -> float | None:
    if not group.any() or not placed[others].any():
        return None
    return round(float(placed[group].mean() / placed[others].mean()), 4)


def _count(mask: Mask) -> int:
    return int(mask.sum())
