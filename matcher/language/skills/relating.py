"""Does a worker's skill satisfy a requirement?

Fuzzy likeness only helps a word into the vocabulary; the lattice decides (``lattice``). The relation is not
symmetric: 数控车工 covers 车工, 车工 is partly 数控车工, and 叉车工 is neither.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matcher.language.persons import without_persons
from matcher.language.skills.phrases import Phrase, read_phrase
from matcher.language.skills.reading import Reading
from matcher.language.skills.reasons import reason
from matcher.language.skills.relation import (
    COVERS,
    NO,
    PARTLY,
    SAME,
    Fact,
    Verdict,
    denied,
    judge,
    makes_up,
    met_at,
    reach,
)
from matcher.language.skills.words import normal

Kind = Literal["no", "partly", "covers", "same"]
KINDS: tuple[Kind, ...] = ("no", "partly", "covers", "same")


@dataclass(frozen=True)
class Relation:
    """``same`` one thing, two names; ``covers`` enough; ``partly`` close or a lower level; ``no``."""

    kind: Kind
    reason: str


def relate(skill: str, requirement: str) -> Relation:
    """How a worker's skill stands to a requirement, with the fact that decides it in Chinese.

    >>> relate("数控车工", "车工").kind, relate("车工", "数控车工").kind, relate("叉车工", "车工").kind
    ('covers', 'partly', 'no')
    """
    has, asked = read_phrase(without_persons(skill)), read_phrase(requirement)
    if asked.nothing:
        return _nothing_asked(has, asked)
    if not has.readings or not asked.readings:
        return Relation("no", "没有写明技能或要求")
    answers = [_answer(has, one) for one in asked.readings]
    decisive = (max if asked.either else min)(answers, key=lambda answer: answer[1].relation)
    relation = _together([answer[1].relation for answer in answers], asked, has)
    mine, verdict, wanted = decisive
    if relation == PARTLY and verdict.relation == NO:
        return Relation("partly", f"要求几项，只满足一部分：缺“{wanted.text}”")
    return Relation(KINDS[relation], reason(mine, wanted, verdict))


def _nothing_asked(has: Phrase, asked: Phrase) -> Relation:
    same = normal(has.text) == normal(asked.text)
    return Relation("same" if same else "covers", "岗位没有这项要求")


def relate_all(skills: Sequence[str], requirements: Sequence[str]) -> NDArray[np.int8]:
    """Relations of all skills (rows) to all requirements (columns): 0 no, 1 partly, 2 covers, 3 same.

    Each different phrase is read once, and only pairs that some concept joins are judged.
    """
    has, has_at = _different([without_persons(skill) for skill in skills])
    asked, asked_at = _different(requirements)
    columns: defaultdict[str, set[int]] = defaultdict(set)
    for column, theirs in enumerate(asked):
        for key in chain.from_iterable(map(met_at, theirs.readings)):
            columns[key].add(column)
    always = {column for column, theirs in enumerate(asked) if theirs.nothing}
    table = np.zeros((len(has), len(asked)), dtype=np.int8)
    for row, mine in enumerate(has):
        for column in always | {
            at for reading in mine.readings for key in reach(reading) for at in columns.get(key, ())
        }:
            table[row, column] = _relation(mine, asked[column])
    return table[np.ix_(has_at, asked_at)]


def _different(phrases: Sequence[str]) -> tuple[list[Phrase], list[int]]:
    places: dict[Phrase, int] = {}
    at = [places.setdefault(read_phrase(text), len(places)) for text in phrases]
    return list(places), at


def _relation(has: Phrase, asked: Phrase) -> int:
    if asked.nothing:
        return SAME if normal(has.text) == normal(asked.text) else COVERS
    if not has.readings or not asked.readings:
        return NO
    return _together([_answer(has, one)[1].relation for one in asked.readings], asked, has)


def _answer(has: Phrase, asked: Reading) -> tuple[Reading, Verdict, Reading]:
    """What the best of the skills is worth, or the worst where it is open which one is meant or one is denied."""
    decisive = min if has.unsure or denied(has.readings, asked) else max
    mine, verdict = decisive(((one, judge(one, asked)) for one in has.readings), key=lambda pair: pair[1].relation)
    if verdict.relation == PARTLY and decisive is max and makes_up(has.readings, asked):
        verdict = Verdict(COVERS, Fact.WHOLE)
    return mine, verdict, asked


def _together(relations: list[int], asked: Phrase, has: Phrase) -> int:
    """One relation for a requirement of several skills: the best where either will do, else all must hold."""
    if asked.either:
        found = max(relations)
    elif min(relations) == NO:
        found = PARTLY if max(relations) > NO else NO
    else:
        found = min(relations)
    return found if _number(asked) == _number(has) else min(found, COVERS)


def _number(phrase: Phrase) -> int:
    """How many skills a phrase names; 夜班、上夜班 names one."""
    return len({(one.concept.key, one.standing) for one in phrase.readings})
