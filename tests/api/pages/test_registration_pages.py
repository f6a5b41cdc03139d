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


SECOND_PHONE = "13800138066"
ANOTHER_CODE = code("91440103MA5CYYYY2".replace("Y", "6"))


def register(browser, **changes):
    return browser.submit("/register", **{**FIRM, "uscc": code(), **changes})


def on_file(store, **changes):
    """The employer the office knows, with the firm's code."""
    known = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    for name, value in {"uscc": code(), **changes}.items():
        setattr(known, name, value)
    store.add(known)
    store.commit()
    return known


def decide(visitor, row, do="verify", words=""):
    checked = {"licence": "yes", "authority": "yes", "call": "yes"}
    desk = visitor("district")
    return desk.submit(f"/staff/registrations/{row.id}", do=do, words=words, **checked)


def kept(store, phone=PHONE):
    store.rollback()
    return store.exec(select(Account.active, Account.password_hash).where(Account.login == phone)).one()


def registrations(store):
    store.rollback()
    return store.exec(select(EmployerRegistration).order_by(EmployerRegistration.id)).all()


def sign_in(browser, phone=PHONE):
    return browser.submit("/sign-in", login=phone, password=FIRM["password"]).status_code


def test_a_new_firm_is_signed_in_at_once_and_writes_drafts(visitor, store):
    browser = visitor()
    assert register(browser).headers["location"] == "/employer/adverts"
    page = browser.get("/employer/adverts")
    assert page.status_code == 200
    assert "正在核实" in page.text
    assert store.exec(select(Employer.verified).where(Employer.uscc == code())).one() is False


def test_whoever_registers_a_firm_on_file_gets_in_only_when_it_is_verified(visitor, store):
    on_file(store)
    browser = visitor()
    assert register(browser).headers["location"] == "/register/waiting"
    assert sign_in(browser) == 401
    [row] = registrations(store)
    decide(visitor, row)
    assert sign_in(browser) == 303


def test_a_firm_on_file_without_its_code_is_known_by_its_name(visitor, store):
    known = on_file(store, uscc=None)
    assert register(visitor(), name=known.name).headers["location"] == "/register/waiting"
    [row] = registrations(store)
    assert row.employer_id == known.id


def test_a_password_that_is_too_long_is_said_to_be(visitor):
    assert "密码最多 256 个字" in register(visitor(), password="x" * 257).text


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


def test_whoever_proves_the_password_of_an_open_account_is_told_to_sign_in(visitor):
    register(visitor())
    answer = register(visitor(), uscc=ANOTHER_CODE, name="另一家")
    assert (answer.status_code, "已有账号，请登录</" in answer.text) == (422, True)


def phone_problem(answer):
    return re.search(r'id="phone-wrong"[^>]*>([^<]*)<', answer.text)[1]


def test_a_stranger_reads_the_same_words_for_an_open_a_waiting_and_a_workers_phone(visitor, store):
    register(visitor())
    register(visitor(), phone=SECOND_PHONE)
    worker = store.exec(select(Account).where(Account.login == "worker")).one()
    worker.login = "13800138077"
    store.add(worker)
    store.commit()
    stranger = visitor()
    phones = (PHONE, SECOND_PHONE, worker.login)
    told = {phone_problem(register(stranger, phone=phone, password="a-guess-of-mine")) for phone in phones}
    assert len(told) == 1


def test_guesses_by_registering_are_braked_like_those_at_sign_in(visitor):
    register(visitor())
    stranger = visitor()
    for _ in range(6):
        answer = register(stranger, password="a-guess-of-mine")
    assert "请找街道或区管理员" not in answer.text
    assert phone_problem(answer)


def test_an_account_the_office_shut_is_neither_opened_nor_given_a_new_password(visitor, store):
    register(visitor())
    [row] = registrations(store)
    decide(visitor, row)
    store.rollback()
    account = store.exec(select(Account).where(Account.login == PHONE)).one()
    account.active = False
    store.add(account)
    store.commit()
    before = kept(store)
    answers = [register(visitor(), password=password) for password in ("a-new-password", FIRM["password"])]
    assert ["账号已停用，请找街道或区管理员" in answer.text for answer in answers] == [True, True]
    assert kept(store) == before


def test_a_refused_registrations_phone_gives_a_stranger_nothing(visitor, store):
    register(visitor())
    [row] = registrations(store)
    decide(visitor, row, "refuse", "请写全称")
    before = kept(store)
    assert register(visitor(), password="a-new-password").status_code == 422
    assert (kept(store), len(registrations(store))) == (before, 1)


def test_a_waiting_registration_is_corrected_by_who_knows_its_password(visitor, store):
    on_file(store)
    register(visitor())
    before = kept(store)
    assert register(visitor(), contact="陈大燕").headers["location"] == "/register/waiting"
    assert [row.contact for row in registrations(store)] == ["陈大燕"]
    assert kept(store) == before


def test_verifying_shuts_the_account_that_only_claimed_the_firm(visitor, store):
    squatter = visitor()
    register(squatter)
    register(visitor(), phone=SECOND_PHONE, contact="梁真")
    decide(visitor, registrations(store)[1])
    assert squatter.get("/employer/adverts", follow_redirects=False).status_code != 200
    assert (sign_in(visitor()), sign_in(visitor(), SECOND_PHONE)) == (401, 303)


