"""The office's own cases of a settlement: nothing kept, nothing taken; and the numbers that rules go by are dated."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import seed_data
from matcher.policy.parameters import DatedValue, Parameters, packaged_parameters
from matcher.swap.arrangement import Item, SettlementLine
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import check
from matcher.swap.settlement import settlement_lines
from matcher.swap.worked import Contribution, Cost, Worked
from tests.matcher.swap.rules.right import CHECKED_ON, LI, RIGHT, lender, line, settled, told

MONTH = "2021-02"
LINES = settlement_lines(
    [Worked(LI.id, MONTH, 420_000, Decimal(20), Decimal(20))],
    [Contribution(Item.SOCIAL_INSURANCE, LI.id, MONTH, "社会保险", 90_000)],
    [Cost("餐费", MONTH, 30_000, 30_000, "0021", person=LI.id)],
    packaged_parameters(),
)


@pytest.mark.parametrize(
    ("more", "rules"),
    [
        ((), set()),
        ((SettlementLine(Item.MANAGEMENT_FEE, 1_000, 0, "服务费10元", MONTH),), {"S08"}),
        ((SettlementLine(Item.ACTUAL_COST, 1_000, 0, "服务费10元", MONTH),), {"S08"}),
        ((SettlementLine(Item.WORKER_FEE, 0, 5_000, "", MONTH, LI.id, name="介绍费"),), {"S09"}),
        ((SettlementLine(Item.ACTUAL_COST, 5_000, 5_000, "中介费，票据0022", MONTH),), {"S27"}),
    ],
)
def test_5400_yuan_are_in_order_and_ten_more_or_fifty_taken_are_not(
    more: tuple[SettlementLine, ...], rules: set[str]
) -> None:
    assert told(settled(*LINES, *more)(RIGHT), Step.RUN) == {(rule, "block") for rule in rules}


def test_a_wage_not_yet_paid_out_is_no_profit_before_the_close() -> None:
    awaited = settled(line(paid_fen=0, paid=None))(RIGHT)
    assert told(awaited, Step.RUN) == set()


def test_a_wage_paid_short_is_told_to_the_fen() -> None:
    short = settled(line(paid_fen=199_999))(RIGHT)
    (finding,) = check(short, Step.RUN, CHECKED_ON[Step.RUN], packaged_parameters())
    assert (finding.rule, finding.why) == ("S09", "2021年2月应付2000元，只付了1999.99元")


def test_the_least_wage_is_that_of_every_day_away() -> None:
    newyear = replace(LI, first=date(2021, 11, 29), last=date(2021, 12, 5), wage_fen=229_999, own_wage_fen=200_000)
    found = check(replace(RIGHT, people=(newyear,)), Step.OFFER, date(2021, 11, 1), packaged_parameters())
    assert "李梅的月工资2299.99元，低于最低工资2300元" in {finding.why for finding in found}


def test_when_a_lender_is_asked_why_is_a_dated_number() -> None:
    stricter = Parameters((*packaged_parameters().rows, DatedValue("swap.times_warn", 1, date(2021, 2, 1))))
    twice = lender(swaps_this_year=2)(RIGHT)
    spoken = [check(twice, Step.OFFER, date(2021, 2, 1), rows) for rows in (packaged_parameters(), stricter)]
    assert [[finding.rule for finding in found] for found in spoken] == [[], ["S07"]]


def test_the_stores_numbers_are_those_of_the_rules() -> None:
    table = Path(seed_data.__file__).parent / "reference" / "parameters.csv"
    with table.open(encoding="utf-8", newline="") as rows:
        stored = {(row["key"], row["valid_from"]): row["value"] for row in csv.DictReader(rows)}
    packaged = {(row.key, row.valid_from.isoformat()): row.value for row in packaged_parameters().rows}
    both = stored.keys() & packaged.keys()
    assert ("hours.day", "1995-05-01") in both
    assert {key: float(stored[key]) for key in both} == {key: packaged[key] for key in both}
