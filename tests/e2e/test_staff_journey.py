"""A member of staff's whole day: a filthy form in, a matching, the list out as Excel."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

FORMS = Path(__file__).parents[2] / "seed_data" / "forms"
FILTHY = FORMS / "用人单位招用登记_杂乱.xlsx"
FILTHY_WORKERS = FORMS / "求职登记_杂乱.xlsx"
RUN_SECONDS = 120
WIDTHS = (360, 768, 1440)
VIEWS = {"缺在哪里": "缺 .* 人", "优先的代价": "每家重点企业", "公平核对": "每个名额有多少人看"}


@pytest.fixture
def signed_in(desk) -> Iterator:
    desk.go("/staff")
    desk.page.get_by_label("账号").fill("district")
    desk.page.get_by_label("密码").fill("wengang-2021")
    desk.page.get_by_role("button", name="登录").click()
    expect(desk.page).to_have_url(re.compile(r"/staff$"))
    return desk


def cells(download: Download, folder: Path) -> list[str]:
    """Every text in the sheets of a downloaded workbook."""
    path = folder / "taken_away.xlsx"
    download.save_as(path)
    book = openpyxl.load_workbook(path, read_only=True)
    values = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    book.close()
    return values


def pictures(desk, name: str) -> None:
    """The page at every width, by day and by night; nothing may be wider than its window."""
    for width in WIDTHS:
        desk.page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            desk.page.emulate_media(color_scheme=scheme)
            desk.picture(f"{name}_{width}_{scheme}", whole=False)
        assert desk.overflow() == 0, f"{name} is too wide at {width}"
    desk.page.emulate_media(color_scheme="light")
    desk.page.set_viewport_size({"width": 1440, "height": 900})


def take(page: Page, form: Path) -> None:
    """Import a form without looking closely."""
    page.get_by_role("link", name="登记表导入").click()
    page.get_by_label("Excel 文件").set_input_files(form)
    page.get_by_role("button", name="试导入").click()
    page.get_by_role("button", name=re.compile(r"确认导入 \d+ 行")).click()
    expect(page.get_by_role("status")).to_contain_text("已写入")


def test_staff_import_filthy_forms_match_and_take_the_list_away(signed_in, tmp_path):
    desk, page = signed_in, signed_in.page
    pictures(desk, "staff_1_desk")

    page.get_by_role("link", name="登记表导入").click()
    page.get_by_label("Excel 文件").set_input_files(FILTHY)
    page.get_by_role("button", name="试导入").click()
    expect(page.get_by_text("试导入，还没有写入")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="2021-02-30")
    expect(row).to_contain_text("到岗时间")
    pictures(desk, "staff_2_tried")

    with page.expect_download() as refused:
        page.get_by_role("link", name="下载要改的行").click()
    assert any("2021-02-30" in cell for cell in cells(refused.value, tmp_path))

    page.get_by_role("button", name=re.compile(r"确认导入 \d+ 行")).click()
    expect(page.get_by_role("status")).to_contain_text("已写入")
    pictures(desk, "staff_3_taken")

    take(page, FILTHY_WORKERS)
    page.get_by_role("link", name="去匹配").click()
    pictures(desk, "staff_4_runs")
    page.get_by_role("button", name="开始匹配").click()
    expect(page.get_by_label("进度")).to_be_visible()
    desk.picture("staff_5_waiting")
    expect(page.get_by_role("heading", name="匹配结果")).to_be_visible(timeout=RUN_SECONDS * 1000)

    first = page.locator("tbody tr").first
    expect(first).to_contain_text("；")
    assert re.match(r".\*", first.locator("b").first.inner_text())
    pictures(desk, "staff_6_result")

    for number, (view, heading) in enumerate(VIEWS.items(), start=1):
        page.get_by_role("link", name=view).click()
        expect(page.get_by_role("heading", name=re.compile(heading)).first).to_be_visible()
        pictures(desk, f"staff_6_{number}_view")

    with page.expect_download() as pairs:
        page.get_by_role("link", name="导出配对").click()
    assert len(cells(pairs.value, tmp_path)) > 100

    page.get_by_role("link", name=re.compile("没配上的人")).click()
    expect(page.get_by_role("columnheader", name="怎样能配上")).to_be_visible()
    pictures(desk, "staff_7_left")
    assert desk.complaints == []


def test_the_progress_of_a_run_arrives_by_events_without_reloading_the_page(signed_in):
    page, asked = signed_in.page, list[str]()
    page.on("request", lambda request: asked.append(request.url))
    signed_in.go("/staff/runs")
    page.get_by_role("button", name="开始匹配").click()
    page.evaluate("window.notReloaded = true")
    expect(page.locator("#progress")).to_contain_text("正在匹配", timeout=9_000)  # before htmx would ask by itself
    assert page.evaluate("window.notReloaded")
    expect(page.get_by_role("heading", name="匹配结果")).to_be_visible(timeout=RUN_SECONDS * 1000)
    assert any(url.endswith("/events") for url in asked)
    assert signed_in.complaints == []


def test_a_run_can_be_stopped_and_run_again(signed_in):
    page = signed_in.page
    signed_in.go("/staff/runs")
    page.get_by_role("button", name="开始匹配").click()
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("heading", name="这次匹配已停止")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="再运行一次").click()
    expect(page.get_by_role("heading", name="匹配结果")).to_be_visible(timeout=RUN_SECONDS * 1000)
