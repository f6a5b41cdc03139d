"""JSON and problem are one: what is written is read back, and blanks mean the cautious thing."""

import json

import pytest

from matcher.swap.files import instance_json
from matcher.swap.problem import InvalidSwap
from matcher.swap.reading import read_swap
from tests.matcher.swap.drawn import drawn


def test_what_is_written_is_read_back() -> None:
    for seed in range(20):
        instance = drawn(seed)
        assert read_swap(instance_json(instance)) == instance


def test_what_is_left_blank_means_the_cautious_thing() -> None:
    written = json.loads(instance_json(drawn(0)))
    del written["offers"][0]["accepts_lower_wage"], written["needs"][0]["key_class"], written["needs"][0]["urgent"]
    read = read_swap(json.dumps(written))
    assert (read.offers[0].accepts_lower_wage, read.needs[0].key) == (False, False)


def test_a_refusal_repeats_the_beginning_of_a_long_value_only() -> None:
    written = json.loads(instance_json(drawn(0)))
    written["offers"][0]["people"] = "9" * 100_000
    with pytest.raises(InvalidSwap) as refused:
        read_swap(json.dumps(written))
    assert "offers row 1, people" in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("within", "where"),
    [
        ('"people": 3,', "offers row 1, people"),
        ('"as_of": "2021-02-08",', "file, as_of"),
        ('"max_km": 1,', "params, max_km"),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_its_place(within: str, where: str) -> None:
    """The last of them would be taken in silence, and a plan made of it."""
    key = within.partition(":")[0]
    text = instance_json(drawn(0)).replace(key, f"{within} {key}", 1)
    with pytest.raises(InvalidSwap, match=f"^{where}: stands twice"):
        read_swap(text)
