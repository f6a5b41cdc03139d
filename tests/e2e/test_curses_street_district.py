"""What street staff and the district's coordinator curse at, and why they need not here."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from models.database import writing
from models.employer import Employer
from models.referral import Referral
from models.vacancy import Vacancy, VacancyState, open_on

PHONE = {"width": 360, "height": 740}
STREET = "440103021"  # the street of the demonstration's street staff
CLEAN_FORM = Path(__file__).parents[2] / "seed_data" / "forms" / "求职登记_整洁.xlsx"
RUN_MILLISECONDS = 180_000


@pytest.fixture
def street(desk):
    """A member of a street's staff at a desk."""
    desk.sign_in("street")
    return desk


@pytest.fixture
def district(desk):
    desk.sign_in("district")
    return desk


def sheet(*rows: list[str]) -> dict[str, object]:
    """An Excel form to hand in."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "求职登记.xlsx", "mimeType": mime, "buffer": content.getvalue()}


def hand_in(page: Page, form: dict[str, object]) -> None:
    page.get_by_role("link", name="登记表导入").click()
    page.get_by_label("Excel 文件").set_input_files(form)
    page.get_by_role("button", name="试导入").click()
    expect(page.get_by_text("试导入，还没有写入")).to_be_visible()


def run(page: Page, site: str) -> None:
    """One matching, waited for."""
    page.goto(f"{site}/staff/runs")
    page.get_by_role("button", name="开始匹配").click()
    expect(page.get_by_role("heading", name="匹配结果")).to_be_visible(timeout=RUN_MILLISECONDS)


@pytest.fixture(scope="module")
def matched(browser, server) -> str:
    """The path of the first matching of the day."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server}/sign-in")
    page.locator("#login").fill("district")
    page.locator("#password").fill("wengang-2021")
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile("/staff$"))
    run(page, server)
    path = page.url.removeprefix(server)
    context.close()
    return path


def test_the_same_person_is_typed_once_whichever_sheet_comes_after(street):
    page, name, phone = street.page, "莫桂莲", "13610001001"
    for again in (False, True):
        street.go("/staff/workers/new")
        page.get_by_label("姓名").fill(name)
        page.get_by_role("textbox", name="电话").fill(phone)
        page.get_by_label("想做的工作").fill("缝纫工")
        page.get_by_role("button", name="登记", exact=True).click()
        if not again:
            expect(page.get_by_role("status").first).to_contain_text(f"{name}已登记")
    expect(page.get_by_role("alert").first).to_contain_text("这个人好像已经登记过")
    expect(page.get_by_label("想做的工作")).to_have_value("缝纫工")
    expect(page.get_by_role("link", name=name)).to_have_attribute("href", re.compile(r"/staff/workers/\d+"))

    hand_in(page, sheet(["姓名", "手机号码", "求职意向一"], [name, phone, "缝纫工"]))
    expect(page.locator(".num", has_text="退回")).to_contain_text("0")
    if page.get_by_role("button", name=re.compile("确认导入")).count():
        page.get_by_role("button", name=re.compile("确认导入")).click()
        expect(page.get_by_role("status").first).to_contain_text("已写入")
    page.get_by_role("searchbox").first.fill(phone)
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("heading", name="求职者 1 人")).to_be_visible()
    assert [said for said in street.complaints if "409" not in said] == []  # the second typing's answer, by design


def test_a_form_with_a_column_too_many_and_others_moved_and_renamed_is_taken_whole(street):
    book = openpyxl.load_workbook(CLEAN_FORM, read_only=True)
    header, *people = [list(row) for row in book.active.iter_rows(values_only=True)]
    book.close()
    local = [row for row in people if row[header.index("现居街道")] in ("东沙街道", None)]
    assert local
    header[header.index("手机号码")] = "联系电话"
    moved = [[row[-1], "甲", *row[:-1]] for row in local]
    hand_in(street.page, sheet([header[-1], "网格员", *header[:-1]], *moved))
    for number, words in ((len(local), "行会收下"), (0, "行退回")):
        expect(street.page.locator(".num", has_text=words).locator("b")).to_have_text(str(number))
    street.page.get_by_role("button", name=f"确认导入 {len(local)} 行").click()
    expect(street.page.get_by_role("status").first).to_contain_text(f"已写入 {len(local)} 行")
    assert street.complaints == []


def test_a_half_filled_visit_outlives_the_lift(opened):
    visit = opened(PHONE, has_touch=True)
    visit.sign_in("street")
    visit.go("/staff/workers/new")
    page = visit.page
    page.get_by_label("姓名").fill("卢秀珍")
    page.get_by_role("textbox", name="电话").fill("13610001003")
    page.get_by_label("住址").fill("南漖社区 7 号 603")
    page.context.set_offline(True)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".kept")).to_contain_text("网络断了")

    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("住址")).to_have_value("南漖社区 7 号 603")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("卢秀珍已登记")
    visit.go("/staff/workers/new")
    expect(page.get_by_label("姓名")).to_have_value("")
    assert visit.overflow() == 0


