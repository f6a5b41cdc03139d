"""Accounts that recruit are verified again every six months from 2026 on, and not before."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from api.refusals import Conflict
from api.registrations.renewing import due, verify_again
from api.reviews.deciding import check_may_open
from models.account import Account
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
CHECKED = ("licence", "authority", "call")


@pytest.fixture
def employer(store):
    return store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()


@pytest.fixture
def draft(store, employer):
    row = store.exec(select(Vacancy).where(Vacancy.employer_id == employer.id)).first()
    row.state = VacancyState.DRAFT
    store.add(row)
    store.flush()
    return row


def test_nobody_is_verified_again_before_the_rule(store, employer):
    assert due(store, employer, date(2025, 12, 31)) is None


def test_the_rule_does_not_reach_back(store, employer):
    employer.verified_on = date(2021, 2, 8)
    assert due(store, employer, date(2026, 1, 1)).by == date(2026, 7, 1)


def test_six_months_are_counted_from_the_last_verification(store, employer):
    employer.verified_on = date(2026, 8, 31)
    assert due(store, employer, date(2026, 9, 1)).by == date(2027, 2, 28)


def test_an_employer_without_an_account_has_no_account_to_verify(store, employer):
    for account in store.exec(select(Account).where(Account.employer_id == employer.id)):
        account.active = False
    assert due(store, employer, date(2026, 9, 1)) is None


def test_on_its_last_day_an_employer_may_still_open_vacancies(store, draft):
    check_may_open(store, draft, date(2026, 7, 1))


def test_nothing_new_of_an_overdue_employer_opens(store, draft):
    with pytest.raises(Conflict, match="复核"):
        check_may_open(store, draft, date(2026, 7, 2))


def test_verified_again_it_may_open_vacancies_for_another_six_months(store, employer, draft):
    verify_again(store, employer, CHECKED, today=date(2026, 9, 1), now=NOW)
    check_may_open(store, draft, date(2027, 3, 1))
    with pytest.raises(Conflict):
        check_may_open(store, draft, date(2027, 3, 2))


def test_the_office_finds_who_is_due_and_ticks_what_it_checked(visitor, store, employer, settings, monkeypatch):
    monkeypatch.setattr(type(settings), "today", lambda _: date(2026, 9, 1))
    browser = visitor("district")
    link = f"/staff/registrations/again/{employer.id}"
    assert link in browser.get("/staff/registrations").text
    assert browser.submit(link, licence="yes").status_code == 422
    assert browser.submit(link, **dict.fromkeys(CHECKED, "yes")).status_code == 303
    assert link not in browser.get("/staff/registrations").text
    store.rollback()
    assert store.get(Employer, employer.id).verified_on == date(2026, 9, 1)


def test_the_employer_reads_by_which_day_it_has_to_come(visitor, settings, monkeypatch):
    monkeypatch.setattr(type(settings), "today", lambda _: date(2026, 6, 20))
    assert re.search(r"最迟 2026-07-01 要复核", visitor("employer").get("/employer/profile").text)
