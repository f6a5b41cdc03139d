"""People stated, asked and answered for by programs, as the pages do it."""

from datetime import date

import pytest
from sqlmodel import select

from models.employment import Employment
from models.swap import SwapState, loans_of
from models.swap_member import MemberState
from models.worker import Sex, Worker, WorkerCertificate
from tests.api.swaps.conftest import FIRST, TODAY
from tests.api.swaps.programs import ask, ids, read, refused

PERSON = {
    "name": "陈新来",
    "phone": "13900139000",
    "birth_date": "1991-03-04",
    "sex": "2",
    "kind": "fixed",
    "until": "2022-12-31",
    "dispatched": False,
    "wage_fen": 455_050,
    "injury_insured": True,
    "post": "缝纫工",
    "certificates": ["健康证，2020 年"],
}


def state(room, *people, who="lender", **loan):
    known = room.read(lambda session: session.exec(loans_of(room.swap_id)).one().id)
    return ask(room, who, "POST", "people/stated", **{"loan_id": known, "people": people} | loan)


def on_file(room):
    return room.read(lambda session: session.exec(select(Worker).where(Worker.name == PERSON["name"])).first())


@pytest.fixture
def place(room):
    """One place on the list is free."""
    ask(room, "lender", "DELETE", f"people/{ids(room)[9]}")
    return room


def test_somebody_not_on_file_is_filed_with_the_contract_and_named(place):
    told = state(place, PERSON)
    assert told.status_code == 201, told.text
    assert [one["name"] for one in told.json()["people"] if one["state"] == "named"][-1] == "陈新来"
    worker = on_file(place)
    contract = place.read(
        lambda session: session.exec(select(Employment).where(Employment.worker_id == worker.id)).one()
    )
    assert (worker.birth_date, worker.sex, worker.phone) == (date(1991, 3, 4), Sex.FEMALE, "13900139000")
    assert (contract.wage_fen, contract.until, contract.injury_insured) == (455_050, date(2022, 12, 31), True)
    held = place.read(lambda session: session.exec(select(WorkerCertificate.words)).all())
    assert held == ["健康证，2020 年"]


def test_who_finds_no_place_is_filed_and_told_why(room):
    (left,) = state(room, PERSON).json()["left_out"]
    contract = room.read(lambda session: session.get(Employment, left["employment_id"]))
    assert (contract.worker_id, left["why"] != []) == (on_file(room).id, True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": "1390013"}, "phone"),
        ({"identity": "440101199103041234"}, "identity"),
        ({"birth_date": None}, "birth_date"),
        ({"until": None}, "until"),
        ({"until": "2021-02-01"}, "until"),
        ({"wage_fen": 0}, "wage_fen"),
        ({"wage_fen": "4550"}, "wage_fen"),
        ({"post": ""}, "post"),
        ({"kind": "forever"}, "kind"),
        ({"colour": "红"}, "colour"),
    ],
)
def test_one_field_that_cannot_be_leaves_everybody_unfiled_and_is_named(place, wrong, field):
    other = PERSON | {"name": "林后来", "phone": "13900139001"} | wrong
    answer = state(place, PERSON, other)
    refused(answer, 400)
    assert [one["field"] for one in answer.json()["errors"]] == [f"people.1.{field}"]
    assert on_file(place) is None


def test_somebody_sent_twice_is_told_at_the_second(place):
    refused(state(place, PERSON, PERSON), 400, "people.1.name", "同一个人")


def test_people_are_stated_for_a_loan_of_this_swap_by_its_lender_alone(place):
    refused(state(place, PERSON, loan_id=999), 400, "loan_id")
    refused(state(place, PERSON, who="borrower"), 403)
    assert state(place, PERSON, who="stranger").status_code == 404
    assert state(place, PERSON, who="district").status_code == 201


def test_nobody_is_filed_for_a_list_that_is_closed(room):
    room.reach("active")
    refused(state(room, PERSON), 409)
    assert on_file(room) is None


def test_whoever_was_named_late_is_asked(place):
    place.step("offered")
    state(place, PERSON)
    assert place.members[-1].state is MemberState.NAMED
    assert [one["state"] for one in ask(place, "district", "POST", "people/ask").json()][-1] == "asked"
    assert ask(place, "lender", "POST", "people/ask").status_code == 403


def test_nobody_is_asked_before_the_swap_is_offered(room):
    refused(ask(room, "district", "POST", "people/ask"), 409, "征求本人意见")


def spoken(room, **body):
    path = f"people/{ids(room)[0]}/answer"
    card = read(room, "district", path)
    said = {"answer": "yes", "version": card["version"], "seen": card["facts"], "asked_more": "没有", "read_out": True}
    return ask(room, "district", "POST", path, **said | body)


def test_a_yes_by_telephone_is_one_to_what_was_read_out(room):
    room.reach("offered")
    assert spoken(room).json()["state"] == "agreed"
    assert room.members[0].channel.startswith("电话，经办人")


def test_a_no_by_telephone_needs_no_reason(room):
    room.reach("offered")
    assert ask(room, "district", "POST", f"people/{ids(room)[0]}/answer", answer="no").json()["state"] == "refused"


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [({"read_out": False}, 400, "read_out"), ({"asked_more": ""}, 400, "asked_more"), ({"seen": {}}, 409, "改了")],
)
def test_a_yes_not_read_out_not_asked_or_to_other_words_is_none(room, body, status, word):
    room.reach("offered")
    refused(spoken(room, **body), status, word)
    assert room.members[0].state is MemberState.ASKED


def test_only_the_office_answers_for_somebody_and_only_while_asked(room):
    path = f"people/{ids(room)[0]}/answer"
    refused(ask(room, "district", "GET", path), 409)
    room.reach("offered")
    assert ask(room, "lender", "GET", path).status_code == 403
    assert ask(room, "district", "GET", "people/999/answer").status_code == 404


def ended(room, day, who="lender", member=0):
    return ask(room, who, "POST", f"people/{ids(room)[member]}/contract", FIRST, day=day)


def test_a_contract_that_ended_is_noted_and_taken_back(room):
    room.reach("active")
    told = ended(room, f"{FIRST}")
    assert told.json() | {"words": ""} == {"member_id": ids(room)[0], "ended_on": f"{FIRST}", "words": ""}
    assert "缝工甲的劳动合同" in told.json()["words"]
    assert any(one["rule"] == "S20" for one in ask(room, "district", "GET", "", FIRST).json()["findings"])
    assert ended(room, None).json()["ended_on"] is None


def test_the_end_of_a_contract_is_the_lenders_to_note_and_not_before_its_day(room):
    room.reach("active")
    refused(ended(room, f"{FIRST}", who="borrower"), 403, "借出单位")
    refused(ended(room, "2021-02-27"), 400, "day")
    refused(ended(room, None), 400, "member")
    assert room.state is SwapState.ACTIVE
    assert TODAY < FIRST
