"""E1: does a title get its occupation? Five folds of labelled adverts, ours beside what a user would pick instead.

A fold holds the titles whose cleaned form hashes into it, so no title is met again under another wage or district;
every step that learns sees the other folds only. The lexicon's names were written with these
titles in sight, so our figures are a little kind; baselines that learn see the same labels.

The labels are those of real adverts (matcher/language/data/SOURCES.md), and noisy. Of 275 cleaned titles that occur
more than once, 66 bear different codes. Of 100 titles got wrong and read by hand, 33 labels were wrong by any reading
(育儿嫂 as 种子繁育员, 管培生 as 雷管制造工), 44 lay between two codes that both suit (采购经理 as 采购员 or
招标采购专业人员), 6 named no one job (综合岗), and 17 were mistakes of ours (挖掘机 叉车维修 read as its driver); of 60
read later with other rules, 12, 32, 3 and 13 (decision 0009).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5

import numpy as np
import numpy.typing as npt

from matcher.evaluation.coders import Coder, coders
from matcher.evaluation.figures import Figure
from matcher.evaluation.measures import calibration_error
from matcher.language.classification import ancestor
from matcher.language.occupations.coding import Coding, code
from matcher.language.occupations.fitting import fit, labelled

PROTOCOL = "E1"
FOLDS = 5
LEVEL_NAMES = {4: "细类", 3: "小类", 2: "中类", 1: "大类"}
WORKSHOPS = ("4-", "5-", "6-")  # services, farms and factories: blue collar
PRECISION = 0.9

Example = tuple[str, str]  # cleaned title and code
Flags = npt.NDArray[np.bool_]
Ranking = Sequence[str]  # 细类, likeliest first


@dataclass(frozen=True, slots=True)
class Held:
    """A title held out, its label and what was said of it by those who learnt from the others."""

    core: str
    label: str
    coding: Coding
    rankings: Mapping[str, Ranking]  # of each baseline

    @property
    def ours(self) -> Ranking:
        return [other for other, _ in self.coding.alternatives]


def figures(
    examples: Sequence[Example] | None = None,
    others: Callable[[Sequence[Example]], Mapping[str, Coder]] = coders,
) -> list[Figure]:
    """Accuracy at each level, of the code given and of its confidence."""
    held = held_out(labelled() if examples is None else examples, others)
    fine = [title for title in held if title.label == ancestor(title.label, 4)]
    blue = [title for title in fine if title.label.startswith(WORKSHOPS)]
    return [
        _accuracy("right 细类 first", fine, 4, 1, "≥ .70"),
        _accuracy("right 细类 among five", fine, 4, 5, "≥ .90"),
        *(_accuracy(f"right {LEVEL_NAMES[level]} first", fine, level, 1) for level in (3, 2, 1)),
        _accuracy("blue collar (4, 5, 6): right 细类 first", blue, 4, 1),
        _accuracy("blue collar (4, 5, 6): right 细类 among five", blue, 4, 5),
        Figure(PROTOCOL, "code given right at its level", float(np.mean(_given_right(held))), cases=len(held)),
        Figure(PROTOCOL, "calibration error of its confidence", _error(held), "< .05", cases=len(held)),
        Figure(PROTOCOL, "细类 given at 90 % precision, share of titles", _coverage(fine), cases=len(fine)),
    ]


def held_out(examples: Sequence[Example], others: Callable[[Sequence[Example]], Mapping[str, Coder]]) -> list[Held]:
    """Every title as coded by those who did not learn from its fold."""
    found: list[Held] = []
    for fold in range(FOLDS):
        taught = [(core, label) for core, label in examples if fold_of(core) != fold]
        asked = [(core, label) for core, label in examples if fold_of(core) == fold]
        if not taught or not asked:
            continue
        codings = code([core for core, _ in asked], fit(taught))
        said = {name: coder([core for core, _ in asked]) for name, coder in others(taught).items()}
        found += [
            Held(core, label, coding, {name: rankings[at] for name, rankings in said.items()})
            for at, ((core, label), coding) in enumerate(zip(asked, codings, strict=True))
        ]
    return found


def fold_of(core: str) -> int:
    """The fold of a cleaned title.

    >>> fold_of("电工") == fold_of("电工") < FOLDS
    True
    """
    return int(md5(core.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def is_among(label: str, ranking: Ranking, level: int, most: int) -> bool:
    """Whether one of the first codes of a ranking stands under the label's ancestor at a level.

    >>> is_among("4-07-05-01", ["4-07-05-02", "4-07-05-01"], 4, 1), is_among("4-07-05-01", ["4-07-05-02"], 3, 1)
    (False, True)
    """
    return ancestor(label, level) in {ancestor(other, level) for other in ranking[:most]}


def coverage(chance: npt.ArrayLike, right: npt.ArrayLike, precision: float = PRECISION) -> float:
    """The greatest share of cases, surest first, of which at least ``precision`` are right.

    >>> coverage([0.9, 0.8, 0.7, 0.6], [True, True, False, False], 0.6)
    0.75
    """
    order = np.argsort(-np.asarray(chance, dtype=float), kind="stable")
    hits = np.asarray(right, dtype=float)[order]
    enough = np.flatnonzero(np.cumsum(hits) >= precision * np.arange(1, len(hits) + 1))
    return float((enough[-1] + 1) / len(hits)) if len(enough) else 0.0


def _accuracy(measure: str, titles: Sequence[Held], level: int, most: int, target: str = "") -> Figure:
    def share(rankings: Sequence[Ranking]) -> float:
        hits = [is_among(title.label, seen, level, most) for title, seen in zip(titles, rankings, strict=True)]
        return float(np.mean(hits)) if hits else 0.0

    names = titles[0].rankings if titles else ()
    beside = {name: share([title.rankings[name] for title in titles]) for name in names}
    return Figure(PROTOCOL, measure, share([title.ours for title in titles]), target, beside, len(titles))


def _given_right(held: Sequence[Held]) -> Flags:
    """Whether the code given holds the label, or is it."""
    return np.array(
        [
            bool(title.coding.level) and title.coding.code in (title.label, ancestor(title.label, title.coding.level))
            for title in held
        ]
    )


def _error(held: Sequence[Held]) -> float:
    return calibration_error([title.coding.confidence for title in held], _given_right(held))


def _coverage(fine: Sequence[Held]) -> float:
    first = [title.coding.alternatives[0] if title.coding.alternatives else ("", 0.0) for title in fine]
    right = [best == title.label for title, (best, _) in zip(fine, first, strict=True)]
    return coverage([chance for _, chance in first], right)
