"""The page of the gaps, and its file."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from tests.api.pages.conftest import Browser, settings, store, visitor

__all__ = ["settings", "store", "visitor"]


@pytest.mark.parametrize("login", ["district", "street", "specialist1"])
def test_the_office_reads_the_whole_district(visitor: Callable[..., Browser], login: str) -> None:
    shown = visitor(login).get("/swaps/gaps").text
    assert "包装工" in shown
    assert "缺" in shown


def test_the_file_holds_what_the_page_shows(visitor: Callable[..., Browser]) -> None:
    book = openpyxl.load_workbook(BytesIO(visitor("district").get("/swaps/gaps?weeks=2&as=xlsx").content))
    head, first = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2, max_row=3)]
    assert (head[:2], len(head), first[1]) == (["岗位", "单位"], 4, "全区")


def test_the_firms_of_a_post_are_shown_when_it_is_opened(visitor: Callable[..., Browser]) -> None:
    desk = visitor("district")
    whole, opened = desk.get("/swaps/gaps").text, desk.get("/swaps/gaps", params={"post": "包装工"}).text
    assert "有限公司" not in whole
    assert "/staff/employers/" in opened


def test_a_post_nobody_lacks_or_spares_opens_nothing(visitor: Callable[..., Browser]) -> None:
    assert "包装工" in visitor("district").get("/swaps/gaps", params={"post": "宇航员"}).text
