"""What service specialists and personnel officers curse at, and why they need not here."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect
from sqlmodel import col, select

from models.account import Account
from models.database import writing
from models.key_ledger import KeyLedgerLine
from models.vacancy import Vacancy, VacancyState

PHONE = {"width": 360, "height": 740}
YESTERDAY, LAST_WEEK = date(2021, 2, 7), date(2021, 2, 3)
ADVERT = (
    "招焊工 4 名，男女不限，限本地户口，月薪 6000—7000 元，包住，白班，每天 8 小时，月休四天。地址：荔湾区海龙街道。"
)
NEW_FIRM = {
    "单位名称": "广州市荔湾区青禾食品厂",
    "统一社会信用代码": "91440103MA9XY1122J",
    "联系人": "罗主任",
    "手机": "13922440001",
}


@pytest.fixture
def bus(opened):
    """The specialist's phone, on a bus."""
    return opened(PHONE, has_touch=True)


def posts_of(store, firm: int) -> list[int]:
    with writing(store) as session:
        own = select(Vacancy.id).where(Vacancy.employer_id == firm, Vacancy.state == VacancyState.OPEN)
        return [key or 0 for key in session.exec(own.order_by(col(Vacancy.id)))]


def firm_of(store, login: str) -> int:
    with writing(store) as session:
        return session.exec(select(Account.employer_id).where(Account.login == login)).one() or 0


def apply(phone, vacancy: int, name: str, number: str) -> None:
    phone.go(f"/vacancies/{vacancy}/apply")
    phone.page.get_by_label("姓名").fill(name)
    phone.page.get_by_label("手机").fill(number)
    phone.page.get_by_role("button", name="我想去").click()
    expect(phone.page.get_by_role("heading", name="申请已送出")).to_be_visible()


def test_one_number_is_one_entry_and_one_tap_with_yesterdays_beside_it(bus, store):
    firm, noon = 9, datetime(2021, 2, 7, 4, tzinfo=UTC)
    with writing(store) as session:
        said = {"capacity": "两条线", "staff_total": 44, "needed": 60, "on_post": 44, "difficulties": "无"}
        for told in session.exec(select(KeyLedgerLine).where(KeyLedgerLine.employer_id == firm)):
            session.delete(told)
        session.flush()
        session.add(KeyLedgerLine(employer_id=firm, day=YESTERDAY, counted_at=noon, reported_at=noon, **said))
    page = bus.page
    bus.sign_in("specialist1")
    bus.go("/staff/key")
    card = page.locator(f"#firm-{firm}")
    expect(card.get_by_label("在岗人数")).to_have_value("44")
    expect(card).to_contain_text("昨天 60")
    page.evaluate("window.notReloaded = true")

    card.get_by_label("需要人数").fill("62")
    card.get_by_role("button", name="保存").click()
    expect(card.get_by_role("status")).to_contain_text("已保存")
    expect(card.locator(".gap")).to_contain_text("缺 18")
    assert page.evaluate("window.notReloaded")
    page.reload()
    expect(card.get_by_label("需要人数")).to_have_value("62")
    assert bus.complaints == []


def test_thirty_tonight_stands_where_workers_look_and_not_fifty_of_last_week(bus, opened, store):
    firm = 10
    vacancy = posts_of(store, firm)[0]
    with writing(store) as session:
        row = session.get_one(Vacancy, vacancy)
        row.openings, row.fresh_until = 50, LAST_WEEK
    worker = opened(PHONE, java_script_enabled=False)
    worker.go(f"/vacancies/{vacancy}")
    expect(worker.page.get_by_role("link", name="我想去")).to_have_count(0)

    bus.sign_in("specialist2")
    bus.go("/staff/key")
    card = bus.page.locator(f"#firm-{firm}")
    card.locator("summary", has_text="空岗").click()
    line = card.locator(f"form[action='/vacancies/{vacancy}/need']")
    expect(line).to_contain_text("过期，没人看得到")
    line.get_by_role("textbox").fill("30")
    line.get_by_role("button", name="报这个数").click()
    expect(bus.page.get_by_role("status").first).to_contain_text("由 50 人改为 30 人")

    worker.page.reload()
    expect(worker.page.locator("article").first).to_contain_text("30 人 · 今天")
    expect(worker.page.get_by_role("link", name="我想去").first).to_be_visible()
    assert bus.complaints == []


