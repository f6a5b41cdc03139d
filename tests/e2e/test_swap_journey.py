"""Labour swap from a shutdown to everybody's return: two firms, the coordinator, and two workers on their phones."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.access.passwords import hash_password
from models.account import Account, Role
from models.database import open_engine, writing
from models.employer import Employer
from tests.e2e.conftest import DESK, PASSWORD, PHONE, STORE, Visit, serving, visit
from tests.e2e.test_accessibility import ALL_RULES, faults

FOUNDED = datetime(2021, 2, 1, tzinfo=UTC)
POST = "灯笼扎制工"  # nobody else in the district has or needs one
FACTS = {
    "work": "扎花灯骨架、裱纸",
    "conditions": "室内车间，有空调，坐着做",
    "hazards_told": "有粉尘，发防尘口罩",
    "safety": "去年没有发生事故，上岗前培训半天",
    "pay": "每月4500元，原单位15日发，加班另算",
    "house_rules": "每天打卡，车间不准抽烟",
}


@pytest.fixture
def firms(served_folder: Path) -> None:
    """A lender and a borrower that the office has verified, each with somebody who signs in."""
    engine = open_engine(f"sqlite:///{served_folder / STORE}")
    with writing(engine) as session:
        for number, (login, name) in enumerate((("lender", "广州芳华灯饰厂"), ("borrower", "广州锦绣花灯厂"))):
            place = {"street_code": "440103018", "address": f"东漖街{number + 1}号", "lng": 113.22, "lat": 23.08}
            known = {"uscc": f"9144010300000{number}000X", "staff_total": 60, "dispatch_permit": False, **place}
            stamps = {"registered_at": FOUNDED, "updated_at": FOUNDED}
            firm = Employer(name=name, legal_person="何志强", contact="何志强", phone="02081234567", **known, **stamps)
            session.add(firm)
            session.flush()
            who = {"name": name, "role": Role.EMPLOYER, "employer_id": firm.id, "created_at": FOUNDED}
            session.add(Account(login=login, password_hash=hash_password(PASSWORD), **who))
    engine.dispose()


@contextmanager
def on(day: str, folder: Path, browser: Browser) -> Iterator[Callable[..., Visit]]:
    """The site on a day; opens a browser for whoever signs in."""
    with serving(folder, day) as site:
        contexts = []

        def opened(login: str, password: str = PASSWORD, *, phone: bool = False) -> Visit:
            contexts.append(browser.new_context(viewport=PHONE if phone else DESK, locale="zh-CN"))
            somebody = visit(contexts[-1], site)
            somebody.sign_in(login, password)
            return somebody

        yield opened
        for context in contexts:
            context.close()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(words)


def look(somebody: Visit, *paths: str) -> None:
    """Every rule of axe on pages that want a swap, on a phone."""
    before = somebody.page.viewport_size
    somebody.page.set_viewport_size(PHONE)
    for path in paths:
        somebody.go(path)
        assert faults(somebody.page, ALL_RULES, "on a phone") == []
        assert somebody.overflow() == 0, path
    somebody.page.set_viewport_size(before or DESK)


def test_from_a_shutdown_to_a_signed_agreement_and_back(browser: Browser, served_folder: Path, firms: None) -> None:
    with on("2021-02-08", served_folder, browser) as opened:
        lender, borrower, office = opened("lender"), opened("borrower"), opened("district")
        _shut_down_and_offer(lender)
        _need(borrower)
        swap = _plan_and_adopt(office)
        _name_two(lender, swap)
        look(lender, f"/swaps/{swap}", *(f"/swaps/{swap}/{page}" for page in ("people", "people/new", "terms")))
        _offer(office, swap)
        look(office, f"/swaps/{swap}", f"/swaps/{swap}/people/1/answer", f"/swaps/{swap}/loans/1", "/swaps/plans/1")
        phones = [_code(office, phone) for phone in ("13800138101", "13800138102")]
        worker = opened(*phones[0], phone=True)
        look(worker, "/my/swaps/1")
        _agree(worker)
        _refuse(opened(*phones[1], phone=True))
        _close_answers(office, swap)
        _write_terms(borrower, swap)
        look(borrower, f"/swaps/{swap}/sign")
        for firm in (lender, borrower):
            _sign(firm, swap)
        _agreement_is_signed(office, swap)
        look(
            lender, *(f"/swaps/{swap}/{page}" for page in ("variations", "papers", "papers/agreement", "papers/names"))
        )
        look(lender, f"/swaps/{swap}/papers/variation/1")
        _vary_the_contract(lender, swap)
    with on("2021-02-10", served_folder, browser) as opened:
        office = opened("district")
        _start(office, swap)
        _dispute_and_settle(office, swap)
    with on("2021-02-21", served_folder, browser) as opened:
        lender = opened("lender")
        look(
            lender, *(f"/swaps/{swap}/{page}" for page in ("returns", "extension", "settlement", "settlement/2021-02"))
        )
        _return(lender, swap)
        _settle_and_close(opened("district"), swap)


def _shut_down_and_offer(lender: Visit) -> None:
    """The lender writes down its shutdown; one tap makes an offer of who stays."""
    page = lender.page
    lender.go("/employer/shutdowns/new")
    fill(page, from_day="2021-02-08", to_day="2021-02-20", trade_1=POST, people_1="2", wage_fen_1="4200")
    page.locator("#contract_1").select_option(label="无固定期限")
    page.locator("[name=dispatched][value=no]").check()
    press(page, "保存")
    lender.go("/employer/shutdowns")
    press(page, "一键变成可借出人员")
    expect(page.locator("main")).to_contain_text(POST)


def _need(borrower: Visit) -> None:
    page = borrower.page
    borrower.go("/swaps/needs/new")
    fill(page, trade=POST, people="2", from_day="2021-02-10", to_day="2021-02-20", wage_fen="4500", min_days="5")
    fill(page, address="荔湾区东漖街2号", hours_day="8", hours_week="40", overtime_day="0", overtime_month="0", **FACTS)
    fill(page, hazards="粉尘", protection="防尘口罩", board="包午餐", transport="步行")
    press(page, "登记")
    expect(page.locator("main")).to_contain_text(POST)


def _plan_and_adopt(office: Visit) -> str:
    """The address of the draft that was made of the two firms' agreement."""
    page = office.page
    office.go("/swaps/plans")
    page.get_by_text("求解时间", exact=True).click()
    fill(page, seconds="3")
    press(page, "做一次方案")
    page.wait_for_url(re.compile(r"/swaps/plans/\d+$"))
    press(page, "采纳 广州芳华灯饰厂 借给 广州锦绣花灯厂")
    page.wait_for_url(re.compile(r"/swaps/\d+$"))
    return page.url.rsplit("/", 1)[1]


