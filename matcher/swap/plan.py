"""A plan: loans, the agreements they need, and what the plan reaches."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.swap.blocks import Block, Columns
from matcher.swap.distances import kilometres
from matcher.swap.pairs import NANO, Ints
from matcher.swap.problem import Need, Offer, SwapInstance

Stay = tuple[int, int, int]


@dataclass(frozen=True, slots=True, order=True)
class Loan:
    """Whole people of an offer who serve a need from ``first`` to ``last``, both worked days."""

    offer: str
    need: str
    first: date
    last: date
    people: int

    @property
    def days(self) -> int:
        """Worked days of each."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, order=True)
class Agreement:
    """All loans of a lender to a borrower; ``people`` is the most on one day."""

    lender: str
    borrower: str
    people: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Objective:
    """What a plan reaches, in the order in which plans are compared; ``nano_cost`` is in billionths."""

    key_person_days: int
    person_days: int
    nano_cost: int

    @property
    def cost(self) -> float:
        """The cost to six decimals."""
        return round(self.nano_cost / NANO, 6)


def loans_of(instance: SwapInstance, block: Block, columns: Columns, people: Ints) -> list[Loan]:
    """The loans in a solution of a block; who would return only to leave again the next day stays."""
    by_pair: dict[int, list[Stay]] = defaultdict(list)
    for row in np.flatnonzero(people).tolist():
        begin, end = block.days[columns.begin[row]], block.days[columns.end[row]]
        by_pair[int(columns.pair[row])].append((int(begin), int(end), int(people[row])))
    return [
        Loan(
            instance.offers[int(block.pairs.offer[pair])].id,
            instance.needs[int(block.pairs.need[pair])].id,
            date.fromordinal(begin),
            date.fromordinal(end - 1),
            number,
        )
        for pair, stays in by_pair.items()
        for begin, end, number in joined(stays)
    ]


def joined(stays: list[Stay]) -> list[Stay]:
    """The stays (first day, day after the last, people) of one pair, each that begins where another ends joined to it.

    >>> joined([(1, 4, 2), (4, 8, 3)])
    [(1, 8, 2), (4, 8, 1)]
    """
    waiting: dict[int, list[list[int]]] = defaultdict(list)  # by the day after the last: [first day, people]
    for begin, end, people in sorted(stays):
        left = people
        for stay in waiting[begin]:
            moved = min(left, stay[1])
            stay[1] -= moved
            left -= moved
            waiting[end].append([stay[0], moved])
        waiting[end].append([begin, left])
    total: Counter[tuple[int, int]] = Counter()
    for end, ended in waiting.items():
        for begin, people in ended:
            total[begin, end] += people
    return [(begin, end, people) for (begin, end), people in sorted(total.items()) if people]


def rate(instance: SwapInstance, offer: Offer, need: Need) -> int:
    """The cost of a person-day of an allowed pair, in billionths."""
    km = kilometres(offer.lng, offer.lat, need.lng, need.lat)
    skill_cost = instance.params.skill_cost(offer.skill, need.skill) or 0.0
    return int(np.rint((instance.params.km_cost * km + skill_cost) * NANO))


def reached(instance: SwapInstance, loans: Iterable[Loan]) -> Objective:
    """What some loans reach, counted from the rows themselves."""
    offers, needs = {row.id: row for row in instance.offers}, {row.id: row for row in instance.needs}
    key = total = cost = 0
    signed = set()
    for loan in loans:
        offer, need = offers[loan.offer], needs[loan.need]
        total += loan.people * loan.days
        key += loan.people * loan.days * need.key
        cost += loan.people * loan.days * rate(instance, offer, need)
        signed.add((offer.employer, need.employer))
    return Objective(key, total, cost + len(signed) * round(instance.params.agreement_cost * NANO))


def agreements(instance: SwapInstance, loans: Iterable[Loan]) -> list[Agreement]:
    """One agreement for each lender and borrower with a loan between them."""
    lender = {row.id: row.employer for row in instance.offers}
    borrower = {row.id: row.employer for row in instance.needs}
    between: dict[tuple[str, str], list[Loan]] = defaultdict(list)
    for loan in loans:
        between[lender[loan.offer], borrower[loan.need]].append(loan)
    return [
        Agreement(*pair, _most_at_once(own), min(loan.first for loan in own), max(loan.last for loan in own))
        for pair, own in sorted(between.items())
    ]


def _most_at_once(loans: list[Loan]) -> int:
    """The most people away on one day; it is reached on some loan's first day."""
    return max(
        sum(loan.people for loan in loans if loan.first <= day <= loan.last) for day in {loan.first for loan in loans}
    )
