"""How like a title is what the classification says of each code: its name, its 工种 and its duties.

Everything is compared in characters, by the features of ``features.letter_counts``.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.classification import called, names
from matcher.language.occupations.features import inverse_frequency, letter_counts
from matcher.language.tables import rows

Floats = npt.NDArray[np.float32]
LEAST = np.float32(1e-6)  # divides where there is nothing to divide


@dataclass(frozen=True, slots=True)
class Likeness:
    """Titles × codes, each in [0, 1].

    ``name`` and ``called`` are cosines with the name and with the likest of name and 工种; ``held`` is the share of
    such a word that the title holds, ``mutual`` the harmonic mean of that and the share of the title it holds;
    ``duties`` the cosine with name, definition and tasks, ``told`` the share of the title found in them.
    """

    name: Floats
    called: Floats
    held: Floats
    mutual: Floats
    duties: Floats
    told: Floats


@dataclass(frozen=True, slots=True)
class Corpus:
    """Features × texts: ``unit`` in weights of length 1, ``present`` in ones; ``total`` is the weight of each text."""

    rarity: Floats
    unit: sparse.csr_array
    present: sparse.csr_array
    total: Floats

    def cosine(self, counted: sparse.csr_array) -> Floats:
        """Titles × texts."""
        return np.asarray((weighted_unit(counted, self.rarity) @ self.unit).toarray(), dtype=np.float32)

    def shared(self, counted: sparse.csr_array) -> tuple[Floats, Floats]:
        """Titles × texts: the share of a text's weight that the title holds, and of the title's that the text holds."""
        weights = present(counted, self.rarity)
        common = np.asarray((weights @ self.present).toarray(), dtype=np.float32)
        return _over(common, self.total), _over(common, _total(weights)[:, None])


@dataclass(frozen=True, slots=True)
class Texts:
    """What is said of the codes, in their order. ``first`` is the place of each code's name; its 工种 follow."""

    first: npt.NDArray[np.int64]
    words: Corpus
    duties: Corpus

    def likeness(self, counted: sparse.csr_array) -> Likeness:
        """Of titles, given as counts of their letters, to every code."""
        cosine = self.words.cosine(counted)
        of_word, of_title = self.words.shared(counted)
        mutual = 2 * of_word * of_title / np.maximum(of_word + of_title, LEAST)
        return Likeness(
            cosine[:, self.first],
            self._likest(cosine),
            self._likest(of_word),
            self._likest(mutual),
            self.duties.cosine(counted),
            self.duties.shared(counted)[1],
        )

    def _likest(self, of_words: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(of_words, self.first, axis=1), dtype=np.float32)


@cache
def duties() -> sparse.csr_array:
    """Counts of the letters of each code's name, definition and tasks: codes × letters."""
    told = {row["code"]: f"{row['definition']} {row['tasks']}" for row in rows("occupation_duties")}
    return letter_counts([f"{names()[code]} {told.get(code, '')}".lower() for code in sorted(names())])


def texts(duties: sparse.csr_array) -> Texts:
    """Of the names in the classification and of counted duties."""
    known = [called()[code] for code in sorted(names())]
    first = np.cumsum([0, *(len(words) for words in known)])[:-1]
    return Texts(first, _corpus(letter_counts([word.lower() for words in known for word in words])), _corpus(duties))


def _corpus(counted: sparse.csr_array) -> Corpus:
    rarity = inverse_frequency(counted)
    total = _total(present(counted, rarity))
    columns = sparse.csr_array(weighted_unit(counted, rarity).T), sparse.csr_array(present(counted).T)
    return Corpus(rarity, *columns, total)


def _over(part: Floats, whole: Floats) -> Floats:
    return np.asarray(part / np.maximum(whole, LEAST), dtype=np.float32)


def present(counted: sparse.csr_array, weight: Floats | None = None) -> sparse.csr_array:
    """1, or its weight, for each feature that stands there at all."""
    data = np.ones(len(counted.data), np.float32) if weight is None else weight[counted.indices]
    return sparse.csr_array((data, counted.indices, counted.indptr), shape=counted.shape)


def _total(matrix: sparse.csr_array) -> Floats:
    return np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel()


def weighted_unit(counted: sparse.csr_array, rarity: Floats) -> sparse.csr_array:
    """Counts damped by their log, weighted by rarity, each row of length 1."""
    data = (1 + np.log(counted.data)) * rarity[counted.indices]
    owner = np.repeat(np.arange(counted.shape[0]), np.diff(counted.indptr))
    length = np.sqrt(np.bincount(owner, data**2, minlength=counted.shape[0]))
    scaled = (data / np.maximum(length[owner], LEAST)).astype(np.float32)
    return sparse.csr_array((scaled, counted.indices, counted.indptr), shape=counted.shape)
