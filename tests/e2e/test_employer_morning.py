"""A personnel officer's morning: the stale post is refreshed with one tap, two people who applied get their answer."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from models.account import Account
from models.database import open_engine, writing
from models.vacancy import Vacancy, VacancyState

WIDTHS = (360, 768, 1440)


def sign_in(page: Page, site: str, login: str) -> None:
    page.goto(f"{site}/sign-in")
    page.locator("#login").fill(login)
    page.locator("#password").fill("wengang-2021")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def apply(browser, server, vacancy: str, name: str, phone: str) -> None:
    """Somebody who has not signed in applies on a phone of their own."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server}/vacancies/{vacancy}/apply")
    page.get_by_label("姓名").fill(name)
    page.get_by_label(re.compile("电话|手机")).first.fill(phone)
    page.locator("main form button.btn").first.click()
    expect(page.locator("main")).to_contain_text("申请")
    context.close()


@pytest.fixture
def vacancy(server, tmp_path_factory) -> str:
    """The id of an open vacancy of the employer's whose number ran out yesterday."""
    newest = max(tmp_path_factory.getbasetemp().glob("served*"), key=lambda folder: folder.stat().st_mtime)
    engine = open_engine(f"sqlite:///{newest / 'wengang.sqlite'}")
    with writing(engine) as session:
        employer = session.exec(select(Account.employer_id).where(Account.login == "employer")).one()
        own = select(Vacancy).where(Vacancy.employer_id == employer, Vacancy.state == VacancyState.OPEN)
        row = session.exec(own.order_by(col(Vacancy.id).desc())).first()  # the one whose number is the oldest
        row.fresh_until = date(2021, 2, 7)
        session.add(row)
        key = str(row.id)
    engine.dispose()
    return key


def test_a_morning_of_an_employer(phone, browser, server, vacancy):
    page = phone.page
    sign_in(page, server, "employer")
    expect(page).to_have_url(re.compile(r"/employer$"))
    expect(page.locator("main")).to_contain_text("求职者现在看不到这个岗位")
    page.get_by_role("button", name="还要").click()
    expect(page.get_by_role("status")).to_contain_text("已记下")
    expect(page.locator("main")).not_to_contain_text("求职者现在看不到这个岗位")

    apply(browser, server, vacancy, "覃小梅", "13300000021")
    apply(browser, server, vacancy, "韦大勇", "13300000022")
    phone.go("/employer")
    page.locator(f"a[href*='/vacancies/{vacancy}/candidates']", has_text="去答复").click()
    expect(page.locator("main")).to_contain_text("覃小梅")

    # The first comes to an interview.
    page.get_by_role("link", name=re.compile("答复.*覃小梅")).click()
    page.get_by_label("哪一天").fill("2021-02-10")
    page.get_by_label("几点").fill("09:30")
    page.get_by_label("到哪里、找谁").fill("厂门口保安室，找李姐")
    page.get_by_role("button", name="约面试").click()
    expect(page.get_by_role("status")).to_contain_text("面试：2月10日09:30")

    # The second is told why not, with one tap.
    page.get_by_role("link", name=re.compile("答复.*韦大勇")).click()
    page.get_by_text("不合适", exact=True).click()
    expect(page.locator("main")).to_contain_text("记下以后不能撤回")
    page.get_by_role("button", name="经验不足").click()
    expect(page.get_by_role("status")).to_contain_text("经验不足")

    phone.go(f"/vacancies/{vacancy}/interviews")
    expect(page.locator("tbody")).to_contain_text("厂门口保安室，找李姐")
    for path in (
        "/employer",
        f"/vacancies/{vacancy}/candidates",
        f"/vacancies/{vacancy}/suitable",
        "/employer/profile",
    ):
        phone.go(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert phone.overflow() == 0, (path, width)
    assert phone.complaints == []


KEPT = "Object.keys(localStorage).filter(key => key.startsWith('keep:'))"
KEEP = """([key, days, text]) => {
    const kept = JSON.parse(text);
    localStorage.setItem(key, JSON.stringify({...kept, at: kept.at - days * 86400000}));
}"""


def test_what_was_typed_goes_from_the_browser_once_it_is_taken_and_when_its_owner_leaves(opened, vacancy):
    visit = opened()
    page = visit.page
    visit.sign_in("employer")
    visit.go("/employer/profile")
    page.get_by_label("联系人").fill("何经理")
    page.locator("form[data-keep] button.btn").first.click()
    expect(page.locator(".note.said.right")).to_be_visible()
    assert page.evaluate(KEPT) == []
    visit.go(f"/vacancies/{vacancy}/need")
    page.get_by_label("说明").fill("夜班加开一条线")
    page.reload()
    expect(page.get_by_label("说明")).to_have_value("夜班加开一条线")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    assert page.evaluate(KEPT) == []


def test_what_another_account_or_somebody_days_ago_typed_is_filled_in_for_nobody(opened):
    visit = opened()
    visit.go("/?q=保洁")
    visit.page.locator(".job h2 a").first.click()
    visit.page.get_by_role("link", name="我想去").click()
    form = visit.page.locator("form[data-keep]").get_attribute("data-keep")
    visit.page.get_by_label("姓名").fill("覃小兰")
    typed = visit.page.evaluate("key => localStorage.getItem(key)", f"keep::{form}")
    for key, days in ((f"keep::{form}", 2), (f"keep:somebody:{form}", 0)):
        visit.page.evaluate(KEEP, [key, days, typed])
    visit.page.reload()
    expect(visit.page.get_by_label("姓名")).to_have_value("")
    assert visit.page.evaluate(KEPT) == [f"keep:somebody:{form}"]
    visit.page.evaluate(KEEP, [f"keep::{form}", 0, typed])
    visit.page.reload()
    expect(visit.page.get_by_label("姓名")).to_have_value("覃小兰")
