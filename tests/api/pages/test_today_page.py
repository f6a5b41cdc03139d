"""What a member of staff finds in the morning."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from models.account import Account
from models.days import start_of
from models.employer import KeyListing
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

DAYS = 7  # referral.contact_days of the made-up district


@pytest.fixture
def silent(store, settings):
    """A referral that was told this many days ago."""

    def tell(days, worker=None):
        worker = worker or store.exec(select(Worker)).first()
        vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
        moment = start_of(settings.today() - timedelta(days=days))
        row = Referral(
            worker_id=worker.id,
            vacancy_id=vacancy.id,
            state=ReferralState.TOLD,
            state_since=moment,
            created_at=moment,
            origin=ReferralOrigin.STAFF,
        )
        store.add(row)
        store.commit()
        return row

    return tell


def waiting(browser):
    """The tasks of the first page: number by words."""
    text = browser.get("/staff").text
    return {words: int(number) for number, words in re.findall(r"<b>(\d+)</b><span>([^<]+)", text)}


@pytest.mark.parametrize(("days", "late"), [(DAYS, 0), (DAYS + 1, 1)])
def test_a_referral_without_a_word_is_late_the_day_after_the_parameters_days(visitor, silent, days, late):
    silent(days)
    assert waiting(visitor("district")).get("条推荐没有回音", 0) == late


def test_the_list_to_telephone_by_names_the_employer_and_masks_the_worker(visitor, store, silent):
    row = silent(9)
    text = visitor("district").get("/staff/overdue").text
    assert store.get(Worker, row.worker_id).name not in text
    assert '<td class="n" data-label="等了几天">9' in text


def test_a_street_is_told_of_its_own_people_only(visitor, store, silent):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    silent(9, store.exec(select(Worker).where(Worker.street_code != street)).first())
    assert "条推荐没有回音" not in waiting(visitor("street"))


def test_a_vacancy_in_its_last_days_is_to_be_reminded_of_and_leads_to_the_one_number(visitor, store, settings):
    vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    vacancy.fresh_until = settings.today() + timedelta(days=1)
    store.commit()
    browser = visitor("district")
    assert waiting(browser)["个岗位要提醒单位报人数"] == 1
    assert f"/vacancies/{vacancy.id}/need?next=/staff/reminders" in browser.get("/staff/reminders").text


def test_the_gap_of_key_employers_is_their_openings_without_the_promised(visitor, store, settings):
    key = select(KeyListing.employer_id)
    openings = store.exec(
        select(Vacancy.openings).where(Vacancy.employer_id.in_(key), Vacancy.state == VacancyState.OPEN)
    ).all()
    text = visitor("district").get("/staff").text
    assert f"还缺 {sum(openings):,} 人" in text


def test_the_lists_go_to_excel_as_they_are_shown(visitor, silent):
    silent(9)
    answer = visitor("district").get("/staff/overdue?as=xlsx")
    assert answer.content[:2] == b"PK"


def test_a_picture_of_days_has_its_numbers_in_a_table_beside_it(visitor, silent):
    silent(3)
    text = visitor("district").get("/staff").text
    assert re.search(r"<td>推荐和申请</td>(?:<td class=\"n\">0</td>){10}<td class=\"n\">1</td>", text)


LISTED = re.compile(r'<a class="card num" href="([^"]+)"><b>([\d,]+)</b>')


@pytest.mark.parametrize("login", ["district", "street", "specialist1"])
def test_each_number_of_the_first_page_is_that_of_the_list_it_leads_to(visitor, store, settings, login):
    stale = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    stale.fresh_until = settings.today() - timedelta(days=1)
    gone = store.exec(select(Worker)).first()
    gone.erased_at = settings.now()
    store.commit()
    browser = visitor(login)
    told = LISTED.findall(browser.get("/staff").text)
    assert len(told) >= 3
    for link, number in told:
        listed = re.search(r"<caption>\D*?([\d,]+) [人家个]", browser.get(link).text)[1]
        assert listed == number, link


def test_the_table_of_gaps_adds_up_to_its_heading(visitor, monkeypatch):
    monkeypatch.setattr("api.staff.pages.KEY_SHOWN", 1)
    text = visitor("district").get("/staff").text
    table = re.search(r"<caption>重点企业缺口.*?</table>", text, re.DOTALL)[0]
    employers, lacking = re.search(r"：([\d,]+) 家，还缺 ([\d,]+) 人", table).groups()
    gaps = [int(one.replace(",", "")) for one in re.findall(r'data-label="还缺"><b>([\d,]+)', table)]
    rest = re.search(r"其余 (\d+) 家", table)
    assert sum(gaps) == int(lacking.replace(",", ""))
    assert len(gaps) - 1 + int(rest[1]) == int(employers)


@pytest.mark.parametrize("login", ["district", "street", "specialist1"])
def test_the_rail_counts_the_same_on_every_page(visitor, login):
    browser = visitor(login)
    counts = {
        path: re.findall(r'<a href="([^"]+)"[^>]*>[^<]+<b class="count">(\d+)', browser.get(path).text)
        for path in ("/staff", "/staff/key", "/staff/vacancies", "/staff/runs")
    }
    assert counts["/staff"]
    assert all(found == counts["/staff"] for found in counts.values())


@pytest.mark.parametrize("login", ["district", "street"])
def test_as_many_wait_as_stand_in_the_list_they_lead_to(visitor, store, settings, silent, login):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    own = store.exec(select(Worker).where(Worker.street_code == street)).first()
    silent(9, own)
    ends = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN, Vacancy.street_code == street)).first()
    ends.fresh_until = settings.today() + timedelta(days=1)
    store.commit()
    browser = visitor(login)
    told = re.findall(r'<a href="([^"]+)"><b>(\d+)</b><span>', browser.get("/staff").text)
    assert {"/staff/overdue", "/staff/reminders", "/staff/workers?unserved=ever"} <= {link for link, _ in told}
    for link, number in told:
        text = browser.get(link).text
        captioned = re.search(r"<caption>\D*?([\d,]+) [人家个]", text)
        listed = len(re.findall(r"<tr>", re.search(r"<tbody>(.*?)</tbody>", text, re.DOTALL)[1]))
        assert int(number) == (int(captioned[1]) if captioned else listed), link
