"""The audit of the floor: whether every assisted worker's list holds enough lines with a real chance."""

import numpy as np

from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.lists.fair_share import Lists
from matcher.pairing.params import MatchParams

FEW = "合条件的岗位太少"
UNLIKELY = "合条件的岗位够，但录用把握大的太少"
CROWDED = "岗位够也合适，但竞争的人太多"


def floor_audit(worker: Ints, chance: Floats, assisted: Mask, lists: Lists, params: MatchParams) -> dict[str, object]:
    """How many assisted workers have fewer than ``floor_lines`` lines of ``floor_chance``, and why.

    ``worker`` and ``chance`` are those of all candidates, the crowd apart.
    """

    def enough(rows: Ints) -> Mask:
        return np.bincount(rows, minlength=len(assisted)) >= params.floor_lines

    below = assisted & ~enough(worker[lists.pair[lists.chance >= params.floor_chance]])
    few, unlikely = ~enough(worker), ~enough(worker[chance >= params.floor_chance])
    why = {FEW: few, UNLIKELY: ~few & unlikely, CROWDED: ~few & ~unlikely}
    return {
        "assisted": int(assisted.sum()),
        "floor": params.floor_lines,
        "least_chance": params.floor_chance,
        "below": int(below.sum()),
        "why_below": {words: int((below & cause).sum()) for words, cause in why.items()},
    }
