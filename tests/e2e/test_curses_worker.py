"""What workers curse at, and why they need not here: five years old is the phone, and its browser runs no scripts."""

import re
from datetime import date

import pytest
from playwright.sync_api import Response, expect
from sqlmodel import col, select

from models.account import Account, Role
from models.database import writing
from models.employer import Employer
from models.vacancy import Vacancy, on_offer

TODAY = date(2021, 2, 8)  # of the demonstration
HEAVIEST = 200_000  # bytes of a page with everything it loads
SMALLEST_TEXT = 16  # CSS pixels
PHONE = {"width": 360, "height": 740}
OF_THE_FORM = """form => [...form.elements].filter(e => e.type !== 'hidden' && e.name)
    .map(e => [e.name, e.type, e.required])"""
LETTERS = """() => [...document.querySelectorAll('main *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
    .map(e => parseFloat(getComputedStyle(e).fontSize))"""


@pytest.fixture
def plain(opened):
    """A phone whose browser runs no scripts."""
    return opened(PHONE, java_script_enabled=False)


@pytest.fixture
def posts(store):
    """The vacancies workers see of the employer that can sign in, a different one for each test, by number."""
    with writing(store) as session:
        firm = session.exec(select(Account.employer_id).where(Account.login == "employer")).one()
        own = select(Vacancy.id).where(Vacancy.employer_id == firm, on_offer(TODAY))
        return list(session.exec(own.order_by(col(Vacancy.id))))


@pytest.fixture
def other_firm(store) -> str:
    """The login of another employer than the demonstration's."""
    with writing(store) as session:
        known = session.exec(select(Account).where(Account.login == "employer")).one()
        other = session.exec(select(Employer.id).where(Employer.id != known.employer_id).order_by(col(Employer.id)))
        session.add(
            Account(
                login="agency",
                name="何中介",
                role=known.role,
                employer_id=other.first(),
                password_hash=known.password_hash,
                created_at=known.created_at,
                made_up=True,
            )
        )
    return "agency"


def apply(phone, vacancy: int, name: str, number: str) -> None:
    phone.go(f"/vacancies/{vacancy}/apply")
    phone.page.get_by_label("姓名").fill(name)
    phone.page.get_by_label("手机").fill(number)
    phone.page.get_by_role("button", name="我想去").click()
    expect(phone.page.get_by_role("heading", name="申请已送出")).to_be_visible()


def test_jobs_are_seen_before_anybody_asks_who_one_is_and_applying_asks_a_name_and_a_phone(plain):
    page = plain.page
    plain.go("/")
    page.get_by_label("用自己的话说想找什么工作").fill("搬运 包住")
    page.get_by_role("button", name="找", exact=True).click()
    page.locator(".job h2 a").first.click()
    expect(page.get_by_role("heading", name="待遇")).to_be_visible()
    expect(page.get_by_role("link", name="打电话").first).to_have_attribute("href", re.compile(r"^tel:\d{11}"))

    page.get_by_role("link", name="我想去").first.click()
    asked = page.locator("main form").evaluate(OF_THE_FORM)
    assert {name for name, _, _ in asked} == {"name", "phone", "words", "recommend"}
    assert [name for name, _, required in asked if required] == ["name", "phone"]
    assert not page.get_by_label("推荐给我").is_checked()
    page.get_by_label("姓名").fill("韦桂花")
    page.get_by_label("手机").fill("13600136001")
    page.get_by_role("button", name="我想去").click()
    expect(page.get_by_role("heading", name="申请已送出")).to_be_visible()
    assert plain.complaints == []


def test_a_wage_is_a_number_to_count_on_and_one_that_tells_nothing_says_so_and_comes_last(plain, store):
    with writing(store) as session:
        firms = select(Account.employer_id).where(Account.role == Role.EMPLOYER)
        piece_work = select(Vacancy).where(Vacancy.wage_parts == "计件", on_offer(TODAY))
        piece = session.exec(piece_work.where(col(Vacancy.employer_id).not_in(firms))).first()
        piece.wage_low_fen, piece.wage_high_fen = 290_000, 900_000
        key = piece.id
    page = plain.page
    plain.go("/?sort=pay")
    wages = [page.locator(".job .pay").nth(place).inner_text() for place in range(page.locator(".job").count())]
    ranges = [[int(number) for number in re.findall(r"\d+", wage)] for wage in wages]
    assert ranges
    assert [wage for wage, ends in zip(wages, ranges, strict=True) if not ends or ends[-1] > 3 * ends[0]] == []

    plain.go(f"/vacancies/{key}")
    expect(page.locator("article").first).to_contain_text("工资没写清（2900–9000 元/月）")
    expect(page.locator("article").first).to_contain_text("计件")
    assert plain.complaints == []


