"""How people spread over the openings of a run, as a picture and as figures: the certificate of fair shares."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session

from api.matching.result import Report
from api.vacancies.crowd import expected_by
from api.wording import percent

STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)  # applicants an opening, the width of a column
COLUMNS = 14  # at most, and one more for what lies beyond
USUAL = 0.9  # of the vacancies lie within the columns
HEIGHT = 150  # of the tallest column, in pixels


@dataclass(frozen=True, slots=True)
class Column:
    """So many vacancies have between ``low`` and ``high`` applicants an opening; ``x`` and ``width`` are per cent."""

    x: float
    width: float
    height: float
    count: int
    words: str
    beyond: bool  # the fair share


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Vacancies by their applicants an opening; ``bound`` is where the fair share ends, in per cent of the width."""

    columns: list[Column]
    ticks: list[Tick]
    bound: float | None
    height: int = HEIGHT


def per_opening(session: Session, run_id: int) -> list[float]:
    """Expected applicants for each opening of every vacancy on somebody's list."""
    expected = expected_by(session, run_id).values()
    return [each.applicants / each.openings for each in expected if each.openings]


def histogram(crowds: Sequence[float], bound: float) -> Histogram | None:
    """The picture of a spread; None where nothing was listed."""
    if not crowds:
        return None
    values = np.array(crowds)
    step = _step(float(np.quantile(values, USUAL)))
    inner = min(COLUMNS, int(values.max() // step) + 1)
    places = np.minimum(values // step, inner).astype(int)
    counts = np.bincount(places, minlength=inner)
    width = 100 / len(counts)
    columns = [
        _column(place, width, step, int(count), int(counts.max()), bound, last=place == inner)
        for place, count in enumerate(counts.tolist())
    ]
    ticks = [Tick(place * width, f"{place * step:g}") for place in range(inner + 1)]
    at = bound / step * width
    return Histogram(columns, ticks, at if 0 < at <= inner * width else None)


def _step(usual: float) -> float:
    return next((step for step in STEPS if step * COLUMNS >= usual), STEPS[-1])


def _column(place: int, width: float, step: float, count: int, most: int, bound: float, *, last: bool) -> Column:
    between = f"{place * step:g} 人以上" if last else f"{place * step:g}–{(place + 1) * step:g} 人"
    return Column(
        x=place * width,
        width=width,
        height=HEIGHT * count / most,
        count=count,
        words=f"每个名额 {between}：{count} 个岗位",
        beyond=place * step >= bound,
    )


def figures(report: Report) -> list[tuple[str, str]]:
    """The certificate in words and numbers."""
    crowd = report.part("congestion")
    rows = (
        ("平均每个名额", _people(crowd.get("applicants_per_opening_mean"))),
        ("最挤的岗位，每个名额", _people(crowd.get("applicants_per_opening_max"))),
        ("公平份额上限，每个名额", _people(crowd.get("applicants_per_opening_bound"))),
        ("超过上限的岗位", _share(crowd.get("share_above_bound"))),
        ("超过上限、本可换到别处的推荐", _share(crowd.get("avoidable_lines"))),
        ("进了名单的岗位", _share(report.value("coverage"))),
        ("基尼系数（0 最平均，1 最集中）", _plain(report.value("gini"))),
    )
    return [(words, value) for words, value in rows if value]


def _people(value: object) -> str:
    return f"{value:.1f} 人看" if isinstance(value, int | float) else ""


def _share(value: object) -> str:
    if not isinstance(value, int | float):
        return ""
    return f"{100 * value:.1f}%" if 0 < value < 0.01 else percent(value, 1)


def _plain(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else ""
