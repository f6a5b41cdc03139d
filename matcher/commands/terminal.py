"""What commands share: reading text, writing lines, bars, and refusing what cannot be used."""

# ruff: noqa: T201 - a command's result goes to stdout

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from tqdm import tqdm

OFFICE = ZoneInfo("Asia/Shanghai")
TITLES_A_BATCH = 1_000
Item = TypeVar("Item")


class BadInputError(Exception):
    """What the caller gave cannot be used; the message says where and why."""


@contextmanager
def writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise BadInputError(f"{out}: cannot be written: {fault.strerror or fault}") from None


def onto(bar: "tqdm[None]") -> Callable[[str, float], None]:
    """A listener that moves a bar."""

    def listen(stage: str, done: float) -> None:
        bar.set_description_str(stage, refresh=False)
        bar.update(done - bar.n)

    return listen


def read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadInputError(f"{path}: {fault.strerror}") from None


def lines_of(name: str | Path, written: bytes) -> list[str]:
    """The lines of a text, whatever the locale; a byte order mark and carriage returns are no part of them."""
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = written.count(b"\n", 0, fault.start) + 1
        raise BadInputError(f"{name}: row {row}: not UTF-8") from None
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def batches(items: Sequence[Item], what: str) -> Iterator[list[Item]]:
    """The items some at a time, with a bar on stderr when somebody looks."""
    with tqdm(total=len(items), desc=what, disable=not sys.stderr.isatty()) as bar:
        for first in range(0, len(items), TITLES_A_BATCH):
            yield list(items[first : first + TITLES_A_BATCH])
            bar.update(min(TITLES_A_BATCH, len(items) - first))


def print_cells(*cells: str) -> None:
    """One line of TSV; a tab inside a cell would move the columns and becomes a space."""
    print("\t".join(cell.replace("\t", " ").replace("\r", " ") for cell in cells))
