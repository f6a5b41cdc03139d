"""One job named in a title, and where the person stands in it."""

from dataclasses import dataclass
from enum import IntEnum

UNKNOWN = -1
SURE_NAME = 0.95  # certainty of a reading that took the whole title


class Rank(IntEnum):
    """Where somebody stands in a trade."""

    WORKER = 0
    LEARNER = 1
    HELPER = 2
    LEADER = 3
    SENIOR = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """One job a title names.

    ``concept`` is a row of the lexicon or ``UNKNOWN``; ``content`` the words before (or after) the head;
    ``certainty`` 1 for a whole name, less for a part of one; ``wanted`` 1 for what is asked for or offered,
    less for what was only done before.
    """

    concept: int
    rank: Rank
    content: str
    certainty: float
    wanted: float = 1.0
