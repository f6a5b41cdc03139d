"""A day, a phone or an amount is not broken over two lines of a table, in whichever list it stands."""

import pytest

from api.tables import Cell


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("2月6日 13:34", True),
        ("2021-02-08", True),
        ("15474827100", True),
        ("020-81880000", True),
        ("4400–5500 元/月", True),
        ("石围塘街道", True),
        ("上岗先交服装押金200元", False),
        ("广州市荔湾区某厂", False),
        ("", False),
    ],
)
def test_what_would_be_spoilt_by_a_lines_end_is_kept_whole(words, whole):
    assert Cell(words).whole is whole


def test_a_list_marks_such_cells(visitor):
    shown = visitor("district").get("/styleguide").text
    assert '<td class="nowrap" data-label="登记">2021-02-08</td>' in shown
