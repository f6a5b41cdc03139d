"""From the store to a problem for the optimiser: who can still be lent, who is still short, and who is left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.swap_offers.terms import unknown
from matcher.swap.layers import layers
from matcher.swap.problem import Need, Offer, SwapInstance, SwapParams
from matcher.swap.standing_in import stands_in
from models.employer import Employer, key_class_on
from models.parameter import value_on
from models.reference import Street
from models.swap import ENDED, Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, SwapMember
from models.swap_need import SwapNeed, standing_needs
from models.swap_offer import SwapOffer, standing_offers

Place = tuple[float, float]
Places = Mapping[tuple[int, str | None], Place]
"""By employer and the street of a need elsewhere; None for the employer itself."""
Held = Mapping[int, Sequence[tuple[date, date, int]]]
"""By offer or need: days, both included, and people promised on them."""

PLANNED = frozenset({SwapState.DRAFT, SwapState.OFFERED})
"""States in which it is not yet known who goes: the planned number is held."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An offer or a need that cannot be planned with, and what is missing."""

    employer_id: int
    trade: str
    people: int
    why: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What the optimiser is asked, and what it cannot be asked."""

    instance: SwapInstance
    left_out: list[LeftOut]


def problem_of(session: Session, as_of: date) -> Problem:
    """Everything offered and needed from a day on, less what swaps that go on have taken already."""
    offers, needs = session.exec(standing_offers(as_of)).all(), session.exec(standing_needs(as_of)).all()
    places = _places(session, {row.employer_id for row in offers} | {row.employer_id for row in needs}, needs)
    held_offers, held_needs = held_by(session, SwapLoan.offer_id), held_by(session, SwapLoan.need_id)
    classes = dict(session.exec(key_class_on(as_of)).all())
    left_out = [_left_out(row, why) for row in offers if (why := _offer_lacks(row, places))]
    left_out += [_left_out(row, why) for row in needs if (why := _need_lacks(row, places))]
    planned_offers = [
        part
        for row in offers
        if not _offer_lacks(row, places)
        for part in _offer_parts(row, _place(row, places), held_offers.get(row.id or 0, ()), as_of)
    ]
    planned_needs = [
        part
        for row in needs
        if not _need_lacks(row, places)
        for part in _need_parts(row, _place(row, places), held_needs.get(row.id or 0, ()), as_of, classes)
    ]
    params = _params(session, as_of, planned_offers, planned_needs)
    return Problem(SwapInstance(as_of, tuple(planned_offers), tuple(planned_needs), params), left_out)


def row_of(part: str) -> int:
    """The id of the offer or need that a part of the problem stands for.

    >>> row_of("o12"), row_of("n7/2")
    (12, 7)
    """
    return int(part[1:].partition("/")[0])


def held_by(session: Session, side: int) -> Held:
    """People promised by swaps that have not ended, by offer (``SwapLoan.offer_id``) or need (``SwapLoan.need_id``).

    Once everybody has answered, those who go are counted; before, as many as were planned.
    """
    going = select(Swap.id).where(col(Swap.state).not_in(ENDED))
    planned = col(Swap.state).in_(PLANNED)
    column = col(side)
    by_plan = (
        sa.select(column, col(SwapLoan.from_day), col(SwapLoan.to_day), col(SwapLoan.people))
        .join(Swap, col(Swap.id) == SwapLoan.swap_id)
        .where(planned)
    )
    by_person = (
        sa.select(column, col(SwapMember.from_day), col(SwapMember.to_day), sa.literal(1))
        .join(SwapLoan, col(SwapLoan.id) == SwapMember.loan_id)
        .join(Swap, col(Swap.id) == SwapMember.swap_id)
        .where(col(Swap.id).in_(going), sa.not_(planned), col(SwapMember.state).in_(HOLDS_DAYS))
    )
    held: dict[int, list[tuple[date, date, int]]] = defaultdict(list)
    for statement in (by_plan, by_person):
        for row, first, last, people in session.execute(statement):
            held[row].append((first, last, people))
    return held


def free_by_day(people: int, first: date, last: date, held: Iterable[tuple[date, date, int]]) -> list[int]:
    """Of so many people, how many are not promised on each day, both ends included; never below nought."""
    free = [people] * ((last - first).days + 1)
    for begin, end, taken in held:
        for passed in range(max(0, (begin - first).days), min(len(free), (end - first).days + 1)):
            free[passed] = max(0, free[passed] - taken)
    return free


def _places(session: Session, employers: set[int], needs: Iterable[SwapNeed]) -> Places:
    """Where each employer is, without coordinates of its own at its street's centre; and the other streets it needs."""
    statement = sa.select(col(Employer.id), col(Employer.street_code), col(Employer.lng), col(Employer.lat)).where(
        col(Employer.id).in_(employers)
    )
    centres = {row.code: (row.lng, row.lat) for row in session.exec(select(Street)) if row.lng is not None}
    places: dict[tuple[int, str | None], Place] = {}
    streets = {}
    for number, street, lng, lat in session.execute(statement):
        streets[number] = street
        if lng is not None or street in centres:
            places[number, None] = (lng, lat) if lng is not None else centres[street]
    for need in needs:
        if need.street_code in centres and need.street_code != streets[need.employer_id]:
            places[need.employer_id, need.street_code] = centres[need.street_code]
    return places


