"""V12: deposits, guarantees, fees and papers kept. Work on other people's deposits is none of it."""

from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import blanked, in_turn, passages, phrases

RULE = "V12"
_PHRASES = phrases("fees")
# In the order in which they are tried: what an earlier kind has found, a later one does not find again.
_KINDS = (
    ("medical", Level.WARN, "体检费由公司承担"),
    ("dormitory", Level.WARN, "住宿不收取押金"),
    ("money", Level.BLOCK, "不收取任何费用"),
    ("holding", Level.BLOCK, "不扣押证件"),
    ("training", Level.BLOCK, "免费培训"),
    ("guarantor", Level.BLOCK, "无需担保"),
    ("uniform", Level.BLOCK, "工服由公司提供"),
    ("kept_wage", Level.BLOCK, "按月足额发放工资"),
    ("held_wage", Level.WARN, "按月足额发放工资"),
)


def find(text: str) -> Iterator[Hit]:
    """Phrases that take money, a guarantee or papers from those who are hired."""
    for start, passage in passages(text, _PHRASES.one("sign")):
        yield from (hit.moved(start) for hit in _of_passage(passage))


def _of_passage(text: str) -> Iterator[Hit]:
    own = _PHRASES.each("workers_own")
    for pattern in own:
        for found in pattern.finditer(text):
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), "不收取任何费用")
    left = blanked(text, *own, *_PHRASES.each("lawful"))
    for kind, level, rewrite in _KINDS:
        hits, left = in_turn(left, *_PHRASES.each(kind))
        yield from (Hit(RULE, level, found.start(), found.end(), rewrite) for found in hits)
