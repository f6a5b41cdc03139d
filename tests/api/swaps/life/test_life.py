"""A swap from its draft to its close, by the pages."""

from datetime import date

from models.swap import SwapState
from models.swap_member import MemberState
from tests.api.swaps.life.conftest import FIRST, TODAY

BACK = date(2021, 3, 1)
PAID = date(2021, 3, 5)


def test_ten_are_asked_nine_agree_nine_go_and_all_are_back_and_paid(room):
    assert room.step("offered").status_code == 303
    room.answer(agree=9)
    assert room.step("consented").status_code == 303
    assert [one.state for one in room.members].count(MemberState.DROPPED) == 1
    assert room.sign("lender", "borrower").status_code == 303
    assert room.state is SwapState.SIGNED
    room.vary(TODAY)
    assert room.step("active", FIRST).status_code == 303
    assert [one.state for one in room.members].count(MemberState.AWAY) == 9
