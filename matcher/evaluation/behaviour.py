"""What happens when a market's people are given lists: who applies, whom employers take, who starts where.

A worker looks at rank r with probability 1/log2(r + 1) and applies with probability σ(U). An employer goes through
those who come, the fittest first, accepts each with the pair's chance, and makes offers until its openings are
promised. A worker takes the best offer; the other offers are lost. All policies meet the same luck: one draw for each
worker and vacancy, whatever stands on the list.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from matcher.evaluation.shapes import ASSUMED, Behaviour, District, Matrix
from matcher.pairing.instance import Ints

Luck = NDArray[np.float32]  # worker × vacancy, even in [0, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """The luck of one day."""

    looks: Luck
    applies: Luck
    accepted: Luck


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who started where on each of some days, and how many applied."""

    seat: Ints  # day × worker, -1 for nobody's offer
    applicants: Ints  # day × vacancy


def draw_days(shape: tuple[int, int], seed: int, days: int) -> list[Day]:
    """The luck of some days for workers × vacancies."""
    rng = np.random.default_rng(seed)
    return [Day(*(rng.random(shape, dtype=np.float32) for _ in range(3))) for _ in range(days)]


def willingness(utility: Matrix, behaviour: Behaviour = ASSUMED) -> Matrix:
    """The probability that somebody who sees a vacancy applies, σ(U) with U in logits above the outside option."""
    willing: Matrix = expit((utility - behaviour.outside_option) / behaviour.smoothing)
    return willing


def gain(utility: Matrix, behaviour: Behaviour = ASSUMED) -> Matrix:
    """What a place is worth above going on looking, in logits: log(1 + e^U)."""
    worth: Matrix = np.logaddexp(0.0, (utility - behaviour.outside_option) / behaviour.smoothing)
    return worth


def play(district: District, lists: Ints, days: list[Day]) -> Outcome:
    """What comes of the lists on each day."""
    worker, rank = np.nonzero(lists >= 0)
    vacancy = lists[worker, rank]
    looks = 1 / np.log2(2 + rank)
    applies = willingness(district.utility[worker, vacancy], district.behaviour)
    passes = district.chance[worker, vacancy] * (1 - district.no_shows)
    fitness, utility = district.fitness[worker, vacancy], district.utility[worker, vacancy]
    seats, crowds = [], []
    for day in days:
        applied = (day.looks[worker, vacancy] < looks) & (day.applies[worker, vacancy] < applies)
        came = np.flatnonzero(applied & (day.accepted[worker, vacancy] < passes))
        offered = came[_first_places(vacancy[came], fitness[came], district.openings)]
        seats.append(_best_offers(worker[offered], vacancy[offered], utility[offered], len(lists)))
        crowds.append(np.bincount(vacancy[applied], minlength=len(district.openings)))
    return Outcome(np.array(seats), np.array(crowds))


def _first_places(vacancy: Ints, fitness: NDArray[np.float64], openings: Ints) -> Ints:
    """The entries that are offered a place: the fittest of each vacancy up to its openings."""
    order = np.lexsort((-fitness, vacancy))
    counts = np.bincount(vacancy, minlength=len(openings))
    place = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[place < openings[vacancy[order]]]


def _best_offers(worker: Ints, vacancy: Ints, utility: NDArray[np.float64], workers: int) -> Ints:
    """The vacancy each worker takes, -1 for none."""
    seat = np.full(workers, -1, dtype=np.int64)
    rising = np.argsort(utility, kind="stable")
    seat[worker[rising]] = vacancy[rising]
    return seat
