"""An employer looks for more people."""

import re

from playwright.sync_api import expect

WIDTHS = (360, 768, 1440)


def test_an_employer_sees_what_each_change_would_bring(phone):
    page = phone.page
    phone.go("/sign-in")
    page.get_by_label("账号").fill("employer")
    page.get_by_label("密码").fill("wengang-2021")
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile(r"/employer$"))
    page.locator("tbody a b").first.click()
    expect(page.get_by_role("heading", name="怎样招到更多人")).to_be_visible()
    expect(page.locator("#recounts tbody tr").first).to_contain_text("→", timeout=30_000)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            phone.picture(f"employer_recounts_{width}_{scheme}")
        assert phone.overflow() == 0
    assert phone.complaints == []


def test_the_changes_can_be_read_without_javascript(browser, server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{server}/sign-in?next=/employer")
    page.get_by_label("账号").fill("employer")
    page.get_by_label("密码").fill("wengang-2021")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="怎样招到更多人").first.click()
    expect(page.locator("#recounts")).to_contain_text("合适人选")
    context.close()
