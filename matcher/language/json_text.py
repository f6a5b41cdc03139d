"""JSON in which a key that stands twice in an object is not silently taken as its last."""

import json
from collections.abc import Mapping

MOST_TOLD = 60  # characters of a key that a refusal repeats


class Repeated(dict[str, object]):
    """An object of which some keys stand more than once; ``twice`` is the beginning of the first, in one line."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        met: set[str] = set()
        key = next(key for key, _ in pairs if key in met or met.add(key))  # type: ignore[func-returns-value]
        self.twice = " ".join(key.split())[:MOST_TOLD]


def read_json(text: str) -> object:
    """The value of a JSON text, each object with repeated keys as `Repeated`; raises `ValueError`, `RecursionError`."""
    return json.loads(text, object_pairs_hook=_object)


def twice(written: Mapping[str, object]) -> str | None:
    """The key that stands twice in an object that was read; None where each stands once.

    >>> twice(read_json('{"people": 3, "people": 8}')), twice(read_json('{"people": 3}'))
    ('people', None)
    """
    return written.twice if isinstance(written, Repeated) else None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeated(pairs)
