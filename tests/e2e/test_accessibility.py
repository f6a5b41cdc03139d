"""WCAG 2.2 AA by axe, on every page of every role: all rules on a phone, then the contrast in dark and at a desk.

Width and light change what is seen of a page, not its labels, roles and order: those are asked once.
"""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from api.routing import PAGES as ROUTED
from tests.e2e.conftest import DESK, PHONE, Visit

ALL_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
NOWHERE = "/nowhere"
PAGES = {  # {} stands for a number: the first link of that form on the pages before it is followed
    "": [
        *("/", "/?q=叉车 包住 六千", "/vacancies/5", "/vacancies/5/apply", "/vacancies/5/share", "/share?q=叉车"),
        *("/vacancies/5/complain", "/vacancies/5/complain/sent", "/near", "/ranking", "/searches", "/applications"),
        *("/display", "/register", "/register/waiting", "/sign-in", NOWHERE),
    ],
    "worker": [
        *("/me", "/applications", "/applications/{}/leave", "/applications/1/sent", "/vacancies/5/apply"),
        *("/me/consents", "/me/data", "/me/erase", "/my/swaps"),
        *("/me/file/contact", "/me/file/wishes", "/me/file/skills", "/me/file/street"),
    ],
    "employer": [
        *("/employer", "/vacancies/5", "/employer/profile", "/employer/adverts", "/employer/adverts/new"),
        *("/employer/adverts/{}", "/employer/adverts/1/suitable", "/vacancies/1/candidates", "/candidates/{}"),
        *("/vacancies/1/suitable", "/vacancies/1/interviews", "/vacancies/1/edit", "/vacancies/1/need"),
        *("/vacancies/1/state?to=closed", "/employer/swaps", "/employer/swap-offers", "/swaps/offers/{}"),
        *("/employer/swap-needs", "/swaps/needs/{}", "/swaps/needs/new", "/employer/shutdowns/new"),
        "/employer/shutdowns",
    ],
    "district": [
        *("/staff", "/staff/streets", "/staff/unfiled", "/staff/overdue", "/staff/asked", "/staff/reminders"),
        *("/staff/reviews", "/staff/reviews/{}", "/staff/registrations", "/staff/registrations/{}"),
        *("/staff/registrations/again/1", "/staff/duplicates", "/staff/duplicates/{}/{}", "/staff/referrals/1"),
        *("/staff/imports", "/staff/chances", "/styleguide", "/staff/search?q=芳", "/staff/search?q=zz"),
        *("/staff/workers", "/staff/workers/1", "/staff/workers/1/correct/wish", "/staff/workers/new"),
        *("/staff/employers", "/staff/employers/1", "/staff/employers/1/correct/contact"),
        *("/staff/vacancies", "/staff/vacancies/1", "/staff/vacancies/1/correct/terms"),
        *("/staff/key", "/staff/key/{}", "/swaps", "/swaps/gaps", "/swaps/plans", "/swaps/offers", "/swaps/needs"),
        "/swaps/offers/new",
    ],
    "specialist1": ["/staff/key", "/staff/key/{}"],
}
AFTER_A_RUN = ["/staff/runs", "/staff/runs/{}", "/staff/runs/1/changes"]
OTHERWISE = {
    "/vacancies/{vacancy_id:int}/recounts": "a part of a page, seen within it",
    "/staff/runs/{run_id:int}/progress": "a part of a page",
    "/staff/imports/{import_id:int}": "wants a form handed in: its table is that of /staff/workers",
    "/staff/complaints/{vacancy_id:int}": "wants a complaint: its page tests",
    "/vacancies/{vacancy_id:int}/inquiry": "wants a complaint: its page tests",
    "/my/swaps/{member_id:int}": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/people": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/people/new": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/people/{member_id:int}/answer": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/terms": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/loans/{loan_id:int}": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/sign": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/variations": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/returns": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/extension": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/settlement": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/settlement/{month:str}": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/papers": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/papers/{name:str}": "wants a swap: looked at on its journey",
    "/swaps/{swap_id:int}/papers/variation/{name:str}": "wants a swap: looked at on its journey",
    "/employer/shutdowns/{plan_id:int}": "wants a plan: its form is that of /employer/shutdowns/new",
    "/swaps/plans/{plan_id:int}": "wants a run of the optimiser: looked at on the journey of a swap",
    "/swaps/plans/{plan_id:int}/progress": "a part of a page",
    "/me/data/file.json": "a file",
    "/me/data/file.xlsx": "a file",
    "/static/htmx/{file_path:path}": "a file",
    "/static/{file_path:path}": "a file",
}
RUN_MILLISECONDS = 180_000


def faults(page: Page, rules: dict[str, object], seen: str) -> list[str]:
    """What axe finds: how the page was seen, the rule and the first places."""
    if not page.evaluate("'axe' in window"):  # once a page: the script is large
        page.evaluate(Axe().axe_script)
    found = page.evaluate("rules => axe.run(rules)", rules | {"resultTypes": ["violations"]})["violations"]
    return [f"{page.url} {seen} {each['id']}: {[node['html'][:110] for node in each['nodes'][:3]]}" for each in found]


def faults_of_each_look(page: Page) -> list[str]:
    found = faults(page, ALL_RULES, "on a phone")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += faults(page, CONTRAST, "on a phone, dark")
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found += faults(page, CONTRAST, "at a desk")
    page.set_viewport_size(PHONE)
    return found


def faults_along(visit: Visit, paths: list[str]) -> list[str]:
    """What axe finds on these pages, one after another."""
    found, links = list[str](), list[str]()
    for path in paths:
        status = visit.go(first_like(path, links) if "{}" in path else path)
        assert status == (404 if path == NOWHERE else 200), path
        links += visit.page.eval_on_selector_all("main a[href]", "links => links.map(one => one.getAttribute('href'))")
        found += faults_of_each_look(visit.page)
    return found


def first_like(path: str, links: list[str]) -> str:
    pattern = re.compile(path.replace("{}", "[0-9]+"))
    return next(link for link in links if pattern.fullmatch(link.partition("?")[0]))


@pytest.mark.parametrize("login", PAGES)
def test_no_page_breaks_a_rule_of_wcag(opened: Callable[..., Visit], login: str) -> None:
    visit = opened(PHONE, reduced_motion="reduce")
    if login:
        visit.sign_in(login)
    assert faults_along(visit, PAGES[login]) == []


def test_no_page_of_a_matching_breaks_a_rule_of_wcag(opened: Callable[..., Visit]) -> None:
    visit = opened(PHONE, reduced_motion="reduce")
    visit.sign_in("district")
    visit.go("/staff/runs")
    visit.page.get_by_role("button", name="开始匹配").click()
    expect(visit.page.get_by_role("heading", name="匹配结果")).to_be_visible(timeout=RUN_MILLISECONDS)
    assert faults_along(visit, AFTER_A_RUN) == []


def test_every_page_is_looked_at() -> None:
    """A new page is not forgotten: its address is among those above, or it says why it is none."""
    paths = [*(path for paths in PAGES.values() for path in paths), *AFTER_A_RUN]
    seen = [path.partition("?")[0].replace("{}", "1") for path in paths]
    routes = [route.path for route in ROUTED.routes if "GET" in getattr(route, "methods", ())]
    numbered = {route: re.sub(r"{\w+:int}", "[0-9]+", route) for route in routes}
    patterns = {route: re.compile(re.sub(r"{[^}]+}", "[^/]+", each)) for route, each in numbered.items()}
    unseen = [route for route, pattern in patterns.items() if not any(map(pattern.fullmatch, seen))]
    assert set(unseen) == set(OTHERWISE)
