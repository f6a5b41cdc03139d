"""The plans of tests/instances, which were solved by hand (their README says how)."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from matcher.pairing import candidates
from matcher.pairing.files import read_frame, read_instance
from matcher.pairing.run import match

AS_OF = date(2021, 2, 8)
INSTANCES = sorted(path.parent for path in (Path(__file__).parents[2] / "instances").glob("*/expected_pairs.csv"))


@pytest.mark.parametrize("folder", INSTANCES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("seed", [0, 1])
def test_the_plan_is_the_one_solved_by_hand(folder, seed):
    found = match(read_instance(folder), as_of=AS_OF, seed=seed).pairs
    expected = read_frame(folder / "expected_pairs.csv")
    columns = ["worker_id", "vacancy_id", "tier"]
    assert found[columns].astype(str).to_numpy().tolist() == expected[columns].to_numpy().tolist()


def test_what_a_tier_costs_is_told():
    """Without the key tier w2 would have v1, w1 v2 and w3 v3."""
    folder = next(folder for folder in INSTANCES if folder.name == "key_costs_a_place")
    price = match(read_instance(folder), as_of=AS_OF).report["price_of_tiers"]["key_or_urgent"]
    named = ("key_or_urgent_filled", "workers_placed", "workers_losing_a_place", "workers_moved")
    assert [price[name] for name in named] == [1, -1, 1, 1]


@pytest.mark.parametrize("size", [1, 5, 7])
def test_the_size_of_a_block_changes_nothing(monkeypatch, size):
    instance = read_instance(INSTANCES[-1])
    whole = match(instance, as_of=AS_OF)
    monkeypatch.setattr(candidates, "PAIRS_A_BLOCK", size)
    in_blocks = match(instance, as_of=AS_OF)
    for name in ("pairs", "lists", "unmatched", "candidates"):
        pd.testing.assert_frame_equal(getattr(in_blocks, name), getattr(whole, name))
