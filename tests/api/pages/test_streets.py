"""The district's table by street: its rows add up to its total, and each number is that of a list."""

import io
import re
from html import unescape

import openpyxl
import pytest
from sqlmodel import select

from models.account import Account
from models.employer import Employer
from models.vacancy import Vacancy
from models.worker import Worker

LISTS = {"workers": Worker, "employers": Employer, "vacancies": Vacancy}
COLUMNS = ["求职者", "从没推荐过", "单位", "重点企业", "岗位", "其中在招"]


def caption_number(text):
    return int(re.search(r"<caption>\D*?([\d,]+) [人家个]", text)[1].replace(",", ""))


def table_of(browser):
    """Name of the row → (number, link) of each column."""
    body = re.search(r"<tbody>(.*?)</tbody>", browser.get("/staff/streets").text, re.DOTALL)[1]
    rows = {}
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
        name, *cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        found = [re.fullmatch(r'(?:<a href="([^"]+)">)?([\d,]+)(?:</a>)?', cell) for cell in cells]
        rows[name] = [(int(one[2].replace(",", "")), unescape(one[1] or "")) for one in found]
    return rows


def test_the_streets_and_those_without_one_add_up_to_the_district(visitor, store):
    rows = table_of(visitor("district"))
    *streets, (last, whole) = rows.items()
    assert (len(streets), streets[-1][0], last) == (23, "未分街道", "全区")
    for place, column in enumerate(COLUMNS):
        assert sum(counts[place][0] for _, counts in streets) == whole[place][0], column
    nowhere = [store.exec(select(table).where(table.street_code.is_(None))).all() for table in LISTS.values()]
    assert [number for number, _ in rows["未分街道"]][::2] == [len(found) for found in nowhere]
    assert any(nowhere)


def test_each_number_is_that_of_the_list_it_leads_to(visitor):
    browser = visitor("district")
    rows = table_of(browser)
    for name in (next(iter(rows)), "未分街道", "全区"):
        for number, link in filter(any, rows[name]):
            assert caption_number(browser.get(link).text) == number, (name, link)


@pytest.mark.parametrize("subject", LISTS)
def test_the_choices_of_a_list_add_up_to_the_whole_list(visitor, subject):
    browser = visitor("district")
    text = browser.get(f"/staff/{subject}").text
    select_ = re.search(r'<select name="street">(.*?)</select>', text)[1]
    offered = [code for code in re.findall(r'value="([^"]*)"', select_) if code]
    assert len(offered) == 23
    numbers = [caption_number(browser.get(f"/staff/{subject}?street={code}").text) for code in offered]
    assert sum(numbers) == caption_number(text)


@pytest.mark.parametrize("subject", ["workers", "vacancies"])
def test_what_a_street_has_of_its_own_is_what_the_district_counts_for_it(visitor, store, subject):
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    numbers = [
        caption_number(visitor(login).get(f"/staff/{subject}?street={own}").text) for login in ("street", "district")
    ]
    assert numbers[0] == numbers[1]


def test_the_posts_of_a_streets_list_are_its_own_those_elsewhere_and_those_of_no_street(visitor, store):
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    employer = store.exec(select(Employer).where(Employer.street_code == own)).first()
    other = store.exec(select(Vacancy.street_code).where(Vacancy.street_code != own)).first()
    there, nowhere = store.exec(select(Vacancy).where(Vacancy.street_code != own).limit(2)).all()
    there.employer_id, there.street_code = employer.id, other
    nowhere.employer_id, nowhere.street_code = employer.id, None
    store.add_all([there, nowhere])
    store.commit()
    browser = visitor("street")
    parts = {
        street: caption_number(browser.get(f"/staff/vacancies?street={street}").text)
        for street in (own, "elsewhere", "none")
    }
    assert parts["elsewhere"] >= 1
    assert parts["none"] == 1
    assert sum(parts.values()) == caption_number(browser.get("/staff/vacancies").text)


def test_the_table_goes_to_excel_as_it_is_shown(visitor):
    browser = visitor("district")
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/staff/streets?as=xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == ["街道", *COLUMNS]
    assert {name: numbers for name, *numbers in rows[1:]} == {
        name: [number for number, _ in counts] for name, counts in table_of(browser).items()
    }


def test_a_street_has_no_table_of_the_district(visitor):
    assert visitor("street").get("/staff/streets").status_code == 403
