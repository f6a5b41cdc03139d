"""The settlement as an Excel file that both firms can check: a sheet of lines, and one of what each person cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from api.forms.export import MADE_UP
from api.swap_settlements.counted_sheets import Cell, Counted, Sheet, Verdict, counted_workbook
from matcher.swap.arrangement import Arrangement, Item, SettlementLine
from matcher.swap.settlement import TOLERANCE_FEN, charged_fen, margin_fen, paid_out_fen, taken_from_worker_fen

TITLE = "共享用工结算表"
ITEMS = {
    Item.WAGE: "工资",
    Item.OVERTIME: "加班工资",
    Item.SOCIAL_INSURANCE: "社会保险单位部分",
    Item.HOUSING_FUND: "住房公积金单位部分",
    Item.ACTUAL_COST: "实际支出",
    Item.MANAGEMENT_FEE: "管理费、服务费",
    Item.WORKER_FEE: "向劳动者收取",
}
_LINES, _PEOPLE = "结算明细", "按人汇总"
_HEADER = (
    *("月份", "名单序号", "姓名", "项目", "名称", "算式或票据", "乙方应付", "甲方实付", "差额", "向劳动者收取"),
    "乙方付款日",
)
_WIDTHS = (9, 10, 13, 20, 20, 46, 13, 13, 11, 14, 13)
_WHO, _ITEM, _CHARGED, _PAID, _MARGIN, _TAKEN = 1, 3, 6, 7, 8, 9  # columns of the lines
_ABOVE = 3
_TOP = _ABOVE + 1
_SIDES = tuple((f"{side}（盖章）：", "经办人（签字）：", "日期：　　　　年　　月　　日") for side in ("甲方", "乙方"))


@dataclass(frozen=True, slots=True)
class _Who:
    """Somebody on the list of names, somebody no longer on it, or nobody in particular; ``key`` is its number there."""

    key: str
    name: str
    id_last4: str
    person: int | None


def settlement_workbook(swap: Arrangement, *, number: str, made_up: bool = False) -> bytes:
    """All lines of the arrangement in yuan, with sums, margin and what workers paid as live formulas."""
    above = (
        TITLE,
        f"甲方（借出单位）：{swap.lender.name}　　乙方（借入单位）：{swap.borrower.name}",
        f"{number}　　金额单位：元{f'　　{MADE_UP}' if made_up else ''}",
    )
    everybody = _everybody(swap)
    sheets = (_lines_sheet(above, swap.settlement, everybody), _people_sheet(above, swap.settlement, everybody))
    return counted_workbook(sheets, title=TITLE)


def _everybody(swap: Arrangement) -> list[_Who]:
    """By the list of names, whose numbers tell two people of one name apart; then what is not for one person."""
    listed = [_Who(str(place), one.name, one.id_last4, one.id) for place, one in enumerate(swap.people, start=1)]
    charged = {line.person for line in swap.settlement} - {who.person for who in listed}
    left = sorted(person for person in charged if person is not None)
    gone = [_Who(f"另{place}", f"编号{person}", "", person) for place, person in enumerate(left, start=1)]
    shared = [_Who("公共", "不分到个人", "", None)] if None in charged else []
    return [*listed, *gone, *shared]


def _lines_sheet(above: Sequence[str], lines: Sequence[SettlementLine], everybody: Sequence[_Who]) -> Sheet:
    by_person = {who.person: who for who in everybody}
    rows = [_line(at, line, by_person[line.person]) for at, line in enumerate(lines, start=_TOP)]
    end = _TOP + len(rows)
    totals: list[Cell] = ["合计", *[""] * (_CHARGED - 1)]
    totals += [_sum(_CHARGED, end, charged_fen(lines)), _sum(_PAID, end, paid_out_fen(lines))]
    totals += [_less(end, _CHARGED, margin_fen(lines)), _sum(_TAKEN, end, taken_from_worker_fen(lines)), ""]
    return Sheet(_LINES, above, _HEADER, _WIDTHS, rows, totals, _verdicts(end, lines), _SIDES)


def _line(at: int, line: SettlementLine, who: _Who) -> list[Cell]:
    """What a worker was made to pay stands in a column of its own: it is no part of either sum."""
    taken = taken_from_worker_fen([line])
    evidence = line.evidence or "没有票据或算式"
    return [
        *(line.month, who.key, who.name, ITEMS[line.item], line.name, evidence),
        *(charged_fen([line]), paid_out_fen([line]), _less(at, _CHARGED, margin_fen([line])), taken),
        line.due.isoformat() if line.due else "",
    ]


def _verdicts(end: int, lines: Sequence[SettlementLine]) -> list[Verdict]:
    even, free = abs(margin_fen(lines)) <= TOLERANCE_FEN, not taken_from_worker_fen(lines)
    margin, taken = xl_rowcol_to_cell(end, _MARGIN), xl_rowcol_to_cell(end, _TAKEN)
    return [
        _either(f"ABS({margin})<={TOLERANCE_FEN / 100}", ("差额为零，甲方没有赚差价", "有差额，不能结算"), even),
        _either(f"{taken}=0", ("没有向劳动者收费", "向劳动者收了费，要退还"), free),
    ]


def _people_sheet(above: Sequence[str], lines: Sequence[SettlementLine], everybody: Sequence[_Who]) -> Sheet:
    """What each person cost by item, drawn from the lines; a fee appears only where somebody charged one."""
    charged = {line.item for line in lines}
    items = [item for item in Item if item is not Item.WORKER_FEE]
    items = [item for item in items if item is not Item.MANAGEMENT_FEE or item in charged]
    lines_end = _TOP + len(lines)
    rows = [_person(at, who, lines, items) for at, who in enumerate(everybody, start=_TOP)]
    end, total = _TOP + len(rows), 3 + len(items)
    totals: list[Cell] = ["合计", "", ""]
    totals += [_sum(column, end, _of(lines, item)) for column, item in enumerate(items, start=3)]
    totals += [_sum(total, end, charged_fen(lines)), _sum(total + 1, end, paid_out_fen(lines))]
    totals += [_less(end, total, margin_fen(lines))]
    header = ("名单序号", "姓名", "身份证后四位", *(ITEMS[item] for item in items), "合计", "甲方实付", "差额")
    here, there = xl_rowcol_to_cell(end, total), xl_rowcol_to_cell(lines_end, _CHARGED)
    agrees = _either(f"ROUND({here}-{_LINES}!{there},2)=0", ("与结算明细一致", "与结算明细不一致，请核对"), True)
    return Sheet(_PEOPLE, above, header, (10, 13, 14, *(14 for _ in header[3:])), rows, totals, [agrees], _SIDES)


def _person(at: int, who: _Who, lines: Sequence[SettlementLine], items: Sequence[Item]) -> list[Cell]:
    own, end = [line for line in lines if line.person == who.person], _TOP + len(lines)
    total = 3 + len(items)
    first, last = xl_rowcol_to_cell(at, 3), xl_rowcol_to_cell(at, total - 1)
    by_item = [
        Counted(_picked(_CHARGED, at, end, xl_rowcol_to_cell(_ABOVE, column, row_abs=True)), _of(own, item))
        for column, item in enumerate(items, start=3)
    ]
    return [
        *(who.key, who.name, who.id_last4),
        *by_item,
        Counted(f"=ROUND(SUM({first}:{last}),2)", charged_fen(own)),
        Counted(_picked(_PAID, at, end), paid_out_fen(own)),
        _less(at, total, margin_fen(own)),
    ]


def _of(lines: Sequence[SettlementLine], item: Item) -> int:
    return sum(line.charged_fen for line in lines if line.item is item)


def _sum(column: int, end: int, fen: int) -> Counted:
    name = xl_col_to_name(column)
    return Counted(f"=ROUND(SUM({name}{_TOP}:{name}{end}),2)", fen)  # the header's row too: words count nothing


def _less(at: int, column: int, fen: int) -> Counted:
    """A column less the one after it."""
    return Counted(f"=ROUND({xl_rowcol_to_cell(at, column)}-{xl_rowcol_to_cell(at, column + 1)},2)", fen)


def _picked(column: int, at: int, end: int, item: str = "") -> str:
    """The sum of a column of the lines for the person of this row, and for one item if its label's cell is given."""
    whole = {key: _column(key, end) for key in (column, _WHO, _ITEM)}
    of_item = f",{whole[_ITEM]},{item}" if item else ""
    return f"=ROUND(SUMIFS({whole[column]},{whole[_WHO]},$A{at + 1}{of_item}),2)"


def _column(column: int, end: int) -> str:
    name = xl_col_to_name(column)
    return f"{_LINES}!${name}${_TOP}:${name}${end}"


def _either(asked: str, words: tuple[str, str], holds: bool) -> Verdict:
    return Verdict(f'=IF({asked},"{words[0]}","{words[1]}")', words[0] if holds else words[1])
