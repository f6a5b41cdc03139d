"""E6: how much more is lent by the optimiser than by telephone, and is it proven and lawful?"""

import time
from collections.abc import Callable, Sequence
from datetime import date

from matcher.evaluation.figures import Figure
from matcher.evaluation.swap_districts import SHAPES, draw_swap
from matcher.evaluation.swap_rivals import (
    RIVALS,
    Pick,
    flow_by_day,
    key_person_days,
    person_days,
)
from matcher.swap.checking import faults
from matcher.swap.pairs import Market, market
from matcher.swap.plan import Loan
from matcher.swap.planning import SwapPlan, plan
from matcher.swap.problem import SwapInstance

DISTRICTS = 3  # of each shape
SECONDS = 30.0  # for each plan


def figures(
    districts: int = DISTRICTS,
    firms: int = 60,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Figure]:
    """Person-days against the bound, beside what others reach; the plans' gaps; rules broken by anybody."""
    return [figure for shape in SHAPES for figure in _of_shape(shape, districts, firms, seconds, clock)]


def _of_shape(shape: str, districts: int, firms: int, seconds: float, clock: Callable[[], float]) -> list[Figure]:
    drawn = [draw_swap(seed, firms, shape=SHAPES[shape]) for seed in range(districts)]
    plans = [plan(instance, seconds, clock, most_tried=0) for instance in drawn]
    markets = [market(instance) for instance in drawn]
    picked = {name: [rival(one) for one in markets] for name, rival in RIVALS.items()}
    bound = max(1, sum(one.bound.person_days for one in plans))
    shares = {name: sum(map(person_days, picks)) / bound for name, picks in picked.items()}
    shares["flow by day, not lawful"] = sum(map(flow_by_day, markets)) / bound
    ours = sum(one.objective.person_days for one in plans) / bound
    broken = {name: _broken(drawn, markets, picks) for name, picks in picked.items()}
    measured: tuple[tuple[str, float, str, dict[str, float]], ...] = (
        ("person-days, of the bound", ours, "≥ .99", shares),
        ("key person-days, of the bound", *_key(plans, markets, picked)),
        ("more person-days than greedy nearest", ours / shares["greedy nearest"] - 1, "≥ .05", {}),
        ("largest gap of a plan (first objective not proven)", max(one.gap for one in plans), "≤ .01", {}),
        ("rules broken", float(sum(len(faults(i, p.loans)) for i, p in zip(drawn, plans, strict=True))), "0", broken),
    )
    return [
        Figure("E6", f"{shape}: {name}", value, target, others, districts) for name, value, target, others in measured
    ]


def _key(
    plans: Sequence[SwapPlan], markets: Sequence[Market], picked: dict[str, list[list[Pick]]]
) -> tuple[float, str, dict[str, float]]:
    bound = max(1, sum(one.bound.key_person_days for one in plans))
    others = {
        name: sum(key_person_days(own, picks) for own, picks in zip(markets, each, strict=True)) / bound
        for name, each in picked.items()
    }
    return sum(one.objective.key_person_days for one in plans) / bound, "1", others


def _broken(drawn: Sequence[SwapInstance], markets: Sequence[Market], picks: Sequence[list[Pick]]) -> float:
    each = zip(drawn, markets, picks, strict=True)
    return float(sum(len(faults(instance, loans_of_picks(instance, its, own))) for instance, its, own in each))


def loans_of_picks(instance: SwapInstance, its: Market, picks: Sequence[Pick]) -> list[Loan]:
    """What a rival picked, as loans."""
    return [
        Loan(
            instance.offers[int(its.pairs.offer[pair])].id,
            instance.needs[int(its.pairs.need[pair])].id,
            date.fromordinal(first),
            date.fromordinal(until - 1),
            people,
        )
        for pair, first, until, people in picks
    ]
