"""E5: is the assignment the best there is, and what do the usual short cuts lose?

Markets are drawn by a seed: some vacancies key or urgent, some workers assisted, scores in whole hundredths so that
ties are common. The best in every tier is found a second time, by four linear programmes in turn (HiGHS).
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from matcher.evaluation.figures import Figure
from matcher.pairing.instance import Ints, Mask
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.plan.assignment import Merits, assign
from matcher.pairing.plan.prices import Market, SolverFailed
from matcher.pairing.scoring import near_equal

CENT = MICRO // 100
MARKETS = 40  # drawn for the comparison with the linear programmes
WORKERS, VACANCIES = 60, 20
CHOICES = 4  # vacancies a worker could take


@dataclass(frozen=True, slots=True)
class Drawn:
    """A market drawn by a seed, and what its pairs count for."""

    market: Market
    merits: Merits


def draw(seed: int, workers: int = WORKERS, vacancies: int = VACANCIES) -> Drawn:
    """A market with about as many openings as workers, where some vacancies please nearly everybody."""
    rng = np.random.default_rng(seed)
    choices = min(CHOICES, vacancies)
    vacancy = np.concatenate([rng.choice(vacancies, choices, replace=False) for _ in range(workers)])
    worker = np.repeat(np.arange(workers), choices)
    charm = rng.beta(2, 2, vacancies)
    micro = np.clip(np.rint(100 * (0.5 * charm[vacancy] + 0.5 * rng.random(len(worker)))), 1, 100) * CENT
    capacity = rng.integers(1, 2 * workers // vacancies + 1, vacancies)
    return Drawn(Market(worker, vacancy, workers, capacity), _merits(rng, worker, vacancy, micro.astype(np.int64)))


def _merits(rng: np.random.Generator, worker: Ints, vacancy: Ints, micro: Ints) -> Merits:
    workers, vacancies = int(worker.max()) + 1, int(vacancy.max()) + 1
    priority, assisted = rng.random(vacancies) < 0.2, rng.random(workers) < 0.2
    close = near_equal(worker, micro, workers, round(MatchParams().tier_margin * MICRO))
    return Merits(close & priority[vacancy], assisted[worker], micro)


def tier_by_tier(drawn: Drawn) -> list[int]:
    """The best of each tier given those before it, by a linear programme each; the corners are whole."""
    market, merits = drawn.market, drawn.merits
    once = np.equal.outer(np.arange(market.workers), market.worker)
    within = np.equal.outer(np.arange(len(market.capacity)), market.vacancy)
    limits, left = np.vstack([once, within]).astype(float), np.r_[np.ones(market.workers), market.capacity]
    found: list[int] = []
    for worth in (merits.near_equal_priority, merits.assisted, np.ones(len(market.worker)), merits.micro / CENT):
        solved = linprog(-1.0 * worth, A_ub=limits, b_ub=left, bounds=(0, 1))
        if solved.fun is None:
            raise SolverFailed(f"the linear programme ended with: {solved.message}")
        found.append(round(-solved.fun))
        limits, left = np.vstack([limits, -1.0 * worth]), np.r_[left, -found[-1]]
    return [*found[:3], found[3] * CENT]


def greedy(drawn: Drawn) -> Mask:
    """Pairs by falling score, each taken while both sides are free."""
    market = drawn.market
    chosen, free, left = np.zeros(len(market.worker), dtype=bool), [True] * market.workers, market.capacity.copy()
    for pair in np.argsort(-drawn.merits.micro, kind="stable").tolist():
        worker, vacancy = market.worker[pair], market.vacancy[pair]
        if free[worker] and left[vacancy]:
            chosen[pair], free[worker] = True, False
            left[vacancy] -= 1
    return chosen


def deferred_acceptance(drawn: Drawn) -> Mask:
    """Workers propose, best score first; a vacancy keeps the best scores it has been offered."""
    market, micro = drawn.market, drawn.merits.micro
    wishes: list[list[int]] = [[] for _ in range(market.workers)]
    for pair in np.argsort(micro, kind="stable").tolist():
        wishes[market.worker[pair]].append(pair)  # the best last
    held: list[list[tuple[int, int]]] = [[] for _ in market.capacity]
    waiting = list(range(market.workers))
    while waiting:
        worker = waiting.pop()
        if not wishes[worker]:
            continue
        pair = wishes[worker].pop()
        kept = held[market.vacancy[pair]]
        heapq.heappush(kept, (int(micro[pair]), pair))
        if len(kept) > market.capacity[market.vacancy[pair]]:
            waiting.append(int(market.worker[heapq.heappop(kept)[1]]))
    chosen = np.zeros(len(market.worker), dtype=bool)
    chosen[[pair for kept in held for _, pair in kept]] = True
    return chosen


def figures(markets: int = MARKETS) -> list[Figure]:
    """Regret, what adding and shuffling change, and what the short cuts reach of the optimum."""
    drawn = [draw(seed) for seed in range(markets)]
    best = [tier_by_tier(one) for one in drawn]
    plans = {
        "ours": [assign(one.market, one.merits).chosen for one in drawn],
        "greedy by score": [greedy(one) for one in drawn],
        "stable": [deferred_acceptance(one) for one in drawn],
    }
    reached = {
        name: [list(one.merits.values(chosen).values()) for one, chosen in zip(drawn, chosens, strict=True)]
        for name, chosens in plans.items()
    }
    unstable = {name: _blocking(drawn, chosens) for name, chosens in plans.items()}
    below = {name: float(sum(map(list.__lt__, each, best))) for name, each in reached.items()}
    lowered, moved = {"ours": _lowered(drawn, plans["ours"])}, {"ours": _moved(drawn, plans["ours"])}
    return [
        _figure("markets where four LPs in turn find a better plan", "0", below, markets),
        _figure("key openings filled, of the optimum", "1", _shares(reached, best, 0), markets),
        _figure("workers placed, of the optimum", "1", _shares(reached, best, 2), markets),
        _figure("pairs that would both rather have each other (blocking), share", "", unstable, markets),
        _figure("markets where one more opening makes the plan worse", "0", lowered, markets),
        _figure("markets where the order of rows changes the result", "0", moved, markets),
    ]


def _figure(measure: str, target: str, values: dict[str, float], markets: int) -> Figure:
    others = {name: value for name, value in values.items() if name != "ours"}
    return Figure("E5", measure, values["ours"], target, others, markets)


def _shares(reached: dict[str, list[list[int]]], best: list[list[int]], tier: int) -> dict[str, float]:
    """What each plan reaches of the best of a tier, over all markets."""
    whole = max(1, sum(top[tier] for top in best))
    return {name: sum(one[tier] for one in each) / whole for name, each in reached.items()}


def _lowered(drawn: Sequence[Drawn], ours: Sequence[Mask]) -> float:
    """How many plans reach less when the first vacancy has one opening more."""

    def with_more(one: Drawn) -> Drawn:
        more = one.market.capacity + (np.arange(len(one.market.capacity)) == 0)
        return Drawn(Market(one.market.worker, one.market.vacancy, one.market.workers, more), one.merits)

    return _count(drawn, ours, with_more, lambda after, before: after < before)


def _moved(drawn: Sequence[Drawn], ours: Sequence[Mask]) -> float:
    """How many plans reach something else when the pairs come in the opposite order."""

    def turned(one: Drawn) -> Drawn:
        market, merits = one.market, one.merits
        return Drawn(
            Market(market.worker[::-1], market.vacancy[::-1], market.workers, market.capacity),
            Merits(merits.near_equal_priority[::-1], merits.assisted[::-1], merits.micro[::-1]),
        )

    return _count(drawn, ours, turned, lambda after, before: after != before)


def _count(
    drawn: Sequence[Drawn],
    ours: Sequence[Mask],
    change: Callable[[Drawn], Drawn],
    wrong: Callable[[list[int], list[int]], bool],
) -> float:
    """How many markets, once changed, reach what they must not."""
    total = 0
    for one, chosen in zip(drawn, ours, strict=True):
        other = change(one)
        after = assign(other.market, other.merits).reached
        total += wrong(list(after.values()), list(one.merits.values(chosen).values()))
    return float(total)


def _blocking(drawn: Sequence[Drawn], chosen: Sequence[Mask]) -> float:
    """Share of the pairs whose worker and vacancy both have a worse score now, or an empty place."""
    return float(np.mean([_blocking_share(one, mask) for one, mask in zip(drawn, chosen, strict=True)]))


def _blocking_share(one: Drawn, chosen: Mask) -> float:
    market, micro = one.market, one.merits.micro
    mine = np.zeros(market.workers, dtype=np.int64)
    mine[market.worker[chosen]] = micro[chosen]
    least = np.where(market.filled(chosen) < market.capacity, 0, np.iinfo(np.int64).max)
    np.minimum.at(least, market.vacancy[chosen], micro[chosen])
    return float(((micro > mine[market.worker]) & (micro > least[market.vacancy])).mean())
