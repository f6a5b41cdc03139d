"""Other ways to give a title its occupation, all taught with the same titles: the baselines of E1."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from matcher.language.classification import ancestor, called
from matcher.language.occupations.meaning import meanings

ENCODER_LENGTH = 0.7  # of the encoder's vector beside 1 for the letters; of 0.7 and 1.2
MOST = 5  # codes a baseline ranks

Example = tuple[str, str]  # cleaned title and code
Coder = Callable[[Sequence[str]], list[list[str]]]  # cleaned titles to 细类, likeliest first
Matrix = sparse.csr_array


def coders(taught: Sequence[Example]) -> dict[str, Coder]:
    """The baselines by name, taught with these titles."""
    return {
        "names, char TF-IDF": by_names(),
        "char TF-IDF + LinearSVC": by_letters(taught),
        "encoder + LinearSVC": by_letters(taught, _encoded),
    }


def by_names() -> Coder:
    """Untaught: the code with the likest name or 工种, by characters."""
    named = [(name, code) for code, words in called().items() if ancestor(code, 4) for name in words]
    codes = [code for _, code in named]
    letters = TfidfVectorizer(analyzer="char", ngram_range=(1, 2)).fit([name for name, _ in named])
    names = letters.transform([name for name, _ in named])

    def ranked(cores: Sequence[str]) -> list[list[str]]:
        return [_best(scores, codes) for scores in (letters.transform(cores) @ names.T).toarray()]

    return ranked


def by_letters(taught: Sequence[Example], encode: Callable[[Sequence[str]], Matrix] | None = None) -> Coder:
    """A linear support vector machine on characters, beside the vectors of an encoder where one is given."""
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), sublinear_tf=True)
    letters.fit([core for core, _ in taught])

    def seen(cores: Sequence[str]) -> Matrix:
        part = sparse.csr_array(letters.transform(cores))
        return sparse.csr_array(sparse.hstack([part, encode(cores)], format="csr")) if encode else part

    machine = LinearSVC(dual=True, random_state=0)
    machine.fit(seen([core for core, _ in taught]), [code for _, code in taught])
    codes = [str(code) for code in machine.classes_]

    def ranked(cores: Sequence[str]) -> list[list[str]]:
        return [_best(margins, codes) for margins in machine.decision_function(seen(cores))]

    return ranked


def _best(scores: npt.NDArray[np.float64], codes: Sequence[str]) -> list[str]:
    """The first few different 细类 by falling score."""
    found: dict[str, None] = {}
    for at in np.argsort(-scores, kind="stable"):
        if ancestor(codes[at], 4):
            found[codes[at]] = None
        if len(found) == MOST:
            break
    return list(found)


def _encoded(cores: Sequence[str]) -> Matrix:
    return sparse.csr_array(meanings(cores).astype(np.float64) * ENCODER_LENGTH)
