"""By what name each reader knows the people of a swap: on every page and paper of it, the same."""

import re
from datetime import date

import pytest
from sqlmodel import select

from models.account import Account
from models.employer import Employer, SpecialistAssignment
from models.swap import SwapState
from models.worker import Worker
from tests.api.swaps.conftest import TODAY

MIDDLE = date(2021, 2, 20)
PAGES = (
    "",
    "/people",
    "/papers",
    "/papers/names",
    "/papers/agreement",
    "/sign",
    "/returns",
    "/extension",
    "/settlement",
)


def names_on(room, who, page, day=MIDDLE):
    return set(re.findall("缝工.", room.as_(who, day).get(room.at + page).text))


@pytest.mark.parametrize("page", PAGES)
def test_before_the_signing_the_borrower_reads_no_full_name_anywhere(room, page):
    room.reach("consented")
    without_number(room)
    assert names_on(room, "borrower", page) == set()


@pytest.mark.parametrize("page", PAGES)
def test_of_a_swap_that_became_void_before_the_signing_the_borrower_reads_no_full_name(room, page):
    room.reach("consented")
    room.as_("district", TODAY).press(f"{room.at}/steps", on=room.at, to="void", note="缝工甲的厂不停工了")
    assert room.state is SwapState.VOID
    assert names_on(room, "borrower", page) == set()


@pytest.mark.parametrize("page", ["/people", "/papers/names", "/returns", "/settlement/2021-02"])
def test_once_people_are_there_the_borrower_reads_their_names_in_full(room, page):
    room.reach("active")
    assert "缝工甲" in names_on(room, "borrower", page)


def test_whom_the_borrower_is_asked_to_keep_longer_it_reads_by_name(room):
    room.reach("active")
    room.as_("borrower", MIDDLE).press(f"{room.at}/extension", do="ask", last="2021-03-10")
    assert "缝工甲" in names_on(room, "borrower", "/extension")


def test_what_keeps_a_borrower_from_signing_names_nobody(room):
    room.reach("consented")
    change_worker(room, birth_date=date(2010, 1, 1))
    answer = room.sign("borrower")
    assert answer.status_code == 409
    assert "1 人还不符合" in answer.text
    assert re.findall("缝工.", answer.text) == []


def test_a_paper_that_cannot_be_signed_is_told_the_borrower_without_a_full_name(room):
    room.reach("consented")
    without_number(room)
    answer = room.sign("borrower")
    assert (answer.status_code, re.findall("缝工.", answer.text)) == (409, [])


def test_a_specialist_looks_on_without_names_in_log_or_alarms(room):
    room.reach("active")
    serve_the_lender(room)
    first, *_ = room.members
    back = {"day": "2021-02-20", "reason": "unfit", f"member-{first.id}": "yes"}
    room.as_("lender", MIDDLE).press(f"{room.at}/returns", **back)
    shown = room.as_("specialist", MIDDLE).get(room.at)
    assert "缝*甲返回" in shown.text
    assert re.findall("缝工.", shown.text) == []


def without_number(room):
    change_worker(room, id_number=None)


def change_worker(room, **facts):
    def write(session):
        worker = session.get_one(Worker, room.members[0].worker_id)
        worker.sqlmodel_update(facts)
        session.add(worker)

    room.change(write)


def serve_the_lender(room):
    def write(session):
        account = session.exec(select(Account).where(Account.login == "specialist")).one()
        lender = session.get_one(Employer, room.swap.lender_id)
        session.add(SpecialistAssignment(employer_id=lender.id, account_id=account.id, valid_from=date(2021, 1, 1)))

    room.change(write)
