"""What the words of both sides have to do with each other: wishes and titles, skills and requirements.

Every distinct phrase is compared once, in sorted order, so that the numbers do not depend on the order of
the rows. Phrases are then only row numbers into small tables.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.language.skills.relating import relate_all
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.ranking import Titles, affinity, prepare
from matcher.language.titles.reading import UNKNOWN, read
from matcher.pairing.instance import Vacancies, Workers
from matcher.pairing.params import MatchParams

Shares = NDArray[np.float32]
Rows = NDArray[np.int32]
PHRASE_BREAKS = re.compile(r"[，,。；;、\s:：（）()/|!！?？\d.]+")
ANYTHING = re.compile(r"(乜|咩|什么|甚么|啥)(嘢|野)?(工作|工种|活)?(都|也)(做|得|行|好|可|肯|干)")  # 乜都做, 什么都可以
REMEMBERED_DUTIES = 20_000  # texts; a district's vacancies are looked through again whenever one of them changes
REMEMBERED_QUERIES = 8  # phrases of one request; whole districts are not kept in memory
PHRASE_LENGTHS = range(2, 13)  # characters of a duty phrase that can name a job: 打包 … 负责仓库叉车装卸货物

# The worth of each grade of matcher.language.skills.relate_all: no, partly, covers, same.
GRADE_WORTH = np.array([0.0, 0.5, 0.95, 1.0, np.nan], dtype=np.float32)
SATISFIES = 2  # covers or same
NOT_SAID = 4


@dataclass(frozen=True, slots=True)
class VacancyWords:
    """The distinct phrases of the vacancies and where each stands; made once, used for many workers."""

    titles: list[str]
    title_of: Rows
    phrases: list[str]
    in_duties: sparse.csr_array  # phrase × vacancy
    skills: list[str]
    skills_of: Rows  # vacancy × position, -1 where there is none
    certificates: list[str]
    certificates_of: Rows
    read: Titles  # titles, then phrases, as the language side reads them


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


def vacancy_words(vacancies: Vacancies, before: VacancyWords | None = None) -> VacancyWords:
    """The distinct phrases of the vacancies.

    What was read ``before`` is not read again where it knows every title and phrase; what nobody says any more then
    stays in it, of no vacancy.
    """
    named = [(title,) if names_work(title) else () for title in vacancies.titles]
    said = [duty_phrases(duties) for duties in vacancies.duties]
    titles, title_of = _numbered(named, before.titles if before else None)
    phrases, phrases_of = _numbered(said, before.phrases if before else None)
    all_known = before is not None and titles is before.titles and phrases is before.phrases
    skills, skills_of = _numbered(vacancies.skills)
    certificates, certificates_of = _numbered(vacancies.certificates)
    return VacancyWords(
        titles,
        title_of[:, 0] if title_of.shape[1] else np.full(len(vacancies.ids), -1, dtype=np.int32),
        phrases,
        _membership(phrases_of, len(phrases)),
        skills,
        skills_of,
        certificates,
        certificates_of,
        before.read if before is not None and all_known else prepare([*titles, *phrases]),
    )


def names_work(phrase: str) -> bool:
    """Whether a wish or title names any work: 不限 and 急招 do not, 乜都做 says that any will do."""
    return bool(clean_title(phrase).core) and not ANYTHING.match(phrase)


def names_job(phrase: str) -> bool:
    """Whether a phrase names a job the lexicon knows.

    >>> names_job("会开叉车"), names_job("会讲粤语")
    (True, False)
    """
    return any(mention.concept != UNKNOWN for mention in read(clean_title(phrase).core))


@lru_cache(maxsize=REMEMBERED_DUTIES)
def duty_phrases(duties: str) -> tuple[str, ...]:
    """The short phrases of a text of duties: what could name a job.

    >>> duty_phrases("1、负责打包，贴标；2、服从安排")
    ('负责打包', '贴标', '服从安排')
    """
    return tuple(dict.fromkeys(part for part in PHRASE_BREAKS.split(duties) if len(part) in PHRASE_LENGTHS))


def wording(workers: Workers, words: VacancyWords, params: MatchParams) -> Wording:
    """Compare every distinct phrase of the workers with every distinct phrase of the vacancies."""
    named = [tuple(wish for wish in wishes if names_work(wish)) for wishes in workers.wishes]
    wishes, wishes_of = _numbered(named)
    skills, skills_of = _numbered(workers.skills)
    certificates, certificates_of = _numbered(workers.certificates)
    # One call for all phrases: reading them costs more than comparing them.
    least = min(params.affinity_floor, params.duties_floor)
    near = phrase_affinity([*wishes, *skills], words.read, least)
    of_wishes, of_skills, at = near[: len(wishes)], near[len(wishes) :], len(words.titles)
    wish_phrases = _above(of_wishes[:, at:], params.duties_floor)
    return Wording(
        words=words,
        neutral=params.neutral,
        wishes=wishes,
        skills=skills,
        certificates=certificates,
        open_to_all=np.array([len(some) < len(said) for some, said in zip(named, workers.wishes, strict=True)], bool),
        wishes_of=wishes_of,
        wish_titles=_above(of_wishes[:, :at], params.affinity_floor),
        wish_phrases=wish_phrases,
        wish_duties=_best_within(wish_phrases, words.in_duties),
        skills_of=skills_of,
        skill_titles=_above(of_skills[:, :at], params.affinity_floor),
        telling=np.array([names_job(skill) for skill in skills], dtype=bool),
        skill_grades=_grades(skills, words.skills),
        certificate_grades=_grades(certificates, words.certificates),
        certificates_of=certificates_of,
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


def _numbered(lists: Iterable[Sequence[str]], known: list[str] | None = None) -> tuple[list[str], Rows]:
    """Distinct phrases in sorted order, and each list as a padded row of their numbers.

    The phrases are ``known`` itself where it holds them all.
    """
    rows = list(lists)
    found = {phrase for row in rows for phrase in row}
    phrases = known if known is not None and found.issubset(known) else sorted(found)
    number = {phrase: index for index, phrase in enumerate(phrases)}
    length = np.array([len(row) for row in rows], dtype=np.int64)
    table = np.full((len(rows), length.max(initial=0)), -1, dtype=np.int32)
    table[np.arange(table.shape[1]) < length[:, None]] = [number[phrase] for row in rows for phrase in row]
    return phrases, table


def _membership(table: Rows, phrases: int) -> sparse.csr_array:
    """phrase × row, 1 where the padded row holds the phrase."""
    row, position = np.nonzero(table >= 0)
    ones = np.ones(len(row), dtype=np.float32)
    return sparse.csr_array((ones, (table[row, position], row)), shape=(phrases, len(table)))


def phrase_affinity(queries: list[str], corpus: list[str] | Titles, floor: float) -> sparse.csr_array:
    """Affinity of phrases; the language side is not asked when there is nothing to compare."""
    if not queries or not len(corpus):
        nothing = np.zeros((len(queries), len(corpus)), dtype=np.float32)
        return sparse.csr_array(nothing)
    if isinstance(corpus, Titles) and len(queries) <= REMEMBERED_QUERIES:
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
