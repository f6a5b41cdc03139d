"""Which titles do the work a phrase describes: 给老人喂饭翻身 is what 养老护理员 do all day.

``data/skill_work.csv`` gives each title its things, its deeds and the terms that name its work ``alone``. A title does
what a phrase says only if nothing in the phrase lies outside its own words: 茶叶包装 holds a thing of 茶艺师
and no deed of theirs, so it is not theirs. Words of ``data/skill_glue.csv`` say nothing of whose work it is.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from matcher.language.skills.lattice import lattice, rows_of, words
from matcher.language.skills.words import normal

_MARKS = re.compile(r"[、，,/和与及兼]|以及")
_LONGEST_WORD = 8


@dataclass(frozen=True)
class _Work:
    things: frozenset[str]
    deeds: frozenset[str]
    alone: frozenset[str]

    def is_said_by(self, word: str) -> bool:
        """Whether a normal word names this work and nothing else."""
        return self._named(word) and _made_of(word, self.things | self.deeds | self.alone | _glue())

    def _named(self, word: str) -> bool:
        deeds = [deed for deed in self.deeds if deed in word]
        if any(term in word for term in self.alone):
            return True
        return bool(deeds) and any(thing in word for thing in self.things)


@lru_cache(maxsize=65536)
def doers(word: str) -> frozenset[str]:
    """The concepts of the titles that do what a normal word says; empty when none does.

    >>> sorted(doers("给老人喂饭翻身")), doers("茶叶包装"), doers("老人")
    (['养老护理员'], frozenset(), frozenset())
    """
    bare = _MARKS.sub("", word)
    pieces = {bare[at : at + size] for at in range(len(bare)) for size in range(1, _LONGEST_WORD + 1)}
    likely = {title for piece in pieces for title in _titles_of().get(piece, ())}
    return frozenset(title for title in likely if _works()[title].is_said_by(bare))


def _made_of(word: str, vocabulary: Set[str]) -> bool:
    """Whether a word is nothing but words of the vocabulary, one after the other."""
    reached = {0}
    for start in range(len(word)):
        if start in reached:
            ends = range(start + 1, min(start + _LONGEST_WORD, len(word)) + 1)
            reached.update(end for end in ends if word[start:end] in vocabulary)
    return len(word) in reached


@lru_cache(maxsize=1)
def _glue() -> frozenset[str]:
    """Words that say nothing of whose work it is."""
    return frozenset(normal(row["word"]) for row in rows_of("skill_glue.csv"))


@lru_cache(maxsize=1)
def _works() -> Mapping[str, _Work]:
    names = lattice().names
    works = {}
    for row in rows_of("skill_work.csv"):
        if normal(row["title"]) not in names:
            raise ValueError(f"skill data: skill_work.csv names {row['title']!r}, which no row names")
        parts = (_words_of(row[column]) for column in ("things", "deeds", "alone"))
        works[names[normal(row["title"])][0]] = _Work(*parts)
    return works


def _words_of(cell: str) -> frozenset[str]:
    return frozenset(map(normal, words(cell)))


@lru_cache(maxsize=1)
def _titles_of() -> Mapping[str, frozenset[str]]:
    """Each thing and each term with the titles it may belong to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for title, work in _works().items():
        for word in work.things | work.alone:
            found[word].add(title)
    return {word: frozenset(titles) for word, titles in found.items()}
