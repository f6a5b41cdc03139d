"""Needs that a plan leaves short: why, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.swap.deadline import Deadline
from matcher.swap.pairs import Ints, Market
from matcher.swap.person_days import Reached
from matcher.swap.relaxations import changes
from matcher.swap.replanning import PersonDays, Replanner
from matcher.swap.shortage import shortages, why

MOST_TRIED = 20  # needs for which changes are tried: those with most key person-days missing, then with most
NOT_TRIED = "（缺口较多，先试算缺得最多的几个，这个没有试算怎样放宽）"
NO_TIME = "（时间用完，没有试算怎样放宽）"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A change, and the person-days by which the best plan grows with it: key ones if the need is key."""

    change: str
    gain_person_days: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that is short of so many person-days, what holds it back, and changes by falling gain."""

    need: str
    person_days: int
    why: str
    relaxations: list[Relaxation]


def unmet_needs(
    market: Market, found: Sequence[Reached], people: Sequence[Ints], deadline: Deadline, most_tried: int
) -> list[Unmet]:
    """What each need lacks, by id."""
    short = shortages(market, found, people)
    needs = market.instance.needs
    urgent_first = sorted(short, key=lambda row: (not needs[row].key, -short[row].person_days, row))
    replanner, before = Replanner(list(found)), (sum(one.key for one in found), sum(one.total for one in found))
    told = {}
    for place, row in enumerate(urgent_first):
        helps, note = None, NOT_TRIED
        if place < most_tried:
            helps, note = _relaxations(market, row, replanner, before, deadline), NO_TIME
        words = why(market, row, short[row]) + ("" if helps is not None else note)
        told[row] = Unmet(needs[row].id, short[row].person_days, words, helps or [])
    return [told[row] for row in sorted(told)]


def _relaxations(
    market: Market, row: int, replanner: Replanner, before: PersonDays, deadline: Deadline
) -> list[Relaxation] | None:
    """Changes that help, by falling gain; None if time runs out or the plan itself is not proven."""
    need = market.instance.needs[row]
    found = []
    for words, instance in changes(market, row, need.people):
        after = replanner.most(instance, deadline)
        if after is None:
            return None
        key, total = after[0] - before[0], after[1] - before[1]
        gain = key if need.key else total
        if (key, total) > (0, 0) and gain > 0:
            found.append(((-key, -total) if need.key else (-total, -key), words, gain))
    return [Relaxation(words, gain) for _, words, gain in sorted(found)]
