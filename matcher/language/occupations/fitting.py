"""Fit the occupation model and write it beside the code.

    python -m matcher.language.occupations.fitting

The trees learn to choose among candidates from titles that the linear model did not see: labelled titles are dealt
into folds by their hash, and each fold's candidates come from a linear model of the others.
Takes about a minute and a half of processor time and .9 GB; the same tables give the same file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import md5, sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matcher.language.occupations import code_texts
from matcher.language.occupations.analogy import Names, fit_analogy, names_of
from matcher.language.occupations.code_texts import Texts
from matcher.language.occupations.evidence import Candidates, Taught, candidates, codes, places
from matcher.language.occupations.growing import grow
from matcher.language.occupations.meaning import Seen, seen
from matcher.language.occupations.model import FILE, Model, write
from matcher.language.occupations.regression import fit_linear
from matcher.language.occupations.usage import counted_usage, usage
from matcher.language.tables import rows
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.lexicon import key, lexicon
from matcher.language.titles.reading import SURE_NAME, UNKNOWN, Rank, read

INNER_FOLDS = 5

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Examples:
    """Cleaned titles, the code that each bears, and what is seen of them."""

    cores: Sequence[str]
    labels: Sequence[str]
    seen: Seen


def labelled() -> list[tuple[str, str]]:
    """Cleaned title and code of every labelled advert that names a job."""
    pairs = [(clean_title(row["title"]).core, row["code"]) for row in rows("labelled_titles")]
    return [(core, code) for core, code in pairs if core]


def credible(core: str, code: str) -> bool:
    """False for a label that puts the plain name of a trade into another 小类, or a name itself to another code.

    There are some 200: 水台 (kills fish) as a sailor of oil rigs, 药店店员 as staff of an inn.
    """
    mentions = read(core)
    if len(mentions) != 1 or mentions[0].concept == UNKNOWN:
        return True
    concept = lexicon().concepts[mentions[0].concept]
    plain = mentions[0].certainty >= SURE_NAME and mentions[0].rank is Rank.WORKER and concept.is_trade
    width = 10 if key(core) in lexicon().whole else 7
    return not plain or concept.code[:width] == code[:width]


def fit(examples: Sequence[tuple[str, str]]) -> Model:
    """The model of these cleaned titles and their codes, of the names of the lexicon and the texts of the codes.

    Only credible labels teach.
    """
    believed = np.array([credible(core, code) for core, code in examples])
    known = Examples(
        [core for core, _ in examples], [code for _, code in examples], seen([core for core, _ in examples])
    )
    names = names_of({label: places()[label] for label in known.labels})
    found = _proposed(known, names, believed)
    wanted = np.array([places()[label] for label in known.labels])
    right, judged = wanted[found.title] == found.code, believed[found.title]
    return Model(
        _teach(known, names, np.flatnonzero(believed)),
        code_texts.duties(),
        _texts(),
        grow(found.evidence[judged], found.title[judged], right[judged]),
        fingerprint(),
    )


def _proposed(known: Examples, names: Names, believed: Flags) -> Candidates:
    """Candidates of every title, by what titles of other folds teach; how often labels occur is brought to all."""
    fold = np.array([_fold(core) for core in known.cores])
    parts: list[Candidates] = []
    for held_out in np.unique(fold):
        asked = np.flatnonzero(fold == held_out)
        others = np.flatnonzero(believed & (fold != held_out))
        others = others if len(others) else np.arange(len(fold))  # too few titles for folds
        taught = _teach(known, names, others, int(believed.sum()))
        part = candidates([known.cores[at] for at in asked.tolist()], known.seen.of(asked), taught, _texts())
        parts.append(Candidates(asked[part.title], part.code, part.evidence))
    return Candidates(
        np.concatenate([part.title for part in parts]),
        np.concatenate([part.code for part in parts]),
        np.concatenate([part.evidence for part in parts]),
    )


def _teach(known: Examples, names: Names, rows: Numbers, titles: int | None = None) -> Taught:
    """What some of the labelled titles teach; how often labels occur is brought to a number of titles."""
    some = known.seen.of(rows)
    labels = [known.labels[at] for at in rows.tolist()]
    borne = [places()[label] for label in labels]
    return Taught(
        fit_linear(some.counted, labels),
        usage(counted_usage([known.cores[at] for at in rows.tolist()], some.counted, borne, len(codes())), titles),
        fit_analogy(some, borne, names),
    )


def _fold(core: str) -> int:
    return int(md5(f"inner {core}".encode(), usedforsecurity=False).hexdigest(), 16) % INNER_FOLDS


@cache
def _texts() -> Texts:
    return code_texts.texts(code_texts.duties())


def fingerprint() -> str:
    """Of the tables a model is made from."""
    data = files("matcher.language") / "data"
    tables = ("labelled_titles", "concepts", "occupations", "occupation_duties")
    return sha256(b"".join((data / f"{name}.csv").read_bytes() for name in tables)).hexdigest()


if __name__ == "__main__":
    write(fit(labelled()), Path(__file__).parents[1] / "data" / FILE)
