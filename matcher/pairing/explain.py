"""Why a pair: the facts that raise its score, those it rests on most first, in plain Chinese.

A fact is a reason only if the score falls when any one of the things it rests on is taken away: exactly the score
that a run would give if that cell of the one row were blank. What speaks against a pair and what nobody has said
yet are no reasons; they stand behind as notes. That a worker is assisted, or an employer listed, is in no word.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.pairing import sayings
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres
from matcher.pairing.facts import FACTS, Fact
from matcher.pairing.scoring import score_pairs

REASONS = 5  # said of one pair at most
UNRELATED = "与求职意向不相近"
MIND, ASK = "留意：", "待核实："  # how the two notes begin
NOTHING_SPEAKS = "没有突出的有利条件"
BLOCK = 20_000  # pairs looked at together; their words then need some tens of MB
Falls = NDArray[np.int64]
Note = tuple[NDArray[np.bool_], NDArray[np.object_] | str]  # whom it concerns, and in which words


def reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """The reasons for each pair, then its notes (``留意：…``, ``待核实：…``), joined by ；; never empty."""
    said: list[str] = []
    for start in range(0, len(pairs), BLOCK):
        said += _reasons(problem, pairs.take(np.arange(start, min(start + BLOCK, len(pairs)))))
    return said


def _reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """The reasons for one block of pairs."""
    fallen = falls(problem, pairs)
    told = _told(problem, pairs, chosen(fallen))
    notes = _notes(problem, pairs, fallen)
    return ["；".join(part for part in (*row, *note) if part) for row, note in zip(told, notes, strict=True)]


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
    names = [fact.name for fact in FACTS]
    weight = fallen.copy()
    weight[:, names.index("trade")] *= fallen[:, names.index("skills")] == 0
    order = np.argsort(-weight, axis=1, kind="stable")[:, :REASONS]
    return np.where(np.take_along_axis(weight, order, axis=1) > 0, order, -1)


def _told(problem: Problem, pairs: Pairs, facts: NDArray[np.intp]) -> list[list[str]]:
    """The chosen facts of each pair in words."""
    told = np.full(facts.shape, "", dtype=object)
    for number, fact in enumerate(FACTS):
        row, place = np.nonzero(facts == number)
        if len(row):
            told[row, place] = fact.say(problem, pairs.take(row))
    words: list[list[str]] = told.tolist()
    return words


def _notes(problem: Problem, pairs: Pairs, fallen: Falls) -> list[tuple[str, str]]:
    """What to mind and what to ask, "" where there is nothing."""
    silent = np.asarray(~(fallen > 0).any(axis=1))
    mind = _listed(MIND, _against(problem, pairs, fallen))
    ask = _listed(
        ASK, [(silent & missing, word) for missing, word in _unknown(problem, pairs)] + _needed(problem, pairs)
    )
    empty = [none and not minded and not asked for none, minded, asked in zip(silent, mind, ask, strict=True)]
    mind = [MIND + NOTHING_SPEAKS if alone else note for alone, note in zip(empty, mind, strict=True)]
    return list(zip(mind, ask, strict=True))


def _listed(beginning: str, notes: list[Note]) -> list[str]:
    """One note of several words, each once, "" where none applies."""
    table = np.column_stack([np.where(applies, words, "") for applies, words in notes]).astype(object)
    listed = ["、".join(dict.fromkeys(word for word in row if word)) for row in table.tolist()]
    return [beginning + words if words else "" for words in listed]


def _against(problem: Problem, pairs: Pairs, fallen: Falls) -> list[Note]:
    """What speaks against a pair; a way that speaks for it stands among the reasons or is left out."""
    names = [fact.name for fact in FACTS]
    far = ~np.isnan(pair_kilometres(problem, pairs)) & (fallen[:, names.index("distance")] == 0)
    return [
        (~pairs.related, UNRELATED),
        (far, np.array(sayings.near(problem, pairs), dtype=object)),
        (far & pairs.across, "要过珠江"),
    ]


def _unknown(problem: Problem, pairs: Pairs) -> list[Note]:
    """What a fact would be about, where one side or the other is silent."""
    workers, vacancies = problem.workers, problem.vacancies
    return [
        (np.array([not wishes for wishes in workers.wishes], dtype=bool)[pairs.worker], "求职意向"),
        (problem.known.words.title_of[pairs.vacancy] < 0, "岗位工种"),
        (np.isnan(pair_kilometres(problem, pairs)), "地点"),
        (np.isnan(vacancies.wage_high[pairs.vacancy]) & np.isnan(vacancies.wage_low[pairs.vacancy]), "工资"),
        (np.isnan(workers.wage_min[pairs.worker]), "工资要求"),
        ((workers.shifts[pairs.worker] == 0) | (vacancies.shift[pairs.vacancy] == 0), "班次"),
    ]


def _needed(problem: Problem, pairs: Pairs) -> list[Note]:
    """What decides whether the pair is possible at all and is not known."""
    workers, vacancies = problem.workers, problem.vacancies
    return [
        (pairs.unsaid, "证书"),
        (np.isnan(workers.education[pairs.worker]) & ~np.isnan(vacancies.education[pairs.vacancy]), "学历"),
        (np.isnan(workers.sixteenth[pairs.worker]), "年龄"),
        (np.isnan(vacancies.wage_high[pairs.vacancy]) & np.isnan(vacancies.wage_low[pairs.vacancy]), "工资"),
        ((workers.needs_lodging[pairs.worker] == 1) & np.isnan(vacancies.lodging[pairs.vacancy]), "住宿"),
    ]
