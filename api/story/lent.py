"""One swap under way: a firm that rests over the festival lends packers to the employer of the demonstration."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, col

from api.lent_people.answering import Answer, agree, refuse
from api.lent_people.employments import Said, employ
from api.lent_people.my_pages import CHANNEL
from api.lent_people.naming import name_people
from api.lent_people.offer_cards import card_of
from api.lent_people.stating import Stated, stated_of
from api.lent_people.suitability import Candidate
from api.story.cast import Cast, account_for
from api.swaps.moving import By, step
from api.swaps.suggesting import suggested
from api.swaps.terms import DECLARATIONS
from models.days import day_of
from models.employer import Employer
from models.swap import Swap, SwapLoan, SwapState, draft
from models.swap_member import SwapMember, members_of
from models.swap_need import SwapNeed, standing_needs
from models.swap_offer import SwapOffer, standing_offers
from models.worker import Worker
from seed_data.generator import AS_OF
from seed_data.identity import id_number, mobile
from seed_data.story.lent import ASKED_MORE, DRAFTED, LENT, NOTHING_MORE, NUMBERS_FROM, OFFERED, Lent
from seed_data.story.moments import day_before, moment

PREFECTURE = "4401"
LEAD_DAYS, LEAST_DAYS = 3, 7


@dataclass(frozen=True, slots=True)
class Match:
    """A need of the demonstration's employer and an offer that serves it, with the days both have."""

    offer: SwapOffer
    need: SwapNeed
    first: date
    last: date


def tell_swap(session: Session, players: Cast, rng: Random) -> None:
    """It stands where most work waits: its people are asked, most have answered."""
    match = _match(session, players)
    if match is None:
        return
    office = players.accounts["district"].id
    drafted, offered = (By(office, moment(days, rng), day_before(days)) for days in (DRAFTED, OFFERED))
    swap, loan = _drafted(session, match, drafted)
    people = [_employed(session, one, number, match.offer, drafted) for number, one in enumerate(LENT)]
    name_people(session, swap, loan, people, today=drafted.today, now=drafted.now)
    step(session, swap, SwapState.OFFERED, offered)
    _answer(session, players, swap, moment(1, rng))


def _match(session: Session, players: Cast) -> Match | None:
    """The first offer of a lawful lender that serves a need of the demonstration's employer for a week or more."""
    needs = [need for need in session.exec(standing_needs(AS_OF)) if need.employer_id == players.own.id]
    soonest = AS_OF + timedelta(days=LEAD_DAYS)
    for offer in session.exec(standing_offers(AS_OF)):
        lender = session.get_one(Employer, offer.employer_id)
        for need in needs:
            first, last = max(offer.from_day, need.from_day, soonest), min(offer.to_day, need.to_day)
            fits = offer.trade == need.trade and need.wage_fen and min(offer.people, need.people) >= len(LENT)
            if fits and lender.uscc and lender.dispatch_permit is False and (last - first).days + 1 >= LEAST_DAYS:
                return Match(offer, need, first, last)
    return None


def _drafted(session: Session, match: Match, by: By) -> tuple[Swap, SwapLoan]:
    swap = Swap(
        lender_id=match.offer.employer_id,
        borrower_id=match.need.employer_id,
        account_id=by.account_id,
        state_since=by.now,
        created_at=by.now,
        updated_at=by.now,
    )
    loan = SwapLoan(
        swap_id=0,
        offer_id=match.offer.id or 0,
        need_id=match.need.id or 0,
        people=len(LENT),
        from_day=match.first,
        to_day=match.last,
        wage_fen=match.need.wage_fen or 0,
    )
    draft(session, swap, [loan], by=by.account_id)
    swap.terms = suggested(session, swap) | dict.fromkeys(DECLARATIONS, True)
    session.add(swap)
    return swap, loan


def _employed(session: Session, one: Lent, number: int, offer: SwapOffer, by: By) -> Candidate:
    worker, employment = employ(session, _stated(one, number, offer, by.today), Said(offer.employer_id, None, by.now))
    worker.made_up = True
    session.add(worker)
    return Candidate(worker, employment)


def _stated(one: Lent, number: int, offer: SwapOffer, today: date) -> Stated:
    """As the lender's line would say it."""
    serial = 2 * number + (one.sex == "1")
    return stated_of(
        {
            "name": one.name,
            "phone": mobile(NUMBERS_FROM + number),
            "identity": id_number(PREFECTURE, one.born, serial),
            "kind": "无固定期限",
            "dispatched": "否",
            "wage": str((offer.wage_fen or 0) // 100),
            "injury_insured": "是",
            "post": offer.trade,
            "skills": "、".join(one.skills),
        },
        today,
    )


def _answer(session: Session, players: Cast, swap: Swap, now: datetime) -> None:
    """The first answers on her own phone and the last may; the others told whoever called them."""
    members = session.exec(members_of(swap.id or 0).order_by(col(SwapMember.id))).all()
    for member in (members[0], members[-1]):
        account_for(session, players, session.get_one(Worker, member.worker_id), now).made_up = True
    called = f"电话，经办人{players.accounts['district'].name}"
    for place, (member, one) in enumerate(zip(members, LENT, strict=True)):
        channel = CHANNEL if place == 0 else called
        if one.answer == "no":
            refuse(session, swap, member, channel=channel, today=day_of(now), now=now)
        elif one.answer == "yes":
            card = card_of(session, swap, member, day_of(now))
            said = Answer(card.version, card.facts, ASKED_MORE if place == 0 else NOTHING_MORE, False, channel)
            agree(session, swap, member, said, today=day_of(now), now=now)
