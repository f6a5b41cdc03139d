"""The most person-days of a problem changed a little: what did not change is not solved again."""

from matcher.swap.blocks import Block, blocks
from matcher.swap.deadline import Deadline
from matcher.swap.pairs import market
from matcher.swap.person_days import Reached, most_person_days
from matcher.swap.problem import SwapInstance

PersonDays = tuple[int, int]  # key person-days, all


class Replanner:
    """Remembers what each part of a problem can reach."""

    def __init__(self, found: list[Reached]) -> None:
        self._known = {_content(one.region.block): (one.key, one.total) if one.proven else None for one in found}
        self._longest = 0.0  # seconds that a part took so far; none is begun with less time left

    def most(self, instance: SwapInstance, deadline: Deadline) -> PersonDays | None:
        """The most key person-days, then the most of all; None where that is not proven in time."""
        key = total = 0
        for block in blocks(market(instance)):
            reached = self._of_block(block, deadline)
            if reached is None:
                return None
            key, total = key + reached[0], total + reached[1]
        return key, total

    def _of_block(self, block: Block, deadline: Deadline) -> PersonDays | None:
        content = _content(block)
        if content not in self._known:
            left = deadline.left()
            if left <= self._longest:
                return None
            found = most_person_days(block, deadline)
            self._longest = max(self._longest, left - deadline.left())
            self._known[content] = (found.key, found.total) if found.proven else None
        return self._known[content]


def _content(block: Block) -> bytes:
    """All that a block's person-days depend on."""
    pairs = block.pairs
    parts = (pairs.first, pairs.until, pairs.least, block.offer, block.need, block.key, block.capacity)
    return b"".join(part.tobytes() for part in parts)
