"""The worker's first page: one's own words, the list, one vacancy."""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from api.layout import HTMX, STATIC
from models.account import Account
from models.vacancy import Vacancy, VacancyState, WageUnit, on_offer
from models.worker import Worker
from tests.api.pages.conftest import TODAY

LIGHT_ENOUGH = 200_000
MADE_UP = "演示数据，均为虚构"


def one_vacancy(store, **changes):
    vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    vacancy.sqlmodel_update(changes)
    store.add(vacancy)
    store.commit()
    return vacancy


def test_anybody_may_read_the_list_and_is_told_it_is_made_up(visitor):
    text = visitor().get("/").text
    assert text.count('class="card job"') > 10
    assert MADE_UP in text


def test_the_list_names_no_worker_and_no_telephone_but_to_call_it(visitor, store):
    text = visitor().get("/?q=包装").text
    assert not re.search(r"1\d{10}", re.sub(r'href="tel:[^"]*"|name="_csrf_token" value="[^"]*"', "", text))
    assert [name for name in store.exec(select(Worker.name)).all() if name in text] == []


def test_the_first_page_with_all_it_loads_is_light(visitor):
    loaded = [STATIC / "wengang.css", STATIC / "keep.js", STATIC / "lychee.svg", HTMX / "htmx.min.js"]
    page = visitor().get("/")
    assert set(re.findall(r'(?:href|src)="/static/([^?"]+)', page.text)) == {
        "wengang.css",
        "keep.js",
        "lychee.svg",
        "htmx/htmx.min.js",
    }
    assert len(page.content) + sum(Path(path).stat().st_size for path in loaded) < LIGHT_ENOUGH


def test_nothing_is_loaded_from_elsewhere(visitor):
    assert not re.search(r'(?:src|href)="(?:https?:)?//', visitor().get("/").text)


def test_words_become_chips_and_every_card_says_why(visitor):
    text = visitor().get("/?q=包装工 包住").text
    assert "去掉 住宿" in text
    assert "要包住" in text
    assert text.count('<p class="why') == text.count('class="card job"') > 0


def test_what_was_understood_can_be_taken_back(visitor):
    text = visitor().get("/?q=包装工 包住&lodging=any").text
    assert "去掉 住宿" not in text
    assert re.search(r'<option value="any" selected>住宿 不限', text)


def test_when_nothing_fits_the_page_says_why_and_what_to_change(visitor, store):
    for vacancy in store.exec(select(Vacancy)).all():
        vacancy.wage_low_fen = vacancy.wage_high_fen = 300_000
        vacancy.wage_unit = WageUnit.MONTH
    store.commit()
    text = visitor().get("/?q=包装工&wage=9000").text
    assert "没有找到合适的岗位" in text
    assert "个岗位工资低于要求" in text
    assert re.search(r"不限工资，可多 \d+ 个岗位", text)


def test_relaxing_one_condition_brings_what_the_page_promised(visitor):
    browser = visitor()
    text = browser.get("/?q=包装工&wage=9000").text
    found = int(re.search(r"共 (\d+) 个岗位，最合适", text).group(1)) if "最合适的在前" in text else 0
    link, more = re.search(r'<a href="([^"]+)">不限工资，可多 (\d+) 个岗位', text).groups()
    relaxed = browser.get(link.replace("&amp;", "&")).text
    assert f"共 {found + int(more)} 个岗位，最合适" in relaxed


def test_words_that_were_not_understood_are_said_to_be(visitor):
    text = visitor().get("/?q=宇航员").text
    assert "“宇航员”没有听懂" in text
    assert "新的在前" in text
    assert '<p class="why' not in text


@pytest.mark.parametrize(
    "query",
    [
        "wage=-5",
        "wage=²",
        "wage=" + "9" * 5000,
        "street=1",
        "shift=noon",
        "lodging=maybe",
        "page=0",
        "page=99999999",
        "page=x",
    ],
)
def test_an_address_with_nonsense_in_it_still_shows_the_list(visitor, query):
    answer = visitor().get(f"/?{query}")
    assert answer.status_code == 200
    assert 'class="card job"' in answer.text


