"""Two hands on one swap: whoever comes second is told, or finds the matter settled; nothing is done twice or half."""

from datetime import date

import pytest

from api.lent_people.answering import refuse
from models.swap import Swap, SwapState
from models.swap_member import MemberState, SwapMember
from tests.api.swaps.conftest import TODAY

MIDDLE, LATE = date(2021, 2, 20), date(2021, 3, 1)
TERMS = {"settle_day": "10", "pay_day": "15"}


def asked_longer(room):
    room.reach("active")
    form = {"do": "ask", "last": "2021-03-10"}
    assert room.as_("borrower", MIDDLE).press(f"{room.at}/extension", **form).status_code == 303


def all_back(room, day=MIDDLE):
    everybody = {f"member-{one.id}": "yes" for one in room.members}
    return room.as_("lender", day).press(f"{room.at}/returns", day="2021-02-20", reason="unfit", **everybody)


def test_with_everybody_back_nobody_is_asked_about_a_longer_stay(room):
    asked_longer(room)
    all_back(room)
    assert (room.state, room.swap.extend_to) == (SwapState.RETURNING, None)
    assert "延到" not in room.as_("lender", MIDDLE).get("/employer/swaps").text


@pytest.mark.parametrize("to", ["disputed", "void"])
def test_a_longer_stay_asked_for_ends_with_the_swap_going_another_way(room, to):
    asked_longer(room)
    if to == "void":
        gone = {"firm": "lender", "standing": "bankrupt"}
        room.as_("district", MIDDLE).press(f"{room.at}/firm", on=room.at, **gone)
    else:
        room.step(to, day=MIDDLE, note="宿舍的事")
    assert (room.state.value, room.swap.extend_to) == (to, None)


def test_the_lender_agrees_to_no_longer_stay_from_a_page_opened_before_all_came_back(room):
    asked_longer(room)
    opened = room.as_("lender", MIDDLE).get(f"{room.at}/extension").text
    seen = opened.partition('name="seen" value="')[2].partition('"')[0]
    all_back(room)
    answer = room.as_("lender", MIDDLE).hand_in(f"{room.at}/extension", do="agree", seen=seen)
    assert answer.status_code == 409
    assert room.swap.lender_extends is None


def test_nobody_asks_for_longer_once_the_days_are_over(room):
    room.reach("active")
    answer = room.as_("borrower", LATE).press(f"{room.at}/extension", do="ask", last="2021-03-10")
    assert answer.status_code == 409
    assert "来不及再延" in answer.text


def test_a_firm_that_opened_its_page_before_the_terms_changed_signs_nothing(room):
    room.reach("consented")
    opened = room.as_("lender").get(f"{room.at}/sign").text
    seen = opened.partition('name="seen" value="')[2].partition('"')[0]
    board = {"board": "不包餐"}
    assert room.as_("district").press(f"{room.at}/terms", **TERMS | board).status_code == 303
    form = {"signatory": "李厂长", "read": "yes", "seen": seen}
    assert room.as_("lender").hand_in(f"{room.at}/sign", **form).status_code == 409


def test_of_two_coordinators_with_the_same_page_one_takes_a_step(room):
    room.reach("consented")
    seen = room.as_("district").get(room.at).text.partition('name="seen" value="')[2].partition('"')[0]
    steps = [{"to": "void", "note": "不做了", "seen": seen}, {"to": "offered", "note": "再问", "seen": seen}]
    codes = [room.as_("district").hand_in(f"{room.at}/steps", **step).status_code for step in steps]
    assert (codes, room.state) == ([303, 409], SwapState.VOID)


def test_who_says_no_between_two_signatures_is_left_out_and_the_rest_go(room):
    room.reach("consented")
    room.sign("lender")

    def say_no(session):
        member = session.get_one(SwapMember, room.members[0].id)
        swap = session.get_one(Swap, room.swap_id)
        refuse(session, swap, member, channel="本人", today=TODAY, now=member.state_since)

    room.change(say_no)
    assert room.sign("borrower").status_code == 303
    room.vary(TODAY)
    assert room.step("active", day=date(2021, 2, 16)).status_code == 303
    states = [one.state for one in room.members]
    assert (states.count(MemberState.AWAY), states.count(MemberState.DROPPED)) == (9, 1)
