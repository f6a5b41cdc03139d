"""The words of both sides that speak for a pair, and how near the pair is without them.

Words are named so that taking out just these must lower the nearness they gave: of two wishes equally near the
same title, both are named, because one alone could be taken away and nothing would change.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.language.skills.phrases import read_phrase
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.phrases import Rows
from matcher.pairing.wording import GRADE_WORTH, SATISFIES, Shares

Mask = NDArray[np.bool_]
NOBODY = np.float32(np.nan)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The phrases that speak for each pair: padded rows of numbers, -1 where a phrase does not speak."""

    mine: Rows  # of the worker
    theirs: Rows  # of the vacancy


def wishes_for_title(problem: Problem, pairs: Pairs) -> Mask:
    """pair × wish: the wishes that alone would bring the title at least as near as it is."""
    known = problem.known
    return _looked_up(known.wish_titles, known.wishes_of[pairs.worker], _titles(problem, pairs)) >= pairs.title[:, None]


def wishes_for_duties(problem: Problem, pairs: Pairs) -> Mask:
    """pair × wish: the wishes that alone would bring the duties at least as near as they are."""
    known = problem.known
    return _looked_up(known.wish_duties, known.wishes_of[pairs.worker], pairs.vacancy) >= pairs.duties[:, None]


def skills_for_title(problem: Problem, pairs: Pairs) -> Mask:
    """pair × skill: the skills that bring the title as near as it is."""
    known = problem.known
    return (
        _looked_up(known.skill_titles, known.skills_of[pairs.worker], _titles(problem, pairs)) >= pairs.trade[:, None]
    )


def without_wishes(problem: Problem, pairs: Pairs, taken: Mask) -> Pairs:
    """The pairs as if their workers did not have the wishes taken; later wishes move up."""
    known = problem.known
    left = _closed_up(np.where(taken, np.int32(-1), known.wishes_of[pairs.worker]))
    title = _best(_looked_up(known.wish_titles, left, _titles(problem, pairs)), known.order_discount)
    title[known.open_to_all[pairs.worker] & ~(title >= known.neutral)] = NOBODY
    duties = _best(_looked_up(known.wish_duties, left, pairs.vacancy), known.order_discount)
    # A title or a text of duties that the vacancy does not have stays unknown.
    return replace(
        pairs,
        title=np.where(np.isnan(pairs.title), NOBODY, title),
        duties=np.where(np.isnan(pairs.duties), NOBODY, duties),
    )


def without_skills(problem: Problem, pairs: Pairs, taken: Mask) -> Pairs:
    """The pairs as if their workers did not have the skills taken."""
    known, words = problem.known, problem.known.words
    left = np.where(taken, np.int32(-1), known.skills_of[pairs.worker])
    telling = np.append(known.telling, False)
    trade = _best(_looked_up(known.skill_titles, np.where(telling[left], left, -1), _titles(problem, pairs)), 0.0)
    fit = _mean_worth(_grades(known.skill_grades, left, words.skills_of[pairs.vacancy]))
    return replace(
        pairs,
        trade=np.where(np.isnan(pairs.trade), NOBODY, trade),
        skills=np.where((left >= 0).any(axis=1), fit, NOBODY),
    )


def skills_required(problem: Problem, pairs: Pairs) -> Spoken:
    """Requirements that are met, and the skills that meet them."""
    known, words = problem.known, problem.known.words
    return _meeting(known.skill_grades, words.skills, known.skills_of[pairs.worker], words.skills_of[pairs.vacancy])


def certificates_required(problem: Problem, pairs: Pairs) -> Spoken:
    """Certificates required that are held, and the ones held that satisfy them."""
    known, words = problem.known, problem.known.words
    held, asked = known.certificates_of[pairs.worker], words.certificates_of[pairs.vacancy]
    return _meeting(known.certificate_grades, words.certificates, held, asked)


def without_required_skills(problem: Problem, pairs: Pairs, taken: Mask) -> Pairs:
    """The pairs as if their vacancies did not ask for the skills taken."""
    known, asked = problem.known, problem.known.words.skills_of[pairs.vacancy]
    left = np.where(taken, np.int32(-1), asked)
    return replace(pairs, skills=_mean_worth(_grades(known.skill_grades, known.skills_of[pairs.worker], left)))


def without_required_certificates(problem: Problem, pairs: Pairs, taken: Mask) -> Pairs:
    """The pairs as if their vacancies did not ask for the certificates taken."""
    known, asked = problem.known, problem.known.words.certificates_of[pairs.vacancy]
    left = np.where(taken, np.int32(-1), asked)
    held = known.certificates_of[pairs.worker]
    return replace(pairs, certificates=_mean_worth(_grades(known.certificate_grades, held, left)))


