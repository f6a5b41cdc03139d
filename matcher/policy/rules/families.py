"""V03: conditions of marriage, pregnancy and children."""

from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, in_turn, passages, phrases

RULE = "V03"
REWRITE = "婚育不限"
_PHRASES = phrases("families")


def find(text: str) -> Iterator[Hit]:
    """Phrases that ask whether one is married or a parent, or forbid it."""
    for start, passage in passages(text, _PHRASES.one("sign")):
        yield from (hit.moved(start) for hit in _of_passage(passage))


def _of_passage(text: str) -> Iterator[Hit]:
    left = blanked(text, *_PHRASES.each("lawful"))
    hits, _ = in_turn(left, *_PHRASES.each("conditions"))
    yield from (Hit(RULE, Level.BLOCK, found.start(), found.end(), REWRITE) for found in hits)