def test_somebody_is_found_by_how_one_calls_them_by_room_last_digits_or_sound(street):
    page = street.page
    street.go("/staff/workers/new")
    page.get_by_label("姓名").fill("王秀琴")
    page.get_by_role("textbox", name="电话").fill("13610008842")
    page.get_by_label("住址").fill("南漖社区 3 栋 502")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("王秀琴已登记")
    file = page.url.split("?")[0].removeprefix(street.site)
    for typed in ("王姐 8842", "王姐 3栋502", "８８４２", "wangxiuqin", "wxq 南漖"):
        page.get_by_role("searchbox").first.fill(typed)
        page.get_by_role("button", name="查找").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"查找“{typed}”")
        expect(page.get_by_role("region", name="求职者").locator(f"a[href='{file}']")).to_be_visible()
    page.get_by_role("searchbox").first.fill("王姐 3栋502")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("heading", name="求职者 1 人")).to_be_visible()
    assert street.complaints == []


def test_numbers_that_changed_since_the_last_matching_say_which_and_why(street, matched, store):
    page = street.page
    with writing(store) as session:
        here = select(Vacancy).join(Employer).where(Employer.street_code == STREET, Vacancy.state == VacancyState.OPEN)
        vacancy = session.exec(here.order_by(col(Vacancy.id))).first()
        key, title, openings = vacancy.id, vacancy.title, vacancy.openings
    street.go(f"/vacancies/{key}/need?next=/staff/vacancies/{key}")
    page.get_by_label("还要几个人").fill("90")
    page.get_by_label("说明").fill("节后加开夜班")
    page.get_by_role("button", name="就是这个数").click()
    expect(page.locator("#history")).to_contain_text("90 人")

    run(page, street.site)
    page.get_by_role("link", name="看为什么").click()
    expect(page.locator(".num", has_text="在招的名额")).to_contain_text(f"多 {90 - openings}")
    page.get_by_role("link", name="不再招满的岗位").click()
    expect(page.get_by_role("row").filter(has_text=title)).to_contain_text(re.compile(rf"{openings}\D+90"))
    assert street.complaints == []


def test_a_firm_that_got_nobody_is_told_why_and_what_would_help(district, matched):
    page = district.page
    district.go(f"{matched}?view=vacancies")
    rows = page.locator("tbody tr")
    expect(rows.first).to_be_visible()
    for place in range(rows.count()):
        cells = rows.nth(place).get_by_role("cell")
        expect(cells.nth(1)).to_contain_text(re.compile(r"缺 ?\d+ ?人"))
        expect(cells.nth(2)).to_contain_text(re.compile("可多|建议|没有"))
    assert district.complaints == []


def test_the_22_streets_and_those_without_one_add_up_to_the_district(district):
    page = district.page
    district.go("/staff")
    page.get_by_role("link", name="按街道看").click()
    expect(page.get_by_role("row", name=re.compile("^未分街道"))).to_be_visible()
    *streets, whole = [
        [int(cell.replace(",", "")) for cell in row.get_by_role("cell").all_inner_texts()[1:]]
        for row in page.locator("tbody tr").all()
    ]
    assert len(streets) == 23
    assert [sum(column) for column in zip(*streets, strict=True)] == whole
    page.get_by_role("row", name=re.compile("^未分街道")).get_by_role("link").first.click()
    expect(page.locator("caption")).to_contain_text(f"求职者 {streets[-1][0]} 人")
    expect(page.get_by_label("街道")).to_have_value("none")
    assert district.complaints == []


def test_the_gap_of_one_post_is_seen_across_all_firms_at_once(district, matched):
    page = district.page
    district.go(f"{matched}?view=vacancies")
    page.get_by_role("searchbox", name="在结果里找").fill("保洁")
    page.get_by_role("button", name="找", exact=True).click()
    told = page.locator("tbody tr").get_by_role("cell", name="保洁").all_inner_texts()
    firms = {text.splitlines()[-1] for text in told}
    assert len(firms) > 1
    assert district.complaints == []


def test_a_deadline_that_passed_stands_in_the_days_list_until_it_is_dealt_with(district, opened, store):
    with writing(store) as session:
        nobody_yet = col(Vacancy.id).not_in(select(Referral.vacancy_id))
        open_ = session.exec(open_on(date(2021, 2, 8)).where(nobody_yet).order_by(col(Vacancy.id).desc()))
        vacancy = open_.first()
        key, title = vacancy.id, vacancy.title
    worker = opened(PHONE, java_script_enabled=False)
    worker.go(f"/vacancies/{key}/apply")
    worker.page.get_by_label("姓名").fill("潘小妹")
    worker.page.get_by_label("手机").fill("13610001009")
    worker.page.get_by_role("button", name="我想去").click()
    expect(worker.page.get_by_role("heading", name="申请已送出")).to_be_visible()
    with writing(store) as session:
        session.exec(select(Referral).where(Referral.vacancy_id == key)).one().state_since = datetime(
            2021, 1, 28, tzinfo=UTC
        )
        session.get_one(Vacancy, key).fresh_until = date(2021, 2, 8)

    page = district.page
    district.go("/staff")
    page.get_by_role("link", name=re.compile("条推荐没有回音")).click()
    expect(page.get_by_role("row").filter(has_text=title).first).to_contain_text("潘*妹")
    district.go("/staff")
    page.get_by_role("link", name=re.compile("要提醒单位报人数")).click()
    page.get_by_role("row").filter(has_text=title).get_by_role("link").first.click()
    page.get_by_role("button", name="就是这个数").click()
    district.go("/staff/reminders")
    expect(page.get_by_role("row").filter(has_text=title)).to_have_count(0)
    assert district.complaints == []
