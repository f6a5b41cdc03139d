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
