"""Which codes the titles bear that are most like a title, in letters and in meaning together.

Kernel ridge regression on labelled titles, and for each code on one example made of its names in the lexicon. Two
titles are like each other by the square of the mean of two cosines: of their letters and read jobs, and of their
meanings (decision 0009 has what each tells alone).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from matcher.language.occupations.features import WIDTH, inverse_frequency, unit, weighted
from matcher.language.occupations.meaning import Seen, seen
from matcher.language.titles.lexicon import lexicon

RIDGE = 0.3
NAMES_SHARE = 0.5  # length of the example made of names, beside 1 for a labelled title
NEAREST = 10  # titles that vote
SHARPNESS = 4  # power of the cosine that weighs a vote
OPEN = 0.1  # votes for no code: few and far titles leave much open
LEAST = np.float32(1e-6)  # divides where there is nothing to divide

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Stored = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Titles × codes. ``score`` of the regression; ``near``: share of the votes of the nearest titles by meaning;
    ``like``: cosine of the title's meaning with the mean of the code's titles.
    """

    score: Floats
    near: Floats
    like: Floats


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the lexicon as seen, and the code (its place) of each."""

    seen: Seen
    code: Numbers


@dataclass(frozen=True, slots=True)
class Analogy:
    """Examples are labelled titles, whose codes ``borne`` holds, then one of names for each of ``codes`` (places).

    ``letters``: features × examples, of ``frequency``; ``meant``: examples × vector, beside ``centre``; ``dual``: what
    each example adds to the score of each of ``codes``; ``typical``: the mean meaning of each one's titles.
    """

    codes: Numbers
    borne: Numbers
    frequency: Floats
    letters: sparse.csr_array
    centre: Floats
    meant: Floats
    dual: Floats
    typical: Floats

    def kinship(self, titles: Seen, width: int) -> Kinship:
        """Of titles to each of ``width`` codes."""
        meant = _around(titles.meant, self.centre)
        alike = np.maximum(meant @ self.meant.T, 0)
        letters = np.asarray((weighted(titles.counted, self.frequency) @ self.letters).toarray(), dtype=np.float32)
        score = np.zeros((len(meant), width), np.float32)
        score[:, self.codes] = ((letters + alike) / 2) ** 2 @ self.dual
        like = np.zeros_like(score)
        like[:, self.codes] = meant @ self.typical.T
        return Kinship(score, self._votes(alike[:, : len(self.borne)], width), like)

    def _votes(self, alike: Floats, width: int) -> Floats:
        most = min(NEAREST, alike.shape[1])
        nearest = np.argpartition(-alike, most - 1, axis=1)[:, :most]
        weight = np.take_along_axis(alike, nearest, axis=1) ** SHARPNESS
        found = np.zeros((len(alike), width), np.float32)
        np.add.at(found, (np.arange(len(alike))[:, None], self.borne[nearest]), weight)
        return np.asarray(found / (weight.sum(axis=1, keepdims=True) + np.float32(OPEN)), dtype=np.float32)


def names_of(codes: Mapping[str, int]) -> Names:
    """The lexicon's names of these codes, which are given with their places."""
    called = [(name, lexicon().concepts[concept].code) for name, concept in lexicon().whole.items()]
    known = [(name, codes[code]) for name, code in called if code in codes]
    return Names(seen([name for name, _ in known]), np.array([place for _, place in known], dtype=np.int64))


def fit_analogy(titles: Seen, borne: Sequence[int], names: Names) -> Analogy:
    """Of labelled titles, the place of the code of each, and names of which those of other codes are left out."""
    codes, column = np.unique(np.asarray(borne, dtype=np.int64), return_inverse=True)
    kept = np.flatnonzero(np.isin(names.code, codes))
    named, owner = names.seen.of(kept), np.searchsorted(codes, names.code[kept])
    pool = sparse.csr_array((np.ones(len(kept), np.float32), (owner, range(len(kept)))), (len(codes), len(kept)))
    both = sparse.csr_array(sparse.vstack([titles.counted, named.counted], format="csr"))
    frequency = inverse_frequency(both).astype(np.float16).astype(np.float32)
    pooled = unit(pool @ weighted(named.counted, frequency))
    letters = sparse.csr_array(sparse.vstack([weighted(titles.counted, frequency), pooled], format="csr"))
    centre = titles.meant.mean(axis=0)
    named_meant = _unit(np.asarray(pool @ _around(named.meant, centre)))
    meant = np.vstack([_around(titles.meant, centre), named_meant])
    wanted = np.concatenate([column, np.arange(len(codes))])
    dual = _dual(letters, meant, wanted, len(codes))
    by_feature, owner = sparse.csr_array(letters.T), np.asarray(borne, dtype=np.int64)
    found = Analogy(codes, owner, frequency, by_feature, centre, meant, dual, _typical(codes, owner, meant))
    return restored(stored(found))