def test_verifying_takes_the_shut_out_owners_words_for_the_firms(visitor, store):
    register(visitor())
    register(visitor(), phone=SECOND_PHONE, contact="梁真", name="荔湾南岸真制衣厂")
    decide(visitor, registrations(store)[1])
    store.rollback()
    firm = store.exec(select(Employer).where(Employer.uscc == code())).one()
    assert (firm.name, firm.contact, firm.phone) == ("荔湾南岸真制衣厂", "梁真", SECOND_PHONE)


def test_verifying_one_registration_leaves_the_firms_others_waiting(visitor, store):
    register(visitor())
    register(visitor(), phone=SECOND_PHONE)
    decide(visitor, registrations(store)[0])
    assert [row.state for row in registrations(store)] == [RegistrationState.VERIFIED, RegistrationState.WAITING]
    assert not kept(store, SECOND_PHONE).active


def test_verifying_leaves_the_accounts_the_office_made_and_those_verified_before(visitor, store):
    on_file(store)
    register(visitor())
    register(visitor(), phone=SECOND_PHONE)
    for row in registrations(store):
        decide(visitor, row)
    assert [kept(store, login).active for login in ("employer", PHONE, SECOND_PHONE)] == [True, True, True]


def test_a_refusal_shuts_the_account(visitor, store):
    browser = visitor()
    register(browser)
    [row] = registrations(store)
    decide(visitor, row, "refuse", "请写全称")
    assert browser.get("/employer/adverts", follow_redirects=False).status_code != 200
    assert sign_in(visitor()) == 401


def test_the_phone_of_an_unverified_firm_is_called_a_claim(visitor, store):
    register(visitor())
    register(visitor(), phone=SECOND_PHONE)
    text = visitor("district").get(f"/staff/registrations/{registrations(store)[1].id}").text
    assert "在册电话也是登记时自己填的，请另找可靠的电话核对" in text
    assert "请打在册的电话回访" not in text


def test_the_phone_of_a_firm_on_file_is_the_one_to_call(visitor, store):
    on_file(store)
    register(visitor())
    [row] = registrations(store)
    assert "请打在册的电话回访" in visitor("district").get(f"/staff/registrations/{row.id}").text


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
    decide(visitor, row, "refuse", "名称和执照不一样，请写全称")
    browser = visitor()
    form = browser.submit("/register/waiting", phone=PHONE, password=FIRM["password"]).text
    assert "名称和执照不一样" in form
    assert re.search(r'name="uscc"[^>]*value="' + code(), form)
    assert register(browser, name="荔湾南岸制衣（广州）有限公司").headers["location"] == "/register/waiting"
    assert [row.state for row in registrations(store)] == [RegistrationState.REFUSED, RegistrationState.WAITING]
    assert not kept(store).active
    assert store.exec(select(Employer.name).where(Employer.uscc == code())).one() == "荔湾南岸制衣（广州）有限公司"


def test_correcting_a_refused_claim_leaves_a_firm_others_claim_as_it_is(visitor, store):
    register(visitor())
    register(visitor(), phone=SECOND_PHONE)
    decide(visitor, registrations(store)[0], "refuse", "请写全称")
    register(visitor(), uscc=ANOTHER_CODE, name="另一家")
    store.rollback()
    assert store.exec(select(Employer.name).where(Employer.uscc == code())).one() == FIRM["name"]
    assert store.exec(select(Employer.verified).where(Employer.uscc == ANOTHER_CODE)).one() is False


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


def in_the_streets_hands(visitor, row):
    desk = visitor("street")
    in_queue = f"/staff/registrations/{row.id}" in desk.get("/staff/registrations").text
    return desk.get(f"/staff/registrations/{row.id}").status_code == 200, in_queue


@pytest.mark.parametrize("its_own", [True, False])
def test_a_firm_on_file_goes_to_its_own_street_whichever_the_form_names(visitor, store, its_own):
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    other = STREET if own != STREET else "440103013"
    on_file(store, street_code=own if its_own else other)
    register(visitor(), street_code=other if its_own else own)
    [row] = registrations(store)
    assert in_the_streets_hands(visitor, row) == (its_own, its_own)


def test_a_firm_on_file_without_a_street_goes_to_the_district(visitor, store):
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    on_file(store, street_code=None)
    register(visitor(), street_code=own)
    [row] = registrations(store)
    assert in_the_streets_hands(visitor, row) == (False, False)
    assert visitor("district").get(f"/staff/registrations/{row.id}").status_code == 200


def test_a_new_firm_goes_to_the_street_it_names(visitor, store):
    register(visitor(), street_code=store.exec(select(Account.street_code).where(Account.login == "street")).one())
    [row] = registrations(store)
    assert in_the_streets_hands(visitor, row) == (True, True)


def test_how_it_stands_is_told_to_who_knows_phone_and_password(visitor, store):
    on_file(store)
    browser = visitor()
    register(browser)
    told = browser.submit("/register/waiting", phone=PHONE, password=FIRM["password"])
    assert (told.status_code, "待核实" in told.text) == (200, True)
    assert browser.submit("/register/waiting", phone=PHONE, password="wrong-one").status_code == 422
