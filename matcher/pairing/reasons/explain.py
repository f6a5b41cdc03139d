"""Why a pair: the facts that raise its score, those it rests on most first, in plain Chinese.

A fact is a reason only if the score falls when any one of the things it rests on is taken away: exactly the score
that a run would give if that cell of the one row were blank. What speaks against a pair and what nobody has said
yet are no reasons; they stand behind as notes. That a worker is assisted, or an employer listed, is in no word.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.reasons.facts import FACTS, Fact
from matcher.pairing.reasons.notes import UNRELATED, notes
from matcher.pairing.scoring import score_pairs

__all__ = ["NAMES", "UNRELATED", "chosen", "falls", "reasons", "told"]
REASONS = 5  # said of one pair at most
BLOCK = 20_000  # pairs looked at together; their words then need some tens of MB
NAMES = [fact.name for fact in FACTS]
Falls = NDArray[np.int64]


def reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """The reasons for each pair, then its notes (``notes``), joined by ；; never empty."""
    said: list[str] = []
    for start in range(0, len(pairs), BLOCK):
        said += _reasons(problem, pairs.take(np.arange(start, min(start + BLOCK, len(pairs)))))
    return said


def _reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """The reasons for one block of pairs."""
    fallen = falls(problem, pairs)
    said = told(problem, pairs, chosen(fallen))
    way_speaks = fallen[:, NAMES.index("distance")] > 0
    silent = np.asarray(~(fallen > 0).any(axis=1))
    rows = zip(*said, *notes(problem, pairs, silent, way_speaks), strict=True)
    return ["；".join(filter(None, row)) for row in rows]


def falls(problem: Problem, pairs: Pairs) -> Falls:
    """pair × fact: by how many millionths the score falls at least when the fact is taken away; 0 for no reason."""
    before = score_pairs(problem, pairs).micro
    fallen = np.zeros((len(pairs), len(FACTS)), dtype=np.int64)
    for column, fact in enumerate(FACTS):
        true = np.flatnonzero(fact.holds(problem, pairs))
        if len(true):
            fallen[true, column] = before[true] - _highest_without(fact, problem, pairs.take(true))
    return np.maximum(fallen, 0)


def _highest_without(fact: Fact, problem: Problem, pairs: Pairs) -> Falls:
    """The highest score that any one of the fact's deletions leaves."""
    left = [score_pairs(*delete(problem, pairs)).micro for delete in fact.deletions]
    return np.asarray(np.maximum.reduce(left))


def chosen(fallen: Falls) -> NDArray[np.intp]:
    """pair × place: the facts to say, the heaviest first, -1 where there are no more.

    That a skill suits the trade is not said beside a skill that is asked for.
    """
    weight = fallen.copy()
    weight[:, NAMES.index("trade")] *= fallen[:, NAMES.index("skills")] == 0
    order = np.argsort(-weight, axis=1, kind="stable")[:, :REASONS]
    return np.where(np.take_along_axis(weight, order, axis=1) > 0, order, -1)


def told(problem: Problem, pairs: Pairs, facts: NDArray[np.intp]) -> list[list[str]]:
    """For each place, what is said there of each pair, "" where nothing is."""
    words = np.full(facts.shape, "", dtype=object)
    for number, fact in enumerate(FACTS):
        row, place = np.nonzero(facts == number)
        if len(row):
            words[row, place] = fact.say(problem, pairs.take(row))
    return [column.tolist() for column in words.T]
