"""A specialist on a bus: eight key employers brought up to date on a phone, tap by tap."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, col, select

from models.account import Account
from models.database import open_engine
from models.days import SHANGHAI
from models.employer import Employer, EmployerFilter, employers, hand_over, served_by
from models.key_ledger import KeyLedgerLine

TODAY = date(2021, 2, 8)
YESTERDAY = TODAY - timedelta(days=1)
FIRMS = 8
PHONE = {"width": 360, "height": 740}


def store_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the server this module started."""
    return max(tmp_path_factory.getbasetemp().glob("served*/wengang.sqlite"), key=lambda path: path.stat().st_mtime)


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> list[int]:
    """Eight key employers of specialist1, all reported yesterday; their ids."""
    engine = open_engine(f"sqlite:///{store_behind(tmp_path_factory)}")
    at = datetime(2021, 2, 7, 11, 0, tzinfo=SHANGHAI)
    with Session(engine) as store:
        account = store.exec(select(Account.id).where(Account.login == "specialist1")).one()
        own_first = col(Employer.id).in_(served_by(account)).desc()
        found = employers(EmployerFilter(key_on=TODAY)).order_by(own_first, col(Employer.id)).limit(FIRMS)
        ids = [one.id for one in store.exec(found)]
        for number, key in enumerate(ids):
            hand_over(store, key, to=account, on=YESTERDAY)
            line = {
                "capacity": "开 2 条线",
                "staff_total": 120,
                "needed": 30 + number,
                "on_post": 20,
                "difficulties": "无",
            }
            for line_before in store.exec(select(KeyLedgerLine).where(KeyLedgerLine.employer_id == key)):
                store.delete(line_before)
            store.flush()
            store.add(KeyLedgerLine(employer_id=key, day=YESTERDAY, reported_at=at, counted_at=at, **line))
        store.commit()
    engine.dispose()
    return ids


class Thumb:
    """Presses, and counts each press."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def press(self, where) -> None:
        where.click()
        self.taps += 1


def test_eight_firms_are_brought_up_to_date_in_few_taps(desk, served):
    """Six stand as yesterday: a tap each. Two have another number: into the field, type, save."""
    page = desk.page
    page.set_viewport_size(PHONE)
    desk.sign_in("specialist1")
    desk.go("/staff/key")
    expect(page.locator("article.firm").filter(has_text="未报")).to_have_count(FIRMS)
    assert desk.overflow() == 0

    thumb = Thumb(page)
    for key in served[:6]:
        card = page.locator(f"#firm-{key}")
        thumb.press(card.get_by_role("button", name="和昨天一样"))
        expect(card.get_by_role("status")).to_contain_text("已保存")
    for key in served[6:]:
        card = page.locator(f"#firm-{key}")
        thumb.press(card.get_by_label("在岗人数"))
        page.keyboard.press("Control+A")
        page.keyboard.type("28")
        thumb.press(card.get_by_role("button", name="保存"))
        expect(card.get_by_role("status")).to_contain_text("已保存")

    assert thumb.taps == 10
    assert page.url.endswith("/staff/key")
    desk.go("/staff/key")
    expect(page.locator("article.firm").filter(has_text="未报")).to_have_count(0)
    expect(page.locator(f"#firm-{served[7]} .gap")).to_contain_text("缺 9")
    assert desk.complaints == []


def test_what_was_typed_stays_when_the_line_drops(desk, served):
    page = desk.page
    page.set_viewport_size(PHONE)
    desk.sign_in("specialist1")
    desk.go("/staff/key")
    card = page.locator(f"#firm-{served[0]}")
    card.get_by_label("在岗人数").fill("26")
    page.route("**/report", lambda route: route.abort())
    card.locator("form.today button").last.click()
    expect(card).to_contain_text("没有送出去")
    expect(card.get_by_label("在岗人数")).to_have_value("26")
