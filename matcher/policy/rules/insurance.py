"""V18: social insurance given up, left to the worker, or late."""

from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, in_turn, passages, phrases

RULE = "V18"
REWRITE, AT_ONCE = "依法缴纳社会保险", "入职即缴纳社会保险"
_PHRASES = phrases("insurance")


def find(text: str) -> Iterator[Hit]:
    """Phrases that leave social insurance out or to the worker; joining later than a month is warned of."""
    for start, passage in passages(text, _PHRASES.one("sign")):
        yield from (hit.moved(start) for hit in _of_passage(passage))


def _of_passage(text: str) -> Iterator[Hit]:
    left = blanked(text, *_PHRASES.each("lawful"))
    hits, left = in_turn(left, *_PHRASES.each("left_out"))
    yield from (Hit(RULE, Level.BLOCK, found.start(), found.end(), REWRITE) for found in hits)
    for found in _PHRASES.one("later").finditer(left):
        if not _PHRASES.one("within_a_month").search(found[0]):
            yield Hit(RULE, Level.WARN, found.start(), found.end(), AT_ONCE)
