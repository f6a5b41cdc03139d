"""Needs that a plan leaves short: why, and what would help."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from matcher.swap.deadline import Deadline
from matcher.swap.pairs import Market, Refusal
from matcher.swap.person_days import Reached
from matcher.swap.plan import Loan
from matcher.swap.problem import Need
from matcher.swap.refused import refused_by_skill


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A change, and the person-days by which the best plan grows with it."""

    change: str
    gain_person_days: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that is short of so many person-days, what holds it back, and changes by falling gain."""

    need: str
    person_days: int
    why: str
    relaxations: list[Relaxation] = field(default_factory=list)


def unmet_needs(market: Market, found: Sequence[Reached], loans: Sequence[Loan], deadline: Deadline) -> list[Unmet]:
    """What each need lacks, by id."""
    received: dict[str, int] = defaultdict(int)
    for loan in loans:
        received[loan.need] += loan.people * loan.days
    short = []
    for row, need in enumerate(market.instance.needs):
        if missing := asked(need) - received[need.id]:
            short.append(Unmet(need.id, missing, _why(market, row), []))
    return short


def asked(need: Need) -> int:
    """Person-days a need asks for."""
    return need.people * ((need.last - need.first).days + 1)


def _why(market: Market, need: int) -> str:
    if (market.pairs.need == need).any():
        return "能来的人不够，已借给各单位"
    refused = refused_by_skill(market, need)
    if not refused:
        return f"没有单位可借出{market.instance.needs[need].skill}"
    return "；".join(f"{len(rows)}批因{TOLD[reason]}不能来" for reason, rows in refused.items())


TOLD = {
    Refusal.DISPATCHED: "属被派遣劳动者",
    Refusal.SAME_EMPLOYER: "是本单位的人",
    Refusal.DISTANCE: "路太远",
    Refusal.WAGE: "工资低于原工资",
    Refusal.DAYS: "日期凑不够",
    Refusal.CONTRACT: "劳动合同到期",
}
