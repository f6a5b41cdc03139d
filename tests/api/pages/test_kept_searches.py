"""Searches that a worker keeps: whose they are, what is new in them."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from api.searches import brakes
from api.searches.keeping import MOST
from models.account import Account
from models.saved_search import SavedSearch
from models.vacancy import Vacancy, VacancyState
from seed_data.load import PASSWORD

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def phone(visitor):
    """A browser on which nobody is signed in and one search is kept."""
    browser = visitor()
    assert browser.submit("/searches", query="q=包装工&lodging=yes").status_code == 303
    return browser


def kept(store):
    store.rollback()  # else it goes on seeing what it saw first
    return store.exec(select(SavedSearch)).all()


def worker_id(store):
    return store.exec(select(Account.worker_id).where(Account.login == "worker")).one()


def test_the_list_offers_to_keep_what_was_asked(visitor):
    text = visitor().get("/?q=包装工").text
    assert re.search(r'<button[^>]+form="keep-search" name="query" value="q=[^"]+">☆ 收藏', text)
    assert re.search(r'<form id="keep-search" method="post" action="/searches">', text)


def test_of_a_browser_only_the_digest_of_its_cookie_is_stored(phone, store):
    secret = phone.cookies["browser"]
    (search,) = kept(store)
    assert (search.worker_id, search.browser) == (None, hashlib.sha256(secret.encode()).hexdigest())
    assert (search.query, search.words) == ("q=%E5%8C%85%E8%A3%85%E5%B7%A5&lodging=yes", "包装工 · 包住")


def test_keeping_twice_keeps_once(phone, store):
    phone.submit("/searches", query="lodging=yes&q=包装工")
    assert len(kept(store)) == 1


def test_a_search_for_nothing_is_not_kept(visitor, store):
    browser = visitor()
    answer = browser.submit("/searches", query="")
    assert "没有收藏" in browser.get(answer.headers["location"]).text
    assert kept(store) == []


def test_what_is_not_part_of_a_search_is_not_stored(visitor, store):
    visitor_browser = visitor()
    visitor_browser.submit("/searches", query="q=包装工&evil=1&next=//x")
    assert kept(store)[0].query == "q=%E5%8C%85%E8%A3%85%E5%B7%A5"


def test_there_is_a_most_and_it_is_said(phone, store):
    for wage in range(MOST):
        answer = phone.submit("/searches", query=f"q=包装工&wage={3000 + wage}")
    assert f"最多收藏 {MOST} 个搜索" in phone.get(answer.headers["location"]).text
    assert len(kept(store)) == MOST


def test_a_vacancy_opened_since_is_counted_until_looked_at(phone, store):
    assert "没有新的" in phone.get("/searches").text
    (search,) = kept(store)
    search.seen_at = NOW - timedelta(days=1)
    post = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    post.sqlmodel_update({"title": "包装工", "lodging": True, "state_since": NOW, "updated_at": NOW, "openings": 2})
    store.commit()
    before = int(re.search(r"(\d+) 个新岗位", phone.get("/searches").text).group(1))
    assert re.search(r"<b class=\"tag ok\">新</b> 包装工<span>", phone.get("/searches").text)
    answer = phone.submit(f"/searches/{search.id}/open")
    assert before >= 1
    assert answer.headers["location"].startswith("/?q=")
    assert "没有新的" in phone.get("/searches").text


def test_one_address_cannot_fill_the_store_and_is_told_how_to_go_on(phone, visitor, store, monkeypatch):
    monkeypatch.setattr(brakes, "PER_HOUR", 2)
    other = visitor()
    for query in ("q=保洁", "q=叉车工", "q=厨师"):
        answer = other.submit("/searches", query=query)
    assert "或登录以后收藏" in other.get(answer.headers["location"]).text
    assert len(kept(store)) == 3
    other.submit("/sign-in", login="worker", password=PASSWORD)
    other.submit("/searches", query="q=厨师")
    assert len(kept(store)) == 4


def test_a_search_whose_browser_has_forgotten_it_goes(phone, visitor, store):
    store.add(SavedSearch(browser="0" * 64, query="q=x", words="x", created_at=NOW - timedelta(days=366), seen_at=NOW))
    store.commit()
    visitor().submit("/searches", query="q=保洁")
    assert [search.query for search in kept(store) if search.browser == "0" * 64] == []


def test_a_search_can_be_removed(phone, store):
    assert phone.submit(f"/searches/{kept(store)[0].id}/remove").status_code == 303
    assert kept(store) == []


@pytest.mark.parametrize("deed", ["open", "remove"])
def test_another_browser_does_not_reach_it(phone, visitor, store, deed):
    other = visitor()
    assert "包装工" not in other.get("/searches").text
    assert other.submit(f"/searches/{kept(store)[0].id}/{deed}").status_code == 404
    assert len(kept(store)) == 1


def test_who_signs_in_takes_the_searches_of_the_browser_along(phone, store):
    assert phone.submit("/sign-in", login="worker", password=PASSWORD).status_code == 303
    assert [(search.worker_id, search.browser) for search in kept(store)] == [(worker_id(store), None)]
    assert "包装工" in phone.get("/searches").text


def test_what_the_worker_has_already_is_not_taken_twice(phone, store):
    store.add(
        SavedSearch(worker_id=worker_id(store), query=kept(store)[0].query, words="", created_at=NOW, seen_at=NOW)
    )
    store.commit()
    phone.submit("/sign-in", login="worker", password=PASSWORD)
    assert [search.worker_id for search in kept(store)] == [worker_id(store)]


def test_the_office_signing_in_takes_nothing_from_the_browser(phone, store):
    phone.submit("/sign-in", login="district", password=PASSWORD)
    assert kept(store)[0].browser is not None


def test_an_empty_page_says_what_to_do(visitor):
    assert "还没有收藏" in visitor().get("/searches").text
