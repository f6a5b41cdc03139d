"""The pairs that may not lend, each with the rule it breaks first and the fact in words."""

from dataclasses import dataclass

import numpy as np

from matcher.swap.distances import kilometres
from matcher.swap.pairs import Ints, Market, Refusal, refusals, skill_blocks, some_at_a_time
from matcher.swap.problem import Need, Offer, SwapParams
from matcher.swap.wording import day, yuan

ALL_LISTED = 20_000  # offers × needs up to which pairs of other posts are listed too
MOST_LISTED = 200_000


@dataclass(frozen=True, slots=True, order=True)
class RefusedPair:
    """An offer and a need that may not lend, the rule and why."""

    offer: str
    need: str
    rule: str
    why: str


def refused_pairs(market: Market) -> list[RefusedPair]:
    """Refused pairs by offer and need.

    In a small problem all of them; in a large one those whose posts fit, for a post that does not fit is no candidate
    at all, and no more than ``MOST_LISTED``.
    """
    instance = market.instance
    found: list[RefusedPair] = []
    fitting = np.zeros((len(instance.offers), len(instance.needs)), dtype=bool) if _small(market) else None
    for offers, needs, _ in skill_blocks(instance):
        if fitting is not None:
            fitting[np.ix_(offers, needs)] = True
        for part in some_at_a_time(offers, needs):
            found += _refused(market, part, needs, MOST_LISTED - len(found))
    if fitting is not None:
        found += [_of_other_post(market, row, column) for row, column in np.argwhere(~fitting).tolist()]
    return sorted(found)


def _refused(market: Market, offers: Ints, needs: Ints, most: int) -> list[RefusedPair]:
    """Refused pairs of fitting posts, no more than ``most``."""
    if not most:
        return []
    reasons, _ = refusals(market, offers, needs)
    return [
        _told(market, int(offers[row]), int(needs[column]), Refusal(int(reasons[row, column])))
        for row, column in np.argwhere(reasons)[:most].tolist()
    ]


def refused_by_reason(market: Market, need: int) -> dict[Refusal, Ints]:
    """The offers of fitting posts that may not serve a need, by reason."""
    found: dict[Refusal, list[int]] = {}
    for offers, needs, _ in skill_blocks(market.instance):
        if need in needs:
            reasons, _ = refusals(market, offers, np.array([need]))
            for row, reason in zip(offers.tolist(), reasons[:, 0].tolist(), strict=True):
                if reason:
                    found.setdefault(Refusal(reason), []).append(row)
    return {reason: np.array(sorted(rows)) for reason, rows in sorted(found.items())}


def _small(market: Market) -> bool:
    return len(market.instance.offers) * len(market.instance.needs) <= ALL_LISTED


def _of_other_post(market: Market, offer: int, need: int) -> RefusedPair:
    """A pair whose posts do not fit; dispatch and the own employer are graver and told first."""
    giving, taking = market.instance.offers[offer], market.instance.needs[need]
    if giving.dispatched:
        return _told(market, offer, need, Refusal.DISPATCHED)
    if giving.employer == taking.employer:
        return _told(market, offer, need, Refusal.SAME_EMPLOYER)
    return _told(market, offer, need, Refusal.SKILL)


def _told(market: Market, offer: int, need: int, reason: Refusal) -> RefusedPair:
    giving, taking = market.instance.offers[offer], market.instance.needs[need]
    return RefusedPair(giving.id, taking.id, reason.rule, why(giving, taking, reason, market.instance.params))


def why(  # noqa: PLR0911 - one sentence for each reason
    offer: Offer, need: Need, reason: Refusal, params: SwapParams
) -> str:
    """One sentence with the fact that decides."""
    match reason:
        case Refusal.DISPATCHED:
            return "是被派遣劳动者，不得再借出"
        case Refusal.SAME_EMPLOYER:
            return "借出和借入是同一家单位，自己调岗即可，不算调剂"
        case Refusal.SKILL:
            return f"工种不合：{offer.skill}不能顶{need.skill}"
        case Refusal.DISTANCE:
            km = float(kilometres(offer.lng, offer.lat, need.lng, need.lat))
            return f"相距{km:.1f}公里，超过{params.max_km:g}公里"
        case Refusal.WAGE:
            return f"工资{yuan(need.wage_fen)}，低于原工资{yuan(offer.wage_fen)}，本人没有同意降低"
        case Refusal.DAYS:
            return _days_apart(offer, need, params)
        case _:
            return (
                f"劳动合同{day(offer.contract_until)}到期，借出不能超过合同期，剩下不够最少{params.least_days(need)}天"
            )


def _days_apart(offer: Offer, need: Need, params: SwapParams) -> str:
    together = (min(offer.last, need.last) - max(offer.first, need.first)).days + 1
    if together <= 0:
        return f"日期不重合：可借{day(offer.first)}至{day(offer.last)}，要用{day(need.first)}至{day(need.last)}"
    return f"日期只重合{together}天，不够最少{params.least_days(need)}天"