@dataclass(frozen=True, slots=True)
class Duties:
    """The phrases of the duties of some pairs, one row a phrase, pairs in order."""

    pair: NDArray[np.intp]
    phrase: Rows
    near: Shares  # to the best of the worker's wishes

    def named(self, pairs: Pairs) -> Mask:
        """The phrases as near as the duties are."""
        return self.near >= pairs.duties[self.pair]


def duties_of(problem: Problem, pairs: Pairs) -> Duties:
    """Every phrase of the duties of each pair's vacancy, and how near it is."""
    known = problem.known
    phrases = known.words.duties_of
    counts = np.diff(phrases.indptr)[pairs.vacancy]
    pair = np.repeat(np.arange(len(pairs)), counts)
    begun = np.repeat(phrases.indptr[pairs.vacancy] - np.cumsum(counts) + counts, counts)
    phrase = phrases.indices[begun + np.arange(len(pair))].astype(np.int32)
    near = _looked_up(known.wish_phrases, known.wishes_of[pairs.worker[pair]], phrase)
    return Duties(pair, phrase, _best(near, known.order_discount))


def without_phrases(problem: Problem, pairs: Pairs) -> Pairs:
    """The pairs as if the duties did not have the phrases that speak for them."""
    duties = duties_of(problem, pairs)
    left = ~duties.named(pairs)
    best = np.full(len(pairs), NOBODY, dtype=np.float32)
    best[duties.pair[left]] = 0
    np.maximum.at(best, duties.pair[left], duties.near[left])
    return replace(pairs, duties=best)


def _titles(problem: Problem, pairs: Pairs) -> Rows:
    return problem.known.words.title_of[pairs.vacancy]


def _looked_up(table: sparse.csr_array, rows: Rows, columns: Rows) -> Shares:
    """pair × position: the entries of a table, nan where a row or a column is -1."""
    said = (rows >= 0) & (columns >= 0)[:, None]
    found = np.full(rows.shape, NOBODY, dtype=np.float32)
    if said.any():
        row, column = rows[said][None, :], np.broadcast_to(columns[:, None], rows.shape)[said][None, :]
        found[said] = sparse.csr_array(table[row, column]).toarray()[0]
    return found


def _best(near: Shares, discount: float) -> Shares:
    """The best of each row, later positions discounted as in ``wording.closeness``; nan for a row of nan."""
    best = np.full(len(near), NOBODY, dtype=np.float32)
    for position in range(near.shape[1]):
        best = np.fmax(best, near[:, position] * np.float32(max(0.0, 1 - discount * position)))
    return best


def _closed_up(rows: Rows) -> Rows:
    """Padded rows with their phrases moved to the front, in the same order."""
    return np.take_along_axis(rows, np.argsort(rows < 0, axis=1, kind="stable"), axis=1)


def _grades(table: NDArray[np.int8], held: Rows, asked: Rows) -> NDArray[np.int8]:
    """pair × held × asked: the grade of each, -1 where a phrase is padding."""
    pads = np.pad(table, ((0, 1), (0, 1)), constant_values=-1)  # so that -1 finds the padding
    return pads[held[:, :, None], asked[:, None, :]]


def _mean_worth(grades: NDArray[np.int8]) -> Shares:
    """Mean worth of the best grade for each requirement; nan where nothing is asked or nothing held.

    Added up as in ``wording.worth``, in single precision and in the order of the requirements.
    """
    total = np.zeros(len(grades), dtype=np.float32)
    count = np.zeros(len(grades), dtype=np.float32)
    for position in range(grades.shape[2]):
        best = grades[:, :, position].max(axis=1, initial=-1)
        total += np.where(best >= 0, GRADE_WORTH[best], np.float32(0))
        count += best >= 0
    return np.divide(total, count, out=np.full(len(grades), NOBODY, dtype=np.float32), where=count > 0)


def _meeting(table: NDArray[np.int8], requirements: list[str], held: Rows, asked: Rows) -> Spoken:
    """The requirements met, and the phrases that meet them; a requirement that asks for nothing says nothing."""
    asks = np.array([not read_phrase(text).nothing for text in requirements] + [False], dtype=bool)
    meets = (_grades(table, held, asked) >= SATISFIES) & asks[asked][:, None, :]
    return Spoken(np.where(meets.any(axis=2), held, -1), np.where(meets.any(axis=1), asked, -1))
