"""A plan: loans, the agreements they need, and what the plan reaches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.swap.blocks import Block, Columns
from matcher.swap.distances import kilometres
from matcher.swap.pairs import NANO, Ints
from matcher.swap.problem import Need, Offer, SwapInstance


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
    """The loans in a solution of a block."""
    return [
        Loan(
            instance.offers[int(block.pairs.offer[columns.pair[row]])].id,
            instance.needs[int(block.pairs.need[columns.pair[row]])].id,
            date.fromordinal(int(block.days[columns.begin[row]])),
            date.fromordinal(int(block.days[columns.end[row]]) - 1),
            int(people[row]),
        )
        for row in np.flatnonzero(people).tolist()
    ]


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
