"""The specialist's ledger on one screen."""

import re

import pytest
from sqlmodel import select

from models.account import Account
from models.employer import SpecialistAssignment
from models.key_ledger import KeyLedgerLine

LINE = {
    "capacity": "日产口罩 3 万只",
    "staff_total": "120",
    "needed": "30",
    "on_post": "20",
    "difficulties": "无",
    "owner": "",
    "due": "",
}


@pytest.fixture
def firm(store):
    """A key employer that specialist1 serves."""
    served = select(SpecialistAssignment.employer_id).join(Account, Account.id == SpecialistAssignment.account_id)
    return store.exec(served.where(Account.login == "specialist1").order_by(SpecialistAssignment.employer_id)).first()


def test_a_specialist_sees_their_own_firms_only(visitor, store, firm):
    page = visitor("specialist1").get("/staff/key").text
    shown = {int(key) for key in re.findall(r'id="firm-(\d+)"', page)}
    served = select(SpecialistAssignment.employer_id).join(Account, Account.id == SpecialistAssignment.account_id)
    assert shown == set(store.exec(served.where(Account.login == "specialist1")))


def test_a_line_is_saved_and_the_gap_computed(visitor, store, firm):
    browser = visitor("specialist1")
    answer = browser.submit(f"/staff/key/{firm}/report", **LINE, seen="")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/staff/key#firm-{firm}")
    store.rollback()  # a new transaction sees what the pages wrote
    line = store.exec(select(KeyLedgerLine)).one()
    assert (line.employer_id, line.needed, line.on_post, line.difficulties) == (firm, 30, 20, "无")
    assert "缺 10" in browser.get("/staff/key").text