def test_a_job_that_is_taken_leaves_every_list_the_same_minute_and_its_link_leads_on(plain, opened, posts):
    vacancy, page = posts[-1], plain.page
    plain.go(f"/vacancies/{vacancy}")
    title = page.get_by_role("heading", level=1).inner_text()
    employer_name = page.locator("article p").nth(1).inner_text().split(" · ")[0]
    plain.go(f"/?q={title}")
    offered = page.locator(f".job h2 a[href^='/vacancies/{vacancy}?'], .job h2 a[href='/vacancies/{vacancy}']")
    expect(offered).to_have_count(1)

    firm = opened(java_script_enabled=False)
    firm.sign_in("employer")
    expect(firm.page.get_by_role("heading", name=employer_name)).to_be_visible()
    firm.go(f"/vacancies/{vacancy}/need")
    firm.page.get_by_label("还要几个人").fill("0")
    firm.page.get_by_role("button", name="就是这个数").click()
    expect(firm.page.get_by_role("status")).to_contain_text("已记为招满，求职者今天就看不到它了")

    page.reload()
    expect(page.locator(".job").first).to_be_visible()
    expect(offered).to_have_count(0)
    plain.go(f"/vacancies/{vacancy}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"“{title}”已经招满")
    expect(page.locator(".job").first).to_be_visible()  # one like it that is still there
    expect(page.get_by_role("link", name=f"我想去 {title}")).to_have_count(0)
    assert firm.complaints == []


def test_only_the_firm_one_applied_to_learns_the_phone_and_the_page_of_consents_says_so(
    plain, opened, posts, other_firm
):
    vacancy, name, number = posts[1], "蒙阿兰", "13500135002"
    apply(plain, vacancy, name, number)
    plain.go("/me/consents")
    expect(plain.page.locator("#recommend")).to_contain_text("没有同意")
    expect(plain.page.locator("#phone")).to_contain_text("没有同意")

    chosen = opened()
    chosen.sign_in("employer")
    chosen.go(f"/vacancies/{vacancy}/candidates")
    expect(chosen.page.locator("main")).to_contain_text(name)
    chosen.page.get_by_role("link", name=name).first.click()
    expect(chosen.page.get_by_role("link", name="打电话")).to_have_attribute("href", f"tel:{number}")
    persons_page = chosen.page.url.removeprefix(chosen.site)
    assert chosen.complaints == []

    agency = opened()
    agency.sign_in(other_firm)
    for path in (persons_page, f"/vacancies/{vacancy}/candidates", f"/vacancies/{vacancy}/suitable"):
        answer = agency.page.goto(agency.site + path)
        assert answer is not None
        assert answer.status == 404, path
        assert name not in agency.page.content()

    plain.go("/applications")
    plain.page.get_by_role("link", name="不去了").click()
    plain.page.get_by_label("离家太远").check()
    plain.page.get_by_role("button", name="确定不去了").click()
    chosen.go(persons_page)
    expect(chosen.page.get_by_role("link", name="打电话")).to_have_count(0)
    assert number not in chosen.page.content()
    assert plain.complaints == []


def test_an_old_phone_gets_a_light_page_in_letters_to_be_read_and_larger_ones_for_the_asking(plain):
    page, came = plain.page, list[Response]()
    page.on("response", lambda response: came.append(response))  # noqa: PLW0108  it marks the handler
    for path in ("/", "/?q=叉车 包住 六千", "/vacancies/5", "/vacancies/5/apply"):
        came.clear()
        page.goto(plain.site + path, wait_until="networkidle")
        assert sum(len(response.body()) for response in came) < HEAVIEST, path
        assert min(page.evaluate(LETTERS)) >= SMALLEST_TEXT, path
        assert plain.overflow() == 0, path

    plain.go("/vacancies/5")
    usual = page.evaluate(LETTERS)
    page.get_by_role("link", name="大字").click()
    page.get_by_role("button", name="大字", exact=True).click()
    plain.go("/vacancies/5")
    assert min(page.evaluate(LETTERS)) > min(usual)
    assert plain.overflow() == 0
    assert plain.complaints == []
