"""What the words of both sides have to do with each other: wishes and titles, skills and requirements.

Every distinct phrase is compared once, in sorted order, so that the numbers do not depend on the order of
the rows. Phrases are then only row numbers into small tables.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.language.skills.relating import relate_all
from matcher.language.titles.ranking import Titles, affinity
from matcher.pairing.params import MatchParams
from matcher.pairing.phrases import Rows, VacancyWords, WorkerWords

Shares = NDArray[np.float32]
REMEMBERED_QUERIES = 8  # phrases of one request; whole districts are not kept in memory

# The worth of each grade of matcher.language.skills.relate_all: no, partly, covers, same.
GRADE_WORTH = np.array([0.0, 0.5, 0.95, 1.0, np.nan], dtype=np.float32)
SATISFIES = 2  # covers or same
NOT_SAID = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """Small tables of how near phrases are, and which phrases each worker uses."""

    words: VacancyWords
    neutral: float
    wishes: list[str]  # distinct, in order
    skills: list[str]
    certificates: list[str]
    open_to_all: NDArray[np.bool_]  # workers one of whose wishes names no work: 不限, 乜都做
    wishes_of: Rows  # worker × position of the wishes that name work, -1 where there is none
    wish_titles: sparse.csr_array  # distinct wish × distinct title
    wish_phrases: sparse.csr_array  # distinct wish × distinct phrase of the duties
    wish_duties: sparse.csr_array  # distinct wish × vacancy
    skills_of: Rows
    skill_titles: sparse.csr_array  # distinct skill × distinct title
    telling: NDArray[np.bool_]  # distinct skills that name a job: 会讲粤语 says nothing of a trade
    skill_grades: NDArray[np.int8]  # distinct skill × distinct requirement
    certificate_grades: NDArray[np.int8]
    certificates_of: Rows
    order_discount: float


@dataclass(frozen=True, slots=True)
class Closeness:
    """For a block of workers and all vacancies: how near their words are, nan where nothing was said."""

    title: Shares
    duties: Shares
    trade: Shares
    skill_grades: NDArray[np.int8]  # worker × distinct requirement
    certificate_grades: NDArray[np.int8]

    @property
    def related(self) -> NDArray[np.bool_]:
        """Pairs whose work is near what the worker wishes, or whose worker wishes nothing in particular."""
        return near_wishes(self.title, self.duties)


def near_wishes(title: Shares, duties: Shares) -> NDArray[np.bool_]:
    """Which pairs have a title or a duty above its floor for some wish, or nothing that could be compared."""
    return np.isnan(title) | (title > 0) | (duties > 0)


def wording(said: WorkerWords, words: VacancyWords, params: MatchParams) -> Wording:
    """Compare every distinct phrase of the workers with every distinct phrase of the vacancies."""
    # One call for all phrases: reading them costs more than comparing them.
    least = min(params.affinity_floor, params.duties_floor)
    near = phrase_affinity(said.read or [*said.wishes, *said.skills], words.read, least)
    of_wishes, of_skills, at = near[: len(said.wishes)], near[len(said.wishes) :], len(words.titles)
    wish_phrases = _above(of_wishes[:, at:], params.duties_floor)
    return Wording(
        words=words,
        neutral=params.neutral,
        wishes=said.wishes,
        skills=said.skills,
        certificates=said.certificates,
        open_to_all=said.open_to_all,
        wishes_of=said.wishes_of,
        wish_titles=_above(of_wishes[:, :at], params.affinity_floor),
        wish_phrases=wish_phrases,
        wish_duties=_best_within(wish_phrases, words.in_duties),
        skills_of=said.skills_of,
        skill_titles=_above(of_skills[:, :at], params.affinity_floor),
        telling=said.telling,
        skill_grades=_grades(said.skills, words.skills),
        certificate_grades=_grades(said.certificates, words.certificates),
        certificates_of=said.certificates_of,
        order_discount=params.wish_order_discount,
    )


def closeness(known: Wording, rows: slice) -> Closeness:
    """The tables of ``known`` spread over a block of workers and all vacancies."""
    wishes, skills = known.wishes_of[rows], known.skills_of[rows]
    titles = known.words.title_of
    title = _of_vacancy(_best(known.wish_titles, wishes, known.order_discount), titles)
    # To somebody open to all, work that none of the named wishes is near is not unwelcome: nothing was said of it.
    title[known.open_to_all[rows, None] & ~(title >= known.neutral)] = np.nan
    return Closeness(
        title=title,
        duties=_best(known.wish_duties, wishes, known.order_discount),
        trade=_of_vacancy(_best(known.skill_titles, _telling(skills, known.telling), 0.0), titles),
        skill_grades=grades_held(known.skill_grades, skills),
        certificate_grades=grades_held(known.certificate_grades, known.certificates_of[rows]),
    )


def worth(grades: NDArray[np.int8], requirements: Rows, worker: Rows, vacancy: Rows) -> Shares:
    """Mean worth of a worker's best skill for each requirement of a vacancy; nan where one side is silent."""
    total = np.zeros(len(worker), dtype=np.float32)
    count = np.zeros(len(worker), dtype=np.float32)
    for position in range(requirements.shape[1]):
        requirement = requirements[vacancy, position]
        asked = requirement >= 0
        total[asked] += GRADE_WORTH[grades[worker[asked], requirement[asked]]]
        count += asked
    return np.divide(total, count, out=np.full(len(worker), np.nan, dtype=np.float32), where=count > 0)