def _dual(letters: sparse.csr_array, meant: Floats, wanted: Numbers, codes: int) -> Floats:
    """The last ``codes`` examples are the names."""
    length = np.ones(len(wanted), np.float32)
    length[-codes:] = NAMES_SHARE
    kernel = (letters @ letters.T).toarray().astype(np.float32)
    kernel = ((kernel + np.maximum(meant @ meant.T, 0)) / 2) ** 2 * np.outer(length, length)
    kernel[np.diag_indices_from(kernel)] += np.float32(RIDGE)
    targets = np.zeros((len(wanted), codes), np.float32)
    targets[range(len(wanted)), wanted] = length
    factor = cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    solved = cho_solve(factor, targets, check_finite=False)
    return np.asarray(solved * length[:, None], dtype=np.float32)


def _typical(codes: Numbers, borne: Numbers, meant: Floats) -> Floats:
    """Codes × vector: the mean of the titles that bear each, of length 1."""
    titles = len(borne)
    parts = (np.ones(titles, np.float32), (np.searchsorted(codes, borne), range(titles)))
    return _unit(np.asarray(sparse.csr_array(parts, shape=(len(codes), titles)) @ meant[:titles]))


def _around(vectors: Floats, centre: Floats) -> Floats:
    return _unit(vectors - centre)


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, LEAST), dtype=np.float32)


def stored(analogy: Analogy) -> dict[str, npt.NDArray[np.generic]]:
    """As arrays: vectors in eight bits, weights in sixteen."""
    return {
        "analogy_codes": analogy.codes.astype(np.uint16),
        "analogy_borne": analogy.borne.astype(np.uint16),
        "analogy_frequency": analogy.frequency.astype(np.float16),
        "analogy_letters_data": analogy.letters.data.astype(np.float16),
        "analogy_letters_indices": analogy.letters.indices.astype(np.int32),
        "analogy_letters_starts": analogy.letters.indptr.astype(np.int32),
        "analogy_centre": analogy.centre,
        **_in_eight_bits("analogy_meant", analogy.meant),
        **_in_eight_bits("analogy_dual", analogy.dual),
    }


def restored(arrays: Stored) -> Analogy:
    """What ``stored`` kept."""
    codes, borne = (arrays[f"analogy_{name}"].astype(np.int64) for name in ("codes", "borne"))
    meant = _out_of_eight_bits("analogy_meant", arrays)
    letters = tuple(arrays[f"analogy_letters_{name}"] for name in ("data", "indices", "starts"))
    return Analogy(
        codes,
        borne,
        arrays["analogy_frequency"].astype(np.float32),
        sparse.csr_array((letters[0].astype(np.float32), *letters[1:]), shape=(WIDTH, len(meant))),
        arrays["analogy_centre"].astype(np.float32),
        meant,
        _out_of_eight_bits("analogy_dual", arrays),
        _typical(codes, borne, meant),
    )


def _in_eight_bits(name: str, rows: Floats) -> dict[str, npt.NDArray[np.generic]]:
    """Each row as multiples of a step of its own."""
    step = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / 127, LEAST).astype(np.float32)
    return {name: np.rint(rows / step).astype(np.int8), f"{name}_step": step}


def _out_of_eight_bits(name: str, arrays: Stored) -> Floats:
    return np.asarray(arrays[name].astype(np.float32) * arrays[f"{name}_step"].astype(np.float32), dtype=np.float32)
