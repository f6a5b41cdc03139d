"""Where people are short, as pictures and words: openings beside people, and what would bring how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.matching.result import Report
from api.wording import count

GAIN = "：可多招"  # what the matching's words say after a way out, which its bar says here


@dataclass(frozen=True, slots=True)
class Trade:
    words: str
    empty: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """One change for all vacancies concerned; ``width`` is its gain, in per cent of the largest."""

    words: str
    gain: int
    people: int
    cost: str
    width: float


@dataclass(frozen=True, slots=True)
class Shortage:
    """Vacancies that no plan can fill; ``width`` is the people there are, in per cent of the openings."""

    title: str
    openings: int
    people: int
    short: int
    width: float
    shared: str
    binding: str
    trades: list[Trade]
    ways: list[WayOut]


def fill(report: Report) -> str:
    """How many openings are filled, and how many any plan could fill."""
    words = report.part("fill").get("words")
    return f"{words}。" if words else ""


def shortages(report: Report) -> list[Shortage]:
    """The shortages of a run, the largest first."""
    told = report.value("shortages")
    return [_shortage(each) for each in told] if isinstance(told, list) else []


def _shortage(told: Mapping[str, Any]) -> Shortage:
    openings, people, shared = int(told["openings"]), int(told["people"]), int(told["people_shared"])
    return Shortage(
        title=str(told["title"]),
        openings=openings,
        people=people,
        short=int(told["shortage"]),
        width=round(100 * people / max(1, openings), 2),
        shared=f"另有 {shared} 人也合适，但别的缺人岗位也要靠他们。" if shared else "",
        binding=str(told["binding"]["words"]),
        trades=[_trade(each) for each in told["trades"]],
        ways=_ways(told["relaxations"]),
    )


def _trade(told: Mapping[str, Any]) -> Trade:
    return Trade(f"{told['title']} {told['openings']} 个", f"空 {told['empty']}" if told["empty"] else "")


def _ways(told: list[Mapping[str, Any]]) -> list[WayOut]:
    most = max((int(way["gain"]) for way in told), default=1)
    return [
        WayOut(
            words=str(way["words"]).rpartition(GAIN)[0],
            gain=int(way["gain"]),
            people=int(way["people"]),
            cost=f"每人每月约 {count(way['cost'])} 元" if way["cost"] else "不花钱",
            width=round(100 * int(way["gain"]) / most, 2),
        )
        for way in told
    ]
