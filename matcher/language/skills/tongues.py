"""A language before a trade: 英语导游 and 日语客服 speak the language at work."""

from collections.abc import Iterator
from functools import lru_cache

from matcher.language.skills.lattice import Concept, lattice

_LONGEST = 6  # characters of the name of a language
_FAMILIES = frozenset({"外语", "方言"})
_AMONG_PEOPLE = frozenset({"services", "office"})


def tongue_before(word: str) -> Iterator[tuple[Concept, str]]:
    """Each language a normal word may begin with, and the rest of the word.

    >>> [(tongue.key, rest) for tongue, rest in tongue_before("日文客服")]
    [('日语', '客服')]
    """
    known = lattice()
    for at in range(2, min(_LONGEST, len(word) - 1) + 1):
        key, _ = known.names.get(word[:at], ("", False))
        if key in _tongues():
            yield known.concepts[key], word[at:]


def speaking(trade: Concept, tongue: Concept, word: str) -> Concept | None:
    """The trade done in a language, which is enough for the trade and for the language; None where nobody talks."""
    if trade.kind not in _AMONG_PEOPLE:
        return None
    return Concept(word, trade.kind, trade.above | tongue.above | {word}, frozenset({trade.key, tongue.key}))


@lru_cache(maxsize=1)
def _tongues() -> frozenset[str]:
    """Languages and dialects, without their examinations."""
    concepts = lattice().concepts.items()
    return frozenset(key for key, one in concepts if not _FAMILIES.isdisjoint(one.direct)) | {"普通话"}
