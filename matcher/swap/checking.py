"""Is a plan lawful and within every limit? Looked at row by row and day by day, apart from any solver."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from matcher.swap.distances import kilometres
from matcher.swap.plan import Loan
from matcher.swap.problem import Need, Offer, SwapInstance

A_MICROMETRE = 1e-9  # km; the last digit of a distance is not the same in a row and in a matrix


def faults(instance: SwapInstance, loans: Iterable[Loan]) -> list[str]:
    """What is wrong with some loans, in words for developers; nothing in a right plan."""
    offers, needs = {row.id: row for row in instance.offers}, {row.id: row for row in instance.needs}
    lent: Counter[tuple[str, date]] = Counter()
    received: Counter[tuple[str, date]] = Counter()
    found = []
    for loan in loans:
        found += [f"{loan}: {fault}" for fault in _broken(instance, loan, offers[loan.offer], needs[loan.need])]
        for day in (loan.first + timedelta(days=passed) for passed in range(loan.days)):
            lent[loan.offer, day] += loan.people
            received[loan.need, day] += loan.people
    found += [f"{row} lends {n} on {day}" for (row, day), n in sorted(lent.items()) if n > offers[row].people]
    found += [f"{row} receives {n} on {day}" for (row, day), n in sorted(received.items()) if n > needs[row].people]
    return found


def _broken(instance: SwapInstance, loan: Loan, offer: Offer, need: Need) -> list[str]:
    rules = {
        "nobody goes": loan.people >= 1,
        "dispatched": not offer.dispatched,
        "same employer": offer.employer != need.employer,
        "other post": instance.params.skill_cost(offer.skill, need.skill) is not None,
        "too far": kilometres(offer.lng, offer.lat, need.lng, need.lat) <= instance.params.max_km + A_MICROMETRE,
        "lower wage": offer.accepts_lower_wage or need.wage_fen >= offer.wage_fen,
        "outside the offer": offer.first <= loan.first and loan.last <= offer.last,
        "outside the need": need.first <= loan.first and loan.last <= need.last,
        "after the contract": offer.contract_until is None or loan.last <= offer.contract_until,
        "too short": loan.days >= instance.params.least_days(need),
    }
    return [name for name, kept in rules.items() if not kept]
