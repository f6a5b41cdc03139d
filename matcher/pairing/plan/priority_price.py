"""What putting one key employer first costs everybody else: the plan beside one made with that employer as ordinary."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np

from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.params import MICRO
from matcher.pairing.plan.assignment import Merits, Plan, reassign
from matcher.pairing.plan.prices import Market

EMPLOYERS = 20  # priced in a report, those with most key openings
PAIRS = 6_000_000  # looked at for all of them together: five employers of a city with a million pairs
POINTS = 100  # a score of 1, as staff read it


@dataclass(frozen=True, slots=True)
class Offered:
    """Who offers each vacancy of a market, by number, which vacancies are key ones, what each pair is worth."""

    employer_ids: list[str]
    employer: Ints
    key: Mask
    utility: Floats  # of each pair, to its worker


@dataclass(frozen=True, slots=True)
class EmployerPrice:
    """One key employer: what its coming first brings it, and what it changes for others (with less without)."""

    employer_id: str
    openings: int
    filled: int
    filled_without: int
    others_placed_change: int
    assisted_change: int
    workers_moved: int
    mean_score_change: float
    mean_utility_change: float


def price_of_key_employers(
    market: Market, merits: Merits, plan: Plan, offered: Offered, among: Mask
) -> dict[str, object]:
    """The price of each of the largest key employers, and how many key employers there are.

    How many are told falls with the size of the market (``PAIRS``), since each takes a plan of its own, looked for
    ``among`` the likely pairs first.
    """
    openings = np.bincount(offered.employer, weights=market.capacity * offered.key, minlength=len(offered.employer_ids))
    largest = [row for row in np.argsort(-openings, kind="stable").tolist() if openings[row]]
    told = largest[: min(EMPLOYERS, PAIRS // max(1, len(market.worker)))]
    prices = [employer_price(market, merits, plan, offered, among, row) for row in told]
    return {
        "key_employers": len(largest),
        "price_of_key_employers": [asdict(price) | {"words": words(price)} for price in prices],
    }


def employer_price(
    market: Market, merits: Merits, plan: Plan, offered: Offered, among: Mask, employer: int
) -> EmployerPrice:
    """This plan against the best one in which the employer's vacancies are ordinary."""
    own = offered.employer == employer
    ordinary = replace(merits, near_equal_priority=merits.near_equal_priority & ~own[market.vacancy])
    chosen, without = plan.chosen, reassign(market, ordinary, among).chosen
    filled, filled_without = (int(own[market.vacancy[one]].sum()) for one in (chosen, without))
    return EmployerPrice(
        employer_id=offered.employer_ids[employer],
        openings=int(market.capacity[own].sum()),
        filled=filled,
        filled_without=filled_without,
        others_placed_change=int(chosen.sum()) - filled - int(without.sum()) + filled_without,
        assisted_change=int(merits.assisted[chosen].sum() - merits.assisted[without].sum()),
        workers_moved=_moved(market.seats(chosen), market.seats(without), len(own)),
        mean_score_change=_change(merits.micro / MICRO, chosen, without),
        mean_utility_change=_change(offered.utility, chosen, without),
    )


def _moved(seats: Ints, seats_without: Ints, nowhere: int) -> int:
    """How many workers have a place in both plans, but not the same."""
    return int(((seats != seats_without) & (seats < nowhere) & (seats_without < nowhere)).sum())


def _change(value: Floats, chosen: Mask, without: Mask) -> float:
    """The mean over the chosen pairs less that over those of the other plan."""
    means = [float(value[plan].mean()) if plan.any() else 0.0 for plan in (chosen, without)]
    return round(means[0] - means[1], 6)


def words(price: EmployerPrice) -> str:
    """What the priority of an employer brings it and costs others."""
    return f"先满足这家单位：{'，'.join(_changes(price)) or '对它和对别人都没有影响'}"


def _changes(price: EmployerPrice) -> Iterator[str]:
    for change, who, more, less in (
        (price.filled - price.filled_without, "它", "多招", "少招"),
        (price.others_placed_change, "其他单位", "多招", "少招"),
        (price.assisted_change, "重点帮扶对象", "多安排", "少安排"),
    ):
        if change:
            yield f"{who}{more if change > 0 else less}{abs(change)}人"
    if price.workers_moved:
        yield f"{price.workers_moved}人换了岗位"
    if points := round(price.mean_score_change * POINTS, 1):
        yield f"平均匹配分{'高' if points > 0 else '低'}{abs(points):.1f}分"
