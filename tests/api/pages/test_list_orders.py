"""The orders of the worker's list, the way on each card, and what a browser remembers."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models.account import Account
from models.need import NeedReport
from models.parameter import Parameter
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)

DONGSHA, HUADI, LINGNAN = "440103021", "440103016", "440103002"


@pytest.fixture
def posts(store):
    """Three packers' posts and nothing else on offer: in 东沙 (the oldest), 花地 and, across the river, 岭南."""
    for other in store.exec(select(Vacancy)).all():
        other.state = VacancyState.CLOSED
    template = store.exec(select(Vacancy)).first().model_dump(exclude={"id", "row_key"})
    made = [
        Vacancy(
            **template | {"title": "包装工", "state": VacancyState.OPEN, "street_code": code, "lng": None, "lat": None}
        )
        for code in (DONGSHA, HUADI, LINGNAN)
    ]
    for place, post in enumerate(made):
        post.created_at, post.openings, post.lodging = NOW.replace(hour=place), 3, True
        post.wage_low_fen, post.wage_high_fen = (500_000 - 10_000 * place, 600_000)
        post.open_until = post.fresh_until = None
    store.add_all(made)
    store.commit()
    return {code: post.id for code, post in zip((DONGSHA, HUADI, LINGNAN), made, strict=True)}


def order_on(page, posts):
    """The streets in the order their posts stand."""
    by_id = {key: code for code, key in posts.items()}
    return [by_id[int(key)] for key in re.findall(r'<h2><a href="/vacancies/(\d+)', page.text)]


def test_the_nearest_stand_first(visitor, posts):
    assert order_on(visitor().get(f"/?q=包装工&sort=near&street={LINGNAN}"), posts) == [LINGNAN, HUADI, DONGSHA]


def test_the_newest_stand_first(visitor, posts):
    assert order_on(visitor().get("/?q=包装工&sort=new"), posts) == [LINGNAN, HUADI, DONGSHA]


def test_the_best_paid_stand_first(visitor, posts):
    assert order_on(visitor().get("/?sort=pay"), posts) == [DONGSHA, HUADI, LINGNAN]


def test_a_wage_that_says_nothing_stands_last_by_pay_and_is_said_to_be_unclear(visitor, posts, store):
    store.get(Vacancy, posts[DONGSHA]).wage_high_fen = 3 * 500_000 + 100
    store.commit()
    page = visitor().get("/?sort=pay")
    assert order_on(page, posts)[-1] == DONGSHA
    assert page.text.count("工资没写清") == 1


def wage(store, posts, low, high, parts=""):
    post = store.get(Vacancy, posts[DONGSHA])
    post.wage_low_fen, post.wage_high_fen, post.wage_parts = low, high, parts
    store.commit()


def test_from_three_to_nine_thousand_is_no_wage(visitor, posts, store):
    wage(store, posts, 300_000, 900_000)
    page = visitor().get("/?sort=pay")
    assert "工资没写清（3000–9000 元/月）" in page.text
    assert order_on(page, posts)[-1] == DONGSHA


def test_a_range_of_less_than_threefold_is_a_wage(visitor, posts, store):
    wage(store, posts, 300_000, 890_000)
    assert "工资没写清" not in visitor().get("/").text


def test_how_wide_is_too_wide_is_dated_data(visitor, posts, store):
    wage(store, posts, 300_000, 700_000)
    rule = store.exec(select(Parameter).where(Parameter.key == "advert.wage_unclear_times")).one()
    rule.value = "2"
    store.add(rule)
    store.commit()
    assert "工资没写清（3000–7000 元/月）" in visitor().get("/").text


@pytest.mark.parametrize(
    ("parts", "told"), [("计件，多劳多得", True), ("底薪2500+按件结算", True), ("底薪加全勤", False)]
)
def test_pay_by_the_piece_is_said_on_the_card(visitor, posts, store, parts, told):
    wage(store, posts, 400_000, 600_000, parts)
    assert (">计件</span>" in visitor().get("/").text) == told


def test_pay_by_the_piece_without_a_number_is_not_taken_for_a_forgotten_wage(visitor, posts, store):
    wage(store, posts, None, None, "计件")
    assert "按件算，没写能拿多少" in visitor().get("/").text


def test_with_a_street_alone_the_nearest_come_first_and_all_are_there(visitor, posts):
    page = visitor().get(f"/?street={DONGSHA}")
    assert order_on(page, posts)[0] == DONGSHA
    assert "共 3 个岗位在招，离您近的在前" in page.text


