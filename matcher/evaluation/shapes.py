"""Made-up labour markets of several shapes: what is true of every pair, and the part of it a policy may see.

Trades stand on a ring; a worker looks for work of the own trade or of the two on either side of it, or, where the
profile does not say which, at all work. The utility of a pair has the product's unit, [0, 1], and grows with the
nearness of the trade, the pay, the way there and a taste that nobody sees. The chance of being accepted grows with a
fitness of which a policy sees a part.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.params import MatchParams

Matrix = NDArray[np.float64]  # worker × vacancy
TRADES = 12
NEAR = 2  # trades on either side whose work is still near
TRADE_WORTH = np.array([1.0, 0.5, 0.2, 0.0])  # of the own trade, the next, the one after, all others
TRADE_FIT = np.array([0.8, -0.4, -1.2, -2.5])  # the same in logits of the chance
ELIGIBLE = 0.8  # share of the pairs of near trades that hard rules leave
ASSISTED = 0.15  # share of workers
KEY = 0.08  # share of vacancies of key employers
UNKNOWN_WORTH, UNKNOWN_FIT = 0.4, -0.8  # stand for trade and way of a worker whose profile says nothing


@dataclass(frozen=True, slots=True)
class Behaviour:
    """When a worker applies: σ((utility − outside option) / smoothing)."""

    outside_option: float
    smoothing: float


ASSUMED = Behaviour(MatchParams().outside_option, MatchParams().smoothing)  # what every policy takes for true


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one market different from another."""

    openings_per_worker: float = 1.0
    pay_skew: float = 0.0  # added to the pay of every tenth vacancy, in standard deviations
    key_size: float = 1.0  # a key employer's openings, against the others'
    key_pay: float = 0.0  # its pay, in standard deviations above the others'
    clusters: int = 0  # homes and works stand in so many quarters, each with trades of its own; 0: anywhere
    missing: float = 0.0  # share of workers whose profile says neither trade nor place
    no_shows: float = 0.0  # share of the invited who do not come
    indifference: float = 1.0  # the true smoothing, in those assumed: how little workers go by what they like
    choosiness: float = 0.0  # the true outside option above the one assumed


SHAPES: dict[str, Shape] = {
    "tight": Shape(openings_per_worker=1.4),
    "slack": Shape(openings_per_worker=0.6),
    "skewed pay": Shape(pay_skew=3.0),
    "few key firms": Shape(key_size=6.0, key_pay=-1.0),
    "clustered trades": Shape(clusters=4),
    "missing profiles": Shape(missing=0.3),
    "no-shows": Shape(no_shows=0.4),
    "behaviour mis-stated": Shape(indifference=3.0, choosiness=0.2),
}


@dataclass(frozen=True, slots=True)
class District:
    """One market. Workers are rows, vacancies columns; what a policy may see is named ``seen``."""

    eligible: NDArray[np.bool_]  # worker × vacancy: what the hard rules leave
    adjacent: NDArray[np.bool_]  # worker × vacancy: work near what is wished, but other work
    utility: Matrix
    chance: Matrix
    fitness: Matrix  # in which order an employer looks at applicants
    seen_utility: Matrix
    seen_chance: Matrix
    openings: Ints
    key: Mask
    assisted: Mask
    no_shows: float
    behaviour: Behaviour = ASSUMED  # the true one


def draw_district(shape: Shape, seed: int, workers: int = 300, vacancies: int = 100) -> District:
    """A market of a shape, drawn by a seed."""
    rng = np.random.default_rng(seed)
    key = rng.permutation(np.arange(vacancies) < max(1, round(KEY * vacancies)))
    homes, works = _trades_and_places(rng, shape, workers), _trades_and_places(rng, shape, vacancies)
    ring = np.abs(homes[0][:, None] - works[0][None, :])
    steps = np.minimum(np.minimum(ring, TRADES - ring), NEAR + 1)
    worth, fit = TRADE_WORTH[steps], TRADE_FIT[steps]
    way = np.exp(-2.5 * np.linalg.norm(homes[1][:, None] - works[1][None, :], axis=2))
    pay = rng.normal(size=vacancies) + shape.pay_skew * (rng.random(vacancies) < 0.1) + shape.key_pay * key
    silent = (rng.random(workers) < shape.missing)[:, None]
    shown_worth = np.where(silent, UNKNOWN_WORTH, worth)
    shown_way = np.where(silent, UNKNOWN_WORTH, way)
    ability, skills = rng.normal(size=(workers, 1)), rng.normal(size=(workers, vacancies))
    fitness = fit + 0.5 * ability + 1.0 * skills + 0.7 * rng.normal(size=(workers, vacancies))
    shown_fit = np.where(silent, UNKNOWN_FIT, fit + 1.0 * skills) + 0.3 * ability
    taste = rng.normal(scale=0.08, size=(workers, vacancies))
    return District(
        eligible=(silent | (steps <= NEAR)) & (rng.random((workers, vacancies)) < ELIGIBLE),
        adjacent=~silent & (steps > 0) & (steps <= NEAR),
        utility=np.clip(_utility(worth, pay, way) + taste, 0.0, 1.0),
        chance=_logistic(fitness),
        fitness=fitness,
        seen_utility=_utility(shown_worth, pay, shown_way),
        seen_chance=_logistic(shown_fit),
        openings=_openings(rng, shape, workers, key),
        key=key,
        assisted=rng.random(workers) < ASSISTED,
        no_shows=shape.no_shows,
        behaviour=Behaviour(ASSUMED.outside_option + shape.choosiness, ASSUMED.smoothing * shape.indifference),
    )


def _trades_and_places(rng: np.random.Generator, shape: Shape, count: int) -> tuple[Ints, Matrix]:
    """A trade and a place in the unit square for each; some trades are common. Quarters have trades of their own."""
    if not shape.clusters:
        common = np.random.default_rng(0).dirichlet(np.full(TRADES, 2.0))
        return rng.choice(TRADES, count, p=common), rng.random((count, 2))
    quarter = rng.integers(0, shape.clusters, count)
    angle = 2 * np.pi * quarter / shape.clusters
    centre = 0.5 + 0.4 * np.column_stack([np.cos(angle), np.sin(angle)])
    trade = (quarter * TRADES // shape.clusters + rng.choice([-1, 0, 0, 1], count)) % TRADES
    return trade, centre + rng.normal(scale=0.08, size=(count, 2))


def _utility(worth: Matrix, pay: Floats, way: Matrix) -> Matrix:
    """The utility of each pair without its taste."""
    utility: Matrix = np.clip(0.1 + 0.42 * worth + 0.1 * np.clip(pay, -2, 4)[None, :] / 2 + 0.25 * way, 0.0, 1.0)
    return utility


def _openings(rng: np.random.Generator, shape: Shape, workers: int, key: Mask) -> Ints:
    """At least one opening each, in all near ``openings_per_worker`` a worker."""
    size = rng.lognormal(0.0, 0.7, len(key)) * np.where(key, shape.key_size, 1.0)
    share = size / size.sum() * shape.openings_per_worker * workers
    openings: Ints = np.maximum(1, np.rint(share)).astype(np.int64)
    return openings


def _logistic(logits: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-logits))
    return chance
