"""V01: only men, no women, men first. What is made or sold for them, and who is served, is no condition."""

import re
from collections.abc import Iterator
from itertools import pairwise

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, in_turn, passages, phrases

RULE = "V01"
ANY_SEX, ANYBODY = "男女不限", "不限性别"
_PHRASES = phrases("sexes")


def find(text: str) -> Iterator[Hit]:
    """Phrases that want one sex; a person has to look where the law keeps women from the work."""
    level = Level.WARN if _PHRASES.one("barred_work").search(text) else Level.BLOCK
    for start, passage in passages(text, _PHRASES.one("sign")):
        yield from (hit.moved(start) for hit in _of_passage(passage, level))


def _of_passage(text: str, level: Level) -> Iterator[Hit]:
    left = _without_lawful(text)
    posts, left = in_turn(left, _PHRASES.one("job"))
    yield from (Hit(RULE, level, found.start(), found.end(), f"{found['job']}（{ANY_SEX}）") for found in posts)
    hits, left = in_turn(left, *_PHRASES.each("conditions"))
    yield from (Hit(RULE, level, found.start(), found.end(), ANYBODY) for found in hits)
    for found in _PHRASES.one("suits").finditer(left):
        yield Hit(RULE, Level.WARN, found.start(), found.end(), ANY_SEX)


def _without_lawful(text: str) -> str:
    left = blanked(text, *_PHRASES.each("lawful"))
    aged = _PHRASES.one("aged")
    found = list(aged.finditer(left))
    both = len({term["sex"] for term in found}) > 1
    return blanked(left, aged) if both and not _of_several_trades(left, found) else left


def _of_several_trades(text: str, aged: list[re.Match[str]]) -> bool:
    """杂工男50内，厨工女45内: each trade wants one sex."""
    trade = _PHRASES.one("trade_name")
    gaps = pairwise(aged)
    return any(
        one["sex"] != next_one["sex"] and trade.search(text, one.end(), next_one.start()) for one, next_one in gaps
    )
