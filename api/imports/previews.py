"""Uploads that have been tried and wait to be confirmed, in the memory of this process.

A form holds people's names and numbers: it is kept only until it is taken, pushed out by later ones or the server
stops. Then the page asks for the file again.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from api.forms.faults import Ignored
from api.forms.reading import Kind

MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Preview:
    content: bytes
    filename: str
    kind: Kind
    left_out: tuple[Ignored, ...] = ()
    """What of the form would not be kept."""
    forbidden: tuple[Ignored, ...] = ()
    """Rows that would be kept and wait for review."""


class Previews:
    """The last uploads by the number of their dry run; the oldest go first when room is short."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._kept = most_bytes, OrderedDict[int, Preview]()
        self._lock = threading.Lock()

    def keep(self, import_id: int, preview: Preview) -> None:
        with self._lock:
            self._kept[import_id] = preview
            while sum(len(kept.content) for kept in self._kept.values()) > self._most:
                self._kept.popitem(last=False)

    def get(self, import_id: int) -> Preview | None:
        with self._lock:
            return self._kept.get(import_id)

    def drop(self, import_id: int) -> None:
        with self._lock:
            self._kept.pop(import_id, None)
