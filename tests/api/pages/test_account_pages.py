"""Signing in and out, and the pages of errors."""

import dataclasses
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import col, select

from api.wording import masked
from models.account import Account
from models.worker import Worker
from seed_data.load import PASSWORD
from tests.api.pages.conftest import NOW

HOMES = {"district": "/staff", "street": "/staff", "specialist1": "/staff", "employer": "/employer", "worker": "/me"}


@pytest.mark.parametrize(("login", "home"), HOMES.items())
def test_signing_in_leads_everybody_to_their_own_first_page(visitor, login, home):
    browser = visitor(login)
    assert browser.get("/sign-in", follow_redirects=False).headers["location"] == home
    assert browser.get(home).status_code == 200


def test_a_wrong_password_is_said_on_the_page_and_the_login_is_kept(visitor):
    answer = visitor().submit("/sign-in", login="district", password="guess")
    assert answer.status_code == 401
    assert "登录名或密码不对" in answer.text
    assert 'value="district"' in answer.text


def test_a_form_without_its_token_is_refused_with_what_to_do(visitor):
    answer = visitor().post("/sign-in", data={"login": "district", "password": "x"})
    assert answer.status_code == 403
    assert "重新打开那一页" in answer.text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(visitor, target):
    answer = visitor().submit("/sign-in", login="district", password="wengang-2021", next=target)
    assert answer.headers["location"] == "/staff"


