"""What the pages of one swap do, programs do by the same rules: terms, signatures, returns, longer stays, money."""

from datetime import date

import pytest
from sqlmodel import select

from models.employment import Employment
from models.swap import SwapState, loans_of
from models.swap_member import MemberState
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.swap_settlement import SwapWorkMonth
from tests.api.swaps.conftest import FIRST, LAST, TODAY
from tests.api.swaps.programs import ask, ids, read, refused, seen, write

HOME = date(2021, 3, 1)


def test_of_the_terms_only_what_is_sent_changes(room):
    before = read(room, "lender", "terms")
    answer = write(room, "lender", "PATCH", "terms", board="包三餐", settle_day=8)
    assert answer.status_code == 200, answer.text
    changed = {"board": "包三餐", "settle_day": 8, "seen": answer.json()["seen"]}
    assert answer.json() == before | changed


def test_terms_read_before_somebody_changed_them_are_not_written(room):
    stale = read(room, "lender", "terms")["seen"]
    write(room, "lender", "PATCH", "terms", board="包三餐")
    refused(ask(room, "borrower", "PATCH", "terms", seen=stale, board="不包"), 409, "读取以后又有变动", "食宿")
    assert room.swap.terms["board"] == "包三餐"


def test_terms_that_a_worker_agreed_to_ask_again_on_the_wire_too(room):
    room.reach("consented")
    assert write(room, "lender", "PATCH", "terms", board="包三餐").json()["version"] == 2
    assert room.state is SwapState.OFFERED


@pytest.mark.parametrize(
    ("body", "field"),
    [({"settle_day": 29}, "settle_day"), ({"place": "长" * 1001}, "place"), ({"colour": "红"}, "colour")],
)
def test_terms_that_cannot_be_are_refused_by_field(room, body, field):
    answer = write(room, "lender", "PATCH", "terms", **body)
    refused(answer, 400)
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_only_the_district_waives_the_pay(room):
    refused(write(room, "lender", "PATCH", "terms", pay_waived="按公司规定"), 400, "pay_waived", "只有区里")
    assert write(room, "district", "PATCH", "terms", pay_waived="按公司规定").status_code == 200


def test_both_firms_sign_and_the_agreement_is_signed(room):
    room.reach("consented")
    first = write(room, "lender", "POST", "signatures", signatory="李厂长", read=True).json()
    assert [one["signatory"] for one in first["signatures"]] == ["李厂长", None]
    assert write(room, "borrower", "POST", "signatures", signatory="王厂长", read=True).json()["state"] == "signed"
    assert room.state is SwapState.SIGNED


def test_nobody_signs_unread_for_another_or_twice(room):
    room.reach("consented")
    sign = {"signatory": "李厂长", "read": True}
    refused(write(room, "lender", "POST", "signatures", **sign | {"read": False}), 400, "read")
    other = {"employer_id": room.swap.borrower_id}
    refused(write(room, "lender", "POST", "signatures", **sign | other), 400, "employer_id", "本单位")
    refused(write(room, "district", "POST", "signatures", **sign), 400, "employer_id")
    assert write(room, "lender", "POST", "signatures", **sign).status_code == 201
    refused(write(room, "lender", "POST", "signatures", **sign), 409, "已经签过")


def test_signatures_of_a_draft_are_refused_by_its_state(room):
    refused(write(room, "lender", "POST", "signatures", signatory="李厂长", read=True), 409, "草拟")


def test_the_lender_notes_variations_by_name_and_the_borrower_never_does(room):
    room.reach("signed")
    told = write(room, "lender", "POST", "variations", members=ids(room)[:3], day=f"{TODAY}").json()
    assert [one["variation_signed_on"] for one in told["people"]] == [f"{TODAY}"] * 3 + [None] * 7
    again = write(room, "lender", "POST", "variations", members=ids(room)[:1], day=f"{TODAY}")
    refused(again, 400, "members", "已登记过")
    refused(write(room, "borrower", "POST", "variations", members=ids(room), day=f"{TODAY}"), 403)


def test_people_come_back_with_a_day_and_a_reason(room):
    room.reach("active")
    back = {"members": ids(room)[:4], "day": f"{HOME}", "reason": "expiry"}
    told = ask(room, "borrower", "POST", "returns", HOME, **back).json()["people"]
    assert [one["state"] for one in told] == ["returned"] * 4 + ["away"] * 6
    assert told[0]["returned_on"] == f"{HOME}"
    refused(ask(room, "lender", "POST", "returns", HOME, **back), 409, "已返回")
    assert [one.state for one in room.members].count(MemberState.RETURNED) == 4


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"members": [999999]}, "members"), ({"reason": "tired"}, "reason"), ({"day": "2021-03-02"}, "day")],
)
def test_a_return_that_cannot_be_is_refused_by_field(room, wrong, field):
    room.reach("active")
    back = {"members": ids(room), "day": f"{HOME}", "reason": "expiry"} | wrong
    refused(ask(room, "lender", "POST", "returns", HOME, **back), 400, field)
    assert room.state is SwapState.ACTIVE


def longer_windows(session):
    """Lender and borrower state that they can spare and need people for longer."""
    for row in (*session.exec(select(SwapOffer)), *session.exec(select(SwapNeed))):
        row.to_day = date(2021, 3, 31)
        session.add(row)


