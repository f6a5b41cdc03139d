"""“合适的人”: masked, ranked as the matching ranks, and reached through the office only."""

import re
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select

from api.candidates.asking import key_of
from api.candidates.suitable import Asked, everybody, narrowed
from api.matching.worker_shelf import Sides, WorkerShelf
from api.vacancies.index import IndexShelf
from models.account import Account
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState, on_offer
from models.worker import Worker, WorkerCertificate, WorkerSkill, WorkerWish
from tests.api.pages.conftest import TODAY


def now(store):
    """Both sides, read anew."""
    return Sides.of(store, WorkerShelf(), IndexShelf(), TODAY)


@pytest.fixture
def vacancy(store):
    """The open vacancy that most people suit, as one of the employer's own."""
    rows, sides = store.exec(select(Vacancy).where(on_offer(TODAY)).order_by(Vacancy.id)).all(), now(store)
    most = max(rows, key=lambda row: len(everybody(store, sides, row, TODAY)))
    most.employer_id = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    store.commit()
    return most


@pytest.fixture
def frame(store, vacancy):
    return narrowed(everybody(store, now(store), vacancy, TODAY), Asked())


def keys(text):
    return re.findall(r'name="key" value="(\w+)"', text)


def expected(frame, vacancy, settings):
    return [key_of(settings.secret, vacancy.id, int(key)) for key in frame["worker_id"]]


def test_the_best_come_first(visitor, vacancy, frame, settings):
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/suitable").text
    assert keys(text) == expected(frame, vacancy, settings)[:20]
    assert f"{frame['told'].sum()} 人合适" in text


def test_those_who_live_near_come_first_when_asked(visitor, vacancy, frame, settings):
    near = frame.sort_values(["told", "km"], ascending=[False, True], kind="stable")
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


def silent(store, frame, wish):
    """The best of the list, of whom nothing of work is known any more but the wish."""
    worker = int(frame["worker_id"].iloc[0])
    for table in (WorkerWish, WorkerSkill, WorkerCertificate):
        for row in store.exec(select(table).where(table.worker_id == worker)).all():
            store.delete(row)
    store.flush()
    store.get(Worker, worker).words = ""
    if wish:
        store.add(WorkerWish(worker_id=worker, words=wish, position=1))
    store.commit()
    return str(worker)


@pytest.mark.parametrize("wish", ["", "乜都做"])
def test_of_whom_no_work_is_known_stands_last_and_is_not_counted_as_suitable(store, vacancy, frame, wish):
    worker = silent(store, frame, wish)
    after = narrowed(everybody(store, now(store), vacancy, TODAY), Asked())
    told = after["told"].to_list()
    assert worker not in set(after["worker_id"][after["told"]])
    assert told == sorted(told, reverse=True)


def test_the_page_says_what_to_ask_of_them(visitor, store, vacancy, frame):
    worker = silent(store, frame, "乜都做")
    after = narrowed(everybody(store, now(store), vacancy, TODAY), Asked())
    assert worker in set(after["worker_id"])
    last = -(-len(after) // 20)
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/suitable?page={last}").text
    assert f"{after['told'].sum()} 人合适" in text
    assert "先请街道问一问想做什么、会什么" in text
