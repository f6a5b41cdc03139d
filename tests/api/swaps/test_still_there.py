"""Who has not come back from one swap goes on no other, though its days are over or nothing of it is promised."""

from datetime import UTC, date, datetime, time

from sqlmodel import select

from api.lent_people.naming import name_people
from api.lent_people.suitability import Candidate
from models.employment import Employment
from models.swap import Swap, SwapLoan, draft
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.worker import Worker
from tests.api.swaps.conftest import NOW, STAMPS

LATER = date(2021, 3, 5)
NEXT_DAYS = {"from_day": date(2021, 3, 8), "to_day": date(2021, 3, 20)}


def named_again(room, day):
    """The first sewer is named for a second swap; the reasons why not."""

    def name(session):
        offer, need = session.exec(select(SwapOffer)).one(), session.exec(select(SwapNeed)).one()
        offer.to_day = need.to_day = NEXT_DAYS["to_day"]
        first = room.swap
        second = Swap(lender_id=first.lender_id, borrower_id=first.borrower_id, state_since=NOW, **STAMPS)
        loan = SwapLoan(swap_id=0, offer_id=offer.id, need_id=need.id, people=1, wage_fen=520_000, **NEXT_DAYS)
        draft(session, second, [loan], by=None)
        contract = session.exec(select(Employment).order_by(Employment.id)).first()
        sewer = Candidate(session.get_one(Worker, contract.worker_id), contract)
        now = datetime.combine(day, time(1), UTC)
        return [
            why for one in name_people(session, second, loan, [sewer], today=day, now=now).left_out for why in one.why
        ]

    return room.change(name)


def back(room, day):
    """Everybody's return is noted, as of the last day."""
    everybody = {f"member-{one.id}": "yes" for one in room.members}
    form = {"day": "2021-03-01", "reason": "expiry", **everybody}
    assert room.as_("lender", day).press(f"{room.at}/returns", **form).status_code == 303


def test_who_is_overdue_in_one_swap_is_named_for_no_other(room):
    room.reach("active")
    assert ["已经另有安排" in why for why in named_again(room, LATER)] == [True]


def test_who_is_back_is_named_for_the_next(room):
    room.reach("active")
    back(room, LATER)
    assert named_again(room, LATER) == []


def test_who_is_away_for_some_days_yet_is_named_for_days_after_them(room):
    room.reach("active")
    assert named_again(room, date(2021, 2, 20)) == []


def test_who_works_on_in_a_void_swap_is_named_for_no_other(room):
    room.reach("active")
    ended = {"firm": "borrower", "standing": "closed"}
    room.as_("district", date(2021, 2, 20)).press(f"{room.at}/firm", on=room.at, **ended)
    assert ["已经另有安排" in why for why in named_again(room, date(2021, 2, 20)) if "另有" in why] == [True]
