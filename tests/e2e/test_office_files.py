"""Street staff at the counter: 王姐 is found by her room and by the end of her phone, and her file is put right."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

ROOM, END = "龙溪中路3栋502房", "8271"


@pytest.fixture
def counter(desk) -> Iterator:
    desk.go("/staff/workers/new")
    desk.page.get_by_label("账号").fill("street")
    desk.page.get_by_label("密码").fill("wengang-2021")
    desk.page.get_by_role("button", name="登录").click()
    expect(desk.page).not_to_have_url(re.compile("sign-in"))
    return desk


def register(desk, name: str = "王秀兰", phone: str = f"1380013{END}") -> None:
    desk.go("/staff/workers/new")
    desk.page.get_by_label("姓名").fill(name)
    desk.page.get_by_label("电话", exact=True).fill(phone)
    desk.page.get_by_label("住址").fill(ROOM)
    desk.page.get_by_label("想做的工作").fill("月嫂")
    desk.page.get_by_role("button", name="登记").click()
    expect(desk.page.get_by_role("status").first).to_contain_text(f"{name}已登记")


def look_up(desk, words: str):
    """Types into the box of the office's first page; the link that appears under it."""
    desk.go("/staff")
    desk.page.get_by_label("查找求职者、单位、岗位").press_sequentially(words)
    return desk.page.locator("#looked-up").get_by_role("link", name=re.compile(r"王\*兰.*月嫂"))


def test_street_staff_find_wang_jie_by_room_and_phone_and_correct_her_file(counter):
    register(counter)
    for words in (f"王姐 {END}", "3栋502"):
        expect(look_up(counter, words)).to_be_visible()
    look_up(counter, "3栋502").click()
    expect(counter.page.get_by_role("heading", name="王秀兰")).to_be_visible()
    counter.page.get_by_role("link", name="改想找什么工作").click()
    counter.page.get_by_label("月薪不低于").fill("五千")
    counter.page.get_by_role("button", name="保存").click()
    expect(counter.page.get_by_label("月薪不低于")).to_have_attribute("aria-invalid", "true")
    expect(counter.page.get_by_label("月薪不低于")).to_have_value("五千")
    counter.page.get_by_label("月薪不低于").fill("5000")
    counter.page.get_by_role("button", name="保存").click()
    expect(counter.page.get_by_role("status").first).to_contain_text("已保存：月薪不低于")
    expect(counter.page.locator("#history")).to_contain_text("改了：月薪不低于")
    unexpected = [each for each in counter.complaints if "422" not in each]
    assert unexpected == []


def test_what_was_typed_stays_when_the_line_is_lost(counter):
    counter.go("/staff/workers/new")
    counter.page.get_by_label("姓名").fill("覃晓梅")
    counter.page.get_by_label("住址").fill("西滘3号")
    counter.page.context.set_offline(True)
    counter.page.get_by_role("button", name="登记").click()
    expect(counter.page.get_by_text("网络断了。您填的都还在")).to_be_visible()
    counter.page.context.set_offline(False)
    counter.page.reload()
    expect(counter.page.get_by_label("姓名")).to_have_value("覃晓梅")
    expect(counter.page.get_by_label("住址")).to_have_value("西滘3号")


def test_a_correction_begun_in_the_file_stays_when_the_line_is_lost(counter):
    register(counter, "覃小梅", "13800130001")
    page = counter.page
    page.get_by_role("link", name="改会什么").click()
    page.get_by_label("毕业学校").fill("荔湾职校")
    page.context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("网络断了。您填的都还在")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("link", name="改会什么").click()
    expect(page.get_by_label("毕业学校")).to_have_value("荔湾职校")
