"""Made-up districts of lenders and borrowers, drawn by a seed.

Three trades with seasons of their own, as around Spring Festival and the shopping days of June and November: garment
makers stop while parcel stations are short, kitchens stop while markets are short. Posts come in families of three
that can partly stand in for each other. ``tight`` is people offered for each place needed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from matcher.swap.problem import Need, Offer, SwapInstance, SwapParams

MONDAY = date(2021, 2, 8)
POSTS = tuple(
    f"{trade}{post}"
    for trade in ("缝制", "分拣", "后厨", "装配", "客服", "仓储", "包装", "质检", "保洁", "配送")
    for post in ("普工", "熟练工", "组长")
)
Place = tuple[float, float]
FAMILY = 3  # posts that can partly stand in for each other
QUARTERS = np.array([[113.21, 23.14], [113.25, 23.12], [113.23, 23.07], [113.20, 23.05]])  # WGS84, made up


@dataclass(frozen=True, slots=True)
class Shape:
    """What a district is like."""

    tight: float = 0.9  # people offered for each place needed, on average
    days: int = 56
    least_days: tuple[int, int] = (3, 10)  # of a need, from and to
    window: tuple[int, int] = (6, 30)  # days of an offer or a need, from and to
    substitution: float = 0.6  # share of the pairs of posts of a family that can stand in


SHAPES = {
    "usual": Shape(),
    "few people": Shape(tight=0.5),
    "long loans": Shape(least_days=(10, 21), window=(12, 40)),
    "short windows": Shape(window=(4, 12), least_days=(3, 6)),
    "no substitution": Shape(substitution=0.0),
}


def draw_swap(seed: int, firms: int = 100, posts: int = 30, shape: Shape = SHAPES["usual"]) -> SwapInstance:
    """As many lenders as borrowers, one to five posts each."""
    drawn = np.random.default_rng(seed)
    peaks = {name: drawn.integers(0, shape.days, len(POSTS) // FAMILY) for name in ("offers", "needs")}
    offers = tuple(
        _offer(drawn, shape, f"o{firm:05d}-{post:02d}", f"L{firm:05d}", post, place, peaks["offers"])
        for firm in range(firms)
        for place in [_place(drawn)]
        for post in _posts(drawn, posts)
    )
    needs = tuple(
        _need(drawn, shape, f"n{firm:05d}-{post:02d}", f"B{firm:05d}", post, place, peaks["needs"])
        for firm in range(firms)
        for place in [_place(drawn)]
        for post in _posts(drawn, posts)
    )
    return SwapInstance(MONDAY, offers, needs, SwapParams(substitution=_substitution(drawn, shape, posts)))


def _offer(
    drawn: np.random.Generator, shape: Shape, name: str, firm: str, post: int, place: Place, peaks: NDArray[np.int64]
) -> Offer:
    first, last = _window(drawn, shape, int(peaks[post // FAMILY]))
    fixed_term = drawn.random() < 0.3
    until = MONDAY + timedelta(int(drawn.integers(10, 200))) if fixed_term else None
    people = max(1, round(shape.tight * float(drawn.lognormal(2.0, 0.7))))
    wage = 10_000 * int(drawn.integers(33, 57))
    yes, dispatched = bool(drawn.random() < 0.3), bool(drawn.random() < 0.05)
    return Offer(name, firm, POSTS[post], people, first, last, wage, until, yes, dispatched, *place)


def _need(
    drawn: np.random.Generator, shape: Shape, name: str, firm: str, post: int, place: Place, peaks: NDArray[np.int64]
) -> Need:
    first, last = _window(drawn, shape, int(peaks[post // FAMILY]))
    people, wage = max(1, round(float(drawn.lognormal(2.0, 0.7)))), 10_000 * int(drawn.integers(35, 60))
    least = int(drawn.integers(shape.least_days[0], shape.least_days[1] + 1))
    key = str(drawn.choice(["K0", "K0", "K0", "K0", "K1", "K3"]))
    return Need(name, firm, POSTS[post], people, first, last, wage, least, key, bool(drawn.random() < 0.1), *place)


def _window(drawn: np.random.Generator, shape: Shape, peak: int) -> tuple[date, date]:
    """Days around the season of the trade in half of the cases, any days in the others."""
    length = int(drawn.integers(shape.window[0], shape.window[1] + 1))
    middle = peak + float(drawn.normal(0, 7)) if drawn.random() < 0.5 else drawn.uniform(0, shape.days)
    first = int(np.clip(middle - length / 2, 0, max(0, shape.days - length)))
    return MONDAY + timedelta(first), MONDAY + timedelta(min(shape.days, first + length) - 1)


def _posts(drawn: np.random.Generator, posts: int) -> list[int]:
    return sorted(drawn.choice(posts, int(drawn.integers(1, 6)), replace=False).tolist())


def _place(drawn: np.random.Generator) -> Place:
    lng, lat = QUARTERS[drawn.integers(len(QUARTERS))] + drawn.normal(0, 0.02, 2)
    return round(float(lng), 5), round(float(lat), 5)


def _substitution(drawn: np.random.Generator, shape: Shape, posts: int) -> dict[tuple[str, str], float]:
    """Posts of a family that can stand in for another, one way, and what a person-day of it costs."""
    return {
        (POSTS[offered], POSTS[needed]): round(float(drawn.uniform(0.1, 0.6)), 2)
        for offered in range(posts)
        for needed in range(posts)
        if offered != needed and offered // FAMILY == needed // FAMILY and drawn.random() < shape.substitution
    }
