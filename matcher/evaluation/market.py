"""E4: what lists do to a market when everybody has theirs.

Made-up markets of eight shapes, each drawn with many seeds; every policy makes lists from what it may see; the same
people with the same luck act on them. Ours is the product's own code (``matcher.pairing.lists.fair_share``) with its
default parameters.

Fill is set against a mean utility, and which one decides the result. At the utility of those who are placed ours lies
clearly above every mixture of the others. At the utility of all that stands on the lists it lies about on their front:
what it fills more it takes from what people are shown. So both margins are figures, each with the low end of its
interval. In one shape workers act otherwise than every policy assumes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.behaviour import draw_days, play, willingness
from matcher.evaluation.figures import Figure
from matcher.evaluation.fronts import front_margin, least_margin
from matcher.evaluation.measures import interval
from matcher.evaluation.outcomes import FILL, LIST_UTILITY, MEASURES, UTILITY, outcome
from matcher.evaluation.policies import BASELINES, Policy, preference, surplus
from matcher.evaluation.shapes import SHAPES, District, draw_district
from matcher.pairing.instance import Ints
from matcher.pairing.lists.fair_share import Prospects, fair_lists
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.plan.assignment import Merits, assign
from matcher.pairing.plan.prices import Market
from matcher.pairing.scoring import best_surplus, near_equal
from matcher.pairing.ties import pair_ties

OURS = "fair share"
LENGTH = 10  # lines of a list, where a worker may take some 30 of 100 vacancies
DAYS = 10
SEEDS = range(3000, 3020)  # none on which alternatives were compared
RESPECTS = {UTILITY: "utility of the placed", LIST_UTILITY: "utility of the lists"}
TREATED = (0.1, 0.25, 0.5, 0.75, 1.0)
Table = NDArray[np.float64]


def fair_share(seen: District, length: int, seed: int) -> Ints:
    """The product's lists: its scores, its plan, its fair share."""
    params = MatchParams(list_length=length)
    workers, vacancies = (np.random.default_rng(seed).permutation(count) for count in seen.eligible.shape)
    worker, vacancy = np.nonzero(seen.eligible[np.ix_(workers, vacancies)])
    row, column = workers[worker], vacancies[vacancy]
    worth = surplus(seen)[row, column] * params.smoothing / best_surplus(params)
    micro = np.rint(worth * MICRO).astype(np.int64)
    market = Market(worker, vacancy, len(workers), seen.openings[vacancies])
    close = near_equal(worker, micro, len(workers), round(params.tier_margin * MICRO))
    plan = assign(market, Merits(close & seen.key[column], seen.assisted[row], micro), proven=False)
    prospects = Prospects(
        micro=micro,
        chance=seen.seen_chance[row, column],
        willing=willingness(seen.seen_utility[row, column]),
        adjacent=seen.adjacent[row, column],
        priority=seen.key[column],
        assisted=seen.assisted[row],
        planned=plan.chosen,
        tie=pair_ties(worker, vacancy),
    )
    made = fair_lists(market, prospects, params)
    lists = np.full((len(workers), length), -1, dtype=np.int64)
    lists[row[made.pair], made.rank - 1] = column[made.pair]
    return lists


POLICIES: Mapping[str, Policy] = {OURS: fair_share, **BASELINES}


def figures(
    seeds: Sequence[int] = SEEDS,
    shapes: Sequence[str] = tuple(SHAPES),
    size: tuple[int, int] = (300, 100),
    length: int = LENGTH,
) -> list[Figure]:
    """The table of E4; ``size`` is workers × vacancies of each market."""
    measured = np.array(
        [[_market(draw_district(SHAPES[name], seed, *size), seed, length) for seed in seeds] for name in shapes]
    )  # shape × seed × policy × measure
    spread = np.array(
        [[_roll_out(draw_district(SHAPES[name], seed, *size), seed, length) for seed in seeds] for name in shapes]
    )  # shape × seed × share treated
    by_shape = [
        _figure(f"{measure}, {name}", table.mean(axis=0)[:, MEASURES.index(measure)], len(table))
        for name, table in zip(shapes, measured, strict=True)
        for measure in (FILL, UTILITY, LIST_UTILITY)
    ]
    overall = measured.mean(axis=(0, 1))
    everywhere = [
        _figure(f"{name}, all shapes", overall[:, at], len(seeds) * len(shapes)) for at, name in enumerate(MEASURES)
    ]
    fronts = [line for respect in RESPECTS for line in _front(shapes, measured, respect)]
    return [*fronts, *_rolled(spread), *everywhere, *by_shape]


def _market(district: District, seed: int, length: int) -> list[tuple[float, ...]]:
    """The measures of every policy in one market."""
    days = draw_days(district.eligible.shape, seed, DAYS)
    return [outcome(district, policy(district, length, seed), days) for policy in POLICIES.values()]


def _roll_out(district: District, seed: int, length: int) -> list[float]:
    """The market's fill when a part of the workers have our lists and all others what they like best.

    The lists of that part are made as if nobody else were looking for work.
    """
    days = draw_days(district.eligible.shape, seed, DAYS)
    turn = np.random.default_rng(seed).permutation(len(district.eligible)) / len(district.eligible)
    liked = preference(district, length, seed)
    fills = []
    for share in TREATED:
        treated = (turn < share)[:, None]
        ours = fair_share(replace(district, eligible=district.eligible & treated), length, seed)
        seats = play(district, np.where(treated, ours, liked), days).seat
        fills.append((seats >= 0).sum() / DAYS / min(len(liked), district.openings.sum()))
    return fills


def _figure(measure: str, values: Table, cases: int) -> Figure:
    """One measure of every policy."""
    names = list(POLICIES)
    return Figure(
        "E4", measure, float(values[0]), others=dict(zip(names[1:], values[1:].tolist(), strict=True)), cases=cases
    )


def _front(shapes: Sequence[str], measured: Table, respect: str) -> list[Figure]:
    """How far our fill lies above what mixing the baselines gives at the same mean utility, and at the least."""
    points = measured[..., [MEASURES.index(FILL), MEASURES.index(respect)]]
    return [
        Figure(
            "E4",
            f"fill above the front at equal {RESPECTS[respect]}, {name}",
            front_margin(table.mean(axis=0)),
            "≥ 0",
            {"low end (95 %)": least_margin(table)},
            len(table),
        )
        for name, table in [("all shapes", points.mean(axis=0)), *zip(shapes, points, strict=True)]
    ]


def _rolled(spread: Table) -> list[Figure]:
    """Fill by share of workers treated, and what the last step to everybody brings."""
    means = spread.mean(axis=(0, 1))
    others = {f"at {share:.0%}": float(fill) for share, fill in zip(TREATED, means, strict=True)}
    steps = spread[..., -1] - spread[..., -2]
    worst = min(interval(step)[0] for step in steps)
    cases = spread.shape[0] * spread.shape[1]
    return [
        Figure("E4", "fill at full roll-out", float(means[-1]), "no fall", others, cases),
        Figure(
            "E4", "fill gained from 75 % to 100 %, low end (95 %) of the worst shape", worst, "≥ 0", {}, spread.shape[1]
        ),
    ]