def test_a_contact_that_left_is_replaced_where_the_next_call_starts_and_the_file_tells_by_whom(bus):
    page = bus.page
    bus.sign_in("specialist3")
    bus.go("/staff/key/3")
    left = page.locator("a[href^='tel:']").first.inner_text()
    page.get_by_role("link", name="单位档案").click()
    page.get_by_role("link", name="改联系和规模").click()
    page.locator("input[name=contact]").fill("黎敏仪")
    page.locator("input[name=phone]").fill("13826000003")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#history")).to_contain_text(re.compile("联系人.*杨东辉", re.DOTALL))

    bus.go("/staff/key/3")
    expect(page.locator("a[href^='tel:']").first).to_have_attribute("href", "tel:13826000003")
    expect(page.locator("main")).to_contain_text("黎敏仪")
    assert left != "13826000003"
    assert bus.complaints == []


def test_of_everybody_sent_the_specialist_sees_who_was_taken_and_why_another_was_not(bus, opened, store):
    firm = firm_of(store, "employer")
    vacancy, worker = posts_of(store, firm)[0], opened(PHONE, java_script_enabled=False)
    apply(worker, vacancy, "农丽珍", "13713700001")
    apply(opened(PHONE, java_script_enabled=False), vacancy, "覃阿强", "13713700002")

    employer = opened()
    employer.sign_in("employer")
    employer.go(f"/vacancies/{vacancy}/candidates")
    employer.page.get_by_role("link", name=re.compile("答复.*农丽珍")).click()
    employer.page.locator("summary", has_text=re.compile("^录用$")).click()
    employer.page.get_by_label("上岗日").fill("2021-02-18")
    employer.page.get_by_role("button", name="录用", exact=True).click()
    expect(employer.page.get_by_role("status")).to_be_visible()
    employer.go(f"/vacancies/{vacancy}/candidates")
    employer.page.get_by_role("link", name=re.compile("答复.*覃阿强")).click()
    employer.page.locator("summary", has_text="不合适").click()
    employer.page.get_by_role("button", name="经验不足").click()
    expect(employer.page.get_by_role("status")).to_be_visible()

    bus.sign_in("specialist1")
    bus.go(f"/staff/key/{firm}")
    sent = bus.page.locator("table", has=bus.page.locator("caption", has_text="推荐的人后来怎样"))
    expect(sent.get_by_role("row").filter(has_text="农*珍")).to_contain_text("已录用")
    expect(sent.get_by_role("row").filter(has_text="覃*强")).to_contain_text("经验不足")
    assert bus.complaints == employer.complaints == []


def test_whoever_takes_over_reads_the_note_and_all_that_was_reported_before(bus, opened):
    firm, note = 4, "找车间黄主任，白天打；答应节后先给十个打包工。"
    bus.sign_in("specialist4")
    bus.go(f"/staff/key/{firm}")
    bus.page.get_by_label("需要人数").fill("71")
    bus.page.get_by_role("button", name="保存").click()
    expect(bus.page.get_by_role("status").first).to_contain_text("已保存")
    bus.go(f"/staff/key/{firm}")
    bus.page.get_by_label("我从哪天起不在").fill("2021-02-10")
    bus.page.get_by_label("交接说明").fill(note)
    bus.page.get_by_role("button", name="请区里派人接").click()
    expect(bus.page.get_by_role("status").first).to_contain_text("2月10日起不在，等区里派人接")

    district = opened()
    district.sign_in("district")
    district.go(f"/staff/key/{firm}")
    district.page.get_by_label("交给谁").select_option(label="李浩生")
    district.page.get_by_label("从哪天起").fill("2021-02-08")
    district.page.get_by_role("button", name="交接", exact=True).click()
    expect(district.page.locator("#handover")).to_contain_text("李浩生")

    successor = opened(PHONE)
    successor.sign_in("specialist5")
    successor.go("/staff/key")
    successor.page.locator(f"#firm-{firm} h2 a").click()
    expect(successor.page.locator("#handover")).to_contain_text(note)
    expect(successor.page.get_by_label("需要人数")).to_have_value("71")
    lines = successor.page.locator("table", has=successor.page.locator("caption", has_text="台账记录"))
    expect(lines.locator("tbody tr").first).to_contain_text("71")
    assert bus.complaints == district.complaints == successor.complaints == []


