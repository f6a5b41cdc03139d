"""A worker with a small phone and two words."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

HEAVIEST_FIRST_PAGE = 200_000  # bytes, with everything it loads
SMALLEST_TARGET = 44  # CSS pixels
SMALLEST_TEXT = 16


@pytest.fixture(scope="module")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty one: here the server makes its store itself, as on everybody's first start."""
    return tmp_path_factory.mktemp("first_start")


def test_a_worker_types_two_words_reads_why_and_opens_a_vacancy(phone):
    page = phone.page
    phone.go("/")
    phone.picture("worker_1_all", whole=False)
    box = page.get_by_label("用自己的话说想找什么工作")
    box.fill("叉车 包住")
    box.press("Enter")
    expect(page.get_by_label("去掉 叉车")).to_be_visible()
    expect(page.get_by_label("住宿", exact=True).locator("option:checked")).to_have_text("要包住")
    expect(page.locator(".job .why").first).not_to_be_empty()
    phone.picture("worker_2_ranked", whole=False)
    assert phone.overflow() == 0

    title = page.locator(".job h2").first.inner_text()
    page.locator(".job h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    phone.picture("worker_3_vacancy")
    assert phone.overflow() == 0
    assert re.match(r"tel:\+?[\d-]+", page.locator("a[href^='tel:']").first.get_attribute("href") or "")

    page.get_by_role("link", name="回到岗位列表").click()
    expect(page.locator(".job h2").first).to_have_text(title)
    assert phone.complaints == []


def test_taking_back_a_chip_changes_the_list_and_the_address(phone):
    page = phone.page
    phone.go("/?q=叉车 包住")
    page.get_by_label("去掉 住宿").click()
    expect(page.get_by_label("住宿", exact=True).locator("option:checked")).to_have_text("住宿 不限")
    assert page.url.endswith("&lodging=any")
    assert phone.complaints == []


def test_choosing_a_street_brings_the_list_again_without_pressing_anything(phone):
    page = phone.page
    phone.go("/?q=保洁")
    page.get_by_label("住在哪里").select_option(index=3)
    expect(page).to_have_url(re.compile(r"street=\d{9}"))
    expect(page.locator(".job").first).to_contain_text("公里")
    assert phone.complaints == []


def test_the_first_page_is_light_enough_for_an_old_phone(phone):
    sizes: list[int] = []
    phone.page.on("response", lambda response: sizes.append(len(response.body())))
    phone.go("/")
    phone.page.wait_for_load_state("networkidle")
    assert sum(sizes) < HEAVIEST_FIRST_PAGE


@pytest.mark.parametrize("path", ["/", "/?q=叉车 包住 六千", "/vacancies/5", "/sign-in", "/nowhere"])
def test_every_word_is_large_enough_to_read(phone, path):
    phone.go(path)
    assert small_words(phone) == []


def small_words(phone):
    """What stands there in letters too small to read."""
    return phone.page.evaluate(
        """least => [...document.querySelectorAll('body *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .filter(e => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < least)
        .map(e => e.outerHTML.slice(0, 80))""",
        SMALLEST_TEXT,
    )


def test_everything_to_touch_is_large_enough(phone):
    phone.go("/?q=叉车 包住 六千")
    small = phone.page.evaluate(
        """least => [...document.querySelectorAll('main a, main button, main select, main input:not([type=hidden])')]
        .filter(e => e.getClientRects().length && !e.matches('.job h2 a'))
        .filter(e => e.getBoundingClientRect().height < least - 2)
        .map(e => e.outerHTML.slice(0, 80))""",
        SMALLEST_TARGET,
    )
    assert small == []


@pytest.mark.parametrize("path", ["/", "/?q=叉车 包住 六千", "/?q=宇航员", "/sign-in", "/nowhere"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_is_wider_than_its_window(phone, path, width):
    phone.page.set_viewport_size({"width": width, "height": 800})
    phone.go(path)
    assert phone.overflow() == 0


def test_the_list_works_without_javascript(browser: Browser, server: str):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(server)
    page.get_by_label("用自己的话说想找什么工作").fill("保洁")
    page.get_by_role("button", name="找", exact=True).click()
    expect(page.locator(".job").first).to_be_visible()
    page.get_by_label("住宿", exact=True).select_option("yes")
    page.get_by_role("button", name="找", exact=True).click()
    assert "lodging=yes" in page.url
    context.close()


def test_pictures_of_the_workers_pages(phone):
    for name, path in (("all", "/"), ("ranked", "/?q=叉车 包住 六千"), ("none", "/?q=宇航员"), ("sign_in", "/sign-in")):
        phone.go(path)
        for width in (360, 768, 1440):
            phone.page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                phone.page.emulate_media(color_scheme=scheme)
                phone.picture(f"worker_{name}_{width}_{scheme}", whole=False)


def test_a_workers_day_from_two_words_to_the_consent_withdrawn(phone, browser: Browser, server: str):
    """A name, a phone, a sentence; the code; the state; the proposal taken back with the consent."""
    page = phone.page
    phone.go("/?q=保洁 包住")
    page.locator(".job h2 a").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="我想去").click()
    expect(page.get_by_label("一句话")).to_have_value("保洁 包住")
    page.get_by_label("姓名").fill("韦秀英")
    page.get_by_label("手机").fill("1380013")
    page.get_by_role("button", name="我想去").click()
    expect(page.get_by_label("手机")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("姓名")).to_have_value("韦秀英")

    page.get_by_label("手机").fill("138 0013 8000")
    page.get_by_label("有合适的别的岗位").check()
    page.get_by_role("button", name="我想去").click()
    code = page.locator(".code").inner_text()
    assert re.fullmatch(r"\d{4} \d{4}", code)
    assert phone.overflow() == 0

    elsewhere = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    other = elsewhere.new_page()
    other.goto(f"{server}/applications")
    other.get_by_role("link", name="用查询码登录").click()
    other.get_by_label("手机号").fill("13800138000")
    other.get_by_label("查询码").fill(code)
    other.get_by_role("button", name="登录").click()
    expect(other.locator(".application", has_text=title)).to_contain_text("已申请")
    elsewhere.close()

    phone.go("/me/consents")
    page.get_by_role("button", name="取消同意：把我推荐给合适的单位").click()
    expect(page.locator("#recommend")).to_contain_text("没有同意")
    expect(page.locator(".history li")).to_have_count(2)
    assert [said for said in phone.complaints if "422" not in said] == []  # the wrong phone's answer is one, by design


def test_a_form_keeps_what_was_typed_when_the_network_drops(browser: Browser, server: str):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server}/?q=保洁")
    page.locator(".job h2 a").nth(1).click()
    page.get_by_role("link", name="我想去").click()
    page.get_by_label("姓名").fill("李小梅")
    page.get_by_label("手机").fill("13900139000")
    page.get_by_label("一句话").fill("做过三年保洁")
    context.set_offline(True)
    page.get_by_role("button", name="我想去").click()
    expect(page.locator(".kept")).to_contain_text("网络断了")
    context.set_offline(False)
    page.reload()
    expect(page.get_by_label("姓名")).to_have_value("李小梅")
    expect(page.get_by_label("手机")).to_have_value("13900139000")
    expect(page.get_by_label("一句话")).to_have_value("做过三年保洁")
    page.get_by_role("button", name="我想去").click()
    expect(page.locator(".code")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes(':apply-'))") == []
    page.goto(f"{server}/me/file/wishes")
    page.get_by_label("还想说的话").fill("夜班也行")
    context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    context.set_offline(False)
    page.reload()
    expect(page.get_by_label("还想说的话")).to_have_value("夜班也行")
    context.close()


def test_a_worker_applies_and_reads_the_answer_without_javascript(browser: Browser, server: str):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{server}/?q=普工")
    page.locator(".job h2 a").first.click()
    page.get_by_role("link", name="我想去").click()
    page.get_by_label("姓名").fill("陈阿强")
    page.get_by_label("手机").fill("13700137000")
    page.get_by_role("button", name="我想去").click()
    expect(page.locator(".code")).to_be_visible()
    page.get_by_role("link", name="看我的申请").click()
    expect(page.locator(".application")).to_have_count(1)
    context.close()


OWN_PAGES = (
    "/me",
    "/applications",
    "/me/consents",
    "/me/data",
    "/me/erase",
    *(f"/me/file/{part}" for part in ("contact", "wishes", "skills", "street")),
)


def test_a_workers_own_pages_fit_every_window_and_every_word_is_large_enough(phone):
    phone.go("/sign-in")
    phone.page.get_by_label("账号").fill("worker")
    phone.page.get_by_label("密码").fill("wengang-2021")
    phone.page.get_by_role("button", name="登录").click()
    phone.page.wait_for_url("**/me")
    for path in OWN_PAGES:
        phone.go(path)
        assert small_words(phone) == [], path
        for width in (320, 360, 768, 1440):
            phone.page.set_viewport_size({"width": width, "height": 800})
            assert phone.overflow() == 0, (path, width)
    assert phone.complaints == []
