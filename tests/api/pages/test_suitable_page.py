"""“合适的人”: masked, ranked as the matching ranks, and reached through the office only."""

import re
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select

from api.candidates.asking import key_of
from api.candidates.suitable import everybody
from models.account import Account
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker
from tests.api.pages.conftest import TODAY


@pytest.fixture
def vacancy(store):
    """The open vacancy that most people suit, as one of the employer's own."""
    rows = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN).order_by(Vacancy.id)).all()
    most = max(rows, key=lambda row: len(everybody(store, row, TODAY)))
    most.employer_id = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    store.commit()
    return most


@pytest.fixture
def frame(store, vacancy):
    return everybody(store, vacancy, TODAY)


def keys(text):
    return re.findall(r'name="key" value="(\w+)"', text)


def expected(frame, vacancy, settings):
    return [key_of(settings.secret, vacancy.id, int(key)) for key in frame["worker_id"]]


def test_the_best_come_first(visitor, vacancy, frame, settings):
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/suitable").text
    assert keys(text) == expected(frame, vacancy, settings)[:20]
    assert f"{len(frame)} 人合适" in text


def test_those_who_live_near_come_first_when_asked(visitor, vacancy, frame, settings):
    near = frame.sort_values("km", kind="stable")
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/suitable?sort=near").text
    assert keys(text) == expected(near, vacancy, settings)[:20]


def test_nobody_from_far_is_listed_within_three_kilometres(visitor, vacancy, frame, settings):
    near = frame[frame["km"] <= 3]
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/suitable?within=3").text
    assert keys(text) == expected(near, vacancy, settings)[:20]


def test_no_name_phone_or_id_of_a_worker_is_on_the_page_or_in_the_file(visitor, store, vacancy, frame):
    browser, here = visitor("employer"), f"/vacancies/{vacancy.id}/suitable"
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{here}?as=xlsx").content)).active
    file = "\n".join(str(cell.value) for row in book.iter_rows() for cell in row)
    pages = [browser.get(f"{here}?page={number}").text for number in range(1, 4)]
    accounts = set(store.exec(select(Account.name)).all())
    for text in [file, *pages]:
        for worker in store.exec(select(Worker).where(Worker.id.in_([int(key) for key in frame["worker_id"]]))):
            assert not worker.phone or worker.phone not in text
            assert len(worker.name) < 3 or worker.name in accounts or worker.name not in text


def ask(browser, vacancy, key):
    return browser.submit(f"/vacancies/{vacancy.id}/suitable", key=key)


def test_one_tap_asks_the_office_and_opens_nothing(visitor, store, vacancy, frame, settings):
    browser = visitor("employer")
    worker = int(frame["worker_id"].iloc[0])
    assert ask(browser, vacancy, key_of(settings.secret, vacancy.id, worker)).status_code == 303
    store.rollback()  # a new transaction sees what the pages wrote
    made = store.exec(select(Referral).where(Referral.origin == ReferralOrigin.EMPLOYER)).one()
    assert (made.worker_id, made.vacancy_id, made.state) == (worker, vacancy.id, ReferralState.PROPOSED)
    assert browser.get(f"/candidates/{made.id}").status_code == 404
    assert "已请街道联系 1 人" in browser.get(f"/vacancies/{vacancy.id}/suitable").text


def test_who_was_asked_for_is_not_listed_again(visitor, vacancy, frame, settings):
    browser, key = visitor("employer"), expected(frame, vacancy, settings)[0]
    ask(browser, vacancy, key)
    assert key not in keys(browser.get(f"/vacancies/{vacancy.id}/suitable").text)
    ask(browser, vacancy, key)
    assert "已经不在名单里" in browser.get(f"/vacancies/{vacancy.id}/suitable").text


def test_the_key_of_one_vacancy_means_nobody_at_another(visitor, store, vacancy, frame, settings):
    worker = int(frame["worker_id"].iloc[0])
    ask(visitor("employer"), vacancy, key_of(settings.secret, vacancy.id + 1, worker))
    assert store.exec(select(Referral)).all() == []


def test_the_office_is_not_asked_for_more_than_it_can_call(visitor, store, vacancy, frame, settings):
    vacancy.openings = 1
    store.add(vacancy)
    store.commit()
    browser = visitor("employer")
    for key in expected(frame, vacancy, settings)[:4]:
        ask(browser, vacancy, key)
    assert len(store.exec(select(Referral)).all()) == 3
    assert "已经请街道联系 3 人" in browser.get(f"/vacancies/{vacancy.id}/suitable").text


def test_a_vacancy_that_is_not_on_offer_says_what_to_do(visitor, store, vacancy):
    vacancy.state = VacancyState.SUSPENDED
    store.add(vacancy)
    store.commit()
    answer = visitor("employer").get(f"/vacancies/{vacancy.id}/suitable")
    assert answer.status_code == 200
    assert "恢复招聘、报过人数以后再来看" in answer.text


@pytest.mark.parametrize("login", ["street", "worker", "district"])
def test_the_list_is_for_employers_and_their_specialists(visitor, vacancy, login):
    assert visitor(login).get(f"/vacancies/{vacancy.id}/suitable").status_code == 403
