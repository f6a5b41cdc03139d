"""What speaks for each code that a title may bear: rows of numbers, one a candidate.

Candidates are the codes that the linear model, the names or the duties rank highest, and those the lexicon reads in the
title. What other candidates of the title reach is part of a candidate's evidence (its gap to the best).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from matcher.language.classification import LEVELS, levels, names, own_names
from matcher.language.occupations.analogy import Analogy, Kinship
from matcher.language.occupations.code_texts import Likeness, Texts
from matcher.language.occupations.features import letters_of
from matcher.language.occupations.linear import Linear
from matcher.language.occupations.meaning import Seen
from matcher.language.occupations.usage import Resemblance, Usage
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.reading import UNKNOWN, read

BY_SCORE = 25  # candidates of the linear model
BY_WORDS = 15  # of the names, and of the duties
POWER = 1.8  # of a linear score, to make it a chance
DOUBT = 0.003  # score to that power that belongs to no code
FAINT = 1e-4  # added to a share before its logarithm

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a title and a code (its place among the sorted codes), by title; ``evidence`` has a row for each."""

    title: Numbers
    code: Numbers
    evidence: Floats


@cache
def codes() -> tuple[str, ...]:
    """Every code of the classification, sorted."""
    return tuple(sorted(names()))


@cache
def places() -> dict[str, int]:
    return {code: place for place, code in enumerate(codes())}


@dataclass(frozen=True, slots=True)
class Taught:
    """What labelled titles teach."""

    linear: Linear
    usage: Usage
    analogy: Analogy


def candidates(cores: Sequence[str], titles: Seen, taught: Taught, texts: Texts) -> Candidates:
    """Of cleaned titles and what is seen of them."""
    linear, usage, counted = taught.linear, taught.usage, titles.counted
    scores = np.zeros((len(cores), len(codes())), np.float32)
    scores[:, [places()[code] for code in linear.codes]] = linear.scores(counted)
    like, alike = texts.likeness(letters_of(counted)), usage.resemblance(cores, counted)
    read_as = _read_codes(cores)
    by_words = _highest(like.called, BY_WORDS) | _highest(like.duties, BY_WORDS)
    title, code = np.nonzero(_highest(scores, BY_SCORE) | by_words | (read_as > 0))
    columns = [
        *_of_scores(scores, title, code),
        *_of_labels(usage.borne, code),
        *_of_usage(alike, title, code),
        *_of_kinship(taught.analogy.kinship(titles, len(codes())), title, code),
        *_of_likeness(like, title, code),
        *_of_lexicon(cores, read_as, title, code),
        *_of_letters(cores, title, code),
    ]
    return Candidates(title, code, np.stack(columns, axis=1).astype(np.float32))


def _highest(values: Floats, most: int) -> Flags:
    """The greatest values of each row; all that draw with the last of them."""
    last = np.partition(values, -most, axis=1)[:, -most][:, None]
    return np.asarray((values >= last) & (values > 0))


def _of_scores(scores: Floats, title: Numbers, code: Numbers) -> list[Floats]:
    """The linear score, its place among the title's scores, its gaps to them, and the chance of what stands above."""
    order = np.sort(scores, axis=1)
    own = scores[title, code]
    powers = np.power(np.maximum(scores, 0), np.float32(POWER))
    chances: Floats = powers / (powers.sum(axis=1, keepdims=True) + np.float32(DOUBT))
    above = [_under_one(chances, level)[title, _group(level)[code]] for level in (3, 2, 1)]
    return [
        own,
        np.log1p(_place(own, title)),
        own - order[title, -1],
        own - order[title, -2],
        order[title, -1],
        *(np.log(share + np.float32(FAINT)) for share in [chances[title, code], *above]),
    ]


def _place(own: Floats, title: Numbers) -> Floats:
    """Of each pair among its title's, from 0, the greatest first; draws in the order of the codes."""
    order = np.lexsort((-own, title))
    starts = np.flatnonzero(np.diff(title, prepend=-1))
    found = np.empty(len(own), np.float32)
    found[order] = np.arange(len(own)) - np.repeat(starts, np.diff(starts, append=len(own)))
    return found


def _of_labels(borne: Floats, code: Numbers) -> list[Floats]:
    """How often labelled titles bear the code, and its 小类."""
    return [np.log(borne[code] + 0.3), np.log(_under_one(borne[None, :], 3)[0][_group(3)[code]] + 0.3)]