def test_who_is_not_signed_in_is_asked_to_and_then_led_back(visitor):
    answer = visitor().get("/staff", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fstaff")


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(visitor):
    answer = visitor().get("/staff/runs/1/progress", headers={"HX-Request": "true"}, follow_redirects=False)
    assert answer.headers["HX-Redirect"] == "/sign-in"


def test_signing_in_again_leads_back_to_the_same_search(visitor):
    answer = visitor().get("/staff/workers?q=7666&street=1", follow_redirects=False)
    assert answer.headers["location"] == "/sign-in?next=%2Fstaff%2Fworkers%3Fq%3D7666%26street%3D1"


@pytest.mark.parametrize(
    ("shown", "leads_to"),
    [
        ("http://testserver.local/staff/workers?q=7666", "/sign-in?next=%2Fstaff%2Fworkers%3Fq%3D7666"),
        ("https://evil.example/staff", "/sign-in"),
        ("http://testserver.local//evil.example", "/sign-in"),
        ("http://[", "/sign-in"),
    ],
)
def test_a_part_leads_back_to_the_page_it_is_part_of_and_to_no_other_site(visitor, shown, leads_to):
    headers = {"HX-Request": "true", "HX-Current-URL": shown}
    answer = visitor().get("/staff/workers?q=7", headers=headers, follow_redirects=False)
    assert answer.headers["HX-Redirect"] == leads_to


def test_a_form_sent_after_the_sign_in_ran_out_leads_back_to_its_page(visitor):
    browser = visitor()
    browser.headers["Referer"] = "http://testserver.local/employer/adverts/3?from=list"
    answer = browser.submit("/employer/adverts/3")
    assert answer.status_code == 401
    assert 'href="/sign-in?next=%2Femployer%2Fadverts%2F3%3Ffrom%3Dlist"' in answer.text


def hidden(text):
    """The hidden fields of the form on a page, but the token."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text)
    return {name: unescape(value) for name, value in found if name != "_csrf_token"}


def test_what_was_typed_when_the_sign_in_ran_out_is_sent_after_signing_in_again_without_any_script(visitor, store):
    browser = visitor("worker")
    page = hidden(browser.get("/me/file/contact").text)
    browser.cookies.delete("sid")
    asked = browser.submit("/me/file/contact", **page, name="韦 “新” 名", phone="13800138000")
    assert (asked.status_code, "您刚才填的都还在" in asked.text) == (401, True)
    wrong = browser.submit("/sign-in", login="worker", password="guess", **hidden(asked.text))
    again = browser.submit("/sign-in", login="worker", password="wengang-2021", **hidden(wrong.text))
    assert 'action="/me/file/contact"' in again.text
    assert browser.submit("/me/file/contact", **hidden(again.text)).status_code == 303
    store.rollback()
    own = select(Account.worker_id).where(Account.login == "worker")
    assert store.exec(select(Worker.name).where(col(Worker.id).in_(own))).one() == "韦 “新” 名"


@pytest.fixture
def left_open(visitor, settings):
    """A browser in which a worker's sign-in ran out over a form, and the page that then asks to sign in again."""

    def left(login="worker"):
        browser = visitor(login)
        page = hidden(browser.get("/me/file/contact").text)
        browser.state.settings = dataclasses.replace(settings, real_now=lambda: NOW + timedelta(days=30, hours=1))
        return browser, browser.submit("/me/file/contact", **page, name="韦新名", phone="13800138000")

    return left


def test_a_form_whose_sign_in_ran_out_says_masked_whose_it_was(left_open, store):
    name = store.exec(select(Account.name).where(Account.login == "worker")).one()
    asked = left_open()[1].text
    assert f"填的人：<b>劳动者 {masked(name)}</b>" in asked
    assert name not in re.sub(r'value="[^"]*"', "", asked)


def test_nobody_else_signs_in_over_a_form_that_is_not_theirs(left_open, store):
    browser, asked = left_open()
    refused = browser.submit("/sign-in", login="employer", password=PASSWORD, **hidden(asked.text))
    assert (refused.status_code, "用那个账号登录才能交" in refused.text) == (409, True)
    assert browser.get("/employer", follow_redirects=False).status_code == 303
    again = browser.submit("/sign-in", login="worker", password=PASSWORD, **hidden(refused.text))
    assert hidden(again.text)["name"] == "韦新名"


def test_who_does_not_want_the_form_of_another_signs_in_without_it(left_open):
    browser, asked = left_open()
    assert '<a href="/sign-in">不是我填的' in asked.text
    browser.get("/sign-in")
    assert browser.submit("/sign-in", login="employer", password=PASSWORD).headers["location"] == "/employer"


def test_a_sign_in_that_ran_out_tells_nothing_of_an_account_that_was_closed(left_open, store):
    browser, _ = left_open()
    store.rollback()
    worker = store.exec(select(Account).where(Account.login == "worker")).one()
    worker.active = False
    store.add(worker)
    store.commit()
    assert "填的人" not in browser.submit("/me/file/contact", name="甲").text


def test_a_form_sent_from_the_second_page_of_a_list_goes_on_to_that_page(visitor):
    browser = visitor("district")
    browser.cookies.delete("sid")
    assert hidden(browser.submit("/staff/unfiled?page=2", street_1="440103021").text)["to"] == "/staff/unfiled?page=2"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", ""])
def test_nothing_typed_is_sent_to_another_site(visitor, to):
    answer = visitor().submit("/sign-in", login="worker", password="wengang-2021", to=to, typed='[["name", "x"]]')
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")


@pytest.mark.parametrize(
    "typed", ["", "[", "[" * 20_000, "{}", '["ab"]', '[["name", 1]]', "[[]]", '[["_csrf_token", "x"]]']
)
def test_what_no_page_of_ours_carried_leads_on_as_ever(visitor, typed):
    answer = visitor().submit("/sign-in", login="worker", password="wengang-2021", to="/me/erase", typed=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")


def test_passwords_do_not_travel(visitor):
    answer = visitor().submit("/employer/adverts/3", title="缝纫工", password="geheim-1", new_password="geheim-2")
    assert "缝纫工" in answer.text
    assert "geheim" not in answer.text


def test_after_signing_out_the_desk_is_closed(visitor):
    browser = visitor("district")
    assert browser.submit("/sign-out").headers["location"] == "/"
    assert browser.get("/staff", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("login", ["employer", "worker"])
def test_the_desk_is_closed_to_those_outside_the_office(visitor, login):
    answer = visitor(login).get("/staff")
    assert answer.status_code == 403
    assert "没有权限" in answer.text


def test_an_unknown_address_says_so_in_chinese_and_leads_home(visitor):
    answer = visitor().get("/nowhere")
    assert answer.status_code == 404
    assert "请检查链接" in answer.text
    assert 'href="/"' in answer.text


def test_a_fault_of_ours_shows_a_number_to_report_and_nothing_of_the_inside(visitor, monkeypatch):
    def broken(*_args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("api.staff.pages.made_up_here", broken)
    answer = visitor("district").get("/staff")
    assert answer.status_code == 500
    assert "请求编号" in answer.text
    assert "secret detail" not in answer.text
