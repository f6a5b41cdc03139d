"""Sets of plans of a block: those within its capacities, and among them those that are best by one objective."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from matcher.swap.blocks import Block, Columns, load_matrix
from matcher.swap.filling import free_people
from matcher.swap.pairs import Floats, Ints, Mask


@dataclass(frozen=True, slots=True)
class Region:
    """Plans of a block made of some columns.

    ``tight`` marks the people of an offer or need (rows) in a stretch (columns) who have to be all lent, or all places
    filled. ``floors`` are further rows: so much of a worth at least. ``taken`` are people lent already, and places
    filled, by loans that stay.
    """

    block: Block
    columns: Columns
    tight: Mask
    taken: Ints
    floors: tuple[tuple[Ints, int], ...] = ()

    @classmethod
    def of(cls, block: Block, columns: Columns) -> "Region":
        """All plans within the capacities."""
        shape = (len(block.capacity), len(block.days) - 1)
        return cls(block, columns, np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.int64))

    def keep(self, chosen: Ints) -> "Region":
        """The plans that need no other column."""
        floors = tuple((worth[chosen], least) for worth, least in self.floors)
        return replace(self, columns=self.columns.keep(chosen), floors=floors)

    def at_least(self, worth: Ints, least: int) -> "Region":
        """The plans with so much of a worth."""
        return replace(self, floors=(*self.floors, (worth, least)))

    def filled(self, tight: Mask) -> "Region":
        """The plans that also leave nobody idle, and no place empty, where marked."""
        return replace(self, tight=self.tight | tight)

    def beside(self, people: Ints) -> "Region":
        """What can be added to a plan that stays."""
        taken = self.block.capacity[:, None] - free_people(self.block, self.columns, people)
        floors = tuple((worth, least - int(worth @ people)) for worth, least in self.floors)
        return replace(self, taken=self.taken + taken, floors=floors)

    def left_tight(self, columns: Columns) -> bool:
        """Whether somebody who has to be lent, or a place that has to be filled, is beyond these columns."""
        free = self.tight & (self.taken < self.block.capacity[:, None])
        within = np.zeros(free.size, dtype=bool)
        within[load_matrix(self.block, columns)[1]] = True
        return bool((free.ravel() & ~within).any())

    def holds(self, people: Ints) -> bool:
        """Whether a plan within the capacities is one of the region."""
        filled = free_people(self.block, self.columns, people)[self.tight] == 0
        return bool(filled.all()) and all(worth @ people >= least for worth, least in self.floors)

    def key_days(self) -> Ints:
        """Key person-days of one person in each column."""
        found: Ints = self.days() * self.block.key[self.columns.pair]
        return found

    def days(self) -> Ints:
        """Person-days of one person in each column."""
        return self.block.lengths(self.columns)


@dataclass(frozen=True, slots=True)
class Constraints:
    """``lowest ≤ matrix·people ≤ highest``; ``place`` is where each capacity row stands in ``Region.tight``, flat."""

    matrix: sparse.csc_array
    lowest: Floats
    highest: Floats
    place: Ints


def constraints(region: Region) -> Constraints:
    """The region in rows: first the capacities in which a column can stand, then the floors."""
    matrix, place = load_matrix(region.block, region.columns)
    highest = (region.block.capacity[:, None] - region.taken).ravel()[place].astype(np.float64)
    lowest = np.where(region.tight.ravel()[place], highest, -np.inf)
    if region.floors:
        worths = np.vstack([worth for worth, _ in region.floors]).astype(np.float64)
        matrix = sparse.vstack([matrix, sparse.csc_array(worths)], format="csc")
        lowest = np.append(lowest, [float(least) for _, least in region.floors])
        highest = np.append(highest, np.full(len(region.floors), np.inf))
    return Constraints(matrix, lowest, highest, place)
