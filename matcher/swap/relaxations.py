"""Changes that could help a need which falls short, each a problem of its own."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from matcher.swap.pairs import Ints, Market, Refusal, refusals
from matcher.swap.problem import Offer, SwapInstance
from matcher.swap.refused import refused_by_reason
from matcher.swap.standing_in import licence_for
from matcher.swap.wording import day, yuan

DAYS_MORE = 2
FEN_MORE = 20_000
FEN_STEP = 10_000
KM_MORE = 5.0
TRAINED = 5
Change = tuple[str, SwapInstance]


def changes(market: Market, row: int, missing: int) -> Iterator[Change]:
    """What could be changed for a need that lacks up to ``missing`` people on a day, in words and as a problem."""
    refused = refused_by_reason(market, row)
    yield from _need_changes(market, row, refused)
    yield from _longer_offers(market, row)
    for offer in refused.get(Refusal.CONTRACT, np.empty(0, np.int64)).tolist()[:1]:
        giving = market.instance.offers[offer]
        words = f"{giving.employer}（{giving.id}）与本人续签劳动合同"
        yield words, _with_offer(market.instance, offer, replace(giving, contract_until=None))
    yield from _trained(market, row, missing)


def _need_changes(market: Market, row: int, refused: dict[Refusal, Ints]) -> Iterator[Change]:
    """What the borrower itself can change."""
    instance, need = market.instance, market.instance.needs[row]
    later, sooner = need.last + timedelta(DAYS_MORE), need.first - timedelta(DAYS_MORE)
    tried = [
        (f"用工往后延{DAYS_MORE}天，到{day(later)}", replace(need, last=later)),
        (f"用工提前{DAYS_MORE}天，从{day(sooner)}起", replace(need, first=sooner)),
    ]
    for more in sorted(_raises(market, row, refused)):
        words = f"月工资加{more // 100}元，到{yuan(need.wage_fen + more)}"
        tried.append((words, replace(need, wage_fen=need.wage_fen + more)))
    if Refusal.DISTANCE in refused:
        limit = instance.params.max_km + KM_MORE
        tried.append((f"路程放宽{KM_MORE:g}公里，到{limit:g}公里", replace(need, further_km=KM_MORE)))
    if need.min_days > instance.params.min_days:
        words = f"最少天数从{need.min_days}天减到{instance.params.min_days}天"
        tried.append((words, replace(need, min_days=instance.params.min_days)))
    for words, changed in tried:
        yield words, replace(instance, needs=tuple(changed if old is need else old for old in instance.needs))


def _raises(market: Market, row: int, refused: dict[Refusal, Ints]) -> set[int]:
    """The usual raise, and the least that brings somebody in."""
    if Refusal.WAGE not in refused:
        return set()
    least = int(market.offers.wage[refused[Refusal.WAGE]].min()) - market.instance.needs[row].wage_fen
    return {FEN_MORE, math.ceil(least / FEN_STEP) * FEN_STEP}


def _longer_offers(market: Market, row: int) -> Iterator[Change]:
    """The largest offer that ends too early lasts longer."""
    need, pairs = market.instance.needs[row], market.pairs
    ending = [
        (-offer.people, number, offer)
        for number, offer in _offers_of(market, pairs.offer[pairs.need == row])
        if offer.last < need.last and (offer.contract_until or date.max) > offer.last
    ]
    for _, number, offer in sorted(ending)[:1]:
        longer = replace(offer, last=offer.last + timedelta(DAYS_MORE))
        words = f"{offer.employer}（{offer.id}）多借{DAYS_MORE}天，到{day(longer.last)}"
        yield words, _with_offer(market.instance, number, longer)


def _trained(market: Market, row: int, missing: int) -> Iterator[Change]:
    """People of another post who could come but for it are trained; the largest such offer."""
    instance, need = market.instance, market.instance.needs[row]
    every = np.arange(len(instance.offers))
    open_to_all_posts = every[refusals(market, every, np.array([row]))[0][:, 0] == Refusal.NONE]
    of_others = [
        (-offer.people, offer.id, offer)
        for _, offer in _offers_of(market, open_to_all_posts)
        if instance.params.skill_cost(offer.skill, need.skill) is None
    ]
    for *_, offer in sorted(of_others)[:1]:
        people = min(TRAINED, missing, offer.people)
        stay = replace(offer, people=offer.people - people)
        learnt = replace(offer, id=f"{offer.id}\\0", skill=need.skill, people=people)
        kept = [stay if old is offer else old for old in instance.offers if old is not offer or stay.people]
        licence = licence_for(need.skill)
        first = f"（要先考到{licence.permit}）" if licence else ""
        words = f"把{offer.employer}（{offer.id}）的{people}名{offer.skill}培训成{need.skill}{first}"
        yield words, replace(instance, offers=(*kept, learnt))


def _offers_of(market: Market, rows: Ints) -> list[tuple[int, Offer]]:
    return [(row, market.instance.offers[row]) for row in np.unique(rows).tolist()]


def _with_offer(instance: SwapInstance, row: int, changed: Offer) -> SwapInstance:
    return replace(instance, offers=(*instance.offers[:row], changed, *instance.offers[row + 1 :]))
