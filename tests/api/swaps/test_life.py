"""A swap from its draft to its close, by the pages."""

from datetime import date

from sqlmodel import func, select

from models.ledger import Reservation
from models.referral import Referral
from models.swap import SwapState
from models.swap_member import MemberState
from models.vacancy import Vacancy
from models.worker import Worker
from tests.api.swaps.conftest import FIRST, TODAY

BACK = date(2021, 3, 1)
PAID = date(2021, 3, 5)


def everybody(room, **fields):
    """A month's form with the same typed for each person who was there."""
    return {f"{name}-{one.id}": value for one in room.members for name, value in fields.items()}


def counts(room):
    """What staff count: referrals, hires, workers by status, openings."""

    def ask(session):
        workers = session.exec(select(Worker.status, func.count()).group_by(Worker.status)).all()
        return (
            session.exec(select(func.count()).select_from(Referral)).one(),
            sorted(workers, key=str),
            session.exec(select(Vacancy.openings)).all(),
        )

    return room.read(ask)


def test_ten_are_asked_nine_agree_nine_go_and_all_are_back_and_paid(room):
    before = counts(room)
    assert room.step("offered").status_code == 303
    room.answer(agree=9)
    assert room.step("consented").status_code == 303
    assert [one.state for one in room.members].count(MemberState.DROPPED) == 1
    assert room.sign("lender", "borrower").status_code == 303
    assert room.state is SwapState.SIGNED
    room.vary(TODAY)
    assert room.step("active", FIRST).status_code == 303
    assert [one.state for one in room.members].count(MemberState.AWAY) == 9

    away = {f"member-{one.id}": "yes" for one in room.members if one.state is MemberState.AWAY}
    lender = room.as_("lender", BACK)
    assert lender.press(f"{room.at}/returns", day="2021-03-01", reason="expiry", **away).status_code == 303
    assert room.state is SwapState.RETURNING
    assert room.step("closed", BACK).status_code == 409

    month = everybody(room, days="10", insurance="900", insured="yes")
    paid = room.as_("lender", PAID)
    form = {**month, "settled_on": "2021-03-04", "paid_on": "2021-03-05"}
    assert paid.press(f"{room.at}/settlement/2021-02", **form).status_code == 303
    assert room.step("closed", PAID).status_code == 303
    assert room.state is SwapState.CLOSED
    assert room.read(lambda session: session.exec(select(Reservation.released_at)).all()).count(None) == 0
    assert counts(room) == before
