"""What it costs others to put each key employer first, largest employers first, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from api.matching.result import Report
from models.employer import Employer


@dataclass(frozen=True, slots=True)
class KeyEmployer:
    """One employer; ``width`` and ``width_without`` are the openings filled, with its priority and without, in %."""

    name: str
    openings: int
    filled: int
    without: int
    width: float
    width_without: float
    words: str


def key_employers(session: Session, report: Report) -> list[KeyEmployer]:
    """The priced employers, those whose priority costs other employers most first."""
    told = report.value("price_of_key_employers")
    prices: list[dict[str, Any]] = told if isinstance(told, list) else []
    names = _names(session, [price["employer_id"] for price in prices])
    order = sorted(prices, key=lambda price: (price["others_placed_change"], -price["workers_moved"]))
    return [_key_employer(price, names) for price in order]


def _names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    wanted = [int(key) for key in ids if key.isdigit()]
    rows = session.exec(select(Employer.id, Employer.name).where(col(Employer.id).in_(wanted)))
    return {str(key): name for key, name in rows}


def _key_employer(price: dict[str, Any], names: dict[str, str]) -> KeyEmployer:
    openings, filled, without = price["openings"], price["filled"], price["filled_without"]
    return KeyEmployer(
        name=names.get(price["employer_id"], f"单位 {price['employer_id']}"),
        openings=openings,
        filled=filled,
        without=without,
        width=round(100 * filled / max(1, openings), 2),
        width_without=round(100 * min(filled, without) / max(1, openings), 2),
        words=str(price["words"]).partition("：")[2],
    )


def not_told(report: Report, told: int) -> str:
    """How many key employers are not among the priced ones."""
    number = report.value("key_employers")
    rest = number - told if isinstance(number, int) else 0
    return f"名额最多的 {told} 家逐一算过；另有 {rest} 家名额较少，没有单独算。" if rest > 0 else ""
