import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

from matcher.language.hashing import feature_counts, ngram_counts, unit_rows

WIDTH = 2**16
texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=6)


def same(one: sparse.csr_array, other: sparse.csr_array) -> bool:
    pairs = ((one.indptr, other.indptr), (one.indices, other.indices), (one.data, other.data))
    return all(mine.dtype == theirs.dtype and np.array_equal(mine, theirs) for mine, theirs in pairs)


@given(texts, st.integers(1, 3))
def test_runs_of_characters_are_counted_as_by_scikit_learn(written, longest):
    theirs = HashingVectorizer(
        analyzer="char_wb",
        ngram_range=(1, longest),
        n_features=WIDTH,
        norm=None,
        alternate_sign=False,
        dtype=np.float32,
    )
    assert same(ngram_counts(written, longest, WIDTH), theirs.transform(written))


@given(st.lists(texts, min_size=1, max_size=4))
def test_features_are_counted_as_by_scikit_learn(said):
    theirs = HashingVectorizer(analyzer=list, n_features=WIDTH, norm=None, alternate_sign=False, dtype=np.float32)
    assert same(feature_counts(said, WIDTH), theirs.transform(said))


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_rows_are_brought_to_the_length_that_scikit_learn_brings_them_to(kind):
    rows = sparse.random_array((50, 80), density=0.1, format="csr", dtype=kind, rng=np.random.default_rng(1))
    assert same(unit_rows(rows), normalize(rows))


def test_no_texts_are_no_rows():
    assert ngram_counts([], 2, WIDTH).shape == (0, WIDTH)


def test_a_text_of_blanks_has_no_runs():
    assert ngram_counts([" \t "], 3, WIDTH).nnz == 0
