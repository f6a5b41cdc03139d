"""Slips of the pen on the way into the vocabulary, never between two words that are both known.

Characters propose (Indel ratio), then something must agree: in Chinese the sound (电汗工 sounds like 电焊工 and is it,
护林员 does not sound like 护理员 and is not) or one lost or doubled character inside a long title; in Latin the
letters.
"""

import re
from functools import lru_cache

import rjieba
from pypinyin import Style, lazy_pinyin
from rapidfuzz import fuzz, process

from matcher.language.skills.lattice import lattice, rows_of

_CLOSE, _POSSIBLE, _SHORT = 80.0, 60.0, 50.0
_LONG = 4
_TWICE = re.compile(r"(.)\1")


@lru_cache(maxsize=65536)
def mended(word: str) -> str | None:
    """The known name an unknown word was meant to be, or None.

    >>> mended("电汗工"), mended("photshop"), mended("护林员")
    ('电焊工', 'photoshop', None)
    """
    if len(word) < 2 or rjieba.has_word(word) or word in lattice().known or word in lattice().names:
        return None
    found = process.extract(
        word, _vocabulary(), scorer=fuzz.ratio, score_cutoff=_SHORT if len(word) == 2 else _POSSIBLE, limit=None
    )
    return next((name for name, score, _ in found if _is_slip(word, name, score)), None)


def _is_slip(word: str, name: str, score: float) -> bool:
    if word.isascii() or name.isascii():
        return word.isascii() and name.isascii() and len(name) > _LONG and score >= _CLOSE and (word + name).isalpha()
    if len(word) == len(name):
        if _tones(word) == _tones(name) or _looks_like(word, name):
            return True
        return len(word) > 2 and _sound(word) == _sound(name) and not _meant(word, name)
    return score >= _CLOSE and len(name) > _LONG and (_lost_one(name, word) or _doubled(word) == name)


@lru_cache(maxsize=65536)
def _tones(word: str) -> list[str]:
    return lazy_pinyin(word, style=Style.TONE3)


def _looks_like(word: str, name: str) -> bool:
    """Whether one character is another that looks like it: 仓菅员."""
    differ = [{one, other} for one, other in zip(word, name, strict=True) if one != other]
    return len(differ) == 1 and any(differ[0] <= shapes for shapes in _shapes())


@lru_cache(maxsize=1)
def _shapes() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row["characters"]) for row in rows_of("skill_shapes.csv"))


def _meant(word: str, name: str) -> bool:
    """Whether a character that differs is part of a dictionary word, so that it was written on purpose: 裱画师."""
    spots = [at for at, (one, other) in enumerate(zip(word, name, strict=True)) if one != other]
    spans = ((left, left + size) for left in range(len(word)) for size in (2, 3) if left + size <= len(word))
    return any(rjieba.has_word(word[left:right]) for left, right in spans if any(left <= at < right for at in spots))


def _lost_one(name: str, word: str) -> bool:
    """Whether the word is the name with one character missing inside it."""
    return (
        word[0] == name[0]
        and word[-1] == name[-1]
        and any(name[:at] + name[at + 1 :] == word for at in range(1, len(name) - 1))
    )


def _doubled(word: str) -> str:
    """The word with a character written twice in a row written once."""
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """Pinyin without tones, with the sounds Cantonese speakers rarely tell apart made one."""
    spoken = " ".join(lazy_pinyin(word))
    for heard, written in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng ", "n "), ("l", "n")):
        spoken = spoken.replace(heard, written)
    return spoken.removesuffix("g")


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[str, ...]:
    return tuple(sorted(lattice().names))
