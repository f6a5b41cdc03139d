"""An employer registers itself once; the office verifies it."""

import re

import pytest
from sqlmodel import select

from api.forms.cells.identity import uscc_check
from models.account import Account
from models.employer import Employer
from models.registration import EmployerRegistration, RegistrationState

STREET = "440103012"
PHONE = "13800138055"
FIRM = {
    "name": "荔湾南岸制衣有限公司",
    "street_code": STREET,
    "contact": "陈小燕",
    "phone": PHONE,
    "password": "lychee-bay",
}


def code(body="91440103MA5CXXXX1"):
    body = body.replace("X", "7")
    return body + uscc_check(body)


def register(browser, **changes):
    return browser.submit("/register", **{**FIRM, "uscc": code(), **changes})


def registrations(store):
    store.rollback()
    return store.exec(select(EmployerRegistration).order_by(EmployerRegistration.id)).all()


def sign_in(browser):
    return browser.submit("/sign-in", login=PHONE, password=FIRM["password"]).status_code


def test_a_new_firm_is_signed_in_at_once_and_writes_drafts(visitor, store):
    browser = visitor()
    assert register(browser).headers["location"] == "/employer/adverts"
    page = browser.get("/employer/adverts")
    assert page.status_code == 200
    assert "正在核实" in page.text
    assert store.exec(select(Employer.verified).where(Employer.uscc == code())).one() is False


def test_whoever_registers_a_firm_on_file_gets_in_only_when_it_is_verified(visitor, store):
    known = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    known.uscc = code()
    store.add(known)
    store.commit()
    browser = visitor()
    assert register(browser).headers["location"] == "/register/waiting"
    assert sign_in(browser) == 401
    [row] = registrations(store)
    visitor("district").submit(
        f"/staff/registrations/{row.id}", do="verify", licence="yes", authority="yes", call="yes"
    )
    assert sign_in(browser) == 303


def test_a_firm_on_file_without_its_code_is_known_by_its_name(visitor, store):
    known = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    known.uscc = None
    store.add(known)
    store.commit()
    assert register(visitor(), name=known.name).headers["location"] == "/register/waiting"
    [row] = registrations(store)
    assert row.employer_id == known.id


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("uscc", code()[:-1] + ("1" if code()[-1] != "1" else "2")),
        ("uscc", "12345"),
        ("uscc", ""),
        ("phone", "020-81880000"),
        ("password", "short"),
        ("street_code", ""),
        ("name", " "),
    ],
)
def test_a_wrong_field_is_marked_in_place_and_the_rest_stays(visitor, store, field, typed):
    answer = register(visitor(), **{field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert 'value="陈小燕"' in answer.text
    assert "lychee-bay" not in answer.text
    assert registrations(store) == []


def test_a_phone_with_an_account_is_told_to_sign_in(visitor):
    register(visitor())
    answer = register(visitor(), uscc=code("91440103MA5CYYYY2".replace("Y", "6")), name="另一家")
    assert (answer.status_code, "请直接登录" in answer.text) == (422, True)


def test_verifying_needs_all_three_checks(visitor, store):
    register(visitor())
    [row] = registrations(store)
    browser = visitor("district")
    assert browser.submit(f"/staff/registrations/{row.id}", do="verify", licence="yes").status_code == 422
    assert registrations(store)[0].state == RegistrationState.WAITING


def test_a_refusal_is_read_by_its_employer_who_hands_in_again(visitor, store):
    browser = visitor()
    register(browser)
    [row] = registrations(store)
    visitor("district").submit(f"/staff/registrations/{row.id}", do="refuse", words="名称和执照不一样，请写全称")
    form = browser.get("/register").text
    assert "名称和执照不一样" in form
    assert re.search(r'name="uscc"[^>]*value="' + code(), form)
    assert register(browser, name="荔湾南岸制衣（广州）有限公司").status_code == 303
    assert [row.state for row in registrations(store)] == [RegistrationState.REFUSED, RegistrationState.WAITING]
    store.rollback()
    assert store.exec(select(Employer.name).where(Employer.uscc == code())).one() == "荔湾南岸制衣（广州）有限公司"


def test_a_refusal_without_words_is_refused_in_place(visitor, store):
    register(visitor())
    [row] = registrations(store)
    answer = visitor("district").submit(f"/staff/registrations/{row.id}", do="refuse", words="")
    assert (answer.status_code, 'id="words-wrong"' in answer.text) == (422, True)


def test_another_streets_registration_is_not_there(visitor, store):
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    register(visitor(), street_code=STREET if own != STREET else "440103013")
    [row] = registrations(store)
    browser = visitor("street")
    assert browser.get(f"/staff/registrations/{row.id}").status_code == 404
    assert FIRM["name"] not in browser.get("/staff/registrations").text


def test_how_it_stands_is_told_to_who_knows_phone_and_password(visitor, store):
    known = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    known.uscc = code()
    store.add(known)
    store.commit()
    browser = visitor()
    register(browser)
    told = browser.submit("/register/waiting", phone=PHONE, password=FIRM["password"])
    assert (told.status_code, "待核实" in told.text) == (200, True)
    assert browser.submit("/register/waiting", phone=PHONE, password="wrong-one").status_code == 422
