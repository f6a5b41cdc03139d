"""V02: conditions of household and region. Firms, dishes and tongues named after a place are none."""

import re
from collections.abc import Iterator
from functools import cache

from matcher.language.tables import rows
from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import any_of, blanked, in_turn, passages, phrases_with

RULE = "V02"
ANYWHERE, ANY_HOUSEHOLD = "不限地域", "不限户籍"
_NAMES = frozenset(row["name"] for row in rows("places"))
_PHRASES = phrases_with("origins", {"places": _NAMES})
_LONGEST_PLACE = 6
_HOUSEHOLD = frozenset("户籍证")


def find(text: str) -> Iterator[Hit]:
    """Phrases that want or refuse people of a place; posts kept for residents need a person to look."""
    level = Level.WARN if _PHRASES.one("kept_for_residents").search(text) else Level.BLOCK
    for start, passage in passages(text, _sign()):
        yield from (hit.moved(start) for hit in _of_passage(passage, level))


def _of_passage(text: str, level: Level) -> Iterator[Hit]:
    left = blanked(text, *_PHRASES.each("lawful"))
    risks, left = in_turn(left, _PHRASES.one("risk"))
    yield from (Hit(RULE, Level.WARN, found.start(), found.end(), "按防疫规定提供健康证明") for found in risks)
    hits, left = in_turn(left, *_PHRASES.each("conditions"))
    yield from (Hit(RULE, level, found.start(), found.end(), _rewrite(found[0])) for found in hits)
    for start, end in _turned_away(left):
        yield Hit(RULE, level, start, end, _rewrite(left[start:end]))


def _rewrite(phrase: str) -> str:
    return ANY_HOUSEHOLD if _HOUSEHOLD & set(phrase) else ANYWHERE


def _turned_away(text: str) -> Iterator[tuple[int, int]]:
    """湖北籍勿扰, 本地人优先: where the places begin and the tail ends. 广州优先 wants no people of Guangzhou."""
    for found in _PHRASES.one("refused").finditer(text):
        start = _places_before(text, found.start())
        people_named = found["kind"] not in {None, "的"}
        if start < found.start() and (people_named or not found["first"]):
            yield start, found.end()


def _places_before(text: str, end: int) -> int:
    """Where the places begin that stand, joined by 、 or 和, right before an end; the end itself when there is none."""
    start = end
    while True:
        near = start - 1 if 0 < start < end and text[start - 1] in "、和及或与" else start
        length = next((n for n in range(min(_LONGEST_PLACE, near), 0, -1) if text[near - n : near] in _places()), 0)
        if not length:
            return start
        start = near - length


@cache
def _places() -> frozenset[str]:
    """Names of places, with and without the kind of place behind them."""
    names = _NAMES | frozenset(_PHRASES.words("here"))
    return names | {f"{name}{kind}" for name in names if len(name) > 1 for kind in "省市县区"}


@cache
def _sign() -> re.Pattern[str]:
    """How the name of a place may begin, or a word for people of one's own place."""
    names = _NAMES | frozenset(_PHRASES.words("here"))
    begins = any_of(sorted({name[:2] for name in names}))
    return re.compile(f"{begins}|{_PHRASES.one('sign').pattern}", re.VERBOSE)
