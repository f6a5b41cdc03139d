"""The distinct phrases of either side of an instance, in sorted order, and who uses which."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.ranking import Titles, prepare
from matcher.language.titles.reading import UNKNOWN, read
from matcher.pairing.instance import Vacancies, Workers

Rows = NDArray[np.int32]
PHRASE_BREAKS = re.compile(r"[，,。；;、\s:：（）()/|!！?？\d.]+")
ANYTHING = re.compile(r"(乜|咩|什么|甚么|啥)(嘢|野)?(工作|工种|活)?(都|也)(做|得|行|好|可|肯|干)")  # 乜都做, 什么都可以
REMEMBERED_DUTIES = 20_000  # texts; a district's vacancies are looked through again whenever one of them changes
PHRASE_LENGTHS = range(2, 13)  # characters of a duty phrase that can name a job: 打包 … 负责仓库叉车装卸货物


@dataclass(frozen=True, slots=True)
class VacancyWords:
    """The distinct phrases of the vacancies and where each stands; made once, used for many workers."""

    titles: list[str]
    title_of: Rows
    phrases: list[str]
    in_duties: sparse.csr_array  # phrase × vacancy
    duties_of: sparse.csr_array  # the same, vacancy × phrase
    skills: list[str]
    skills_of: Rows  # vacancy × position, -1 where there is none
    certificates: list[str]
    certificates_of: Rows
    read: Titles  # titles, then phrases, as the language side reads them


@dataclass(frozen=True, slots=True)
class WorkerWords:
    """The distinct phrases of the workers and who uses which."""

    wishes: list[str]
    wishes_of: Rows  # worker × position of the wishes that name work, -1 where there is none
    open_to_all: NDArray[np.bool_]  # workers one of whose wishes names no work: 不限, 乜都做
    skills: list[str]
    skills_of: Rows
    telling: NDArray[np.bool_]  # distinct skills that name a job: 会讲粤语 says nothing of a trade
    certificates: list[str]
    certificates_of: Rows
    read: Titles | None = None  # wishes, then skills, as the language side reads them; None before anybody asked


def worker_words(workers: Workers, before: WorkerWords | None = None) -> WorkerWords:
    """The distinct phrases of the workers, those known ``before`` as ``vacancy_words`` keeps them."""
    named = [tuple(wish for wish in wishes if names_work(wish)) for wishes in workers.wishes]
    wishes, wishes_of = _numbered(named, before.wishes if before else None)
    skills, skills_of = _numbered(workers.skills, before.skills if before else None)
    certificates, certificates_of = _numbered(workers.certificates)
    all_known = before is not None and wishes is before.wishes and skills is before.skills
    return WorkerWords(
        wishes,
        wishes_of,
        np.array([len(some) < len(said) for some, said in zip(named, workers.wishes, strict=True)], bool),
        skills,
        skills_of,
        before.telling
        if before is not None and skills is before.skills
        else np.array([names_job(skill) for skill in skills], dtype=bool),
        certificates,
        certificates_of,
        before.read if before is not None and all_known else None,
    )


def read_ahead(words: WorkerWords) -> WorkerWords:
    """The same, read for whoever compares them with one vacancy after the other."""
    return words if words.read is not None else replace(words, read=prepare([*words.wishes, *words.skills]))


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
    in_duties = _membership(phrases_of, len(phrases))
    return VacancyWords(
        titles,
        title_of[:, 0] if title_of.shape[1] else np.full(len(vacancies.ids), -1, dtype=np.int32),
        phrases,
        in_duties,
        sparse.csr_array(in_duties.T),
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
