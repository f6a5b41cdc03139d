"""What staff read of a finished run: its numbers, the price of each priority, who goes where, who is left over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.wording import count, percent

STAGES = {
    "words": "整理文本",
    "candidates": "硬条件和评分",
    "lists": "推荐榜单",
    "assignment": "配对",
    "prices": "核对最优、算代价",
    "reasons": "写理由",
}


@dataclass(frozen=True, slots=True)
class Number:
    value: str
    of: str
    words: str


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of the order in which places are given, how far it got, and what it cost the others."""

    words: str
    count: str
    part: int
    whole: int
    kind: str
    price: str


class Report:
    """The report of a run, read by its names; what a report lacks counts as nothing."""

    def __init__(self, report: Mapping[str, Any] | None) -> None:
        self._report = report or {}

    def part(self, name: str) -> Mapping[str, Any]:
        part = self._report.get(name)
        return part if isinstance(part, Mapping) else {}

    def value(self, name: str) -> object:
        return self._report.get(name)

    def number(self, part: str, name: str) -> int:
        value = self.part(part).get(name)
        return int(value) if isinstance(value, int | float) else 0

    @property
    def notes(self) -> list[str]:
        notes = self._report.get("notes")
        return [str(note) for note in notes] if isinstance(notes, list) else []

    @property
    def optimal(self) -> bool:
        return self._report.get("gap") == 0


def numbers(report: Report) -> list[Number]:
    pairs, openings = report.number("counts", "pairs"), report.number("counts", "openings")
    key, key_all = (
        report.number("filled_by_tier", "key_or_urgent"),
        report.number("counts", "key_or_urgent_openings"),
    )
    assisted, assisted_all = report.number("filled_by_tier", "assisted"), report.number("counts", "assisted_workers")
    left = report.number("counts", "workers") - pairs
    return [
        Number(count(pairs), count(openings), f"名额有人选（{percent(pairs, openings)}）"),
        Number(count(key), count(key_all), f"重点、急聘名额（{percent(key, key_all)}）"),
        Number(count(assisted), count(assisted_all), f"重点帮扶对象有去处（{percent(assisted, assisted_all)}）"),
        Number(count(left), "", "位求职者还没配上"),
    ]


def steps(report: Report) -> list[str]:
    """The stages with their seconds, when the run was timed."""
    seconds = report.part("seconds")
    return [f"{STAGES.get(name, name)} {taken:.1f} 秒" for name, taken in seconds.items()]


def tiers(report: Report) -> list[Tier]:
    counts, filled = report.part("counts"), report.part("filled_by_tier")
    rows = (
        ("重点、急聘名额先满足", "key_or_urgent", "key_or_urgent_openings", "key"),
        ("再安排重点帮扶对象", "assisted", "assisted_workers", ""),
        ("再让更多的人有去处", "placed", "workers", ""),
    )
    return [
        Tier(
            words=words,
            count=f"{count(filled.get(name, 0))} / {count(counts.get(whole, 0))}",
            part=int(filled.get(name, 0)),
            whole=int(counts.get(whole, 0)),
            kind=kind,
            price=price(report.part("price_of_tiers").get(name)),
        )
        for words, name, whole, kind in rows
    ]


def price(paid: object) -> str:
    """What putting one thing first cost the others, in one plain sentence; measured against the plan without it."""
    if not isinstance(paid, Mapping):
        return ""
    moved = int(paid.get("workers_moved", 0))
    losing, gaining = int(paid.get("workers_losing_a_place", 0)), int(paid.get("workers_gaining_a_place", 0))
    lower = -float(paid.get("mean_score", 0.0)) * 100
    parts = [
        f"{moved} 人换了岗位" if moved else "",
        f"{losing} 人让出名额" if losing else "",
        f"{gaining} 人因此有了去处" if gaining else "",
        f"平均合适度低 {lower:.1f} 分" if lower >= 0.05 else "",
    ]
    said = "，".join(part for part in parts if part)
    return f"代价：{said}。" if said else "没有让别人付出代价。"


def headline(report: Report) -> str:
    """The price of the first priority, and whether the plan is proven best."""
    paid = report.part("price_of_tiers").get("key_or_urgent")
    if not isinstance(paid, Mapping) or not report.number("counts", "key_or_urgent_openings"):
        return ""
    more = int(paid.get("key_or_urgent_filled", 0))
    gain = f"优先重点企业和急聘岗位，多招到 {more} 人" if more else "优先重点企业和急聘岗位，没有多招到人"
    proof = "这个方案已证明没有更好的。" if report.optimal else ""
    return f"{gain}；{price(paid)}{proof}"