@pytest.mark.parametrize(
    ("street", "words"),
    [(DONGSHA, "就在同一街道"), (HUADI, r"约 [\d.]+ 公里 · 不过江"), (LINGNAN, r"约 [\d.]+ 公里 · 要过江")],
)
def test_a_card_tells_the_way_from_the_street_one_lives_in(visitor, posts, street, words):
    text = visitor().get(f"/?q=包装工&street={DONGSHA}").text
    card = re.search(rf'/vacancies/{posts[street]}\?.*?class="where">([^<]+)', text, re.S).group(1)
    assert re.search(words, card)


def test_without_a_street_nothing_is_said_of_the_way(visitor, posts):
    assert not re.search("公里|过江", visitor().get("/?q=包装工").text)


def test_the_nearest_of_nobody_knows_where_lead_to_the_map(visitor, posts):
    assert re.search(r'href="/near\?next=[^"]*"[^>]*>最近', visitor().get("/?q=包装工").text)


def test_the_street_chosen_last_is_remembered(visitor, posts):
    browser = visitor()
    browser.get(f"/?street={HUADI}")
    assert order_on(browser.get("/"), posts)[0] == HUADI


def test_the_street_is_forgotten_when_taken_back(visitor, posts):
    browser = visitor()
    browser.get(f"/?street={HUADI}")
    browser.get("/?street=any")
    assert "新的在前" in browser.get("/").text


def test_a_street_in_the_words_goes_before_the_one_remembered(visitor, posts):
    browser = visitor()
    browser.get(f"/?street={HUADI}")
    assert order_on(browser.get("/?q=包装工 岭南&sort=near"), posts)[0] == LINGNAN


def test_who_wants_no_ranking_gets_the_nearest_and_no_chances(visitor, posts):
    browser = visitor()
    browser.cookies.set("ranking", "plain")
    page = browser.get(f"/?q=包装工&street={HUADI}")
    assert order_on(page, posts)[0] == HUADI
    assert "您关了“按合适排”" in page.text
    assert not re.search("机会较|机会一般", page.text)


def test_a_worker_who_switched_ranking_off_gets_none(visitor, posts, store):
    worker = store.exec(select(Account.worker_id).where(Account.login == "worker")).one()
    store.get(Worker, worker).personal_ranking = False
    store.commit()
    assert "您关了“按合适排”" in visitor("worker").get("/?q=包装工").text


def test_work_that_is_only_near_stands_under_its_own_heading(visitor, posts, store):
    for code, title in ((DONGSHA, "搬运工"), (HUADI, "会计"), (LINGNAN, "叉车工")):
        store.get(Vacancy, posts[code]).sqlmodel_update({"title": title, "duties": ""})
    store.commit()
    text = visitor().get("/?q=叉车 包住 四千").text
    wished, _, widened = text.partition("相近的工作")
    assert f"/vacancies/{posts[LINGNAN]}" in wished
    assert f"/vacancies/{posts[DONGSHA]}" in widened


def test_a_card_says_how_fresh_it_is(visitor, posts, store):
    changed, confirmed = store.get(Vacancy, posts[DONGSHA]), store.get(Vacancy, posts[HUADI])
    changed.updated_at = NOW
    confirmed.updated_at = NOW.replace(day=1)
    store.get(Vacancy, posts[LINGNAN]).updated_at = NOW.replace(day=6)
    store.add(NeedReport(vacancy_id=confirmed.id, openings=3, reported_at=NOW.replace(day=5)))
    store.commit()
    assert re.findall(r"今天更新|\d+ 天前(?:更新|确认)", visitor().get("/?sort=pay").text) == [
        "今天更新",
        "3 天前确认",
        "2 天前更新",
    ]


def test_one_touch_calls_and_one_leads_to_the_form(visitor, posts, store):
    store.get(Vacancy, posts[DONGSHA]).phone = "02081000000"
    store.commit()
    text = visitor().get("/?q=包装工").text
    assert 'href="tel:02081000000"' in text
    assert f'href="/vacancies/{posts[DONGSHA]}/apply?q=' in text


@pytest.mark.parametrize("path", ["/", "/?q=包装工", "/vacancies/{}"])
def test_a_browser_that_has_the_page_is_told_so(visitor, posts, path):
    browser, path = visitor(), path.format(posts[DONGSHA])
    first = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_changed_is_sent_whole(visitor, posts, store):
    browser = visitor()
    first = browser.get("/")
    store.get(Vacancy, posts[DONGSHA]).title = "打包员"
    store.commit()
    assert browser.get("/", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_what_somebody_signed_in_reads_is_kept_nowhere(visitor, posts):
    assert visitor("worker").get("/").headers["cache-control"] == "no-store"


def test_pages_travel_compressed(visitor, posts):
    assert visitor().get("/", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
