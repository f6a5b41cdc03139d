"""WCAG 2.2 AA by axe, on every main page of every role, on a phone and at a desk, light and dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PASSWORD = "wengang-2021"  # of the demonstration accounts
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PAGES = {
    "": [
        "/",
        "/?q=叉车 包住 六千",
        "/vacancies/5",
        "/vacancies/5/apply",
        "/applications",
        "/sign-in",
        "/display",
        "/nowhere",
    ],
    "worker": [
        *("/me", "/applications", "/vacancies/5/apply", "/me/consents", "/me/data", "/me/erase"),
        *("/me/file/contact", "/me/file/wishes", "/me/file/skills", "/me/file/street"),
    ],
    "employer": [
        *("/employer", "/vacancies/5", "/employer/profile", "/vacancies/1/candidates", "/vacancies/1/suitable"),
        *("/vacancies/1/interviews", "/vacancies/1/state?to=closed"),
    ],
    "district": [
        "/staff",
        "/staff/imports",
        "/staff/runs",
        "/styleguide",
        *("/staff/search?q=芳", "/staff/search?q=zz", "/staff/workers", "/staff/workers?as=xlsx", "/staff/workers/1"),
        *("/staff/workers/1/correct/wish", "/staff/workers/new", "/staff/employers", "/staff/employers/1"),
        *("/staff/vacancies", "/staff/vacancies/1"),
        *("/staff/key", "/staff/key/1"),
    ],
    "specialist1": ["/staff/key"],
}
LOOKS = [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")]


def sign_in(page: Page, site: str, login: str) -> None:
    page.goto(f"{site}/sign-in")
    page.locator("#login").fill(login)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def look(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="zh-CN")
    yield context.new_page()
    context.close()


def faults(page: Page) -> list[str]:
    """What axe finds: the rule and the first places."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url} {fault['id']}: {[node['html'][:110] for node in fault['nodes'][:3]]}" for fault in found]


@pytest.mark.parametrize("login", PAGES)
def test_no_page_breaks_a_rule_of_wcag(look: Page, server: str, login: str) -> None:
    if login:
        sign_in(look, server, login)
    found = []
    for path in PAGES[login]:
        look.goto(server + path)
        found += faults(look)
    assert found == []
