"""The page numbers under a list: where one is, and the addresses before and after."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    page: int
    last: int
    size: int
    before: str | None
    after: str | None

    @property
    def part(self) -> slice:
        """Which rows of the whole list are on this page."""
        return slice((self.page - 1) * self.size, self.page * self.size)


def pages_of(total: int, size: int, page: int, link: Callable[[int], str]) -> Pages:
    """Links to the neighbours of a page; a page past the end counts as the last."""
    last = max(1, -(-total // size))
    page = min(max(1, page), last)
    return Pages(page, last, size, link(page - 1) if page > 1 else None, link(page + 1) if page < last else None)


def asked_page(value: str) -> int:
    """The page an address asks for; anything that is no number is the first."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else 1