def _place(row: SwapOffer | SwapNeed, places: Places) -> Place | None:
    """Where the work is: its own coordinates, else the centre of a street that is not the firm's, else the firm."""
    if row.lng is not None and row.lat is not None:
        return row.lng, row.lat
    street = row.street_code if isinstance(row, SwapNeed) else None
    return places.get((row.employer_id, street)) or places.get((row.employer_id, None))


def _offer_lacks(row: SwapOffer, places: Places) -> str:
    """What has to be stated before the offer can be planned with; "" for nothing."""
    nowhere = ["工作地点"] if _place(row, places) is None else []
    return "、".join([*unknown(row), *nowhere])


def _need_lacks(row: SwapNeed, places: Places) -> str:
    missing = {"工资": row.wage_fen is None, "工作地点": _place(row, places) is None}
    return "、".join(words for words, lacks in missing.items() if lacks)


def _left_out(row: SwapOffer | SwapNeed, why: str) -> LeftOut:
    return LeftOut(row.employer_id, row.trade, row.people, why)


def _windows(
    letter: str, row: SwapOffer | SwapNeed, held: Sequence[tuple[date, date, int]], as_of: date
) -> list[tuple[str, int, date, date]]:
    """Name, people, first and last day of each window in which people of the row are free throughout."""
    first = max(row.from_day, as_of)
    found = layers(free_by_day(row.people, first, row.to_day, held))
    names = [f"{letter}{row.id}"] if len(found) == 1 else [f"{letter}{row.id}/{n}" for n in range(1, len(found) + 1)]
    return [
        (name, one.people, first + timedelta(days=one.begin), first + timedelta(days=one.end - 1))
        for name, one in zip(names, found, strict=True)
    ]


def _offer_parts(
    row: SwapOffer, place: Place | None, held: Sequence[tuple[date, date, int]], as_of: date
) -> list[Offer]:
    lng, lat = place or (0.0, 0.0)
    return [
        Offer(
            id=name,
            employer=f"e{row.employer_id}",
            skill=row.trade,
            people=people,
            first=first,
            last=last,
            wage_fen=row.wage_fen or 0,
            contract_until=None if row.open_ended else row.contract_until,
            accepts_lower_wage=row.accepts_lower_wage,
            dispatched=bool(row.dispatched),
            lng=lng,
            lat=lat,
        )
        for name, people, first, last in _windows("o", row, held, as_of)
    ]


def _need_parts(
    row: SwapNeed,
    place: Place | None,
    held: Sequence[tuple[date, date, int]],
    as_of: date,
    classes: Mapping[int, str],
) -> list[Need]:
    lng, lat = place or (0.0, 0.0)
    return [
        Need(
            id=name,
            employer=f"e{row.employer_id}",
            skill=row.trade,
            people=people,
            first=first,
            last=last,
            wage_fen=row.wage_fen or 0,
            min_days=row.min_days,
            key_class=classes.get(row.employer_id, "K0"),
            urgent=row.urgent,
            lng=lng,
            lat=lat,
        )
        for name, people, first, last in _windows("n", row, held, as_of)
    ]


def _params(session: Session, day: date, offers: Iterable[Offer], needs: Iterable[Need]) -> SwapParams:
    def value(key: str) -> float:
        return float(value_on(session, f"swap.{key}", day))

    return SwapParams(
        max_km=value("max_km"),
        min_days=int(value("min_days")),
        agreement_cost=value("agreement_cost"),
        km_cost=value("km_cost"),
        substitution=_substitution(
            {row.skill for row in offers}, {row.skill for row in needs}, value("substitution_cost")
        ),
    )


def _substitution(offered: set[str], needed: set[str], cost: float) -> dict[tuple[str, str], float]:
    """Which posts can stand in for which: another name costs nothing, a kindred post its price a person-day."""
    costs = {"same": 0.0, "covers": 0.0, "partly": cost}
    found = {}
    for post in offered:
        for other in needed:
            kind = stands_in(post, other)
            if post != other and kind in costs:
                found[post, other] = costs[kind]
    return found
