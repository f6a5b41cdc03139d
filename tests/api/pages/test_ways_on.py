"""A page that refuses says in one sentence why, and has the way on beside it."""

import pytest
from sqlmodel import select

from models.vacancy import Vacancy, on_offer
from tests.api.pages.conftest import TODAY


@pytest.fixture
def vacancy(store):
    return store.exec(select(Vacancy).where(on_offer(TODAY))).first()


@pytest.mark.parametrize(
    ("who", "path", "sentence"),
    [
        ("employer", "/vacancies/{id}/apply", "您现在以用人单位身份登录；找工作请先退出。"),
        ("employer", "/applications", "您现在以用人单位身份登录；查看自己的求职申请请先退出。"),
        ("worker", "/register", "您现在以劳动者身份登录；登记单位请先退出。"),
    ],
)
def test_who_is_signed_in_as_somebody_else_is_told_to_sign_out_and_can(visitor, vacancy, who, path, sentence):
    answer = visitor(who).get(path.format(id=vacancy.id))
    assert answer.status_code == 403
    assert sentence in answer.text
    assert 'action="/sign-out" data-forget' in answer.text.partition("<main")[2]
    assert "区管理员" not in answer.text


def test_an_office_page_refused_to_an_employer_offers_no_signing_out_for_it(visitor):
    assert "请先退出" not in visitor("employer").get("/staff").text


def test_a_form_left_open_too_long_says_so_and_opens_its_page_again(visitor, vacancy):
    here = f"/vacancies/{vacancy.id}/apply"
    browser = visitor()
    sent = {"_csrf_token": "old", "name": "覃小梅"}
    answer = browser.post(here, data=sent, headers={"Referer": f"{browser.base_url}{here}"})
    assert answer.status_code == 403
    assert "<h1>页面放得太久了</h1>" in answer.text
    assert "没有权限" not in answer.text
    assert f'href="{here}">重新打开那一页</a>' in answer.text
    assert "您填的一般还留在这个浏览器里" in answer.text


@pytest.mark.parametrize("path", ["/", "/vacancies/{id}", "/healthz"])
def test_the_head_of_a_public_page_is_that_of_the_page(visitor, vacancy, path):
    browser, path = visitor(), path.format(id=vacancy.id)
    head = browser.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == browser.get(path).headers["content-type"]


def test_what_can_only_be_sent_has_no_head(visitor):
    assert visitor().head("/sign-out").status_code == 405
