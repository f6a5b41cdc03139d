import numpy as np
import pytest

from matcher.language.occupations.features import counts
from matcher.language.occupations.usage import LONGEST, UNSEEN, Usage, counted_usage, ends, starts, usage

TAUGHT = [("奶茶店员", 0), ("书店店员", 1), ("叉车司机", 2), ("货车司机", 2)]
CODES = 4  # no title bears the last


@pytest.fixture(scope="module")
def taught() -> Usage:
    cores = [core for core, _ in TAUGHT]
    return usage(counted_usage(cores, counts(cores), [code for _, code in TAUGHT], CODES))


def test_the_longest_known_end_speaks_first_and_shorter_ones_share_what_it_leaves(taught: Usage) -> None:
    found = taught.resemblance(["小店员"], counts(["小店员"])).ending[0]
    both = 2 / (2 + UNSEEN)  # 店员 and 员 end two titles each, one of either code
    assert found == pytest.approx([each := (both + (1 - both) * both) / 2, each, 0, 0])


def test_a_beginning_speaks_for_the_code_that_begins_so(taught: Usage) -> None:
    found = taught.resemblance(["奶茶师"], counts(["奶茶师"])).beginning[0]
    assert found.argmax() == 0
    assert found[1:] == pytest.approx(0)


def test_an_end_that_no_title_has_speaks_for_none(taught: Usage) -> None:
    assert taught.resemblance(["木匠"], counts(["木匠"])).ending == pytest.approx(np.zeros((1, CODES)))


def test_a_title_is_most_like_the_titles_of_its_code(taught: Usage) -> None:
    found = taught.resemblance(["泥头车司机"], counts(["泥头车司机"]))
    assert found.like[0].argmax() == found.favour[0].argmax() == 2


def test_a_code_is_like_its_only_title(taught: Usage) -> None:
    assert taught.resemblance(["书店店员"], counts(["书店店员"])).like[0, 1] == pytest.approx(1, abs=0.02)


def test_a_code_that_no_title_bears_is_favoured_least(taught: Usage) -> None:
    found = taught.resemblance(["货车司机"], counts(["货车司机"])).favour[0]
    assert found[3] == found.min()


def test_letters_favour_a_code_by_how_much_likelier_its_titles_hold_them() -> None:
    cores = ["甲", "甲", "乙"]
    found = usage(counted_usage(cores, counts(cores), [0, 0, 1], 2)).resemblance(["甲"], counts(["甲"])).favour[0]
    usual = 3 / 5  # 甲 stands in two of three titles, one of two being added
    each = [(2 + 2 * usual) / (2 + 2) / usual, (0 + 2 * usual) / (1 + 2) / usual]
    letters = counts(["甲"])[:, : 2**16].nnz  # 甲 with the blanks round it; each is counted alike, but for the blank
    assert letters == 5
    blank = [(2 + 2 * 4 / 5) / 4 / (4 / 5), (1 + 2 * 4 / 5) / 3 / (4 / 5)]
    expected = [(4 * np.log(own) + np.log(shared)) / np.sqrt(letters) for own, shared in zip(each, blank, strict=True)]
    assert found == pytest.approx(expected, abs=1e-4)


def test_titles_brought_to_more_change_only_how_often_codes_are_borne(taught: Usage) -> None:
    more = usage(taught.counts, 8)
    assert more.borne.tolist() == [2, 2, 4, 0]
    assert more.counts is taught.counts


def test_ends_and_beginnings_of_a_short_title_stop_with_it() -> None:
    assert (ends(["电工"])[0] >= 0).tolist() == [True, True] + [False] * (LONGEST - 2)
    assert (starts([""]) == -1).all()


def test_blanks_do_not_part_an_end() -> None:
    assert (ends(["叉车 司机"]) == ends(["叉车司机"])).all()