def _name_two(lender: Visit, swap: str) -> None:
    page = lender.page
    lender.go(f"/swaps/{swap}/people")
    fill(page, lines="李小梅，13800138101，45010319900102002X\n陈阿强，13800138102，450103198803040036")
    page.get_by_text("各行都一样的").click()
    page.locator("#kind").select_option(label="无固定期限")
    page.locator("#dispatched").select_option(value="否")
    page.locator("#injury_insured").select_option(label="已缴")
    fill(page, wage="4200", post=POST)
    press(page, "核对并列入")
    expect(page.locator("main")).to_contain_text("已列 2 人")


def _offer(office: Visit, swap: str) -> None:
    office.go(f"/swaps/{swap}")
    office.page.locator("button[name=to][value=offered]").click()
    expect(office.page.locator("main")).to_contain_text("等本人答复")


def _code(office: Visit, phone: str) -> tuple[str, str]:
    """Phone and lookup code that the office gives to a worker over the counter."""
    page = office.page
    office.go("/staff")
    page.get_by_role("searchbox").first.fill(phone)
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name=re.compile(r"\*")).first.click()
    press(page, "重发查询码")
    told = page.get_by_role("status").first.inner_text()
    found = re.search(r"新查询码 ([\d ]+)，", told)
    assert found, told
    return phone, found[1]


