"""What stands behind the reasons of a pair: what speaks against it, and what nobody has said yet.

Neither raises a score, so neither is a reason, and each begins with a word that says what it is. What is unknown is
to be asked; it is never called missing.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.reasons import sayings

Mask = NDArray[np.bool_]
UNRELATED = "与求职意向不相近"
MIND, ASK = "留意：", "待核实："
NOTHING_SPEAKS = f"{MIND}没有突出的有利条件"


def notes(problem: Problem, pairs: Pairs, silent: Mask, way_speaks: Mask) -> tuple[list[str], list[str]]:
    """What to mind and what to ask about each pair, "" where there is nothing.

    ``silent`` are pairs without a reason: all that is unknown is asked of them. ``way_speaks`` are those whose way
    there is a reason, so that it is not minded.
    """
    mind, ask = _minded(problem, pairs, way_speaks), _asked(problem, pairs, silent)
    for row in np.flatnonzero(silent).tolist():
        mind[row] = mind[row] or ("" if ask[row] else NOTHING_SPEAKS)
    return mind, ask


def _minded(problem: Problem, pairs: Pairs, way_speaks: Mask) -> list[str]:
    """Other work than wished, a way that does not speak for the pair, a river on it."""
    far = np.flatnonzero(~np.isnan(pair_kilometres(problem, pairs)) & ~way_speaks)
    unrelated = np.flatnonzero(~pairs.related)
    river = far[pairs.across[far]]
    said = [""] * len(pairs)
    _add(said, MIND, unrelated, [UNRELATED] * len(unrelated))
    _add(said, MIND, far, sayings.near(problem, pairs.take(far)))
    _add(said, MIND, river, ["要过珠江"] * len(river))
    return said


def _asked(problem: Problem, pairs: Pairs, silent: Mask) -> list[str]:
    """What decides whether the pair is possible at all and is not known; of a silent pair all that is not known."""
    said = [""] * len(pairs)
    for word, unknown in _unknown(problem, pairs).items():
        rows = np.flatnonzero(unknown if word in DECISIVE else unknown & silent)
        _add(said, ASK, rows, [word] * len(rows))
    return said


def _add(said: list[str], beginning: str, rows: NDArray[np.intp], words: list[str]) -> None:
    """Put words behind what is said of some rows."""
    for row, word in zip(rows.tolist(), words, strict=True):
        said[row] = f"{said[row]}、{word}" if said[row] else beginning + word


DECISIVE = frozenset({"工资", "证书", "学历", "年龄", "住宿"})


def _unknown(problem: Problem, pairs: Pairs) -> dict[str, Mask]:
    """Of which pairs one side or the other is silent about what, and it matters."""
    workers, vacancies = problem.workers, problem.vacancies
    unpaid = np.isnan(vacancies.wage_high) & np.isnan(vacancies.wage_low)
    wishless = np.array([not wishes for wishes in workers.wishes], dtype=bool)
    schooled = np.isnan(workers.education[pairs.worker]) & ~np.isnan(vacancies.education[pairs.vacancy])
    return {
        "求职意向": wishless[pairs.worker],
        "岗位工种": problem.known.words.title_of[pairs.vacancy] < 0,
        "地点": np.isnan(pair_kilometres(problem, pairs)),
        "工资": unpaid[pairs.vacancy],
        "工资要求": np.isnan(workers.wage_min)[pairs.worker],
        "班次": (workers.shifts[pairs.worker] == 0) | (vacancies.shift[pairs.vacancy] == 0),
        "证书": pairs.unsaid,
        "学历": schooled,
        "年龄": np.isnan(workers.sixteenth)[pairs.worker],
        "住宿": (workers.needs_lodging[pairs.worker] == 1) & np.isnan(vacancies.lodging[pairs.vacancy]),
    }
