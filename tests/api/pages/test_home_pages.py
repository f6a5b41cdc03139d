"""The first pages of the office, of an employer and of a worker."""

import re

import pytest
from sqlmodel import select

from models.account import Account
from models.vacancy import Vacancy
from models.worker import Worker

MADE_UP = "演示数据，均为虚构"


@pytest.mark.parametrize(
    ("login", "path"), [("district", "/staff"), ("specialist1", "/staff"), ("employer", "/employer"), ("worker", "/me")]
)
def test_made_up_data_is_marked_where_it_is_shown(visitor, login, path):
    assert MADE_UP in visitor(login).get(path).text


def test_the_desk_counts_what_there_is_and_names_the_next_step(visitor, store):
    text = visitor("district").get("/staff").text
    assert f"<b>{len(store.exec(select(Worker.id)).all())}</b>" in text
    assert "还没有匹配过" in text
    assert "开始匹配" in text


def test_the_desk_names_no_worker(visitor, store):
    text = visitor("district").get("/staff").text
    accounts = set(store.exec(select(Account.name)).all())
    assert [name for name in store.exec(select(Worker.name)).all() if name not in accounts and name in text] == []


def test_a_street_counts_its_own_workers_only(visitor, store):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    own = len(store.exec(select(Worker.id).where(Worker.street_code == street)).all())
    assert f"<b>{own}</b><p>位求职者登记在册" in visitor("street").get("/staff").text


def test_the_rail_shows_only_what_the_reader_may_open(visitor):
    assert 'href="/staff/imports"' in visitor("street").get("/staff").text
    assert 'href="/staff/imports"' not in visitor("specialist1").get("/staff").text


def test_an_employer_sees_its_own_vacancies_and_no_others(visitor, store):
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    own = {str(key) for key in store.exec(select(Vacancy.id).where(Vacancy.employer_id == employer)).all()}
    assert set(re.findall(r"/vacancies/(\d+)", visitor("employer").get("/employer").text)) == own


def test_a_worker_reads_their_own_file(visitor, store):
    worker = store.exec(select(Worker).join(Account, Account.worker_id == Worker.id)).one()
    text = visitor("worker").get("/me").text
    assert worker.name in text
    assert "街道还没有做过匹配" in text


def test_a_workers_page_never_tells_their_id_number_or_why_they_are_helped(visitor, store):
    worker = store.exec(select(Worker).join(Account, Account.worker_id == Worker.id)).one()
    text = visitor("worker").get("/me").text
    assert not worker.id_number or worker.id_number not in text
    assert "帮扶" not in text


@pytest.mark.parametrize("login", ["district", "worker"])
def test_who_is_no_employer_has_no_employers_page(visitor, login):
    assert visitor(login).get("/employer").status_code in (403, 404)
