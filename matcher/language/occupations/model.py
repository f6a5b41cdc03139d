"""The occupation model: a linear model proposes, trees over the evidence for each candidate decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.occupations.analogy import restored
from matcher.language.occupations.analogy import stored as as_stored
from matcher.language.occupations.code_texts import Texts, texts
from matcher.language.occupations.evidence import Candidates, Taught, candidates, codes
from matcher.language.occupations.features import LETTERS_WIDTH, WIDTH
from matcher.language.occupations.linear import Linear
from matcher.language.occupations.meaning import seen
from matcher.language.occupations.trees import Trees
from matcher.language.occupations.usage import EDGES_WIDTH, Counts, usage

FILE = "occupation_model.npz"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """All that coding a title takes."""

    taught: Taught
    duties: sparse.csr_array
    texts: Texts
    trees: Trees
    tables: str  # fingerprint of what it was fitted on

    def candidates(self, cores: Sequence[str]) -> Candidates:
        """The codes each cleaned title may bear, with what speaks for each."""
        return candidates(cores, seen(cores), self.taught, self.texts)

    def log_odds(self, cores: Sequence[str]) -> list[dict[str, float]]:
        """Of each candidate code of each cleaned title against no candidate at all, by code."""
        found = self.candidates(cores)
        odds: list[dict[str, float]] = [{} for _ in cores]
        for title, code, odd in zip(
            found.title.tolist(), found.code.tolist(), self.trees.log_odds(found.evidence).tolist(), strict=True
        ):
            odds[title][codes()[code]] = odd
        return odds


def write(model: Model, path: Path) -> None:
    """Keep a model in an npz file: weights in eight bits, counts in sixteen, trees as they are."""
    linear, counts = model.taught.linear, model.taught.usage.counts
    weights = linear.weights
    step = np.abs(weights.data).max() / 127
    arrays = {f"trees_{part.name}": np.asarray(getattr(model.trees, part.name)) for part in fields(Trees)}
    arrays |= {
        "codes": np.array(linear.codes),
        "frequency": linear.frequency.astype(np.float16),
        "data": np.rint(weights.data / step).astype(np.int8),
        "indices": weights.indices.astype(np.uint16),
        "starts": weights.indptr.astype(np.int32),
        "step": np.array(step, np.float32),
        "borne": counts.borne,
        "tables": np.array(model.tables),
    }
    arrays |= as_stored(model.taught.analogy)
    counted = {"duties": model.duties, "letters": counts.letters, "ends": counts.ends, "beginnings": counts.starts}
    for name, matrix in counted.items():
        arrays |= _parts(name, matrix)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _parts(name: str, matrix: sparse.csr_array) -> dict[str, npt.NDArray[np.generic]]:
    """Small whole numbers over fewer than 65,537 columns."""
    return {
        f"{name}_data": matrix.data.astype(np.uint16),
        f"{name}_indices": matrix.indices.astype(np.uint16),
        f"{name}_starts": matrix.indptr.astype(np.int32),
    }


def _joined(stored: Mapping[str, npt.NDArray[np.generic]], name: str, width: int) -> sparse.csr_array:
    """Codes × columns, of what ``_parts`` made."""
    parts = (stored[f"{name}_data"].astype(np.float32), stored[f"{name}_indices"].astype(np.int32))
    return sparse.csr_array((*parts, stored[f"{name}_starts"]), shape=(len(codes()), width))


@cache
def shipped() -> Model:
    """The model that ``python -m matcher.language.occupations.fitting`` wrote."""
    with as_file(files("matcher.language") / "data" / FILE) as path, np.load(path) as stored:
        names = tuple(str(code) for code in stored["codes"])
        parts = (stored["data"].astype(np.float32) * stored["step"], stored["indices"].astype(np.int32))
        weights = sparse.csr_array((*parts, stored["starts"]), shape=(WIDTH, len(names)))
        duties = _joined(stored, "duties", LETTERS_WIDTH)
        letters = _joined(stored, "letters", LETTERS_WIDTH)
        edges = _joined(stored, "ends", EDGES_WIDTH), _joined(stored, "beginnings", EDGES_WIDTH)
        trees = {part.name: stored[f"trees_{part.name}"] for part in fields(Trees)}
        trees |= {"start": float(trees["start"])}
        linear = Linear(names, stored["frequency"].astype(np.float32), weights)
        return Model(
            Taught(linear, usage(Counts(stored["borne"], letters, *edges)), restored(stored)),
            duties,
            texts(duties),
            Trees(**trees),
            str(stored["tables"]),
        )
