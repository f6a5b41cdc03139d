"""Days and money of each month, typed by the firms: every line with its formula, margin nought, nothing taken."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from api.swap_settlements.lines import lines_of
from matcher.swap.settlement import charged_fen, margin_fen
from models.swap import Swap, SwapState
from models.swap_settlement import SwapCost, SwapWorkMonth
from tests.api.swaps.conftest import LAST
from tests.api.swaps.test_returns import back

HOME = date(2021, 3, 1)
PAID = date(2021, 3, 5)
FEBRUARY = "settlement/2021-02"


@pytest.fixture
def home(room):
    """Everybody is back."""
    room.reach("active")
    back(room, room.members, HOME, "expiry")
    return room


def month(room, day=PAID, **fields):
    usual = {"insurance-all": "900", "insured-all": "yes", "settled_on": "2021-03-04", "paid_on": "2021-03-05"}
    usual |= {f"days-{one.id}": "9" for one in room.members}
    return room.as_("lender", day).press(f"{room.at}/{FEBRUARY}", **usual | fields)


def cost(room, **fields):
    typed = {"month": "2021-02", "words": "餐费", "receipt": "发票0012", "charged": "300", "spent": "300"} | fields
    return room.as_("lender", PAID).press(f"{room.at}/settlement/costs", on=f"{room.at}/settlement", **typed)


def lines(room):
    return room.read(lambda session: lines_of(session, session.get_one(Swap, room.swap_id)))


def close(room):
    return room.step("closed", PAID)


def test_a_month_is_charged_by_days_and_contributions_line_by_line(home):
    assert month(home).status_code == 303
    wage = round(520_000 * 9 / 21.75)
    assert sorted({line.charged_fen for line in lines(home)}) == sorted({90_000, wage})
    assert charged_fen(lines(home)) == 10 * (90_000 + wage)


def test_what_was_typed_for_everybody_leaves_amounts_of_ones_own(home):
    first = home.members[0]
    month(home, **{f"insurance-{first.id}": "1000"})
    rows = home.read(lambda session: session.exec(select(SwapWorkMonth)).all())
    assert [row.insurance_fen for row in rows if row.member_id == first.id] == [100_000]
    assert {row.insurance_fen for row in rows if row.member_id != first.id} == {90_000}


def test_the_form_begins_with_the_working_days_somebody_was_there(home):
    page = home.as_("lender", PAID).get(f"{home.at}/{FEBRUARY}").text
    assert page.count('value="8"') == 10


def test_a_balanced_settlement_is_closed(home):
    month(home)
    assert close(home).status_code == 303
    assert home.state is SwapState.CLOSED


def test_a_charge_above_what_was_spent_keeps_the_swap_open(home):
    month(home)
    cost(home, charged="310")
    assert margin_fen(lines(home)) == 1_000
    answer = close(home)
    assert answer.status_code == 409
    assert "S08" in answer.text


def test_what_is_taken_from_a_worker_keeps_the_swap_open(home):
    month(home, **{f"deducted-{home.members[0].id}": "50"})
    answer = close(home)
    assert answer.status_code == 409
    assert "S09" in answer.text


def test_less_pay_than_was_earned_keeps_the_swap_open(home):
    month(home, **{f"paid-{home.members[0].id}": "1000"})
    assert "S09" in close(home).text


def test_pay_that_is_still_owed_keeps_the_swap_open(home):
    month(home, paid_on="")
    assert "S10" in close(home).text


def test_nothing_stated_keeps_the_swap_open(home):
    assert "S10" in close(home).text
    assert home.state is SwapState.RETURNING


def test_more_days_than_a_month_has_are_marked_beside_the_person(home):
    first = home.members[0]
    answer = month(home, **{f"days-{first.id}": "25"})
    assert answer.status_code == 422
    assert f'id="days-{first.id}-wrong"' in answer.text
    assert home.read(lambda session: session.exec(select(SwapWorkMonth)).all()) == []


@pytest.mark.parametrize("typed", ["-1", "1e3", "九天", "8.25", "99"])
def test_days_that_are_no_days_are_marked_and_kept(home, typed):
    answer = month(home, **{f"days-{home.members[0].id}": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text


def test_a_cost_needs_its_receipt(home):
    answer = cost(home, receipt="")
    assert answer.status_code == 422
    assert home.read(lambda session: session.exec(select(SwapCost)).all()) == []


def test_a_cost_with_its_receipt_is_settled_with_its_month(home):
    month(home)
    assert cost(home).status_code == 303
    assert close(home).status_code == 303


def test_a_cost_can_be_taken_out_again(home):
    month(home)
    cost(home, charged="310")
    kept = home.read(lambda session: session.exec(select(SwapCost)).one())
    cost(home, drop=str(kept.id))
    assert margin_fen(lines(home)) == 0


def test_of_two_who_write_a_month_the_second_is_told_and_keeps_what_was_typed(home):
    borrower = home.as_("borrower", PAID)
    path = f"{home.at}/{FEBRUARY}"
    seen = borrower.get(path).text.partition('name="seen" value="')[2].partition('"')[0]
    month(home)
    first = home.members[0]
    answer = borrower.hand_in(path, seen=seen, **{f"days-{first.id}": "7"})
    assert answer.status_code == 409
    assert "填写2021年2月结算" in answer.text
    assert 'value="7"' in answer.text


def test_a_month_in_which_nobody_was_away_is_not_there(home):
    for wrong in ("2021-03", "2021-13", "xx", "2021-2", "9999-12", "0001-01"):
        assert home.as_("lender", PAID).get(f"{home.at}/settlement/{wrong}").status_code == 404


def test_both_firms_take_the_settlement_away_as_a_workbook(home):
    month(home)
    answer = home.as_("borrower", PAID).get(f"{home.at}/settlement?as=xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["结算明细", "按人汇总"]


def test_a_closed_settlement_is_read_only(home):
    month(home)
    close(home)
    assert month(home).status_code == 409
    assert f"{LAST.month}月" in home.as_("lender", PAID).get(f"{home.at}/settlement").text
