"""Whether a run treated people evenly, in words: the floor, the ratios, the bands of chance, the drawing of lots.

Groups are looked at here and nowhere else, by the office alone; no score knows of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from api.matching.result import Report
from api.wording import count, percent
from matcher.pairing.calibration import Bands
from models.run import RunListLine

GROUPS = {
    "assisted": "重点帮扶对象",
    "aged_45_or_more": "45 岁及以上",
    "junior_school_or_less": "初中及以下学历",
    "no_place_known": "没有登记住址",
}
EVEN = 0.8  # four fifths, the usual threshold below which a selection rate calls for a look
WIDEST = 2.0  # a ratio that fills its bar


@dataclass(frozen=True, slots=True)
class Ratio:
    """Share of a group that got a place over the share of all others; ``at`` is its place on the bar, in per cent."""

    group: str
    value: str
    words: str
    at: float
    kind: str


@dataclass(frozen=True, slots=True)
class Floor:
    """How many assisted workers have the lines they are owed, and why the others have not."""

    words: str
    reached: int
    whole: int
    below: list[str]


@dataclass(frozen=True, slots=True)
class BandRow:
    words: str
    dots: int
    chance: str
    lines: str
    basis: str


def floor(report: Report) -> Floor | None:
    """The audit of the floor; None where nobody is assisted."""
    audit = report.part("assisted_floor")
    whole, below = report.number("assisted_floor", "assisted"), report.number("assisted_floor", "below")
    if not whole:
        return None
    why = audit.get("why_below")
    causes = why.items() if isinstance(why, Mapping) else []
    owed = f"每人至少 {audit.get('floor')} 个把握不低于 {percent(float(audit.get('least_chance') or 0), 1)} 的岗位"
    return Floor(
        words=f"{count(whole)} 位重点帮扶对象，{owed}：{count(whole - below)} 位做到了。",
        reached=whole - below,
        whole=whole,
        below=[f"{count(number)} 位：{words}" for words, number in causes if number],
    )


def ratios(report: Report) -> list[Ratio]:
    """Each group beside everybody else; a group that cannot be compared is left out."""
    return [
        _ratio(GROUPS.get(name, name), float(value))
        for name, value in report.part("fairness_ratios").items()
        if isinstance(value, int | float)
    ]


def _ratio(group: str, value: float) -> Ratio:
    if value < EVEN:
        words, kind = f"比其他人低 {percent(1 - value, 1)}，要看看原因", "low"
    elif abs(value - 1) < 0.05:
        words, kind = "和其他人差不多", ""
    else:
        words, kind = f"比其他人{'高' if value > 1 else '低'} {percent(abs(value - 1), 1)}", ""
    return Ratio(group, f"{value:.2f}", words, 100 * min(value, WIDEST) / WIDEST, kind)


def lines_in_bands(session: Session, run_id: int, bands: Bands) -> list[int]:
    """How many list lines of a run lie in each band, the lowest first."""
    chance = col(RunListLine.chance)
    place = sa.case((chance >= bands.good, 2), (chance >= bands.fair, 1), else_=0)
    counted = sa.select(place, sa.func.count()).where(col(RunListLine.run_id) == run_id, chance.is_not(None))
    found = {row[0]: row[1] for row in session.execute(counted.group_by(place))}
    return [found.get(band, 0) for band in range(3)]


def band_rows(report: Report, lines: Iterable[int]) -> list[BandRow]:
    """The bands of chance, the highest first, with what stands behind each."""
    told = report.value("chance_bands")
    rows: list[Mapping[str, Any]] = told if isinstance(told, list) else []
    shown = [
        BandRow(
            words=str(row["words"]),
            dots=place + 1,
            chance=f"{percent(row['from'], 1)}–{percent(row['to'], 1)}",
            lines=count(number),
            basis=str(row["basis"]),
        )
        for place, (row, number) in enumerate(zip(rows, lines, strict=False))
    ]
    return shown[::-1]


def lots(report: Report) -> str:
    """How ties were broken, so that anybody can draw them again."""
    ties = report.part("ties")
    if not ties:
        return ""
    drawn = f"分数相同的，谁在前由每日抽签决定：日期 {ties.get('as_of')}，种子 {ties.get('seed')}。"
    return f"{drawn}用这两个数可以重新抽出同样的顺序。"
