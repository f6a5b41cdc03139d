"""How adverts use each code: which letters the labelled titles of a code hold, how they end and how they begin.

The end of a Chinese title is its head (叉车司机 is a 司机), the beginning mostly its trade or product. All of it
is read off counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.hashing import feature_counts
from matcher.language.occupations.code_texts import present, weighted_unit
from matcher.language.occupations.features import letters_of

LONGEST = 6  # characters of an end or a beginning
EDGES_WIDTH = 2**16
UNSEEN = 1.5  # titles of no known code added to those with the same end: one met once leaves three fifths open
PRIOR = 2.0  # titles of usual letters added to those of each code

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """``borne``: titles that bear each code; the others, codes × hashed features: how many of these hold it."""

    borne: Floats
    letters: sparse.csr_array
    ends: sparse.csr_array
    starts: sparse.csr_array


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Titles × codes. ``favour``: log-odds of the title's letters under the code against under any (naive Bayes).

    ``like``: cosine with all titles of the code; ``ending`` and ``beginning``: share of the titles with the same end
    that bear the code, the longest end known first, shorter ones for what it leaves open.
    """

    favour: Floats
    like: Floats
    ending: Floats
    beginning: Floats


@dataclass(frozen=True, slots=True)
class Edges:
    """Hashed features: ``known`` is how many titles hold each, ``share`` (features × codes) what each code has."""

    known: Floats
    share: sparse.csr_array

    def shares(self, hashed: Numbers) -> Floats:
        """Titles × codes, from the features of each title by length; absent ones are -1."""
        known = np.where(hashed < 0, 0, self.known[hashed])
        open_after = UNSEEN / (known + UNSEEN)
        left = np.cumprod(open_after[:, :0:-1], axis=1)[:, ::-1]  # by all that is longer
        weight = np.hstack([left, np.ones((len(hashed), 1))])
        title, length = np.nonzero(known)
        parts = (weight[title, length].astype(np.float32), (title, hashed[title, length]))
        asked = sparse.csr_array(sparse.coo_array(parts, shape=(len(hashed), EDGES_WIDTH)))
        return np.asarray((asked @ self.share).toarray(), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Usage:
    """What ``usage`` makes of counts: what a title's likeness to the titles of each code takes."""

    counts: Counts
    borne: Floats  # brought to the titles of a whole model
    gain: sparse.csr_array  # letters × codes: log-odds of a letter that titles of the code hold, beside ``floor``
    floor: Floats  # log-odds of a letter that they do not hold
    rarity: Floats
    unit: sparse.csr_array  # letters × codes
    ends: Edges
    starts: Edges

    def resemblance(self, cores: Sequence[str], counted: sparse.csr_array) -> Resemblance:
        """Of cleaned titles and their counted features, to the titles of every code."""
        letters = letters_of(counted)
        like = np.asarray((weighted_unit(letters, self.rarity) @ self.unit).toarray(), dtype=np.float32)
        ending, beginning = self.ends.shares(ends(cores)), self.starts.shares(starts(cores))
        return Resemblance(self._favour(letters), like, ending, beginning)

    def _favour(self, letters: sparse.csr_array) -> Floats:
        """Over the root of the number of letters, as neighbouring ones repeat each other; least where no title is."""
        held = np.diff(letters.indptr).astype(np.float32)[:, None]
        found = np.asarray((present(letters) @ self.gain).toarray(), dtype=np.float32) + held * self.floor
        found /= np.sqrt(held)
        return np.where(self.counts.borne > 0, found, found.min(axis=1, keepdims=True))


def counted_usage(cores: Sequence[str], counted: sparse.csr_array, code: Sequence[int], width: int) -> Counts:
    """Of labelled titles: cleaned, their counted features, and the place of their code among ``width``."""
    owner = sparse.csr_array((np.ones(len(cores), np.float32), (code, range(len(cores)))), (width, len(cores)))
    return Counts(
        np.bincount(code, minlength=width).astype(np.float32),
        sparse.csr_array(owner @ present(letters_of(counted))),
        sparse.csr_array(owner @ _rows(ends(cores))),
        sparse.csr_array(owner @ _rows(starts(cores))),
    )


def usage(counts: Counts, titles: int | None = None) -> Usage:
    """What counts say; ``borne`` is brought to a number of titles."""
    total = float(counts.borne.sum())
    seen = np.asarray(counts.letters.sum(axis=0), dtype=np.float32)
    rarity = np.asarray(np.log((1 + total) / (1 + seen)) + 1, dtype=np.float32)
    floor = np.log(PRIOR / (counts.borne + PRIOR)).astype(np.float32)
    unit = sparse.csr_array(weighted_unit(counts.letters, rarity).T)
    borne = counts.borne * np.float32((titles or total) / total)
    return Usage(
        counts,
        borne,
        _gain(counts, (seen + 1) / (total + 2)),
        floor,
        rarity,
        unit,
        _edges(counts.ends),
        _edges(counts.starts),
    )


def _gain(counts: Counts, usual: Floats) -> sparse.csr_array:
    """Log of how much likelier a letter is for being held by the code's titles; ``usual`` is its share of all."""
    expected = np.float32(PRIOR) * usual[counts.letters.indices]
    data = np.log1p(counts.letters.data / expected).astype(np.float32)
    kept = sparse.csr_array((data, counts.letters.indices, counts.letters.indptr), shape=counts.letters.shape)
    return sparse.csr_array(kept.T)


def _edges(counts: sparse.csr_array) -> Edges:
    known = np.asarray(counts.sum(axis=0), dtype=np.float32)
    data = (counts.data / (known[counts.indices] + np.float32(UNSEEN))).astype(np.float32)
    share = sparse.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)
    return Edges(known, sparse.csr_array(share.T))


def ends(cores: Sequence[str]) -> Numbers:
    """Titles × ``LONGEST``: the hashed last characters, shortest first; -1 where the title is shorter."""
    return _hashed([core.replace(" ", "")[::-1] for core in cores])


def starts(cores: Sequence[str]) -> Numbers:
    """The same of the first characters."""
    return _hashed([core.replace(" ", "") for core in cores])


def _hashed(texts: Sequence[str]) -> Numbers:
    lengths = np.array([min(len(text), LONGEST) for text in texts], dtype=np.int64)
    pieces = [[text[:length]] for text in texts for length in range(1, min(len(text), LONGEST) + 1)]
    found = np.full((len(texts), LONGEST), -1, np.int64)
    found[np.arange(LONGEST) < lengths[:, None]] = feature_counts(pieces, EDGES_WIDTH).indices
    return found


def _rows(hashed: Numbers) -> sparse.csr_array:
    title, length = np.nonzero(hashed >= 0)
    ones = np.ones(len(title), np.float32)
    return sparse.csr_array((ones, (title, hashed[title, length])), shape=(len(hashed), EDGES_WIDTH))
