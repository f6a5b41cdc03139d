"""What holds a need back, day by day: nobody may come, all who may are lent, or the free days are too few in a row.

The second is a cut: needs that compete for offers, more people needed on that day than offered, whatever is lent to
whom (Hall's condition). It is found by following who could serve a need, and whom these people serve instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from matcher.swap.blocks import Block
from matcher.swap.filling import free_people
from matcher.swap.pairs import Ints, Market, Mask, Refusal
from matcher.swap.person_days import Reached
from matcher.swap.problem import Need
from matcher.swap.refused import refused_by_reason
from matcher.swap.regions import Region
from matcher.swap.wording import day

TOLD = {
    Refusal.DISPATCHED: "是被派遣劳动者",
    Refusal.SAME_EMPLOYER: "是本单位的人",
    Refusal.DISTANCE: "路太远",
    Refusal.WAGE: "原工资更高",
    Refusal.DAYS: "日期凑不够最少天数",
    Refusal.CONTRACT: "劳动合同到期太早",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """On a day these needs ask for more people than all offers that may serve any of them have."""

    on: date
    needs: Ints
    offers: Ints
    asked: int
    offered: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """Person-days that a need lacks, by what holds them back; ``cut`` is that of the day with most missing."""

    nobody: int
    lent: int
    too_short: int
    cut: Cut | None

    @property
    def person_days(self) -> int:
        """All that is missing."""
        return self.nobody + self.lent + self.too_short


def shortages(market: Market, found: Sequence[Reached], people: Sequence[Ints]) -> dict[int, Shortage]:
    """What each need lacks, by row of the need; nothing for a need that is met."""
    short = {row: Shortage(asked(need), 0, 0, None) for row, need in enumerate(market.instance.needs)}
    for one, own in zip(found, people, strict=True):
        short.update(_of_block(market, one.region, own))
    return {row: one for row, one in short.items() if one.person_days}


def asked(need: Need) -> int:
    """Person-days a need asks for."""
    return need.people * ((need.last - need.first).days + 1)


def _of_block(market: Market, region: Region, people: Ints) -> dict[int, Shortage]:
    block = region.block
    rows = np.unique(block.pairs.need)
    free = free_people(block, region.columns, people)
    covered, idle, cuts = _stretch_by_stretch(market, region, people, free)
    missing = np.where(covered, free[block.offers :], 0) * block.stretches
    found = {}
    for number, row in enumerate(rows.tolist()):
        lent = np.where(idle[number], 0, missing[number])
        open_days = int(block.stretches[covered[number]].sum())
        nobody = asked(market.instance.needs[row]) - open_days * int(market.needs.people[row])
        worst = int(lent.argmax())
        cut = cuts[worst](number) if lent[worst] else None
        found[row] = Shortage(nobody, int(lent.sum()), int(missing[number].sum() - lent.sum()), cut)
    return found


def _stretch_by_stretch(
    market: Market, region: Region, people: Ints, free: Ints
) -> tuple[Mask, Mask, list[Callable[[int], Cut]]]:
    """Needs × stretches: may somebody come, is one who could idle; and for each stretch the cut of a need."""
    block = region.block
    shape = (len(block.capacity) - block.offers, len(block.stretches))
    covered, idle = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    cuts: list[Callable[[int], Cut]] = []
    lending = _lending(region, people)
    for stretch in range(shape[1]):
        may = np.zeros((shape[0], block.offers), dtype=bool)
        on = (block.low <= stretch) & (stretch < block.high)
        may[block.need[on], block.offer[on]] = True
        lends = np.zeros_like(may)
        busy = lending[:, stretch] > 0
        lends[block.need[busy], block.offer[busy]] = True
        competing = _closure(may @ lends.T)
        reached = competing @ may
        covered[:, stretch] = may.any(axis=1)
        idle[:, stretch] = reached @ (free[: block.offers, stretch] > 0)
        cuts.append(partial(_cut, market, block, stretch, competing, reached))
    return covered, idle, cuts


def _lending(region: Region, people: Ints) -> Ints:
    """People of each pair in each stretch."""
    change = np.zeros((len(region.block.pairs), len(region.block.days)), dtype=np.int64)
    np.add.at(change, (region.columns.pair, region.columns.begin), people)
    np.add.at(change, (region.columns.pair, region.columns.end), -people)
    found: Ints = np.cumsum(change, axis=1)[:, :-1]
    return found


def _closure(steps: Mask) -> Mask:
    """Who is reached from whom in any number of steps, none included."""
    reached = steps | np.eye(len(steps), dtype=bool)
    while (further := (reached.astype(np.float32) @ reached.astype(np.float32)) > 0).sum() > reached.sum():
        reached = further
    return reached


def _cut(market: Market, block: Block, stretch: int, competing: Mask, reached: Mask, need: int) -> Cut:
    needs = np.unique(block.pairs.need)[competing[need]]
    offers = np.unique(block.pairs.offer)[reached[need]]
    on = date.fromordinal(int(block.days[stretch]))
    # A need further along competes only on days of its own window; those reached all receive somebody here.
    return Cut(on, needs, offers, int(market.needs.people[needs].sum()), int(market.offers.people[offers].sum()))


def why(market: Market, row: int, shortage: Shortage) -> str:
    """The shortage in plain words, what weighs most first."""
    need = market.instance.needs[row]
    told = {
        _nobody(market, row, need, shortage): shortage.nobody,
        _lent(shortage.cut): shortage.lent,
        f"有人空闲，但凑不成连续{market.instance.params.least_days(need)}天": shortage.too_short,
    }
    parts = sorted(((days, words) for words, days in told.items() if days), reverse=True)
    return "；".join(f"{words}（缺{days}人天）" for days, words in parts)


def _nobody(market: Market, row: int, need: Need, shortage: Shortage) -> str:
    if not shortage.nobody:
        return ""
    when = "" if shortage.nobody == asked(need) else "有些日子"
    refused = refused_by_reason(market, row)
    if not refused:
        return f"{when}没有单位可借出{need.skill}"
    listed = "、".join(f"{len(rows)}批{TOLD[reason]}" for reason, rows in refused.items())
    return f"{when}没有合条件的人可借：{listed}"


def _lent(cut: Cut | None) -> str:
    if cut is None:
        return ""
    others = len(cut.needs) - 1
    if not others:
        return f"{day(cut.on)}能来的只有{cut.offered}人，要{cut.asked}人"
    return f"{day(cut.on)}能来的{cut.offered}人要供{len(cut.needs)}个缺口，共要{cut.asked}人，已全部借出"
