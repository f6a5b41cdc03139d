"""Lists: which page, in what order, of how many."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from litestar.params import FromQuery, QueryParameter
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from models.paging import Orders, count, ordered, page

LARGEST = 200

Row = TypeVar("Row", bound=SQLModel)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; ``total`` counts all its rows, ``page`` from 1."""

    items: list[Item]
    total: int
    page: int
    page_size: int


@dataclass(frozen=True, slots=True)
class Paging:
    """What the client asked: ``sort`` like ``-wage_high,created_at``, a minus for descending."""

    page: int
    page_size: int
    sort: str

    def cut(
        self,
        session: Session,
        rows: SelectOfScalar[Row],
        orders: Orders,
        default: str,
        read: Callable[[list[Row]], list[Item]],
    ) -> Page[Item]:
        """Count, order, cut the page out and turn its rows, all at once, into what is sent."""
        total = session.exec(count(rows)).one()
        wanted = page(ordered(rows, self.sort or default, orders), number=self.page, size=self.page_size)
        return Page(read(list(session.exec(wanted))), total, self.page, self.page_size)


def paging(
    page: Annotated[int, QueryParameter(ge=1, le=1_000_000, description="第几页，从 1 起")] = 1,
    page_size: Annotated[int, QueryParameter(ge=1, le=LARGEST, description="每页几条")] = 50,
    sort: FromQuery[str] = "",
) -> Paging:
    """The ``paging`` dependency."""
    return Paging(page, page_size, sort)