def lacking(grades: NDArray[np.int8], requirements: Rows) -> NDArray[np.bool_]:
    """worker × vacancy: whether some requirement is neither met nor left open by a silent worker."""
    short = grades < SATISFIES
    missing = np.zeros((len(grades), len(requirements)), dtype=bool)
    for position in range(requirements.shape[1]):
        requirement = requirements[:, position]
        missing |= short[:, requirement] & (requirement >= 0) if short.shape[1] else False
    return missing


def phrase_affinity(queries: list[str] | Titles, corpus: list[str] | Titles, floor: float) -> sparse.csr_array:
    """Affinity of phrases; the language side is not asked when there is nothing to compare."""
    if not len(queries) or not len(corpus):
        nothing = np.zeros((len(queries), len(corpus)), dtype=np.float32)
        return sparse.csr_array(nothing)
    if isinstance(corpus, Titles) and isinstance(queries, list) and len(queries) <= REMEMBERED_QUERIES:
        return _remembered(tuple(queries), corpus, floor)
    return affinity(queries, corpus, floor)


@lru_cache(maxsize=64)
def _remembered(queries: tuple[str, ...], corpus: Titles, floor: float) -> sparse.csr_array:
    """A request's few phrases against an index: the same words come again with other conditions. Never changed."""
    return affinity(queries, corpus, floor)


def _above(near: sparse.csr_array, floor: float) -> sparse.csr_array:
    """The entries at or above a floor."""
    kept = sparse.csr_array(near, copy=True)
    kept.data[kept.data < np.float32(floor)] = 0
    kept.eliminate_zeros()
    return kept


def _telling(used: Rows, telling: NDArray[np.bool_]) -> Rows:
    """Phrases of each row without those that name no job, whatever the vacancies at hand are."""
    return np.where(np.append(telling, False)[used], used, np.int32(-1))


def _grades(skills: list[str], requirements: list[str]) -> NDArray[np.int8]:
    """Grades of skills against requirements; an empty table when one side has none."""
    if not skills or not requirements:
        return np.zeros((len(skills), len(requirements)), dtype=np.int8)
    return relate_all(skills, requirements)


def _best_within(near: sparse.csr_array, members: sparse.csr_array) -> sparse.csr_array:
    """query × group: the nearest phrase of each group, for query × phrase and phrase × group."""
    found, spread = near.tocoo(), np.diff(members.indptr)
    repeats = spread[found.col]
    start = np.repeat(members.indptr[found.col] - np.r_[0, np.cumsum(repeats)[:-1]], repeats)
    group = members.indices[start + np.arange(repeats.sum())]
    query, value = np.repeat(found.row, repeats), np.repeat(found.data, repeats)
    order = np.lexsort((-value, group, query))
    query, group, value = query[order], group[order], value[order]
    first = np.r_[True, (np.diff(query) != 0) | (np.diff(group) != 0)][: len(query)]
    shape = (near.shape[0], members.shape[1])
    return sparse.csr_array((value[first], (query[first], group[first])), shape=shape, dtype=np.float32)


def _best(table: sparse.csr_array, used: Rows, discount: float) -> Shares:
    """Best value over the phrases of each row, later phrases discounted; nan for a row without phrases."""
    best = np.full((len(used), table.shape[1]), np.nan, dtype=np.float32)
    for position in range(used.shape[1]):
        rows = np.flatnonzero(used[:, position] >= 0)
        factor = np.float32(max(0.0, 1 - discount * position))
        best[rows] = np.fmax(best[rows], table[used[rows, position]].toarray() * factor)
    return best


def _of_vacancy(by_title: Shares, title_of: Rows) -> Shares:
    """Columns of titles spread to vacancies; nan where a vacancy has no title."""
    padded = np.hstack([by_title, np.full((len(by_title), 1), np.nan, dtype=np.float32)])
    return padded[:, title_of]


def grades_held(table: NDArray[np.int8], used: Rows) -> NDArray[np.int8]:
    """Best grade over the skills of each row; NOT_SAID for a row without skills."""
    best = np.full((len(used), table.shape[1]), NOT_SAID, dtype=np.int8)
    said = (used >= 0).any(axis=1)
    best[said] = 0
    for position in range(used.shape[1]):
        rows = np.flatnonzero(used[:, position] >= 0)
        best[rows] = np.maximum(best[rows], table[used[rows, position]])
    return best
