"""Lists: which page, in what order, of how many."""

import builtins
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import sqlalchemy as sa
from litestar.params import FromQuery, QueryParameter
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from api.refusals import BadField

LARGEST = 200

Row = TypeVar("Row", bound=SQLModel)
Item = TypeVar("Item")

Keys = Mapping[str, Any]  # what the client calls it → the column


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; ``total`` counts all its rows, ``page`` from 1."""

    items: builtins.list[Item]
    total: int
    page: int
    page_size: int


@dataclass(frozen=True, slots=True)
class Paging:
    """What the client asked: ``sort`` like ``-wage_high_fen,title``, a minus for descending."""

    page: int
    page_size: int
    sort: str

    def order(self, keys: Keys, default: str) -> builtins.list[sa.UnaryExpression[Any]]:
        """The ORDER BY; unknown last either way. Raises `BadField` for a key that is not offered."""
        terms = []
        for word in (self.sort or default).split(","):
            name = word.strip().removeprefix("-")
            if name not in keys:
                raise BadField.of("sort", f"不能按“{name}”排序，可用：{'、'.join(keys)}（前面加 - 为倒序）")
            column = keys[name]
            terms.append(sa.nulls_last(column.desc() if word.strip().startswith("-") else column.asc()))
        return terms


def paging(
    page: Annotated[int, QueryParameter(ge=1, le=1_000_000, description="第几页，从 1 起")] = 1,
    page_size: Annotated[int, QueryParameter(ge=1, le=LARGEST, description="每页几条")] = 50,
    sort: FromQuery[str] = "",
) -> Paging:
    """The ``paging`` dependency."""
    return Paging(page, page_size, sort)


def page_of(
    session: Session,
    rows: SelectOfScalar[Row],
    paging: Paging,
    order: Sequence[sa.UnaryExpression[Any]],
    read: Callable[[builtins.list[Row]], builtins.list[Item]],
) -> Page[Item]:
    """Count, cut the page out and turn its rows (all at once) into what is sent."""
    total = session.scalar(sa.select(sa.func.count()).select_from(rows.order_by(None).subquery())) or 0
    cut = rows.order_by(*order).offset((paging.page - 1) * paging.page_size).limit(paging.page_size)
    return Page(read(list(session.exec(cut))), total, paging.page, paging.page_size)
