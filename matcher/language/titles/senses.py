"""What might words mean in which no job is known? The occupations whose descriptions are like them.

A row spreads over the 细类 whose names, work types, definition, labelled adverts and names in the lexicon share letters
with the words, and over the groups above them; a known job is its own code. The product of two rows is their cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.hashing import ngram_counts, unit_rows
from matcher.language.tables import rows
from matcher.language.titles.letters import as_rows
from matcher.language.titles.lexicon import lexicon

WIDTH = 2**17
MOST = 16  # 细类 kept of a row
SHARPNESS = 2.0  # power of a likeness beside the best one; 1 blurs
GROUP_SHARES = ((10, 1.0), (7, 0.7), (4, 0.5))  # weight of 细类, 小类, 中类, by the width of their codes
FILE = "title_descriptions.npz"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Descriptions:
    """Letters (row) of each 细类 (column), and the groups (column) of each 细类 and of each concept (rows)."""

    letters: sparse.csr_array
    of_codes: sparse.csr_array
    of_concepts: sparse.csr_array


def senses(texts: Sequence[str], concepts: Sequence[int]) -> sparse.csr_array:
    """A unit row for each text: from its words where its concept is negative, else from the concept's code."""
    known = _described()
    numbers = np.asarray(concepts, dtype=np.intp)
    unknown = np.flatnonzero(numbers < 0)
    if not unknown.size:
        return known.of_concepts[numbers]
    read = unit_rows(_likeness([texts[int(row)] for row in unknown]) @ known.of_codes)
    told = np.flatnonzero(numbers >= 0)
    both = sparse.vstack([read, known.of_concepts[numbers[told]]], format="csr")
    place = np.argsort(np.concatenate([unknown, told]))
    return as_rows(both[place], known.of_codes.shape[1])


def letters_in(texts: Sequence[str]) -> sparse.csr_array:
    """Ones where a text holds a letter or a pair of them."""
    counted = ngram_counts(texts, 2, WIDTH)
    counted.data.fill(1)
    return counted


def _likeness(texts: Sequence[str]) -> sparse.csr_array:
    """Likeness of each text to the 细类 most like it, the best one 1."""
    found = np.asarray((letters_in(texts) @ _described().letters).toarray(), dtype=np.float32)
    least = np.partition(found, -MOST, axis=1)[:, [-MOST]]
    best = np.maximum(found.max(axis=1, keepdims=True), np.float32(1e-9))
    return sparse.csr_array(np.where(found >= least, (found / best) ** SHARPNESS, np.float32(0)))


@cache
def _described() -> _Descriptions:
    codes = [row["code"] for row in rows("occupations") if row["level"] == "4"]
    concepts = [concept.code for concept in lexicon().concepts]
    return _Descriptions(_weighted(shipped()), _groups(codes), unit_rows(_groups(concepts)))


def shipped() -> sparse.csr_array:
    """细类 × letters: in how many of its texts a letter stands, each text times its weight.

    ``python -m matcher.language.titles.descriptions`` wrote it.
    """
    with as_file(files("matcher.language") / "data" / FILE) as path, np.load(path) as stored:
        parts = stored["data"].astype(np.float64), stored["indices"].astype(np.int32), stored["starts"]
        return sparse.csr_array(parts, shape=(len(parts[2]) - 1, WIDTH))


def _weighted(by_code: sparse.csr_array) -> sparse.csr_array:
    """Letters × 细类: unit columns of damped counts, times the square of how rare a letter is: once for either side."""
    seen = np.asarray((by_code > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + by_code.shape[0]) / (1 + seen)) + 0.1
    by_code.data = np.log1p(by_code.data)
    unit = unit_rows(by_code)
    unit.data *= rarity[unit.indices] ** 2
    return as_rows(unit.T.tocsr().astype(np.float32), by_code.shape[0])


def _groups(codes: Sequence[str]) -> sparse.csr_array:
    """Code × (细类, 小类, 中类), each kind at its share; a coarser code bears none below its own level."""
    parts = []
    for width, share in GROUP_SHARES:
        groups = {group: number for number, group in enumerate(sorted({code[:width] for code in _all_codes()}))}
        rows_ = [row for row, code in enumerate(codes) if code[width - 2 : width] != "00"]
        cells = (rows_, [groups[codes[row][:width]] for row in rows_])
        parts.append(sparse.csr_array((np.full(len(rows_), share), cells), (len(codes), len(groups))))
    return sparse.csr_array(sparse.hstack(parts, format="csr", dtype=np.float32))


@cache
def _all_codes() -> tuple[str, ...]:
    return tuple(row["code"] for row in rows("occupations"))
