"""Titles read once, to be compared often."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.titles.cleaning import Title, clean_title
from matcher.language.titles.letters import letters
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.reading import UNKNOWN, Mention, Reading, interpret, read
from matcher.language.titles.senses import senses

Scores = npt.NDArray[np.float32]

SLOTS = 3  # jobs read from one title; more than three wishes are not kept anywhere
LEAST_WEIGHT = 0.6  # of a job read without any certainty
GUESS = 0.6  # certainty at which a reading is no more than a guess: a name inside a phrase, a workplace
_FACTORY = "厂"
# How much the sense of the words may say: nothing where the job is told, most where none is known.
TOLD, GUESSED, NOT_KNOWN = 0.0, 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Jobs:
    """The n-th job of every title that names so many; ``row`` says which titles those are."""

    row: npt.NDArray[np.intp]
    concept: npt.NDArray[np.int32]
    rank: npt.NDArray[np.int8]
    field: npt.NDArray[np.int32]
    has_content: npt.NDArray[np.bool_]
    content: sparse.csr_array
    weight: Scores

    def part(self, first: int, last: int) -> "Jobs":
        """Those of the titles from ``first`` on, before ``last``, numbered from 0."""
        here = (self.row >= first) & (self.row < last)
        rest = (getattr(self, column.name)[here] for column in fields(Jobs)[1:])
        return Jobs(self.row[here] - first, *rest)


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """Letters, jobs in order of weight, senses with how much they may say, and (title, concept) of each refusal.

    Two are the same only when they are one object, so what was compared with one can be remembered by it.
    """

    letters: sparse.csr_array
    jobs: list[Jobs]
    senses: sparse.csr_array
    doubt: Scores
    refused: list[tuple[int, int]]

    def __len__(self) -> int:
        return int(self.letters.shape[0])

    def part(self, first: int, last: int) -> "Titles":
        """The titles from ``first`` on, before ``last``: themselves where that is all of them."""
        if first == 0 and last >= len(self):
            return self
        return Titles(
            self.letters[first:last],
            [jobs.part(first, last) for jobs in self.jobs],
            self.senses[first:last],
            self.doubt[first:last],
            [(row - first, concept) for row, concept in self.refused if first <= row < last],
        )


def prepare(titles: Sequence[str]) -> Titles:
    """Titles cleaned and read."""
    readings = [_reading(clean_title(title)) for title in titles]
    mentions = [_weighted(reading.mentions) for reading in readings]
    doubt = [_doubt(reading) for reading in readings]
    told = [reading.mentions[0].concept if not doubt[row] else UNKNOWN for row, reading in enumerate(readings)]
    words = [reading.words for reading in readings]
    return Titles(
        letters(words),
        [_jobs(mentions, slot) for slot in range(SLOTS)],
        senses(words, told),
        np.array(doubt, dtype=np.float32),
        [(row, concept) for row, reading in enumerate(readings) for concept in sorted(reading.refused)],
    )


def _reading(title: Title) -> Reading:
    """Of a title that names no job, what its terms say: 寒假工 学生 asks for 寒假工."""
    reading = interpret(title.core)
    if any(mention.concept != UNKNOWN for mention in reading.mentions):
        return reading
    terms = (interpret(term) for term in title.facts.terms)
    return next((told for told in terms if told.mentions and told.mentions[0].concept != UNKNOWN), reading)


def _doubt(reading: Reading) -> float:
    """How much the sense of the words may say beside the job read in them."""
    if not reading.mentions or reading.mentions[0].concept == UNKNOWN:
        return NOT_KNOWN
    job = reading.mentions[0]
    vague = lexicon().concepts[job.concept].generic and job.content
    return GUESSED if vague or job.certainty <= GUESS else TOLD


def _weighted(mentions: tuple[Mention, ...]) -> list[tuple[Mention, float]]:
    """Known jobs, the one named most often first; one named less often, or less wanted, counts less."""
    known = Counter(mention for mention in mentions if mention.concept != UNKNOWN).most_common()
    return [(mention, _weight(mention) * (1.0 if count == known[0][1] else 0.85)) for mention, count in known]


def _weight(mention: Mention) -> float:
    return (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * mention.certainty) * mention.wanted


def _jobs(titles: list[list[tuple[Mention, float]]], slot: int) -> Jobs:
    named = [(row, *mentions[slot]) for row, mentions in enumerate(titles) if slot < len(mentions)]
    return Jobs(
        row=np.array([row for row, _, _ in named], dtype=np.intp),
        concept=np.array([mention.concept for _, mention, _ in named], dtype=np.int32),
        rank=np.array([mention.rank for _, mention, _ in named], dtype=np.int8),
        field=np.array([_field(mention) for _, mention, _ in named], dtype=np.int32),
        has_content=np.array([bool(mention.content) for _, mention, _ in named], dtype=np.bool_),
        content=letters([mention.content for _, mention, _ in named]),
        weight=np.array([weight for _, _, weight in named], dtype=np.float32),
    )


def _field(mention: Mention) -> int:
    """The concept a job works on: 仓管 in 仓库文员, 首饰 in 玉器厂打磨; else a specific job is its own field."""
    known = lexicon()
    if known.concepts[mention.concept].generic:
        inner = read(mention.content) if mention.content else ()
        return inner[0].concept if inner else UNKNOWN
    if mention.content.endswith(_FACTORY):
        return read(mention.content)[0].concept
    return known.whole.get(mention.content, mention.concept)
