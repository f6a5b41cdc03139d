"""What an employer could change in a vacancy: which cells, in which words, at what cost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

import pandas as pd

from matcher.pairing import cells
from matcher.pairing.advice.steps import AdviceTable

Row = Mapping[str, object]  # one row of a frame of vacancies
LEVEL_NAMES = ("不限", "小学", "初中", "高中（中专）", "大专", "本科", "研究生")  # by level of cells.EDUCATION_LEVELS
SHIFT_NAMES = {"day": "白班", "night": "夜班", "rotating": "倒班"}


@dataclass(frozen=True, slots=True)
class Change:
    """New values for some cells of one vacancy.

    ``kind`` tells changes apart that are steps of one thing (wage, start), the smallest step first; ``cost`` is in
    yuan a month for each opening, 0 for what takes no money.
    """

    code: str
    kind: str
    words: str
    cost: float
    cells: dict[str, object]


def changes_of(row: Row, table: AdviceTable) -> Iterator[Change]:
    """Every single change of a vacancy that advice looks at; what the vacancy does not say is not changed."""
    for step in table.wage_steps:
        yield from _raised(row, step)
    yield from _unschooled(row)
    yield from _without_certificate(row, table.certificate_cost)
    yield from _lodged(row, table.lodging_cost)
    yield from _other_shifts(row)
    for days in table.later_days:
        yield from _later(row, days)
    yield from _without_skill(row)


def changed(frame: pd.DataFrame, rows: list[int], changes: list[dict[str, object]]) -> pd.DataFrame:
    """The rows of a frame, each with new values in some cells; ids are numbered so that none stands twice."""
    columns = {name: frame[name].take(rows).tolist() for name in frame.columns}
    columns["vacancy_id"] = [f"{position}" for position in range(len(rows))]
    for position, new in enumerate(changes):
        for name, value in new.items():
            columns[name][position] = value
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def _raised(row: Row, step: int) -> Iterator[Change]:
    """Both ends of the wage range raised."""
    ends = {name: cells.amount(row[name]) for name in ("wage_low", "wage_high")}
    new: dict[str, object] = {name: end + step for name, end in ends.items() if not isnan(end)}
    if new:
        yield Change(f"wage+{step}", "wage", f"工资每月加{step}元", step, new)


def _unschooled(row: Row) -> Iterator[Change]:
    """No schooling asked."""
    level = cells.education_level(row["education_min"])
    if level > 0:
        yield Change("education", "education", f"不限{LEVEL_NAMES[int(level)]}学历", 0, {"education_min": ""})


def _lodged(row: Row, cost: int) -> Iterator[Change]:
    """Lodging offered."""
    if cells.flag(row["lodging"]) != 1:
        yield Change("lodging", "lodging", "提供住宿", cost, {"lodging": "1"})


def _later(row: Row, days: int) -> Iterator[Change]:
    """A later start, if the calendar goes on for so long."""
    if cells.unknown(row["start_date"]):
        return
    start: date = cells.calendar_day(row["start_date"])
    if date.max - start >= timedelta(days=days):
        start += timedelta(days=days)
        yield Change(f"start+{days}", "start", f"开工推迟{days}天", 0, {"start_date": start.isoformat()})


def _other_shifts(row: Row) -> Iterator[Change]:
    """Another shift, or whichever the worker likes."""
    present = cells.items(row["shift"])
    if not present:
        return
    for shift, name in SHIFT_NAMES.items():
        if shift not in present:
            yield Change(f"shift:{shift}", f"shift:{shift}", f"改为{name}", 0, {"shift": shift})
    yield from _flexible(row)


def _flexible(row: Row) -> Iterator[Change]:
    """Whichever shift the worker likes."""
    if cells.items(row["shift"]):
        yield Change("shift:any", "shift:any", "班次可商量", 0, {"shift": ""})


def _without_certificate(row: Row, cost: int) -> Iterator[Change]:
    """One certificate no longer asked of those who apply: the employer has it acquired before work begins."""
    asked = cells.items(row["certificates_required"])
    for paper in asked:
        rest = "；".join(other for other in asked if other != paper)
        words = f"“{paper}”改为录用后考取、取证再上岗"
        yield Change(f"certificate:{paper}", f"certificate:{paper}", words, cost, {"certificates_required": rest})


def _without_skill(row: Row) -> Iterator[Change]:
    """One skill no longer asked."""
    asked = cells.items(row["skills_required"])
    for skill in asked:
        rest = "；".join(other for other in asked if other != skill)
        yield Change(f"skill:{skill}", f"skill:{skill}", f"不再要求“{skill}”", 0, {"skills_required": rest})