def test_three_yeses_make_a_longer_stay(room):
    room.reach("active")
    asked = write(room, "borrower", "POST", "extension", FIRST, do="ask", last="2021-03-10").json()
    assert (asked["asked_until"], asked["lender_agrees"]) == ("2021-03-10", None)
    assert write(room, "lender", "POST", "extension", FIRST, do="agree").json()["lender_agrees"] is True
    for member in ids(room):
        write(room, "district", "POST", "extension", FIRST, do="answer", member=member, stays=member == ids(room)[0])
    refused(write(room, "district", "POST", "extension", FIRST, do="extend"), 409, "S22")
    room.change(longer_windows)
    told = write(room, "district", "POST", "extension", FIRST, do="extend")
    assert (told.status_code, told.json()["version"]) == (201, 2)
    assert [f"{one.to_day}" for one in room.members] == ["2021-03-10", *[f"{LAST}"] * 9]


def test_each_says_of_a_longer_stay_what_is_theirs_to_say(room):
    room.reach("active")
    refused(write(room, "lender", "POST", "extension", FIRST, do="ask", last="2021-03-10"), 403)
    refused(write(room, "borrower", "POST", "extension", FIRST, do="ask"), 400, "last")
    refused(write(room, "borrower", "POST", "extension", FIRST, do="ask", last="2021-02-20"), 400, "last")
    refused(write(room, "lender", "POST", "extension", FIRST, do="agree"), 409, "没有延期申请")


def test_the_list_is_filled_and_emptied_by_contracts_of_the_lender(room):
    first = read(room, "lender", "people")[0]
    assert (first["name"], first["state"], first["may_remove"]) == ("缝工甲", "named", True)
    left = ask(room, "lender", "DELETE", f"people/{first['id']}").json()
    assert [one["state"] for one in left].count("dropped") == 1
    loan, contract = room.read(
        lambda session: (session.exec(loans_of(room.swap_id)).one().id, session.exec(select(Employment)).first().id)
    )
    named = ask(room, "lender", "POST", "people", loan_id=loan, employments=[contract]).json()
    assert [one["state"] for one in named["people"]].count("named") == 10
    unknown = ask(room, "lender", "POST", "people", loan_id=loan, employments=[999999])
    refused(unknown, 400, "employments")


def test_a_borrower_reads_nobody_before_they_agreed_and_changes_no_list(room):
    assert read(room, "borrower", "people") == []
    refused(ask(room, "borrower", "DELETE", f"people/{ids(room)[0]}"), 403)
    room.reach("consented")
    assert read(room, "borrower", "people")[0]["name"] == "缝*甲"


def february(room, **facts):
    usual = {"days": 9, "insurance_fen": 90_000, "insurance_paid": True}
    people = [{"member_id": key, **usual, **facts} for key in ids(room)]
    return {"people": people, "settled_on": "2021-03-04", "paid_on": "2021-03-05"}


@pytest.fixture
def home(room):
    """Everybody is back."""
    room.reach("active")
    ask(room, "lender", "POST", "returns", HOME, members=ids(room), day=f"{HOME}", reason="expiry")
    return room


PAID = date(2021, 3, 5)


def test_a_month_is_written_and_comes_to_nought(home):
    told = write(home, "lender", "PUT", "settlement/2021-02", PAID, **february(home)).json()
    assert told["margin_fen"] == 0
    assert told["charged_fen"] == told["paid_fen"] == sum(line["charged_fen"] for line in told["lines"])
    assert [len(month["stated"]) for month in told["months"]] == [10, 0][: len(told["months"])]
    assert read(home, "borrower", "settlement", PAID) == told


def test_a_month_of_which_one_row_cannot_be_changes_nothing(home):
    body = february(home)
    body["people"][3]["days"] = 30.5
    refused(write(home, "lender", "PUT", "settlement/2021-02", PAID, **body), 400, "people.3.days")
    body["people"][3] |= {"days": 9, "member_id": ids(home)[0]}
    refused(write(home, "lender", "PUT", "settlement/2021-02", PAID, **body), 400, "people.3.member_id", "两行")
    assert home.read(lambda session: session.exec(select(SwapWorkMonth)).all()) == []


def test_a_month_in_which_nobody_was_away_is_not_there(home):
    refused(write(home, "lender", "PUT", "settlement/2020-02", PAID, **february(home)), 404)


def test_what_was_taken_from_the_pay_is_told_with_its_rule(home):
    told = write(home, "lender", "PUT", "settlement/2021-02", PAID, **february(home, deducted_fen=5_000)).json()
    assert any(one.startswith("S09") for one in told["findings"])


def test_a_cost_is_added_once_and_taken_out(home):
    cost = {"month": "2021-02", "words": "餐费", "receipt": "发票0012", "charged_fen": 30_000, "paid_fen": 30_000}
    refused(write(home, "lender", "POST", "settlement/costs", PAID, **cost | {"month": "2020-02"}), 400, "month")
    (kept,) = write(home, "lender", "POST", "settlement/costs", PAID, **cost).json()["costs"]
    path = f"settlement/costs/{kept['id']}"
    refused(ask(home, "lender", "DELETE", f"{path}?seen=0", PAID), 409, "又有变动")
    assert ask(home, "lender", "DELETE", f"{path}?seen={seen(home)}", PAID).json()["costs"] == []


def test_the_log_tells_steps_first_to_last(room):
    room.reach("consented")
    told = read(room, "lender", "log")
    assert [line["to_state"] for line in told] == ["draft", "offered", "consented"]


PATHS = ["terms", "signatures", "variations", "returns", "extension", "people", "settlement", "log"]


@pytest.mark.parametrize("path", PATHS)
def test_another_firms_swap_is_not_there_for_programs(room, path):
    assert ask(room, "stranger", "GET", path).status_code == 404
    assert ask(room, "lender", "GET", path).status_code == 200
