"""What might words mean in which no job is known? The occupations whose descriptions are like them.

A row spreads over the 细类 whose names, work types, definition, labelled adverts and names in the lexicon share letters
with the words, and over the groups above them; a known job is its own code. The product of two rows is their cosine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.hashing import ngram_counts, unit_rows
from matcher.language.tables import items, rows
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.letters import as_rows
from matcher.language.titles.lexicon import lexicon

WIDTH = 2**17
MOST = 16  # 细类 kept of a row
SHARPNESS = 2.0  # power of a likeness beside the best one; 1 blurs
GROUP_SHARES = ((10, 1.0), (7, 0.7), (4, 0.5))  # weight of 细类, 小类, 中类, by the width of their codes
NAME, WORK_TYPE, ADVERT = 3, 2, 1  # weight of a text; a definition counts as an advert

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


def _likeness(texts: Sequence[str]) -> sparse.csr_array:
    """Likeness of each text to the 细类 most like it, the best one 1."""
    found = np.asarray((_letters(texts) @ _described().letters).toarray(), dtype=np.float32)
    least = np.partition(found, -MOST, axis=1)[:, [-MOST]]
    best = np.maximum(found.max(axis=1, keepdims=True), np.float32(1e-9))
    return sparse.csr_array(np.where(found >= least, (found / best) ** SHARPNESS, np.float32(0)))


@cache
def _described() -> _Descriptions:
    codes = {row["code"]: number for number, row in enumerate(r for r in rows("occupations") if r["level"] == "4")}
    texts = [(text, codes[code], weight) for text, code, weight in _texts() if text and code in codes]
    counted = _letters([text for text, _, _ in texts])
    shape = (len(codes), len(texts))
    owner = sparse.csr_array(([weight for _, _, weight in texts], ([c for _, c, _ in texts], range(len(texts)))), shape)
    by_code = sparse.csr_array(owner @ counted)
    concepts = [concept.code for concept in lexicon().concepts]
    return _Descriptions(_weighted(by_code), _groups(list(codes)), unit_rows(_groups(concepts)))


def _weighted(by_code: sparse.csr_array) -> sparse.csr_array:
    """Letters × 细类: unit columns of damped counts, times the square of how rare a letter is: once for either side."""
    seen = np.asarray((by_code > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + by_code.shape[0]) / (1 + seen)) + 0.1
    by_code.data = np.log1p(by_code.data)
    unit = unit_rows(by_code)
    unit.data *= rarity[unit.indices] ** 2
    return as_rows(unit.T.tocsr().astype(np.float32), by_code.shape[0])


def _texts() -> Iterator[tuple[str, str, int]]:
    """Everything that describes a code, and how much it counts."""
    for row in rows("occupations"):
        yield row["name"], row["code"], NAME
        yield from ((work_type, row["code"], WORK_TYPE) for work_type in items(row["work_types"]))
    for row in rows("definitions"):
        yield row["definition"], row["code"], ADVERT
    for row in rows("labelled_titles"):
        yield clean_title(row["title"]).core, row["code"], ADVERT
    for name, concept in lexicon().whole.items():
        yield name, lexicon().concepts[concept].code, WORK_TYPE


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


def _letters(texts: Sequence[str]) -> sparse.csr_array:
    """Ones where a text holds a letter or a pair of them."""
    counted = ngram_counts(texts, 2, WIDTH)
    counted.data.fill(1)
    return counted
