"""Changing a vacancy that stands already."""

import pytest
from sqlmodel import select

from models.account import Account
from models.review import Review, reviews_of
from models.vacancy import Vacancy, VacancyState
from tests.api.pages.test_advert_pages import fields, send


@pytest.fixture
def vacancy(store):
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    return store.exec(
        select(Vacancy).where(Vacancy.employer_id == employer, Vacancy.state == VacancyState.OPEN)
    ).first()


def reread(store, vacancy):
    store.rollback()
    return store.get(Vacancy, vacancy.id)


def path(vacancy):
    return f"/vacancies/{vacancy.id}/edit"


def form(browser, vacancy):
    """Every field of the form, with what stood there when it was made."""
    shown = fields(browser.get(path(vacancy)))
    return {**shown, **{f"was_{name}": words for name, words in shown.items()}}


def test_sending_the_form_as_it_is_changes_nothing(visitor, store, vacancy):
    before = vacancy.model_dump()
    assert send(visitor("employer"), path(vacancy), do="submit").status_code == 303
    assert reread(store, vacancy).model_dump() == before


def test_rewritten_by_its_employer_it_waits_for_the_office(visitor, store, vacancy):
    send(visitor("employer"), path(vacancy), do="submit", duties="看机、换线、收料")
    assert reread(store, vacancy).state == VacancyState.DRAFT
    assert store.exec(select(Review.decision).where(Review.vacancy_id == vacancy.id)).all() == [None]


def test_a_new_phone_needs_nobodys_reading(visitor, store, vacancy):
    send(visitor("employer"), path(vacancy), do="submit", phone="13800138000")
    after = reread(store, vacancy)
    assert (after.state, after.phone) == (VacancyState.OPEN, "13800138000")
    assert store.exec(reviews_of(vacancy.id)).all() == []


def test_forbidden_words_are_not_stored_and_nothing_typed_is_lost(visitor, store, vacancy):
    answer = send(visitor("employer"), path(vacancy), do="submit", hours="白班，限男性")
    assert (answer.status_code, 'value="白班，限男性"' in answer.text) == (422, True)
    assert reread(store, vacancy).hours == vacancy.hours


def test_the_office_is_held_to_the_same_law(visitor, store, vacancy):
    assert send(visitor("district"), path(vacancy), do="submit", duties="限男性").status_code == 422
    assert send(visitor("district"), path(vacancy), do="submit", duties="看机，35岁以下").status_code == 303
    assert reread(store, vacancy).state == VacancyState.OPEN


def test_one_tap_mends_a_field(visitor, vacancy):
    answer = send(visitor("employer"), path(vacancy), mend="V01|限男性", hours="白班，限男性")
    assert 'value="白班，不限性别"' in answer.text


def test_what_another_changed_meanwhile_is_told_and_kept(visitor, store, vacancy):
    browser = visitor("employer")
    old = form(browser, vacancy)
    send(visitor("district"), path(vacancy), do="submit", payday="每月 5 号", contact="王主任")
    answer = browser.submit(path(vacancy), **{**old, "do": "submit", "contact": "李小姐", "hours": "8:00–17:00"})
    assert answer.status_code == 409
    assert "每月 5 号" in answer.text
    assert "您填的是 <b>李小姐</b>" in answer.text
    kept = {**fields(answer), "do": "submit"}
    kept |= {f"was_{name}": getattr(reread(store, vacancy), name) for name in ("payday", "contact")}
    assert browser.submit(path(vacancy), **kept).status_code == 303
    after = reread(store, vacancy)
    assert (after.payday, after.contact, after.hours) == ("每月 5 号", "李小姐", "8:00–17:00")


def test_another_employers_vacancy_is_not_there(visitor, store, vacancy):
    other = store.exec(select(Vacancy.id).where(Vacancy.employer_id != vacancy.employer_id)).first()
    assert visitor("employer").get(f"/vacancies/{other}/edit").status_code == 404
