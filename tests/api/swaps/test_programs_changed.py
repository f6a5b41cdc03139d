"""A loan changed, a firm that ends and a side's words in a dispute, by programs as by the pages."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.ledger import Reservation
from models.swap import SwapState, loans_of
from tests.api.swaps.conftest import FIRST, LAST
from tests.api.swaps.programs import ask, read, refused, seen, write


def loan(room):
    return room.read(lambda session: session.exec(loans_of(room.swap_id)).one())


def patch(room, who="district", **body):
    return write(room, who, "PATCH", f"loans/{loan(room).id}", **body)


def test_of_a_loan_only_what_is_sent_changes_and_the_ledger_follows(room):
    told = patch(room, to_day="2021-02-26")
    assert told.status_code == 200, told.text
    (changed,) = told.json()["loans"]
    assert (changed["from_day"], changed["to_day"], changed["wage_fen"]) == (f"{FIRST}", "2021-02-26", 520_000)
    held = room.read(
        lambda session: set(session.exec(select(Reservation.to_day).where(col(Reservation.released_at).is_(None))))
    )
    assert held == {date(2021, 2, 26)}


def test_a_loan_changed_after_the_asking_is_a_new_version(room):
    room.reach("consented")
    assert patch(room, wage_fen=530_000).json()["version"] == 2
    assert room.state is SwapState.OFFERED


def test_a_loan_as_it_stands_changes_nothing(room):
    room.reach("consented")
    assert patch(room, wage_fen=520_000).json()["version"] == 1
    assert room.state is SwapState.CONSENTED


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"people": 0}, "people"),
        ({"wage_fen": 10_000_001}, "wage_fen"),
        ({"to_day": "2021-02-15"}, "to_day"),
        ({"from_day": "2021-02-30"}, "from_day"),
    ],
)
def test_a_loan_that_cannot_be_is_refused_by_field(room, body, field):
    refused(patch(room, **body), 400, field)
    assert (loan(room).people, loan(room).to_day) == (10, LAST)


def test_a_loan_is_changed_by_the_office_on_what_it_read_while_nobody_has_left(room):
    refused(patch(room, who="lender", people=9), 403)
    stale = seen(room)
    patch(room, people=11)
    refused(ask(room, "district", "PATCH", f"loans/{loan(room).id}", seen=stale, people=9), 409, "又有变动")
    assert write(room, "district", "PATCH", "loans/999", people=9).status_code == 404
    room.reach("active")
    refused(patch(room, people=9), 409, "不能再改")


def test_what_a_firm_that_is_bankrupt_lends_is_void(room):
    room.reach("consented")
    assert ask(room, "lender", "POST", "firm", firm="lender", standing="bankrupt").status_code == 403
    assert ask(room, "district", "POST", "firm", firm="lender", standing="bankrupt").json()["state"] == "void"
    assert ask(room, "district", "POST", "firm", firm="lender", standing="active").json()["state"] == "void"
    refused(ask(room, "district", "POST", "firm", firm="both", standing="active"), 400, "firm")


def test_what_a_side_says_of_a_dispute_is_the_last_line_both_read(room):
    room.reach("active")
    refused(ask(room, "lender", "POST", "statements", FIRST, said="加班没付"), 409, "没有争议")
    room.step("disputed", FIRST, note="加班费有争议")
    told = ask(room, "lender", "POST", "statements", FIRST, said="加班没付")
    assert told.status_code == 201, told.text
    assert told.json()[-1]["note"] == "借出单位说：加班没付"
    assert read(room, "borrower", "log", FIRST)[-1]["note"] == "借出单位说：加班没付"
    refused(ask(room, "lender", "POST", "statements", FIRST, said=" "), 400, "said")
    assert ask(room, "stranger", "POST", "statements", FIRST, said="听说").status_code == 404