def _agree(worker: Visit) -> None:
    """On a phone: what it is in plain words, then yes."""
    page = worker.page
    worker.go("/my/swaps")
    page.get_by_role("link", name=re.compile("广州锦绣花灯厂")).click()
    for words in ("去哪里", "谁发给我", "受伤了找谁", "不用说原因", "4500"):
        expect(page.locator("main")).to_contain_text(words)
    assert worker.overflow() == 0
    fill(page, asked_more="没有")
    press(page, "我愿意去")
    expect(page.locator("main")).to_contain_text("同意了")


def _refuse(worker: Visit) -> None:
    """One tap, no reason."""
    page = worker.page
    worker.go("/my/swaps")
    page.get_by_role("link", name=re.compile("广州锦绣花灯厂")).click()
    press(page, "我不去")
    expect(page.locator("main")).to_contain_text("说不去")


def _close_answers(office: Visit, swap: str) -> None:
    office.go(f"/swaps/{swap}")
    office.page.locator("button[name=to][value=consented]").click()
    expect(office.page.locator("main")).to_contain_text("本人已同意")


def _write_terms(borrower: Visit, swap: str) -> None:
    page = borrower.page
    borrower.go(f"/swaps/{swap}/terms")
    for box in page.locator("form.articles textarea:not(:disabled)").all():
        if not box.input_value().strip() and box.get_attribute("name") != "pay_waived":
            box.fill("双方商定，按国家规定执行")
    for tick in page.locator("form.articles input[type=checkbox]:not(:disabled)").all():
        tick.check()
    press(page, "保存")
    expect(page.locator("main")).to_contain_text("协议")


def _sign(firm: Visit, swap: str) -> None:
    page = firm.page
    firm.go(f"/swaps/{swap}")
    page.get_by_role("link", name=re.compile("签第 1 版协议")).click()
    fill(page, signatory="何志强")
    page.locator("#read").check()
    press(page, "签字")
    expect(page.locator("main")).to_contain_text("何志强")


def _agreement_is_signed(office: Visit, swap: str) -> None:
    page = office.page
    office.go(f"/swaps/{swap}")
    expect(page.locator("main")).to_contain_text("登记到岗")
    office.go(f"/swaps/{swap}/papers")
    with page.expect_download() as agreement:
        page.get_by_role("link", name=re.compile("下载 Word.*协议")).first.click()
    assert agreement.value.suggested_filename.endswith(".docx")


def _vary_the_contract(lender: Visit, swap: str) -> None:
    """The lender signs the variation of the labour contract with its worker, and notes the day."""
    page = lender.page
    lender.go(f"/swaps/{swap}/variations")
    page.get_by_label(re.compile("李小梅")).check()
    fill(page, day="2021-02-08")
    page.get_by_role("main").get_by_role("button").first.click()
    said(page, "已登记 1 人的变更书")


def _start(office: Visit, swap: str) -> None:
    page = office.page
    office.go(f"/swaps/{swap}")
    page.locator("button[name=to][value=active]").click()
    expect(page.locator("main")).to_contain_text("调剂中")


def _dispute_and_settle(office: Visit, swap: str) -> None:
    page = office.page
    page.get_by_text("争议、作废、单位破产").click()
    fill(page, note="加班费有争议")
    press(page, "记为有争议")
    said(page, "有争议")
    look(office, f"/swaps/{swap}")
    fill(page, note="补发两小时")
    press(page, "争议已解决，继续")
    said(page, "调剂中")


def _return(lender: Visit, swap: str) -> None:
    page = lender.page
    lender.go(f"/swaps/{swap}/returns")
    page.get_by_label(re.compile("李小梅")).check()
    fill(page, day="2021-02-21")
    page.locator("#reason").select_option(index=1)
    press(page, "登记返回")
    expect(page.locator("main")).to_contain_text("李小梅")


def _settle_and_close(office: Visit, swap: str) -> None:
    page = office.page
    office.go(f"/swaps/{swap}/settlement")
    page.get_by_role("link", name=re.compile("填写|修改")).click()
    page.locator("[name=insured-all]").check()
    for box in page.locator("form input[type=date]").all():
        box.fill("2021-02-21")
    press(page, "保存")
    office.go(f"/swaps/{swap}")
    page.locator("button[name=to][value=closed]").click()
    expect(page.locator("main")).to_contain_text("已结清")
