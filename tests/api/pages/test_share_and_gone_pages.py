"""Passing a vacancy on, and what becomes of the link when it is gone."""

import re
from dataclasses import replace
from datetime import date

import pytest
from litestar.testing import TestClient
from sqlmodel import select

from api.app import create_app
from models.vacancy import Vacancy, VacancyState


@pytest.fixture
def alike(store):
    """Two vacancies of one title on offer; the first is the one the tests are about."""
    vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    vacancy.title = "糕点烘焙工"
    other = Vacancy(**vacancy.model_dump(exclude={"id", "row_key"}))
    other.open_until = other.fresh_until = None
    store.add(other)
    store.commit()
    return vacancy, other


def test_the_poster_names_what_one_has_to_know_and_where_it_is(visitor, alike, store):
    alike[0].phone, alike[0].wage_low_fen, alike[0].wage_high_fen = "02081000000", 400_000, 500_000
    store.commit()
    text = visitor().get(f"/vacancies/{alike[0].id}/share").text
    for told in ("糕点烘焙工", "4000–5000", "02081000000", f'value="https://work.example.cn/vacancies/{alike[0].id}"'):
        assert told in text
    assert re.search(r'<svg[^>]+class="qr"', text)


@pytest.mark.parametrize("path", ["/vacancies/{}/share", "/share?q=包装工"])
def test_a_name_put_into_the_request_stands_on_no_poster(visitor, alike, path):
    text = visitor().get(path.format(alike[0].id), headers={"Host": "evil.example"}).text
    assert "https://work.example.cn/" in text
    assert "evil.example" not in text


@pytest.mark.parametrize(("host", "told"), [("evil.example", False), ("8.8.8.8", False), ("192.168.1.5:8000", True)])
def test_without_a_public_address_only_names_inside_the_house_are_believed(settings, host, told):
    with TestClient(create_app(replace(settings, public_url=""))) as browser:
        text = browser.get("/share?q=包装工", headers={"Host": host}).text
    assert (f'value="http://{host}/?' in text) == ('class="qr"' in text) == told
    assert ("WENGANG_PUBLIC_URL" in text) != told


def test_a_search_is_shared_with_what_the_browser_remembers(visitor):
    browser = visitor()
    browser.get("/?street=440103021")
    text = browser.get("/share?q=包装工 包住").text
    assert "包装工 · 包住 · 我住 东沙街道" in text
    assert "street=440103021" in re.search(r'id="address" value="([^"]+)"', text).group(1)


def test_what_somebody_typed_is_text_on_the_poster_too(visitor):
    assert "<script>alert" not in visitor().get('/share?q="><script>alert(1)</script>').text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": VacancyState.FILLED}, "已经招满了"),
        ({"state": VacancyState.CLOSED}, "不再招人了"),
        ({"open_until": date(2021, 2, 7)}, "过了报名的最后一天"),
        ({"fresh_until": date(2021, 2, 7)}, "没有确认还招不招"),
    ],
)
def test_a_vacancy_that_is_gone_says_so_and_shows_one_like_it(visitor, alike, store, change, why):
    gone, other = alike
    gone.sqlmodel_update(change)
    store.commit()
    answer = visitor().get(f"/vacancies/{gone.id}")
    assert answer.status_code == 404
    assert why in answer.text
    assert f'href="/vacancies/{other.id}"' in answer.text


def beside(store, gone, **changes):
    """Another vacancy on offer, as the gone one but for the changes."""
    row = Vacancy(**gone.model_dump(exclude={"id", "row_key"}) | {"open_until": None, "fresh_until": None} | changes)
    row.state = VacancyState.OPEN
    store.add(row)
    store.commit()
    return row


def test_what_is_shown_instead_says_why_the_most_alike_first(visitor, alike, store):
    gone, other = alike
    gone.occupation_code, gone.state = "6-02-06-02", VacancyState.FILLED
    store.add(gone)
    store.commit()
    adjacent = beside(store, gone, title="酱腌菜工", occupation_code="6-02-06-03")
    same_work = beside(store, gone, title="面点工", occupation_code="6-02-06-02")
    text = visitor().get(f"/vacancies/{gone.id}").text
    shown = re.findall(r'<h2><a href="/vacancies/(\d+)".*?<p class="why">([^ <]+)', text, re.S)
    assert shown == [
        (str(other.id), "岗位名一样"),
        (str(same_work.id), "同一工种"),
        (str(adjacent.id), "相近工种"),
    ]


def test_of_a_draft_not_even_the_title_is_told(visitor, alike, store):
    alike[0].state, alike[1].state = VacancyState.DRAFT, VacancyState.CLOSED
    store.commit()
    assert "糕点烘焙工" not in visitor().get(f"/vacancies/{alike[0].id}").text


def test_a_vacancy_shows_others_like_it_but_not_itself(visitor, alike):
    below = visitor().get(f"/vacancies/{alike[0].id}").text.partition("相近的岗位")[2]
    assert f'href="/vacancies/{alike[1].id}"' in below
    assert f'href="/vacancies/{alike[0].id}"' not in below


def test_the_page_on_the_order_says_what_never_counts(visitor):
    assert re.search("性别、年龄、户口、民族", visitor().get("/ranking").text)


def test_what_was_never_said_cannot_be_taken_back_nor_make_a_code_too_long(visitor):
    text = visitor().get(f"/share?q=包装工 包住&drop=包装工&drop={'x' * 9000}").text
    assert re.search(r'<svg[^>]+class="qr"', text)
    assert re.search(r'id="address" value="([^"]+)"', text).group(1).count("drop=") == 1
