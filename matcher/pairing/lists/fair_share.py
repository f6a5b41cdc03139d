"""Ranked lists for all workers together, so that no vacancy is shown far beyond its openings.

Lists are a congestion game: which list is best for a worker depends on who else is shown the same vacancies. It is
played in rounds. Workers come in groups, in the order of the day's ties; a group's old lists are taken back and new
ones made against the crowd that all the others bring. A list holds the lines of greatest value:

- the expected surplus under the crowd, score × chance of a place (load.py),
- less what one more applicant takes from those who are there already: as a road is best used when a driver pays for
  the delay of others (Pigou), lists together do best when a line counts for what it adds,
- less a fine beyond the fair share, ``bound`` applicants an opening.

Within a list the expected surplus under the crowd decides; of lines that suit a worker equally well, the crowd apart,
key and urgent vacancies come first (key_first.py). 0008 in docs/decisions tells what else was tried.
"""

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.lists.load import Crowd, attention, open_chance, place_chance
from matcher.pairing.lists.ordering import arranged, best_lines, places
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.plan.prices import Market

ROUNDS = 4
GROUP = 20  # workers who choose at once, fewer where that makes less than LEAST_GROUPS; more would herd together
LEAST_GROUPS = 60
SETTLING = 2  # rounds in which lists keep their lines and only the order follows the crowd
FINE = 4.0  # a quarter more than the fair share costs as much as a perfect score is worth
ALWAYS = 1_000_000.0  # lines that a list has to hold are worth more than any fine on a crowd


