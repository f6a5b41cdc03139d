"""V25: work without a written contract, or with one later than a month. Part-time work may be agreed by word."""

from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, in_turn, phrases

RULE = "V25"
_PHRASES = phrases("contracts")


def find(text: str) -> Iterator[Hit]:
    """Phrases that refuse a contract, or put it off."""
    if "合同" not in text or _PHRASES.one("part_time").search(text):
        return
    left = blanked(text, *_PHRASES.each("lawful"))
    for kind, level, rewrite in (
        ("refused", Level.BLOCK, "依法签订劳动合同"),
        ("later", Level.WARN, "入职即签订劳动合同"),
    ):
        hits, left = in_turn(left, *_PHRASES.each(kind))
        yield from (Hit(RULE, level, found.start(), found.end(), rewrite) for found in hits)
