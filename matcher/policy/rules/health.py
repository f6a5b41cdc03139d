"""V04 and V05: carriers of hepatitis or HIV, disabled people, and bodies that have to look some way."""

from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, passages, phrases

_PHRASES = phrases("health")
_KINDS = (
    ("V04", "virus_lawful", "virus_conditions", Level.BLOCK, "按规定体检"),
    ("V04", "virus_lawful", "infected", Level.WARN, "身体条件能胜任本岗位"),
    ("V05", "disabled_lawful", "disabled_conditions", Level.BLOCK, "欢迎残疾人应聘"),
    ("V05", "height_lawful", "height", Level.WARN, "身高不限"),
    ("V05", "disabled_lawful", "whole_body", Level.WARN, "能胜任岗位工作"),
)


def find(text: str) -> Iterator[Hit]:
    """Phrases that ask for a test of hepatitis, turn carriers or disabled people away, or ask for a height."""
    for start, passage in passages(text, _PHRASES.one("sign")):
        yield from (hit.moved(start) for hit in _of_passage(passage))


def _of_passage(text: str) -> Iterator[Hit]:
    for rule, lawful, conditions, level, rewrite in _KINDS:
        left = blanked(text, *_PHRASES.each(lawful))
        for found in _PHRASES.one(conditions).finditer(left):
            yield Hit(rule, level, found.start(), found.end(), rewrite)
