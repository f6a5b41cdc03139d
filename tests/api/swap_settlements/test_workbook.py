"""The settlement as a workbook: a cell shows what its formula comes to, and both firms see what is wrong."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from api.swap_settlements.workbook import settlement_workbook
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Item, SettlementLine
from matcher.swap.settlement import charged_fen, paid_out_fen, settlement_lines
from matcher.swap.worked import Contribution, Cost, DayKind, Worked
from tests.api.swap_papers.arranged import SWAP

FEBRUARY, MARCH = "2021-02", "2021-03"
CLEAN = settlement_lines(
    [
        Worked(person.id, month, person.wage_fen, Decimal("8.5"), Decimal(20), {DayKind.REST_DAY: Decimal(3)})
        for person in SWAP.people
        for month in (FEBRUARY, MARCH)
    ],
    [Contribution(Item.SOCIAL_INSURANCE, person.id, FEBRUARY, "社会保险", 90_033) for person in SWAP.people],
    [Cost("班车", FEBRUARY, 120_000, 120_000, "0022"), Cost("餐费", MARCH, 30_005, 30_005, "0031", person=11)],
    packaged_parameters(),
)
SERVICE = SettlementLine(Item.MANAGEMENT_FEE, 1_000, 0, "", FEBRUARY, name="服务费")
INTRODUCED = SettlementLine(Item.WORKER_FEE, 0, 5_000, "", FEBRUARY, 11, name="介绍费")
GONE = SettlementLine(Item.WAGE, 10_000, 10_000, "100.00元", FEBRUARY, 99, name="工资")
FOUL = (*CLEAN, SERVICE, INTRODUCED, GONE)
EITHER = pytest.mark.parametrize("lines", [CLEAN, FOUL, ()])

_SUM = re.compile(r"=ROUND\(SUM\((\w+):(\w+)\),2\)")
_LESS = re.compile(r"=ROUND\((\w+)-(\w+),2\)")
_PICKED = re.compile(r"=ROUND\(SUMIFS\((.+)\),2\)")


def sheets(lines: Sequence[SettlementLine], *, values: bool) -> list[Worksheet]:
    file = settlement_workbook(replace(SWAP, settlement=tuple(lines)), number="方案编号 12，第3版")
    return openpyxl.load_workbook(io.BytesIO(file), data_only=values).worksheets


def counted(formula: str, here: Worksheet, lines: Worksheet) -> float:
    """What Excel makes of one of the formulas of the workbook, from the values of its cells."""
    if found := _SUM.fullmatch(formula):
        cells = [cell.value for row in here[f"{found[1]}:{found[2]}"] for cell in row]
        return round(sum(value for value in cells if isinstance(value, int | float)), 2)
    if found := _LESS.fullmatch(formula):
        return round(here[found[1]].value - here[found[2]].value, 2)
    found = _PICKED.fullmatch(formula)
    assert found, formula
    summed, *conditions = found[1].split(",")
    columns = [
        [row[0].value for row in lines[part.split("!")[1].replace("$", "")]] for part in (summed, *conditions[::2])
    ]
    wanted = [here[cell.replace("$", "")].value for cell in conditions[1::2]]
    return round(sum(row[0] for row in zip(*columns, strict=True) if list(row[1:]) == wanted), 2)


@EITHER
def test_each_formula_comes_to_the_value_beside_it(lines: Sequence[SettlementLine]):
    pages = sheets(lines, values=True)
    differing = [
        (cell.coordinate, cell.value)
        for page, formulas in zip(pages, sheets(lines, values=False), strict=True)
        for row in formulas.iter_rows()
        for cell in row
        if str(cell.value).startswith("=ROUND") and counted(cell.value, page, pages[0]) != page[cell.coordinate].value
    ]
    assert differing == []


@EITHER
def test_both_sheets_come_to_the_sums_of_the_lines(lines: Sequence[SettlementLine]):
    pages = sheets(lines, values=True)
    totals = [next(row for row in page.iter_rows(values_only=True) if row[0] == "合计") for page in pages]
    charged, paid = charged_fen(lines) / 100, paid_out_fen(lines) / 100
    assert [totals[0][6:8], totals[1][-3:-1]] == [(charged, paid), (charged, paid)]


@EITHER
def test_every_sum_and_difference_is_counted_by_excel(lines: Sequence[SettlementLine]):
    for page in sheets(lines, values=False):
        total = next(row for row in page.iter_rows(values_only=True) if row[0] == "合计")
        assert all(cell.startswith("=ROUND") for cell in total[1:] if cell)


def said(lines: Sequence[SettlementLine]) -> set[str]:
    return {str(row[0]) for page in sheets(lines, values=True) for row in page.iter_rows(values_only=True)}


def test_a_clean_settlement_says_so():
    assert {"差额为零，甲方没有赚差价", "没有向劳动者收费", "与结算明细一致"} <= said(CLEAN)


@pytest.mark.parametrize(("line", "words"), [(SERVICE, "有差额，不能结算"), (INTRODUCED, "向劳动者收了费，要退还")])
def test_what_may_not_be_is_said(line: SettlementLine, words: str):
    assert words in said((*CLEAN, line))


def test_what_a_worker_paid_is_in_neither_sum():
    plain, charged = (sheets(lines, values=True)[1] for lines in (CLEAN, (*CLEAN, INTRODUCED)))
    assert list(plain.iter_rows(values_only=True)) == list(charged.iter_rows(values_only=True))


def test_a_row_for_each_person_by_the_list_of_names():
    people = list(sheets(FOUL, values=True)[1].iter_rows(min_row=5, max_col=3, values_only=True))
    assert people[:6] == [
        ("1", "李春梅", "1234"),
        ("2", "陈志明", "567X"),
        ("3", "欧阳秀兰", "0086"),
        ("4", "王小芳", "4321"),
        ("另1", "编号99", ""),
        ("公共", "不分到个人", ""),
    ]


def test_a_line_without_proof_says_so():
    evidence = [row[5] for row in sheets((SERVICE,), values=True)[0].iter_rows(values_only=True)]
    assert "没有票据或算式" in evidence


def test_what_was_typed_is_never_a_formula():
    tricky = replace(CLEAN[0], name="=1+1", evidence="=HYPERLINK(0)")
    cells = [cell.data_type for row in sheets((tricky,), values=False)[0]["E5:F5"] for cell in row]
    assert cells == ["s", "s"]


@pytest.mark.parametrize("side", ["甲方（盖章）：", "乙方（盖章）："])
def test_both_firms_have_a_place_to_sign_on_each_sheet(side: str):
    signed = [
        side in {cell for row in page.iter_rows(values_only=True) for cell in row}
        for page in sheets(CLEAN, values=True)
    ]
    assert signed == [True, True]


def test_made_up_money_is_marked():
    file = settlement_workbook(SWAP, number="方案编号 12，第3版", made_up=True)
    assert "演示数据" in openpyxl.load_workbook(io.BytesIO(file)).worksheets[0]["A3"].value


def test_equal_settlements_are_equal_bytes():
    swap = replace(SWAP, settlement=CLEAN)
    assert settlement_workbook(swap, number="1") == settlement_workbook(swap, number="1")
