"""Which occupation of the classification (职业分类大典 2022) does a title name?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import sparse

from matcher.language.letters import letters
from matcher.language.lexicon import lexicon
from matcher.language.reading import UNKNOWN, read
from matcher.language.tables import rows
from matcher.language.titles import clean_title

THRESHOLD = 0.5
MOST_ALTERNATIVES = 10
LEVEL_WIDTHS = {4: 10, 3: 7, 2: 4, 1: 1}
_ENDINGS = {4: "", 3: "-00", 2: "-00-00", 1: "-00-00-00"}


@dataclass(frozen=True, slots=True)
class Coding:
    """The code of a title at the finest level sure enough; everything empty when no job is named.

    ``level`` is 4 细类 … 1 大类 (0 for no job); ``confidence`` the chance that the code at
    that level is right; ``alternatives`` 细类 with their chances, best first.
    """

    code: str = ""
    name: str = ""
    level: int = 0
    confidence: float = 0.0
    alternatives: tuple[tuple[str, float], ...] = ()


@cache
def names() -> dict[str, str]:
    """The name of every code of the classification."""
    return {row["code"]: row["name"] for row in rows("occupations")}


def code(titles: Sequence[str]) -> list[Coding]:
    """The occupation of each title."""
    cores = [clean_title(title).core for title in titles]
    known = {core: _code_core(core) for core in dict.fromkeys(cores)}
    return [known[core] for core in cores]


@cache
def _examples() -> tuple[sparse.csr_array, list[str]]:
    pairs = [(clean_title(row["title"]).core, row["code"]) for row in rows("labelled_titles")]
    pairs += [(name, lexicon().concepts[concept].code) for name, concept in lexicon().whole.items()]
    return letters([text for text, _ in pairs]), [label for _, label in pairs]


def _code_core(core: str) -> Coding:
    if not core:
        return Coding()
    examples, labels = _examples()
    alike = np.asarray((examples @ letters([core]).T).toarray()).ravel()
    chances: dict[str, float] = {}
    for row in np.argsort(-alike, kind="stable")[:7]:
        chances[labels[row]] = chances.get(labels[row], 0.0) + float(alike[row]) ** 2
    for mention in read(core):
        if mention.concept != UNKNOWN:
            label = lexicon().concepts[mention.concept].code
            chances[label] = chances.get(label, 0.0) + 3 * mention.certainty
    total = max(sum(chances.values()), 1.0)
    ranked = sorted(
        ((label, chance / total) for label, chance in chances.items() if chance > 0),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return _back_off([(label, round(chance, 4)) for label, chance in ranked]) if ranked else Coding()


def _back_off(ranked: list[tuple[str, float]]) -> Coding:
    """The finest level whose chance reaches the threshold, or the 大类 if none does."""
    alternatives = tuple(ranked[:MOST_ALTERNATIVES])
    best, confidence = ranked[0]
    for level, width in LEVEL_WIDTHS.items():
        sums: dict[str, float] = {}
        for label, chance in ranked:
            parent = label if level == 4 else label[:width] + _ENDINGS[level]
            sums[parent] = sums.get(parent, 0.0) + chance
        best, confidence = max(sums.items(), key=lambda pair: pair[1])
        if confidence >= THRESHOLD:
            return Coding(best, names()[best], level, confidence, alternatives)
    return Coding(best, names()[best], 1, confidence, alternatives)
