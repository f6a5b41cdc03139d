"""Forms in, for the office."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.imported import ImportedFile
from models.review import Review
from models.vacancy import Vacancy

FORMS = Path(__file__).parents[3] / "seed_data" / "forms"
FILTHY_VACANCIES = FORMS / "用人单位招用登记_杂乱.xlsx"
CLEAN_WORKERS = FORMS / "求职登记_整洁.xlsx"


def try_form(browser, path, kind=""):
    return browser.submit("/staff/imports", files={"file": (path.name, path.read_bytes())}, kind=kind)


@pytest.mark.parametrize(("path", "kind"), [(FILTHY_VACANCIES, "招用登记表"), (CLEAN_WORKERS, "求职登记表")])
def test_the_kind_of_a_form_is_told_by_its_header(visitor, path, kind):
    browser = visitor("district")
    assert f"{kind} ·" in browser.get(try_form(browser, path).headers["location"]).text


def test_a_try_writes_nothing_and_says_what_to_mend(visitor, store):
    before = len(store.exec(select(Vacancy.id)).all())
    browser = visitor("district")
    text = browser.get(try_form(browser, FILTHY_VACANCIES).headers["location"]).text
    assert len(store.exec(select(Vacancy.id)).all()) == before
    assert re.search(r"2月汇总.*?>15<.*?到岗时间.*?2021-02-30.*?日历上没有", text, re.DOTALL)
    assert re.search(r"确认导入 \d+ 行", text)


def test_a_confirmed_form_is_taken_once(visitor, store):
    browser = visitor("district")
    tried = try_form(browser, FILTHY_VACANCIES).headers["location"]
    taken = browser.submit(f"{tried}/take").headers["location"]
    file = store.get(ImportedFile, int(taken.rpartition("/")[2]))
    assert (file.dry_run, file.taken > 0) == (False, True)
    assert f"已写入 {file.taken} 行" in browser.get(taken).text
    again = browser.submit(f"{tried}/take")
    assert again.status_code == 409
    assert "重新选择文件" in again.text


def test_the_refused_rows_come_back_as_a_form(visitor):
    browser = visitor("district")
    text = browser.get(try_form(browser, FILTHY_VACANCIES).headers["location"]).text
    link = re.search(r'href="([^"]+refused\.xlsx)"', text).group(1)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(link).content), read_only=True)
    assert "2021-02-30" in {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_cannot_be_read_is_said_beside_the_form(visitor, store, content):
    answer = visitor("district").submit("/staff/imports", files={"file": ("登记表.xlsx", content)}, kind="")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert store.exec(select(ImportedFile)).all() == []


def test_a_workbook_of_neither_kind_is_said_to_be_unknown(visitor, tmp_path):
    path = tmp_path / "食堂菜单.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["星期一", "白切鸡"])
    book.save(path)
    answer = try_form(visitor("district"), path)
    assert answer.status_code == 400
    assert "认不出是哪一种登记表" in answer.text


def test_opening_the_page_of_an_import_leaves_an_audit_row(visitor, store):
    browser = visitor("street")
    browser.get(try_form(browser, FILTHY_VACANCIES).headers["location"])
    assert len(store.exec(select(AuditEntry).where(AuditEntry.action == "import.open")).all()) == 1


def test_a_try_says_what_would_not_be_kept(visitor, tmp_path):
    path = tmp_path / "求职登记表.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话", "民族"])
    book.active.append(["张三", "13800138000", "汉"])
    book.save(path)
    browser = visitor("district")
    assert "不收集：民族" in browser.get(try_form(browser, path).headers["location"]).text


def test_a_colleagues_import_is_not_there_for_a_street(visitor):
    browser = visitor("district")
    tried = try_form(browser, CLEAN_WORKERS).headers["location"]
    street = visitor("street")
    assert street.get(tried).status_code == 404
    assert street.submit(f"{tried}/take").status_code == 404


@pytest.mark.parametrize("login", ["employer", "worker", "specialist1"])
def test_only_the_office_brings_forms_in(visitor, login):
    browser = visitor(login)
    assert browser.get("/staff/imports").status_code == 403
    assert browser.submit("/staff/imports").status_code == 403


@pytest.fixture
def unlawful_form(tmp_path):
    """Two posts, of which one is for men only."""
    book = openpyxl.Workbook()
    book.active.append(["单位名称", "岗位名称", "招聘人数", "工作内容", "联系电话"])
    for title, duties in (("钳工甲", "装配"), ("钳工乙", "装配，限男性")):
        book.active.append(["广州某某机械有限公司", title, 2, duties, "020-81234567"])
    path = tmp_path / "招用登记.xlsx"
    book.save(path)
    return path


def test_a_try_says_which_rows_would_wait_for_review(visitor, unlawful_form):
    browser = visitor("district")
    text = browser.get(try_form(browser, unlawful_form, "vacancies").headers["location"]).text
    assert "收下后先待审核的 1 行" in text
    assert "钳工乙：“限男性”不能发布" in text


def test_an_import_says_how_many_posts_went_to_review_and_leads_to_each(visitor, store, unlawful_form):
    browser = visitor("district")
    tried = try_form(browser, unlawful_form, "vacancies").headers["location"]
    text = browser.get(browser.submit(f"{tried}/take").headers["location"]).text
    review = store.exec(select(Review).join(Vacancy).where(Vacancy.title == "钳工乙")).one()
    assert ">1 个岗位有不能发布的写法</a>" in text
    assert f'href="/staff/reviews/{review.id}"' in text
    assert "钳工甲" not in text
    assert browser.get(f"/staff/reviews/{review.id}").status_code == 200


def test_a_post_that_waits_already_is_read_again_as_the_form_has_it_now(visitor, store, unlawful_form):
    browser = visitor("district")

    def take():
        tried = try_form(browser, unlawful_form, "vacancies").headers["location"]
        return browser.get(browser.submit(f"{tried}/take").headers["location"]).text

    take()
    book = openpyxl.load_workbook(unlawful_form)
    book.active["D3"] = "装配，只招女"
    book.save(unlawful_form)
    assert ">1 个岗位有不能发布的写法</a>" in take()
    (review,) = store.exec(select(Review).join(Vacancy).where(Vacancy.title == "钳工乙")).all()
    assert [finding["phrase"] for finding in review.findings] == ["只招女"]


NOTHING_CHOSEN = (
    '--X\r\nContent-Disposition: form-data; name="_csrf_token"\r\n\r\n{}\r\n'
    '--X\r\nContent-Disposition: form-data; name="kind"\r\n\r\nworkers\r\n'
    '--X\r\nContent-Disposition: form-data; name="file"; filename=""\r\n'
    "Content-Type: application/octet-stream\r\n\r\n\r\n"
    "--X--\r\n"
)


def test_a_form_sent_without_a_file_as_browsers_send_it_says_so_on_the_same_page(visitor):
    browser = visitor("district")
    answer = browser.post(
        "/staff/imports",
        content=NOTHING_CHOSEN.format(browser.cookies["csrftoken"]),
        headers={"content-type": "multipart/form-data; boundary=X"},
    )
    assert "没有选择文件" in answer.text
    assert 'value="workers" checked' in answer.text