@dataclass(frozen=True, slots=True)
class Prospects:
    """What is known of each pair of a market before any crowd."""

    micro: Ints  # the score in millionths
    chance: Floats  # of being accepted where there is a place
    willing: Floats  # how likely the worker applies who reads the line
    adjacent: Mask  # other work, near what the worker wishes
    priority: Mask  # the vacancy is key or urgent
    assisted: Mask  # the worker is assisted
    planned: Mask  # the plan gives the worker this place
    tie: NDArray[np.uint64]  # decides among equals

    def take(self, which: Ints) -> "Prospects":
        """The prospects of some pairs."""
        return Prospects(*(getattr(self, column.name)[which] for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Lists:
    """List entries in the order of workers and ranks."""

    pair: Ints  # position among the pairs
    rank: Ints  # from 1
    chance: Floats  # of being taken: accepted, and a place left beside all others who are expected
    expected_applicants: Floats  # one per vacancy
    bound: float  # applicants an opening up to which a vacancy has its fair share


def fair_lists(market: Market, prospects: Prospects, params: MatchParams) -> Lists:
    """The lists of all workers of a market."""
    order = np.lexsort((prospects.tie, market.worker))
    draft = Draft(market, prospects.take(order), params, order)
    for _ in range(ROUNDS):
        for group in draft.groups():
            draft.list_anew(group)
        draft.settle_bound()
    for _ in range(SETTLING):
        settled = [draft.reorder(group) for group in draft.groups()]
    lines = np.concatenate([lines for lines, _ in settled]) if settled else order
    chance = np.concatenate([chance for _, chance in settled]) if settled else prospects.chance
    return Lists(order[lines], places(draft.worker[lines]) + 1, chance, draft.crowd.applicants, float(draft.bound))


class Draft:
    """Lists in the making. Pairs stand by worker and, within one, in the order of the day's ties."""

    def __init__(self, market: Market, prospects: Prospects, params: MatchParams, order: Ints) -> None:
        self.worker, self.vacancy = market.worker[order], market.vacancy[order]
        self.known, self.score, self.params = prospects, prospects.micro / MICRO, params
        self.crowd = Crowd.nobody(market.capacity)
        self.listed = np.zeros(len(order), dtype=bool)
        self.applications = np.zeros(len(order))  # expected of each listed pair
        self.bound = np.inf
        self._workers = market.workers

    def groups(self) -> list[slice]:
        """The pairs of each group of workers."""
        groups = min(self._workers, max(LEAST_GROUPS, self._workers // GROUP))
        first_workers = np.linspace(0, self._workers, groups + 1).astype(np.int64)
        edges = np.searchsorted(self.worker, first_workers).tolist()
        return [slice(start, end) for start, end in pairwise(edges) if end > start]

    def list_anew(self, group: slice) -> None:
        """Take back the lists of a group of workers and make new ones against the crowd of the others."""
        self._count(group, -1.0)
        place = place_chance(self.crowd.accepted, self.crowd.openings)
        length, reserved = self.params.list_length, int(self.params.widened_share * self.params.list_length)
        value, held = self._value(group, place)
        adjacent, priority = self.known.adjacent[group], self.known.priority[group]
        chosen = best_lines(self.worker[group], value, adjacent, held, priority, length, reserved)
        lines = group.start + chosen
        self.listed[group] = False
        self.listed[lines] = True
        self._apply(lines[self._order(lines, place[self.vacancy[lines]])])
        self._count(group, 1.0)

    def settle_bound(self) -> None:
        """After a first round: what an even spread over all openings that can be listed would bring, and some more."""
        if np.isfinite(self.bound):
            return
        reached = np.bincount(self.vacancy, minlength=len(self.crowd.openings)) > 0
        even = self.crowd.applicants.sum() / max(1, self.crowd.openings[reached].sum())
        self.bound = max(self.params.applicants_per_opening, self.params.crowd_spread * even)

    def reorder(self, group: slice) -> tuple[Ints, Floats]:
        """Put the lines of a group's lists in order; the lines and their chances in the crowd that gave the order."""
        lines = group.start + np.flatnonzero(self.listed[group])
        place = self._place_beside_others(lines)
        order = self._order(lines, place)
        self._count(group, -1.0)
        self._apply(lines[order])
        self._count(group, 1.0)
        return lines[order], (self.known.chance[lines] * place)[order]

    def _value(self, group: slice, place: Floats) -> tuple[Floats, Mask]:
        """What each line is worth to all together, to the millionth, and which lines a list has to hold anyway."""
        crowd, vacancy, known = self.crowd, self.vacancy[group], self.known
        gain = np.divide(crowd.gains, crowd.accepted, out=np.zeros(len(place)), where=crowd.accepted > 0)
        toll = (place - open_chance(crowd.accepted, crowd.openings)) * gain
        fine = FINE * np.maximum(0.0, crowd.per_opening / self.bound - 1)
        chance = known.chance[group]
        value = self.score[group] * place[vacancy] - chance * toll[vacancy] - known.willing[group] * fine[vacancy]
        held = known.planned[group].copy()
        held[self._floor(group, chance * place[vacancy])] = True
        worth: Floats = (value + ALWAYS * held).round(6)
        return worth, held

    def _floor(self, group: slice, chance: Floats) -> Ints:
        """Rows of a group that assisted workers always get: their ``floor_lines`` likeliest with a real chance."""
        real = np.flatnonzero(self.known.assisted[group] & (chance >= self.params.floor_chance))
        worker = self.worker[group][real]
        likeliest = real[np.lexsort((-chance[real], worker))]
        return likeliest[places(worker) < self.params.floor_lines]

    def _order(self, lines: Ints, place: Floats) -> Ints:
        """Where each list's lines go when places are as likely as ``place``."""
        known, band = self.known, round(self.params.equal_band * MICRO)
        value = np.rint(known.micro[lines] * place).astype(np.int64)
        return arranged(
            self.worker[lines], value, known.micro[lines], known.adjacent[lines], known.priority[lines], band
        )

    def _place_beside_others(self, lines: Ints) -> Floats:
        """How likely each listed worker finds a place, the own application not counted."""
        vacancy = self.vacancy[lines]
        others = self.crowd.accepted[vacancy] - self.applications[lines] * self.known.chance[lines]
        return place_chance(np.maximum(others, 0.0), self.crowd.openings[vacancy])

    def _apply(self, lines: Ints) -> None:
        """Expect applications from lists in their order: attention times willingness, at most so many a worker."""
        if not len(lines):
            return
        worker = self.worker[lines]
        wanted = attention(places(worker) + 1) * self.known.willing[lines]
        total = np.bincount(worker - worker[0], wanted)
        share = np.minimum(1.0, self.params.applications_per_worker / np.maximum(total, 1e-9))
        self.applications[lines] = wanted * share[worker - worker[0]]

    def _count(self, group: slice, sign: float) -> None:
        """Add what a group's lists bring to the crowd, or take it away."""
        listed = group.start + np.flatnonzero(self.listed[group])
        applications = sign * self.applications[listed]
        self.crowd.add(self.vacancy[listed], applications, self.known.chance[listed], self.score[listed])
