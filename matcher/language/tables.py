"""The csv tables beside the code, read once."""

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Every row of ``data/<name>.csv``, keyed by its header."""
    text = (files("matcher.language") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def items(cell: str) -> list[str]:
    """The items of a list cell, which are joined by ``；``."""
    return [item for item in cell.split("；") if item]
