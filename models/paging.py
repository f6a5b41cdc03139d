"""Lists, a page at a time: any named query, ordered by named keys, cut, counted."""

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.errors import TooManyOrders, UnknownOrder

Rows: TypeAlias = sa.Select[Any]
"""A statement that yields plain columns, as `pd.read_sql` takes them."""

Listing = TypeVar("Listing", bound=sa.Select[Any])
Orders: TypeAlias = Mapping[str, Any]
"""The keys a list can be ordered by, each with its column; the column under `id` breaks ties."""

MOST_KEYS = 5


def ordered(statement: Listing, keys: str, orders: Orders) -> Listing:
    """Order by `keys`, such as `-wage_high,created_at`: a minus is descending, unknown values come last.

    Ties follow the id, so that two pages never show the same row. `UnknownOrder` names a key that is not offered;
    `TooManyOrders` when there are more than `MOST_KEYS`, or one stands twice.
    """
    wanted = [key.strip() for key in keys.split(",") if key.strip()]
    if len(wanted) > MOST_KEYS or len({key.removeprefix("-") for key in wanted}) < len(wanted):
        raise TooManyOrders(MOST_KEYS)
    return statement.order_by(*(_order(key, orders) for key in wanted), orders["id"])


def _order(key: str, orders: Orders) -> sa.UnaryExpression[Any]:
    name = key.removeprefix("-")
    if name not in orders:
        raise UnknownOrder(name, sorted(orders))
    column = col(orders[name])
    # The two databases put nulls at opposite ends unless told.
    return (column.desc() if key.startswith("-") else column.asc()).nulls_last()


def page(statement: Listing, *, number: int, size: int) -> Listing:
    """The rows of page `number`, counted from 1."""
    return statement.limit(size).offset((number - 1) * size)


def count(statement: sa.Select[Any]) -> SelectOfScalar[int]:
    """How many rows the whole list has."""
    return select(func.count()).select_from(statement.order_by(None).subquery())
