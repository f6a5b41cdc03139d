"""What one more opening of a vacancy would bring the whole plan: its shadow price, tier by tier.

The prices that prove a plan (prices.py) are the least that do, longest paths from being unassigned, so each is exactly
what one more opening adds to the weighted sum. Its path begins with a worker without a place, who is placed, or with
nobody; so in the weights of the tiers it reads as so many key openings, at most one assisted and one placed worker,
and what is left is the change of the total score.
"""

from dataclasses import asdict, dataclass

import numpy as np

from matcher.pairing.params import MICRO
from matcher.pairing.plan.assignment import WEIGHTS, Plan, scale_of
from matcher.pairing.plan.prices import Market

TOLD = 10  # vacancies in a report, those whose opening would bring most


@dataclass(frozen=True, slots=True)
class OpeningWorth:
    """What one more opening adds to each tier."""

    vacancy_id: str
    key_or_urgent: int
    assisted: int
    placed: int
    total_score: float


def opening_worth(market: Market, plan: Plan, ids: list[str]) -> list[OpeningWorth]:
    """The worth of one more opening of each vacancy; none where the plan has no prices."""
    if plan.prices is None:
        return []
    scale = scale_of(market)
    counted = (plan.prices.price + scale // 2) // scale
    score = plan.prices.price - counted * scale
    key, rest = counted // WEIGHTS["key_or_urgent"], counted % WEIGHTS["key_or_urgent"]
    assisted, placed = rest // WEIGHTS["assisted"], rest % WEIGHTS["assisted"]
    columns = key.tolist(), assisted.tolist(), placed.tolist(), np.round(score / MICRO, 6).tolist()
    return [OpeningWorth(*row) for row in zip(ids, *columns, strict=True)]


def told_worth(market: Market, plan: Plan, ids: list[str]) -> list[dict[str, object]]:
    """The vacancies whose next opening would bring most, in words."""
    every = opening_worth(market, plan, ids)
    order = sorted(
        every, key=lambda one: (-one.key_or_urgent, -one.assisted, -one.placed, -one.total_score, one.vacancy_id)
    )
    worthwhile = [one for one in order[:TOLD] if one.key_or_urgent or one.placed or one.total_score > 0]
    return [asdict(one) | {"words": words(one)} for one in worthwhile]


def words(worth: OpeningWorth) -> str:
    """What one more opening would bring."""
    parts = [f"重点或急招多招{worth.key_or_urgent}人"] * (worth.key_or_urgent > 0)
    parts += [f"多安排{worth.placed}人"] * (worth.placed > 0)
    if worth.total_score:
        parts.append(f"总匹配分{'多' if worth.total_score > 0 else '少'}{abs(worth.total_score) * 100:.1f}分")
    return f"再多一个名额：{'，'.join(parts)}"
