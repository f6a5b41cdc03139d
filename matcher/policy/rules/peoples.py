"""V01: conditions of ethnicity, race and religion. Food, tongues and a kindness to minorities are none."""

from collections.abc import Iterator

from matcher.language.tables import rows
from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, passages, phrases_with

RULE = "V01"
_PHRASES = phrases_with("peoples", {"names": [row["name"] for row in rows("peoples")]})
_KINDS = (
    ("lawful", "conditions", "不限民族"),
    ("faith_lawful", "faith_conditions", "不限宗教信仰"),
    ("faith_lawful", "race_conditions", "不限种族"),
)


def find(text: str) -> Iterator[Hit]:
    """Phrases that want or refuse a people, a faith or a race."""
    for start, passage in passages(text, _PHRASES.one("sign")):
        yield from (hit.moved(start) for hit in _of_passage(passage))


def _of_passage(text: str) -> Iterator[Hit]:
    for lawful, conditions, rewrite in _KINDS:
        left = blanked(text, *_PHRASES.each(lawful))
        for pattern in _PHRASES.each(conditions):
            for found in pattern.finditer(left):
                yield Hit(RULE, Level.BLOCK, found.start(), found.end(), rewrite)
