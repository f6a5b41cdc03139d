"""E2: does a skill satisfy a requirement? Ours beside likeness of letters and of words, on judged pairs.

``data/judged_skills.tsv`` holds the pairs. A line judged ``same|covers`` is right either way; a **trap** is a line that
no judgement calls enough. The baselines are treated kindly: likeness turns into a relation at the steps that suit the
judged pairs best.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import jieba
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from matcher.evaluation.figures import Figure
from matcher.evaluation.measures import f1
from matcher.language.dictionary import dictionary
from matcher.language.skills.relating import KINDS, relate

PROTOCOL = "E2"
NO, PARTLY, COVERS, SAME = range(len(KINDS))

Flags = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Likeness = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and every relation a judge lets stand."""

    skill: str
    requirement: str
    kinds: frozenset[str]


def judged_pairs() -> list[Judged]:
    """The pairs of the package."""
    text = resources.files("matcher.evaluation").joinpath("data", "judged_skills.tsv").read_text(encoding="utf-8")
    return read_judged(text.splitlines()[1:])


def read_judged(lines: Iterable[str]) -> list[Judged]:
    r"""Pairs from lines of skill, requirement and relations parted by bars; ValueError names a line of another form.

    >>> read_judged(["车工\t叉车工\tno"])
    [Judged(skill='车工', requirement='叉车工', kinds=frozenset({'no'}))]
    """
    return [_judged(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def _judged(row: Sequence[str]) -> Judged:
    if len(row) != 3 or not set(row[2].split("|")) <= set(KINDS):
        raise ValueError(f"judged pairs: {row} is not a skill, a requirement and relations of {KINDS}")
    return Judged(row[0], row[1], frozenset(row[2].split("|")))


def figures(pairs: Sequence[Judged] | None = None) -> list[Figure]:
    """Accuracy in four classes and in two, F1 of each class, traps accepted, and what is wrongly called missing."""
    pairs = judged_pairs() if pairs is None else pairs
    allowed = np.array([[kind in pair.kinds for kind in KINDS] for pair in pairs])
    ours = np.array([KINDS.index(relate(pair.skill, pair.requirement).kind) for pair in pairs])
    likeness = {name: _of_all(alike, pairs) for name, alike in _baselines().items()}
    four = {name: best_steps(values, allowed) for name, values in likeness.items()}
    two = {name: COVERS * best_steps(values, _in_two(allowed)) for name, values in likeness.items()}
    return [
        _figure("four classes right", "≥ 0.95", accuracy, allowed, {"": ours} | four),
        _figure("two classes right (enough, not enough)", "", accuracy_in_two, allowed, {"": ours} | two),
        _figure("traps accepted", "0", traps_accepted, allowed, {"": ours} | two),
        _figure("enough, yet called missing", "", wrongly_missing, allowed, {"": ours} | two),
        *(_figure(f"F1 of {KINDS[at]}", "", _f1_of(at), allowed, {"": ours} | four) for at in range(len(KINDS))),
    ]


def accuracy(allowed: Flags, said: Kinds) -> float:
    """Share of pairs whose relation a judge lets stand. ``allowed``: pairs × kinds; ``said``: a kind for each pair."""
    return float(allowed[np.arange(len(said)), said].mean())


def accuracy_in_two(allowed: Flags, said: Kinds) -> float:
    """Share of pairs rightly told enough (same, covers) or not enough (partly, no)."""
    return accuracy(_in_two(allowed), said // COVERS)


def traps_accepted(allowed: Flags, said: Kinds) -> float:
    """How many pairs that nobody calls enough are called enough."""
    return float((_traps(allowed) & (said >= COVERS)).sum())


def wrongly_missing(allowed: Flags, said: Kinds) -> float:
    """Share called not enough of the pairs that everybody calls enough."""
    sure = ~allowed[:, :COVERS].any(axis=1)
    return float((said[sure] < COVERS).mean()) if sure.any() else 0.0


def best_steps(likeness: Numbers, allowed: Flags) -> Kinds:
    """The most fitting classes for the cases that never fall as likeness rises: no threshold does better on them.

    ``allowed`` is cases × classes, the classes in rising order. Dynamic programme over the different likenesses.

    >>> best_steps(np.array([10.0, 90.0, 50.0]), np.array([[True, False], [False, True], [True, False]])).tolist()
    [0, 1, 0]
    """
    levels, at = np.unique(likeness, return_inverse=True)
    hits = np.zeros((len(levels), allowed.shape[1]))
    np.add.at(hits, at, allowed)
    best = hits.copy()
    for level in range(1, len(levels)):
        best[level] += np.maximum.accumulate(best[level - 1])
    chosen = np.zeros(len(levels), dtype=np.int64)
    highest = allowed.shape[1]
    for level in range(len(levels) - 1, -1, -1):
        chosen[level] = best[level, :highest].argmax()
        highest = chosen[level] + 1
    return np.asarray(chosen[at])


def _figure(
    measure: str,
    target: str,
    value: Callable[[Flags, Kinds], float],
    allowed: Flags,
    said: Mapping[str, Kinds],
) -> Figure:
    """One line of the table; our relations stand under the empty name."""
    values = {name: value(allowed, kinds) for name, kinds in said.items()}
    cases = int(_traps(allowed).sum()) if value is traps_accepted else len(allowed)
    return Figure(PROTOCOL, measure, values.pop(""), target, values, cases)


def _f1_of(kind: int) -> Callable[[Flags, Kinds], float]:
    """F1 of a class, where a pair with several judgements wants what was said if a judge lets that stand."""

    def measure(allowed: Flags, said: Kinds) -> float:
        cases = np.arange(len(said))
        wanted = np.where(allowed[cases, said], said, allowed.argmax(axis=1))
        return f1(wanted == kind, said == kind)

    return measure


def _in_two(allowed: Flags) -> Flags:
    return np.stack([allowed[:, :COVERS].any(axis=1), allowed[:, COVERS:].any(axis=1)], axis=1)


def _traps(allowed: Flags) -> Flags:
    return np.asarray(~allowed[:, COVERS:].any(axis=1))


def _baselines() -> dict[str, Likeness]:
    words = dictionary()
    return {
        "rapidfuzz ratio": fuzz.ratio,
        "rapidfuzz WRatio": fuzz.WRatio,
        "jieba Jaccard": lambda one, other: _jaccard(words, one, other),
    }


def _jaccard(words: jieba.Tokenizer, one: str, other: str) -> float:
    """Shared words by all words, in per cent."""
    ours, theirs = set(words.cut(one)), set(words.cut(other))
    return 100 * len(ours & theirs) / max(1, len(ours | theirs))


def _of_all(alike: Likeness, pairs: Sequence[Judged]) -> Numbers:
    return np.array([alike(pair.skill, pair.requirement) for pair in pairs])
