"""Pairs one change away: who they are, and which certificate they lack."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.instance import Ints, Mask
from matcher.pairing.phrases import Rows
from matcher.pairing.rules import MET_TOGETHER, RULE_NUMBER, UNLODGED_AND_FAR, YOUNG_AND_LATE
from matcher.pairing.scoring import score_pairs
from matcher.pairing.wording import GRADE_WORTH, SATISFIES, Shares, grades_held

NO_PAPER = -1
NUMBERS = {**RULE_NUMBER, "unlodged_and_far": UNLODGED_AND_FAR, "young_and_late": YOUNG_AND_LATE}
LODGING_RULES = (*MET_TOGETHER[UNLODGED_AND_FAR], "unlodged_and_far")
START_RULES = (*MET_TOGETHER[YOUNG_AND_LATE], "young_and_late")


@dataclass(frozen=True, slots=True)
class NearMisses:
    """Pairs that one rule keeps apart, or two that one change meets, each with the number of that rule or those two."""

    pairs: Pairs
    missed_by: NDArray[np.int8]

    def take(self, which: Mask) -> "NearMisses":
        """Those of a mask."""
        return NearMisses(self.pairs.take(which), self.missed_by[which])

    def by(self, *rules: str) -> Pairs:
        """Those kept apart by one of some rules."""
        return self.pairs.take(np.isin(self.missed_by, [NUMBERS[rule] for rule in rules]))


def reaches(problem: Problem, pairs: Pairs) -> Mask:
    """Pairs of at least the least score."""
    reached: Mask = score_pairs(problem, pairs).micro >= problem.params.least_micro
    return reached


def papers_lacking(problem: Problem, pairs: Pairs) -> tuple[Ints, Shares]:
    """The one certificate each pair lacks (NO_PAPER for none or several), and how certificates fit with it."""
    held = grades_held(problem.known.certificate_grades, problem.known.certificates_of)
    asked_of: Rows = problem.known.words.certificates_of
    paper = np.full(len(pairs), NO_PAPER, dtype=np.int64)
    short, total, count = (np.zeros(len(pairs)) for _ in range(3))
    for position in range(asked_of.shape[1]):
        requirement = asked_of[pairs.vacancy, position]
        asked = np.flatnonzero(requirement >= 0)
        grade = held[pairs.worker[asked], requirement[asked]]
        lacks: Mask = grade < SATISFIES
        paper[asked[lacks]] = requirement[asked[lacks]]
        short[asked[lacks]] += 1
        total[asked] += np.where(lacks, 1.0, GRADE_WORTH[grade])
        count[asked] += 1
    fit = np.divide(total, count, out=np.full(len(pairs), np.nan), where=count > 0)
    return np.where(short == 1, paper, NO_PAPER), fit.astype(np.float32)