def test_the_licence_is_asked_once_and_never_again(desk, opened):
    firm = opened(java_script_enabled=False)
    firm.go("/register")
    for label, words in NEW_FIRM.items():
        firm.page.get_by_label(label).fill(words)
    firm.page.get_by_label("所在街道").select_option(label="茶滘街道")
    firm.page.get_by_label("密码").fill("qinghe-2021")
    firm.page.get_by_role("button", name="登记", exact=True).click()
    firm.go("/register")
    expect(firm.page.locator("main")).to_contain_text("待核实")

    desk.sign_in("district")
    desk.page.get_by_role("link", name="单位核实").click()
    desk.page.get_by_role("link", name=NEW_FIRM["单位名称"]).click()
    for checked in ("执照核对", "授权核对", "电话回访"):
        desk.page.get_by_label(checked).check()
    desk.page.get_by_role("button", name="核实，开通").click()
    expect(desk.page.get_by_role("status").first).to_be_visible()

    again = opened(java_script_enabled=False)
    again.sign_in(NEW_FIRM["手机"], "qinghe-2021")
    again.go("/register")
    expect(again.page.locator("main")).to_contain_text("单位已核实，执照以后不用再交")
    again.go("/employer/adverts/new")
    again.page.get_by_label("招聘启事").fill("招打包工 3 名，月薪 4200 元，包住，白班。")
    again.page.get_by_role("button", name="读一读，填成表").click()
    expect(again.page.get_by_role("button", name="提交审核")).to_be_visible()
    expect(again.page.get_by_label(re.compile("执照|信用代码"))).to_have_count(0)
    expect(again.page.locator("input[type=file]")).to_have_count(0)
    assert desk.complaints == again.complaints == []


def test_a_refused_advert_names_the_words_the_article_and_what_to_write_instead(opened):
    firm = opened(java_script_enabled=False)
    firm.sign_in("employer")
    firm.go("/employer/adverts/new")
    firm.page.get_by_label("招聘启事").fill(ADVERT)
    firm.page.get_by_role("button", name="读一读，填成表").click()
    firm.page.get_by_role("button", name="提交审核").click()
    told = firm.page.locator("#screened .note")
    expect(told).to_have_count(1)  # “男女不限” is lawful and stays unmarked
    expect(told).to_contain_text("“限本地户口”不能写")
    expect(told).to_contain_text(re.compile(r"《.+》第.+条"))
    told.get_by_role("button").click()
    expect(firm.page.locator(".ad")).not_to_contain_text("限本地户口")
    expect(firm.page.locator("#screened")).to_contain_text("没有发现不能写的话")
    assert [said for said in firm.complaints if "422" not in said] == []  # the refusal itself, by design


def test_who_suits_is_listed_with_distance_and_shift_and_the_far_can_be_left_out(desk, store):
    vacancy, page = posts_of(store, firm_of(store, "employer"))[1], desk.page
    desk.sign_in("employer")
    desk.go(f"/vacancies/{vacancy}/suitable")
    rows = page.locator("tbody tr")
    everybody = rows.count()
    assert everybody > 3
    for place in range(everybody):
        expect(rows.nth(place).locator("[data-label=住处]")).to_contain_text(re.compile("公里|未知|没有填"))
        expect(rows.nth(place)).to_contain_text(re.compile("白班|夜班|轮班|班次"))

    page.get_by_role("link", name="离得近").click()
    page.get_by_role("link", name="3 公里内").click()
    near = page.locator("tbody tr [data-label=住处]").all_inner_texts()
    ways = [int(way) for told in near for way in re.findall(r"(\d+) 公里", told)]
    assert near
    assert ways == sorted(ways)
    assert max(ways) <= 3
    assert desk.complaints == []
