"""An employer pastes an advert with two unlawful phrases; the office passes it; a worker finds it the same minute."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PASSWORD = "wengang-2021"  # of the demonstration accounts
ADVERT = (
    "招平车工6名，限女性，月薪4500—5600元，包吃住，白班，每天8小时，月休四天。"
    "入职交服装押金200元。地址：荔湾区东沙街。电话13922446021。"
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def opened(browser: Browser, site: str, login: str = "", *, width: int = 1440, script: bool = True) -> Page:
    """A browser of one person's own, signed in."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", java_script_enabled=script)
    page = context.new_page()
    page.goto(site + ("/sign-in" if login else "/"))
    if login:
        page.locator("#login").fill(login)
        page.locator("#password").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page).not_to_have_url(re.compile("sign-in"))
    return page


def test_from_a_pasted_advert_to_the_workers_list_in_one_minute(browser, server):
    employer = opened(browser, server, "employer")
    employer.goto(f"{server}/employer/adverts/new")
    employer.get_by_label("招聘启事").fill(ADVERT)
    expect(employer.locator("#screened")).to_contain_text("“限女性”不能写")  # as they type
    employer.get_by_role("button", name="读一读，填成表").click()
    expect(employer.get_by_label("岗位名称")).to_have_value("平车工")
    assert employer.evaluate("Object.keys(localStorage)") == []  # what the server has is not kept in the browser too
    expect(employer.locator("#screened")).to_contain_text("《人力资源市场暂行条例》第二十四条")
    for rewrite in ("不限性别", "不收取任何费用"):
        employer.get_by_role("button", name=re.compile(f"改成“{rewrite}”")).click()
        expect(employer.locator(".ad")).to_contain_text(rewrite)
    expect(employer.locator("#screened")).to_contain_text("没有发现不能写的话")
    employer.get_by_role("button", name="提交审核").click()
    expect(employer.get_by_role("status")).to_contain_text("已提交审核")

    office = opened(browser, server, "district")
    office.get_by_role("link", name="审核岗位").click()
    office.get_by_role("link", name="平车工").click()
    office.get_by_role("button", name="通过，马上开放").click()
    expect(office.get_by_role("status")).to_contain_text("已通过")

    worker = opened(browser, server, width=360)
    worker.get_by_label("用自己的话说想找什么工作").fill("平车工 包住")
    worker.keyboard.press("Enter")
    expect(worker.locator(".job", has_text="平车工").first).to_contain_text("4500–5600")


def test_what_is_typed_in_a_field_is_screened_without_losing_the_place(browser, server):
    page = opened(browser, server, "employer")
    page.goto(f"{server}/employer/adverts/new")
    page.get_by_label("招聘启事").fill(ADVERT)
    page.get_by_role("button", name="读一读，填成表").click()
    page.get_by_label("做什么").press_sequentially("车缝，未婚优先")
    expect(page.locator("#screened")).to_contain_text("做什么")
    expect(page.get_by_label("做什么")).to_be_focused()
    expect(page.get_by_label("做什么")).to_have_value("车缝，未婚优先")


def test_an_advert_is_mended_without_javascript(browser, server):
    page = opened(browser, server, "employer", script=False)
    page.goto(f"{server}/employer/adverts/new")
    page.get_by_label("招聘启事").fill(ADVERT)
    page.get_by_role("button", name="读一读，填成表").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_role("alert")).to_contain_text("“限女性”不能写")
    page.get_by_role("button", name=re.compile("改成“不限性别”")).click()
    expect(page.locator(".ad")).to_contain_text("不限性别")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_of_it_breaks_a_rule_of_wcag_or_its_window(browser, server, width, scheme):
    page = opened(browser, server, "employer", width=width)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{server}/employer/adverts/new")
    page.get_by_label("招聘启事").fill(ADVERT + "35岁以下")
    page.get_by_role("button", name="读一读，填成表").click()
    looked_at = [page]
    for login, paths in (("employer", ["/employer/adverts"]), ("district", ["/staff/reviews", "/staff/registrations"])):
        for path in paths:
            other = opened(browser, server, login, width=width)
            other.emulate_media(color_scheme=scheme)
            other.goto(server + path)
            looked_at.append(other)
    stranger = opened(browser, server, width=width)
    stranger.emulate_media(color_scheme=scheme)
    stranger.goto(f"{server}/register")
    faults = [
        f"{one.url} {fault['id']} {fault['nodes'][0]['html'][:110]}"
        for one in (*looked_at, stranger)
        for fault in Axe().run(one, options=RULES).response["violations"]
    ]
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert (faults, [one.evaluate(wide) for one in (*looked_at, stranger)]) == ([], [0] * 5)
