"""What a worker asks for: their words, and what they changed by hand."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from api.vacancies import asking

STREETS = {"东沙街道": "440103021", "冲口街道": "440103013"}
NAMES = {code: name for name, code in STREETS.items()}


def read(**parameters):
    return asking.read(parameters, parameters.pop("drop", ()), STREETS)


def again(link):
    """Follow a link of the page."""
    given_ = parse_qs(urlsplit(link).query)
    dropped = given_.pop("drop", [])
    return asking.read({name: values[0] for name, values in given_.items()}, dropped, STREETS)


def facet(asked, name):
    return next(facet for facet in asking.facets(asked, NAMES) if facet.name == name)


def test_the_words_set_every_condition_they_name():
    asked = read(q="叉车 包住 六千 夜班 东沙")
    assert (asked.wage, asked.lodging, asked.shifts, asked.street) == (6000, True, {"night"}, "440103021")


def test_a_value_chosen_by_hand_wins_over_the_words():
    assert read(q="叉车 六千", wage="5000").wage == 5000


def test_taking_back_a_condition_of_the_words_leaves_the_others():
    asked = again(facet(read(q="叉车 包住 六千"), "lodging").without)
    assert (asked.lodging, asked.wage) == (None, 6000)


def test_taking_back_a_condition_chosen_by_hand_forgets_it():
    assert facet(read(wage="5000"), "wage").without == "/"


def test_a_wish_that_is_dropped_stays_dropped_on_the_next_page():
    asked = read(q="叉车 保洁")
    dropped = again(asking.wishes(asked)[0].without)
    assert again(dropped.link(page=2)).wishes == asked.wishes[1:]


def test_exactly_one_option_of_every_chip_is_chosen():
    for asked in (read(), read(q="叉车 包住 六千 夜班 东沙"), read(wage="4321", shift="day", lodging="yes")):
        for chip in asking.facets(asked, NAMES):
            assert sum(option.chosen for option in chip.options) == 1, chip


@settings(deadline=None)  # the first words read the lexicon
@given(st.dictionaries(st.sampled_from(["q", "wage", "lodging", "shift", "street", "page"]), st.text(max_size=30)))
def test_no_address_breaks_the_page_and_every_link_says_the_same_again(parameters):
    asked = asking.read(parameters, [], STREETS)
    same = again(asked.link())
    assert (same.q, same.given) == (asked.q, asked.given)
