"""What a skill may be that the lattice does not hold.

Its head is looked for at its end; only then may a slip of the pen be mended. What is still unknown keeps its own text
and equals nothing but itself.
"""

from dataclasses import replace

from matcher.language.skills.heads import head_of, is_idle
from matcher.language.skills.lattice import Concept, Lattice, lattice, stem
from matcher.language.skills.levels import Standing, split_grade, split_paper, split_rank
from matcher.language.skills.reading import DEPTH, Reading, taken_apart
from matcher.language.skills.spelling import mended
from matcher.language.skills.words import normal, peeled


def guess(text: str) -> Reading:
    """The reading of words the lattice does not hold: by its head, else mended, else itself alone."""
    known, word = lattice(), normal(text)
    return _headed(word, text, known) or _mended(word, text, known) or _unknown(word, text)


def _headed(word: str, text: str, known: Lattice) -> Reading | None:
    """酒店保安 is a kind of 保安; 酒店保安队长 and 酒店保安学徒 keep their place in the team."""
    standing = Standing()
    if rank := split_rank(word):
        word, standing = rank[0], replace(standing, rank=rank[1])
    if grade := split_grade(word):
        word, standing = grade[0], replace(standing, grade=grade[1])
    if (trade := split_paper(word)) is not None:
        standing, word = replace(standing, paper=True), trade
    head = head_of(word)
    if head is None:
        return None
    key, modifier = head
    if is_idle(modifier):
        return Reading(known.concepts[key], standing, text.strip(), deed=True)
    return Reading(known.under(key, word), standing, text.strip())


def _mended(word: str, text: str, known: Lattice) -> Reading | None:
    name = None if word in known.known else mended(word)
    reading = taken_apart(name, DEPTH) if name else None
    return reading and replace(reading, text=text.strip())


def _unknown(word: str, text: str) -> Reading:
    """Words the lattice does not hold are one thing whatever stands round them: 裱画工 and 会裱画."""
    short = stem(min((word, *peeled(word)), key=len))
    key = short if len(short) > 1 else word
    return Reading(Concept(key, "", frozenset({key}), frozenset()), Standing(), text.strip())
