"""The report of a run: what was reached in each tier, what each tier cost, how fairly places fell."""

import hashlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.instance import Ints, Mask, Workers
from matcher.pairing.params import MICRO
from matcher.pairing.plan.assignment import TIERS, Plan

OLDER_FROM = 45  # years; 4050 人员 is the usual group of older workers
BASIC_SCHOOLING = 2  # 初中 and below


def input_sha256(*frames: pd.DataFrame) -> str:
    """One hash over every cell of the frames, further columns included, and the order of the rows."""
    digest = hashlib.sha256()
    for frame in frames:
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
