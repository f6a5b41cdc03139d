"""Texts as counts of hashed features.

The column of a feature is its MurmurHash3 (32 bits; A. Appleby, public domain), without its sign, modulo the width:
where scikit-learn's ``HashingVectorizer`` puts it. Loading scikit-learn takes half a second; this takes none.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

_CODE_POINT = np.uint64(21)  # bits
_BLOCK = 4  # bytes mixed at once
_FIRST, _SECOND = np.uint32(0xCC9E2D51), np.uint32(0x1B873593)

Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint32]


def ngram_counts(texts: Sequence[str], longest: int, width: int) -> sparse.csr_array:
    """Texts × width: how often each run of 1 to ``longest`` characters stands in a text, a blank round each word."""
    words = [(row, f" {word} ") for row, text in enumerate(texts) for word in text.lower().split()]
    written = "".join(word for _, word in words)
    points = np.frombuffer(written.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    word_of = np.repeat(np.arange(len(words)), [len(word) for _, word in words])
    row_of = np.array([row for row, _ in words], dtype=np.int64)
    rows, columns = [], []
    for length in range(1, longest + 1):
        last = max(0, len(points) - length + 1)
        starts = np.flatnonzero(word_of[:last] == word_of[len(points) - last :])
        rows.append(row_of[word_of[starts]])
        columns.append(_columns_at(written, points, starts, length, width))
    return _counted(np.concatenate(rows), np.concatenate(columns), (len(texts), width))


def feature_counts(said: Sequence[Sequence[str]], width: int) -> sparse.csr_array:
    """Lists of features × width: how often each stands in a list."""
    rows = np.repeat(np.arange(len(said)), [len(features) for features in said])
    return _counted(rows, _columns([feature for features in said for feature in features], width), (len(said), width))


def unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """Rows brought to length 1, summed in double precision; empty rows stay empty."""
    owner = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(owner, matrix.data * matrix.data, minlength=matrix.shape[0]))
    lengths[lengths == 0] = 1
    data = (matrix.data / lengths[owner]).astype(matrix.data.dtype)
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _columns_at(written: str, points: npt.NDArray[np.uint64], starts: Numbers, length: int, width: int) -> Numbers:
    """Columns of the runs of one length; each different run is hashed once."""
    key = np.zeros(len(starts), dtype=np.uint64)
    for place in range(length):
        key = key << _CODE_POINT | points[starts + place]
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    return _columns([written[start : start + length] for start in starts[first].tolist()], width)[which]


def _counted(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> sparse.csr_array:
    """Duplicates summed, columns of a row in order."""
    cells = rows.astype(np.int32), columns.astype(np.int32)
    counts = sparse.csr_array((np.ones(len(rows), np.float32), cells), shape=shape)
    counts.sum_duplicates()
    return counts


def _columns(features: Sequence[str], width: int) -> Numbers:
    encoded = [feature.encode() for feature in features]
    sizes = np.array([len(one) for one in encoded], dtype=np.int64)
    found = np.zeros(len(encoded), dtype=np.int64)
    for size in np.unique(sizes).tolist():
        alike = np.flatnonzero(sizes == size)
        found[alike] = _hashes(b"".join(encoded[at] for at in alike.tolist()), size)
    return np.asarray(np.abs(found) % width, dtype=np.int64)


def _hashes(joined: bytes, size: int) -> npt.NDArray[np.int32]:
    """MurmurHash3 with seed 0, as signed numbers, of byte strings of one size."""
    count = len(joined) // size if size else 1
    padded = np.zeros((count, -(-size // _BLOCK) * _BLOCK), dtype=np.uint8)
    padded[:, :size] = np.frombuffer(joined, dtype=np.uint8).reshape(count, size)
    mixed = np.zeros(count, dtype=np.uint32)
    for at, block in enumerate(padded.view("<u4").T):
        mixed ^= _rotated(block * _FIRST, 15) * _SECOND
        if (at + 1) * _BLOCK <= size:
            mixed = _rotated(mixed, 13) * np.uint32(5) + np.uint32(0xE6546B64)
    mixed ^= np.uint32(size)
    mixed = (mixed ^ mixed >> np.uint32(16)) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ mixed >> np.uint32(13)) * np.uint32(0xC2B2AE35)
    return np.asarray(mixed ^ mixed >> np.uint32(16), dtype=np.uint32).view(np.int32)


def _rotated(bits: Bits, by: int) -> Bits:
    return np.asarray(bits << np.uint32(by) | bits >> np.uint32(32 - by), dtype=np.uint32)
