"""Every assisted worker's list holds some lines with a real chance, and the report tells where it cannot."""

import numpy as np
import pytest

from matcher.pairing.lists.fair_share import Lists, Prospects, fair_lists
from matcher.pairing.lists.floors import CROWDED, FEW, UNLIKELY, floor_audit
from matcher.pairing.params import MatchParams
from matcher.pairing.plan.prices import Market
from matcher.pairing.ties import pair_ties

PARAMS = MatchParams(list_length=5, floor_lines=3, floor_chance=0.2)


def one_worker(assisted: bool) -> tuple[Market, Prospects]:
    """Six vacancies of a high score but little chance, then four of a low score but a good chance."""
    vacancy, no = np.arange(10), np.zeros(10, dtype=bool)
    worker, tempting = np.zeros(10, dtype=np.int64), vacancy < 6
    micro, chance = np.where(tempting, 500_000, 200_000), np.where(tempting, 0.1, 0.9)
    ties = pair_ties(worker, vacancy)
    prospects = Prospects(micro, chance, np.ones(10), no, no, np.full(10, assisted), no, ties)
    return Market(worker, vacancy, 1, np.ones(10, dtype=np.int64)), prospects


@pytest.mark.parametrize(("assisted", "likely"), [(False, 0), (True, 3)])
def test_an_assisted_workers_list_holds_three_likely_lines(assisted, likely):
    lists = fair_lists(*one_worker(assisted), PARAMS)
    assert (lists.chance >= 0.2).sum() == likely
    assert len(lists.pair) == 5


@pytest.mark.parametrize(
    ("candidates", "chances", "left", "why"),
    [
        (2, 0.9, 0.9, FEW),
        (4, 0.1, 0.1, UNLIKELY),
        (4, 0.9, 0.1, CROWDED),
        (4, 0.9, 0.3, None),
    ],
)
def test_the_audit_says_why_a_worker_is_below_the_floor(candidates, chances, left, why):
    pair = np.arange(candidates)
    lists = Lists(pair, pair + 1, np.full(candidates, left), np.zeros(candidates), 3.0)
    worker, chance = np.zeros(candidates, dtype=np.int64), np.full(candidates, chances)
    audit = floor_audit(worker, chance, np.array([True]), lists, PARAMS)
    assert audit["below"] == (why is not None)
    assert [words for words, count in audit["why_below"].items() if count] == ([why] if why else [])


def test_assistance_changes_no_score_and_no_word(run_match):
    vacancies = [{}, {"title": "仓管员"}, {"wage_high": "9000"}]
    plain, assisted = (run_match([{"assist": flag}], vacancies) for flag in ("0", "1"))
    assert assisted.candidates.equals(plain.candidates)
    assert assisted.lists.equals(plain.lists)
    assert assisted.report["assisted_floor"]["assisted"] == 1


def test_workers_who_are_not_assisted_keep_all_their_lines(run_match):
    def lines(assist):
        lists = run_match([{"assist": assist}, {}, {}], [{}] * 6, list_length=4).lists
        return lists[lists["worker_id"] != "w1"].groupby("worker_id").size().tolist()

    assert lines("1") == lines("0") == [4, 4]
