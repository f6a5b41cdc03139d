"""Rows of one side of an instance, taken or put together."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from matcher.pairing.instance import Ints, Vacancies, Workers

Side = TypeVar("Side", Workers, Vacancies)


def rows_of(side: Side, rows: Ints) -> Side:
    """Some rows of one side."""
    taken: dict[str, Any] = {}
    for column in fields(side):
        values = getattr(side, column.name)
        if isinstance(values, np.ndarray):
            taken[column.name] = values[rows]
        else:
            taken[column.name] = type(values)(values[row] for row in rows.tolist())
    return replace(side, **taken)


def merged(before: Side, now: Side, ids: Sequence[str]) -> Side:
    """The rows ``ids`` in this order, of two tables of which the later counts. Raises ``KeyError`` for an id in
    neither.
    """
    place = {key: row for row, key in enumerate([*before.ids, *now.ids])}
    rows = np.array([place[key] for key in ids], dtype=np.int64)
    both = {column.name: _joined(getattr(before, column.name), getattr(now, column.name)) for column in fields(before)}
    return rows_of(replace(before, **both), rows)


def _joined(first: Any, then: Any) -> Any:
    """Two columns, one after the other."""
    return np.concatenate([first, then]) if isinstance(first, np.ndarray) else type(first)([*first, *then])