def test_what_somebody_typed_is_shown_as_text_only(visitor):
    assert "<script>alert" not in visitor().get('/?q="><script>alert(1)</script>').text


def test_htmx_gets_the_changed_part_only(visitor):
    answer = visitor().get("/?q=a&lodging=&wage=", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert 'class="results"' in answer.text
    assert answer.headers["HX-Push-Url"] == "/?q=a"


def test_a_vacancy_shows_what_is_unknown_as_unknown(visitor, store):
    vacancy = one_vacancy(store, social_insurance=None, wage_low_fen=None, wage_high_fen=None)
    text = visitor().get(f"/vacancies/{vacancy.id}").text
    assert re.search(r"<dt>[^<]*社保[^<]*</dt><dd><span class=\"unknown\">未知", text)
    assert "工资没写清" in text


def test_a_vacancy_opened_from_a_list_keeps_its_reason(visitor):
    browser = visitor()
    listed = browser.get("/?q=包装工").text
    link = re.search(r'<h2><a href="([^"]+)"', listed).group(1)
    reason = re.search(r'<p class="why[^>]*>([^<]+)', listed).group(1)
    assert reason in browser.get(link).text


def test_a_vacancy_can_be_called_with_one_touch(visitor, store):
    vacancy = one_vacancy(store, phone="15400000001")
    assert 'href="tel:15400000001"' in visitor().get(f"/vacancies/{vacancy.id}").text


def test_a_vacancy_without_a_number_says_where_to_ask(visitor, store):
    vacancy = one_vacancy(store, phone="")
    assert "公共就业服务窗口" in visitor().get(f"/vacancies/{vacancy.id}").text


@pytest.mark.parametrize("who", ["district", "street", "specialist1", "employer"])
def test_who_applies_for_no_work_meets_no_button_to_apply(visitor, store, who):
    vacancy = store.exec(select(Vacancy.id).where(on_offer(TODAY))).first()
    browser = visitor(who)
    assert "我想去" not in browser.get("/").text + browser.get("/?q=叉车").text
    page = browser.get(f"/vacancies/{vacancy}").text
    assert ("我想去" in page, "/apply" in page) == (False, False)


def test_a_signed_in_worker_applies_from_the_list_as_from_the_page(visitor):
    browser = visitor("worker")
    apply = re.search(r'"(/vacancies/\d+/apply)', browser.get("/").text)[1]
    assert browser.get(apply).status_code == 200


def test_a_draft_is_not_there_for_the_public(visitor, store):
    vacancy = one_vacancy(store, state=VacancyState.DRAFT)
    answer = visitor().get(f"/vacancies/{vacancy.id}")
    assert answer.status_code == 404
    assert "看看别的岗位" in answer.text


def test_an_employer_reads_its_own_draft_and_that_it_is_one(visitor, store):
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    vacancy = one_vacancy(store, state=VacancyState.DRAFT, employer_id=employer)
    assert "待审核" in visitor("employer").get(f"/vacancies/{vacancy.id}").text


def test_an_empty_district_says_so_instead_of_an_empty_page(visitor, store):
    for vacancy in store.exec(select(Vacancy)).all():
        vacancy.state = VacancyState.CLOSED
    store.commit()
    assert "现在没有岗位在招" in visitor().get("/").text


def test_a_vacancy_that_closes_is_gone_from_the_next_search(visitor, store):
    browser = visitor()
    first = re.search(r"/vacancies/(\d+)", browser.get("/?q=包装工").text).group(1)
    store.get(Vacancy, int(first)).state = VacancyState.CLOSED
    store.commit()
    assert f"/vacancies/{first}" not in browser.get("/?q=包装工").text


def test_a_list_that_is_changed_in_place_brings_the_title_of_its_search(visitor):
    text = visitor().get("/?q=叉车 包住", headers={"HX-Request": "true"}).text
    assert text.startswith("<title>叉车 包住 · 稳岗荔湾</title>")
