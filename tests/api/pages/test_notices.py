"""What the next page says first, and whose the browser's kept text is."""

import re
from dataclasses import replace

import pytest

from tests.api.pages.conftest import Browser

WHO = re.compile(r'<html[^>]* data-who="(\w+)"')


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_of_a_notice_is_for_https_alone_where_the_operator_asked_for_it(settings, visitor, secure):
    answer = _erased(visitor("worker"), secure)
    (cookie,) = [value for value in answer.headers.get_list("set-cookie") if value.startswith("notice=")]
    assert ("Secure" in cookie) == secure


def _erased(browser: Browser, secure: bool):
    """The answer to a form that leads on with a notice."""
    state = browser.state
    state.settings = replace(state.settings, secure_cookies=secure)
    return browser.submit("/me/erase", sure="yes")


def test_a_page_tells_the_browser_accounts_apart_without_naming_them(visitor):
    pages = {login: WHO.findall(visitor(login).get("/").text) for login in ("worker", "employer")}
    (worker,), (employer,) = pages.values()
    assert worker != employer


def test_the_same_account_is_the_same_on_every_page(visitor):
    browser = visitor("worker")
    assert WHO.findall(browser.get("/me").text) == WHO.findall(browser.get("/applications").text) != []


def test_nobody_has_no_name(visitor):
    assert WHO.findall(visitor().get("/").text) == []
