"""A button pressed that no page shows, and values that no field takes: refused in words, and nothing has changed."""

from datetime import date

import pytest
from sqlmodel import select

from models.swap import SwapLoan, SwapState, log_of
from models.swap_member import MemberState
from models.swap_settlement import SwapCost
from tests.api.swaps.conftest import FIRST

MIDDLE = date(2021, 2, 20)
LOAN = {"people": "10", "from_day": "2021-02-16", "to_day": "2021-02-28", "wage": "5200"}


@pytest.mark.parametrize(
    ("stands", "to", "why"),
    [
        ("offered", "draft", "不再退回草拟"),
        ("consented", "signed", "双方都签了字才是“协议已签”"),
        ("signed", "consented", "改了，签字作废"),
        ("active", "extended", "请到“延期”办"),
        ("active", "returning", "2月28日才到期"),
    ],
)
def test_a_state_that_no_button_leads_to_is_not_reached_by_pressing(room, stands, to, why):
    room.reach(stands)
    answer = room.step(to, day=MIDDLE if stands == "active" else FIRST)
    assert answer.status_code == 409
    assert why in answer.text
    assert room.state.value == stands


def loan_path(room):
    loan = room.read(lambda session: session.exec(select(SwapLoan)).one())
    return f"{room.at}/loans/{loan.id}"


@pytest.mark.parametrize(
    "wrong", [{"people": "000001" + "9" * 5000}, {"people": "0000019999"}, {"to_day": "9999-12-31"}, {"people": "１２"}]
)
def test_a_loan_takes_no_number_or_day_beyond_all_measure(room, wrong):
    answer = room.as_("district").press(loan_path(room), **LOAN | wrong)
    assert answer.status_code == 422
    assert room.read(lambda session: session.exec(select(SwapLoan)).one()).people == 10


@pytest.mark.parametrize("day", ["001" + "1" * 5000, "0281111", "0", "29", "1２"])
def test_a_day_of_payment_is_one_that_every_month_has(room, day):
    answer = room.as_("district").press(f"{room.at}/terms", settle_day=day, pay_day="15")
    assert answer.status_code == 422
    assert room.swap.terms["settle_day"] == 10


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2021-03"])
def test_a_cost_belongs_to_a_month_in_which_somebody_was_away(room, month):
    room.reach("active")
    cost = {"month": month, "words": "餐费", "receipt": "1", "charged": "300", "spent": "300"}
    path = f"{room.at}/settlement"
    assert room.as_("lender", MIDDLE).press(f"{path}/costs", on=path, **cost).status_code == 422
    assert room.read(lambda session: session.exec(select(SwapCost)).all()) == []


def test_nobody_stays_until_a_day_beyond_the_calendar_of_the_office(room):
    room.reach("active")
    answer = room.as_("borrower", MIDDLE).press(f"{room.at}/extension", do="ask", last="9999-12-31")
    assert answer.status_code == 422
    assert room.swap.extend_to is None


def lines(room):
    return len(room.read(lambda session: session.exec(log_of(room.swap_id)).all()))


def test_the_return_of_somebody_who_is_not_on_the_list_is_no_line_of_the_log(room):
    before = lines(room.reach("active"))
    answer = room.as_("lender", MIDDLE).press(
        f"{room.at}/returns", day="2021-02-20", reason="unfit", **{"member-999": "yes"}
    )
    assert answer.status_code == 422
    assert lines(room) == before


def test_a_variation_noted_twice_is_one_line_of_the_log(room):
    room.reach("signed")
    form = {"day": "2021-02-08", **{f"member-{one.id}": "yes" for one in room.members}}
    assert room.as_("lender").press(f"{room.at}/variations", **form).status_code == 303
    before = lines(room)
    again = room.as_("lender").hand_in(f"{room.at}/variations", **form, seen="9999")
    assert again.status_code == 422
    assert lines(room) == before


def test_a_variation_is_not_noted_from_a_form_of_before_the_change(room):
    room.reach("signed")
    old = {"day": "2021-02-08", "seen": "1", **{f"member-{one.id}": "yes" for one in room.members}}
    answer = room.as_("lender").hand_in(f"{room.at}/variations", **old)
    assert answer.status_code == 409
    assert "您打开这一页以后" in answer.text
    assert {one.variation_signed_on for one in room.members} == {None}


@pytest.mark.parametrize("stands", ["draft", "void"])
def test_no_paper_is_offered_that_is_refused_when_opened(room, stands):
    if stands == "void":
        room.reach("consented")
        room.step("void", note="不做了")
    shown = room.as_("lender").get(f"{room.at}/papers").text
    assert "/papers/" not in shown
    assert room.as_("lender").get(f"{room.at}/papers/variations").status_code == 409


def test_after_a_dispute_with_everybody_home_the_swap_goes_on_to_its_close(room):
    room.reach("active")
    everybody = {f"member-{one.id}": "yes" for one in room.members}
    room.as_("lender", MIDDLE).press(f"{room.at}/returns", day="2021-02-20", reason="unfit", **everybody)
    for to in ("disputed", "active", "returning"):
        room.step(to, day=MIDDLE, note="算错了钱")
    assert room.state is SwapState.RETURNING
    assert {one.state for one in room.members} == {MemberState.RETURNED}