def _of_usage(alike: Resemblance, title: Numbers, code: Numbers) -> list[Floats]:
    """Each resemblance, and its gap to the greatest."""
    parts = (alike.favour, alike.like, alike.ending, alike.beginning)
    return [column for values in parts for column in _with_gap(values, title, code)]


def _of_kinship(kin: Kinship, title: Numbers, code: Numbers) -> list[Floats]:
    """Each kind of kinship and its gap to the greatest; the scores under its 小类 and 大类."""
    score = np.maximum(kin.score, 0)
    above = [_under_one(score, level)[title, _group(level)[code]] for level in (3, 1)]
    parts = (kin.score, kin.near, kin.like)
    return [*(column for values in parts for column in _with_gap(values, title, code)), *above]


def _with_gap(values: Floats, title: Numbers, code: Numbers) -> list[Floats]:
    return [values[title, code], values[title, code] - values.max(axis=1)[title]]


def _of_likeness(like: Likeness, title: Numbers, code: Numbers) -> list[Floats]:
    """Each likeness, and its gap to the likest code."""
    parts = (like.name, like.called, like.held, like.mutual, like.duties, like.told)
    return [column for values in parts for column in _with_gap(values, title, code)]


def _read_codes(cores: Sequence[str]) -> Floats:
    """Titles × codes: how surely the lexicon reads the code in the title."""
    found = np.zeros((len(cores), len(codes())), np.float32)
    for at, core in enumerate(cores):
        for mention in read(core)[:3]:
            if mention.concept != UNKNOWN:
                place = places()[lexicon().concepts[mention.concept].code]
                found[at, place] = max(found[at, place], mention.certainty)
    return found


def _of_lexicon(cores: Sequence[str], read_as: Floats, title: Numbers, code: Numbers) -> list[Floats]:
    """How surely the code, and each class above it, is read; whether as a trade or as a generic word; what else is."""
    groups = [_greatest(read_as, level)[title, _group(level)[code]] for level in (3, 2, 1)]
    kinds = np.zeros((len(cores), 3), np.float32)
    for at, core in enumerate(cores):
        for mention in read(core)[:1]:
            if mention.concept != UNKNOWN:
                concept = lexicon().concepts[mention.concept]
                kinds[at] = concept.is_trade, concept.generic, mention.rank
    whole = np.array([own_names().get(core, "") for core in cores])
    own = whole[title] == np.array(codes())[code]
    return [read_as[title, code], *groups, read_as.max(axis=1)[title], *kinds[title].T, own.astype(np.float32)]


def _of_letters(cores: Sequence[str], title: Numbers, code: Numbers) -> list[Floats]:
    """Shared characters of title and name, whether both end alike, the title's length, the code's level and 大类."""
    shared = np.zeros((len(title), 3), np.float32)
    letters, named = [set(core) for core in cores], _name_letters()
    for pair, (at, place) in enumerate(zip(title.tolist(), code.tolist(), strict=True)):
        both = len(letters[at] & named[place])
        shared[pair] = both / len(named[place]), both / len(letters[at]), cores[at][-1] == names()[codes()[place]][-1]
    lengths = np.array([len(core) for core in cores], np.float32)
    return [*shared.T, lengths[title], _levels()[code], _group(1)[code].astype(np.float32)]


@cache
def _name_letters() -> list[set[str]]:
    return [set(names()[code]) for code in codes()]


@cache
def _levels() -> Floats:
    return np.array([levels()[code] for code in codes()], np.float32)


@cache
def _group(level: int) -> Numbers:
    """Of each code, the number of its class at a level; classes are numbered in the order of their codes."""
    width, _ = LEVELS[level]
    return np.asarray(np.unique([code[:width] for code in codes()], return_inverse=True)[1])


@cache
def _starts(level: int) -> Numbers:
    return np.flatnonzero(np.diff(_group(level), prepend=-1))


def _under_one(values: Floats, level: int) -> Floats:
    """Rows × classes of a level: sums over the codes of each."""
    return np.asarray(np.add.reduceat(values, _starts(level), axis=1), dtype=np.float32)


def _greatest(values: Floats, level: int) -> Floats:
    return np.asarray(np.maximum.reduceat(values, _starts(level), axis=1), dtype=np.float32)
