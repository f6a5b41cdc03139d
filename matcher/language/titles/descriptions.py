"""Count the letters of all that describes an occupation and write them beside the code.

    python -m matcher.language.titles.descriptions

Takes seconds; the same tables, and the same way to clean a title, give the same counts. ``senses`` reads them.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse

from matcher.language.tables import items, rows
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.senses import FILE, letters_in

NAME, WORK_TYPE, ADVERT = 3, 2, 1  # weight of a text; a definition counts as an advert


def counted() -> sparse.csr_array:
    """细类, in the order of the classification, × letters: the weights of the texts in which a letter stands."""
    codes = {row["code"]: number for number, row in enumerate(r for r in rows("occupations") if r["level"] == "4")}
    texts = [(text, codes[code], weight) for text, code, weight in _texts() if text and code in codes]
    letters = letters_in([text for text, _, _ in texts])
    owners, weights = [code for _, code, _ in texts], [weight for _, _, weight in texts]
    owner = sparse.csr_array((weights, (owners, range(len(texts)))), (len(codes), len(texts)))
    by_code = sparse.csr_array(owner @ letters)
    by_code.sort_indices()
    return by_code


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


def write(path: Path) -> None:
    """Keep the counts in an npz file, as whole numbers."""
    found = counted()
    np.savez_compressed(
        path,
        allow_pickle=False,
        data=found.data.astype(np.uint16),
        indices=found.indices.astype(np.uint32),
        starts=found.indptr.astype(np.int32),
    )


if __name__ == "__main__":
    write(Path(__file__).parents[1] / "data" / FILE)
