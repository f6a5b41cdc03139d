"""Flips inside what a worker wrote: the same words, said by somebody else.

``fairness`` flips columns that no score reads. Here who somebody is stands within wishes and skills, which every score
reads, so this can fail: 女普工 and 男普工 are other letters, and only what takes them for the same work keeps the
numbers the same. What is said is drawn from ``data/who_writes.toml``: kinds of facts × fillings × sentences, written
apart from the patterns that take them out.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import cycle

import numpy as np

from matcher.evaluation.districts import AS_OF
from matcher.pairing.instance import Instance, Mask
from matcher.pairing.run import match

WORDED = ("wishes", "skills")


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """What there is to draw from; {work}, {who} and {other} stand for the work and for fillings."""

    sentences: list[str]
    subjects: list[str]
    said_as_subject: list[str]
    fillings: dict[str, str]

    def sentences_for(self, kind: str) -> list[str]:
        """The sentences a kind of fact can stand in."""
        return self.sentences + (self.subjects if kind in self.said_as_subject else [])


@dataclass(frozen=True, slots=True)
class Saying:
    """How two people say the same; {} stands for the work."""

    one: str
    other: str


@cache
def phrasebook() -> Phrasebook:
    """The packaged fillings and sentences."""
    written = resources.files("matcher.evaluation").joinpath("data/who_writes.toml").read_text("utf-8")
    return Phrasebook(**tomllib.loads(written))


def sayings(kind: str, count: int, seed: int) -> Iterator[Saying]:
    """Sentences drawn at random, each with two fillings of a kind in the same place."""
    book, drawn = phrasebook(), np.random.default_rng([seed, *kind.encode()])
    fillings, sentences = book.fillings[kind].split(), book.sentences_for(kind)
    others = " ".join(words for name, words in book.fillings.items() if name != kind).split()
    for _ in range(count):
        sentence, other = str(drawn.choice(sentences)), str(drawn.choice(others))
        one, two = drawn.choice(fillings, 2, replace=False).tolist()
        yield Saying(*(sentence.format(who=who, other=other, work="{}") for who in (one, two)))


def workers_unchanged(instance: Instance, drawn: Iterable[Saying]) -> Mask:
    """For each worker, whether every candidate, score and chance is the same to the byte, whoever wrote the words.

    Worker after worker is given the next of the sayings.
    """
    pairs = list(drawn)
    one, other = (_given(said(instance, side)) for side in ([p.one for p in pairs], [p.other for p in pairs]))
    return np.array([one.get(key) == other.get(key) for key in instance.workers["worker_id"]], dtype=bool)


def said(instance: Instance, templates: list[str]) -> Instance:
    """The district with every wish and skill worded so, a template a worker in turn."""
    workers = instance.workers
    return replace(instance, workers=workers.assign(**{name: _worded(workers[name], templates) for name in WORDED}))


def _worded(cells: Iterable[object], templates: list[str]) -> list[str]:
    return [
        "；".join(template.format(item) for item in str(cell).split("；") if item)
        for cell, template in zip(cells, cycle(templates))
    ]


def _given(instance: Instance) -> dict[str, str]:
    """What each worker has from a run: candidates with their numbers, as a file would hold them."""
    candidates = match(instance, as_of=AS_OF).candidates
    return {str(key): rows.to_csv(index=False) for key, rows in candidates.groupby("worker_id")}
