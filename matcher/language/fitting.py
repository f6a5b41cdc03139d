"""Fit the weights of the occupation model and write them beside the code.

    python -m matcher.language.fitting

Kernel ridge regression of labelled titles on their codes, one column a code; each code
also gets one example made of all its names in the lexicon. The sums of the dual weights
over characters and concepts are what is kept, in eight bits.
Takes some ten seconds; the same tables give the same file.
"""

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from matcher.language.features import counts, inverse_frequency, unit, weighted
from matcher.language.lexicon import key, lexicon
from matcher.language.occupations import Model
from matcher.language.reading import SURE_NAME, UNKNOWN, Rank, read
from matcher.language.tables import rows
from matcher.language.titles import clean_title

RIDGE = 1.0  # chosen among 0.5, 1 and 2 by five folds
NAMES_SHARE = 0.5  # length of the example made of names, beside 1 for a labelled title; of 0, 0.5 and 1

Floats = npt.NDArray[np.float32]


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
    """The model of these examples and of the names of the lexicon."""
    examples = [(core, code) for core, code in examples if credible(core, code)]
    codes = sorted({code for _, code in examples})
    column = {code: place for place, code in enumerate(codes)}
    titles = counts([title for title, _ in examples])
    names = [(name, lexicon().concepts[concept].code) for name, concept in lexicon().whole.items()]
    named = counts([name for name, code in names if code in column])
    frequency = inverse_frequency(sparse.vstack([titles, named], format="csr"))
    owner = [column[code] for _, code in names if code in column]
    gather = sparse.csr_array((np.ones(len(owner), np.float32), (owner, range(len(owner)))), (len(codes), len(owner)))
    pooled = unit(gather @ weighted(named, frequency)) * np.float32(NAMES_SHARE)
    rows_ = sparse.csr_array(sparse.vstack([weighted(titles, frequency), pooled], format="csr"))
    targets = [column[code] for _, code in examples] + list(range(len(codes)))
    return Model(
        tuple(codes),
        frequency,
        _in_eight_bits(sparse.csr_array(rows_.T), _dual(rows_, targets, len(codes))),
        fingerprint(),
    )


def _dual(examples: sparse.csr_array, targets: list[int], width: int) -> Floats:
    kernel = (examples @ examples.T).toarray().astype(np.float32)
    kernel[np.diag_indices_from(kernel)] += np.float32(RIDGE)
    wanted = np.zeros((len(targets), width), np.float32)
    wanted[range(len(targets)), targets] = 1
    solved = cho_solve(cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False), wanted, check_finite=False)
    return np.asarray(solved, dtype=np.float32)


def _in_eight_bits(features: sparse.csr_array, dual: Floats) -> sparse.csr_array:
    """Sums of the dual weights over the titles that hold a feature, as multiples of one step.

    Eight bits leave 1.4 % of the weights and cost no title in five folds.
    """
    dense = np.asarray(features @ dual, dtype=np.float32)
    step = np.abs(dense).max() / 127
    weights = sparse.csr_array(np.rint(dense / step).astype(np.int8))
    return sparse.csr_array((weights.data * step, weights.indices, weights.indptr), shape=weights.shape)


def fingerprint() -> str:
    """Of the tables a model is made from."""
    data = files("matcher.language") / "data"
    tables = ("labelled_titles", "concepts", "occupations")
    return sha256(b"".join((data / f"{name}.csv").read_bytes() for name in tables)).hexdigest()


def write(path: Path) -> None:
    """Fit all labelled titles and write weights, codes and the fingerprint of the tables to an npz file."""
    model = fit(labelled())
    step = np.abs(model.weights.data).max() / 127
    np.savez_compressed(
        path,
        codes=np.array(model.codes),
        frequency=model.frequency.astype(np.float16),
        data=np.rint(model.weights.data / step).astype(np.int8),
        indices=model.weights.indices.astype(np.uint16),
        starts=model.weights.indptr.astype(np.int32),
        step=np.float32(step),
        tables=np.array(model.tables),
    )


if __name__ == "__main__":
    write(Path(__file__).parent / "data" / "occupation_model.npz")
