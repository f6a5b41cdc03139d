"""A dispute waits on the coordinator's list and on both firms' page until it is decided."""

import re
from datetime import date

import pytest

from models.employer import Employer, EmployerStanding
from models.swap import Swap, SwapState
from tests.api.swaps.conftest import FIRST

MIDDLE, LATER = date(2021, 2, 20), date(2021, 2, 26)


@pytest.fixture
def disputed(room):
    room.reach("active")
    assert room.step("disputed", FIRST, note="加班费有争议").status_code == 303
    return room


def said(room, who, words, day=FIRST):
    return room.as_(who, day).press(f"{room.at}/statements", on=room.at, said=words)


def test_both_sides_and_the_office_read_what_each_said_of_it(disputed):
    assert said(disputed, "lender", "二十小时加班没付").status_code == 303
    assert said(disputed, "borrower", "只认十二小时").status_code == 303
    for who in ("district", "lender", "borrower"):
        page = disputed.as_(who, FIRST).get(disputed.at).text
        dispute = page.partition('id="dispute"')[2].partition("</ol>")[0]
        told = [dispute.find(words) for words in ("加班费有争议", "借出单位说：二十小时", "借入单位说：只认十二小时")]
        assert -1 < told[0] < told[1] < told[2]


def test_it_waits_on_the_coordinators_list_since_its_day_and_becomes_late(disputed):
    words = "2月16日起有争议"
    assert words in disputed.as_("district", FIRST).get("/swaps?due=yes").text
    assert words in disputed.as_("lender", FIRST).get("/employer").text
    late = f'note wrong">{words}'
    assert late not in disputed.as_("district", FIRST).get(disputed.at).text
    assert late in disputed.as_("district", LATER).get(disputed.at).text
    assert "项调剂的事要办" in disputed.as_("district", FIRST).get("/staff").text


@pytest.mark.parametrize("words", ["", "长" * 301])
def test_nothing_said_or_too_much_is_asked_again(disputed, words):
    answer = said(disputed, "lender", words)
    assert (answer.status_code, "最多 300 个字" in answer.text) == (422, True)


def test_decided_it_is_off_the_list_and_nobody_states_more(disputed):
    assert disputed.step("active", FIRST, note="双方认十六小时").status_code == 303
    assert disputed.state is SwapState.ACTIVE
    assert "起有争议" not in disputed.as_("district", FIRST).get("/swaps?due=yes").text
    assert said(disputed, "lender", "还有一件").status_code == 409


def test_who_is_no_side_states_nothing(disputed):
    assert said(disputed, "stranger", "听说的").status_code == 404


def test_a_dispute_refused_for_want_of_a_reason_leaves_the_longer_stay_asked_for(room):
    room.reach("active")
    room.as_("borrower", MIDDLE).press(f"{room.at}/extension", do="ask", last="2021-03-10")
    refused = room.as_("district", MIDDLE).press(f"{room.at}/steps", on=room.at, to="disputed", note="")
    assert (refused.status_code, room.state.value, room.swap.extend_to) == (422, "active", date(2021, 3, 10))


def buttons(page):
    """Each button of the steps: whether it is quiet, the state it leads to."""
    return [(bool(quiet), to) for quiet, to in re.findall(r'class="btn( quiet)?" name="to" value="(\w+)"', page)]


def test_the_first_thing_to_press_is_that_it_is_settled(disputed):
    assert buttons(disputed.as_("district", FIRST).get(disputed.at).text) == [(False, "active"), (True, "returning")]
    assert buttons(disputed.as_("lender", FIRST).get(disputed.at).text) == []


def test_with_a_firm_gone_it_cannot_go_on_but_be_void(disputed):
    disputed.change(lambda session: setattr(lender_of(session, disputed), "standing", EmployerStanding.CLOSED))
    shown = disputed.as_("district", FIRST).get(disputed.at).text
    assert buttons(shown) == [(True, "returning"), (True, "void")]


def test_a_longer_stay_that_was_disputed_goes_on_as_one(room):
    room.reach("active")
    room.change(lambda session: setattr(session.get_one(Swap, room.swap_id), "extended_from", date(2021, 3, 1)))
    room.step("disputed", FIRST, note="加班费有争议")
    assert room.step("active", FIRST, note="补发了").status_code == 303
    assert room.state is SwapState.EXTENDED


def lender_of(session, room):
    return session.get_one(Employer, room.swap.lender_id)
