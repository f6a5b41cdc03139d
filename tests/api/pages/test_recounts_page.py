"""“怎样招到更多人” on the page of a vacancy."""

import re

import pytest
from sqlmodel import select

from models.account import Account
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker
from tests.api.pages.conftest import NOW


@pytest.fixture
def own(store):
    """A vacancy on offer of the demonstration employer, which better pay would help."""
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    vacancy.employer_id, vacancy.wage_low_fen, vacancy.wage_high_fen = employer, 300_000, 310_000
    store.commit()
    return vacancy


def test_the_employer_sees_numbers_before_and_after_each_change(visitor, own):
    text = visitor("employer").get(f"/vacancies/{own.id}/recounts").text
    rows = re.findall(r"(\d+) → <b>(\d+)</b> 位.*?\+(\d+)<", text, re.S)
    assert rows
    assert all(int(after) - int(before) == int(more) > 0 for before, after, more in rows)


def test_who_said_nothing_of_work_is_counted_as_the_list_shows_them_and_the_page_says_so(visitor, own, store):
    store.add(Worker(name="何大同", phone="13800138000", consent_recommend=True, registered_at=NOW, updated_at=NOW))
    store.commit()
    browser = visitor("employer")
    counted, listed = (browser.get(f"/vacancies/{own.id}/{page}").text for page in ("recounts", "suitable"))
    suits, unclear = (re.search(words, listed) for words in (r"(\d+) 人合适", r"另有 (\d+) 人没说清"))
    everybody = int(suits[1]) + int(unclear[1])
    assert f"现在有 <b>{everybody}</b> 位合适人选" in counted
    assert "没说清做什么工的也算在内" in counted


def test_the_vacancy_page_asks_for_the_section_only_for_who_keeps_it(visitor, own, store):
    asks = f'hx-get="/vacancies/{own.id}/recounts"'
    found = {
        who: asks in visitor(who).get(f"/vacancies/{own.id}").text for who in ("", "worker", "employer", "district")
    }
    assert found == {"": False, "worker": False, "employer": True, "district": True}


def test_another_employers_vacancy_offers_no_recount(visitor, own, store):
    other = store.exec(
        select(Vacancy.id).where(Vacancy.employer_id != own.employer_id, Vacancy.state == "open")
    ).first()
    browser = visitor("employer")
    assert "怎样招到更多人" not in browser.get(f"/vacancies/{other}").text
    assert browser.get(f"/vacancies/{other}/recounts").status_code == 404


def test_htmx_gets_the_section_and_a_reader_without_it_a_whole_page(visitor, own):
    browser = visitor("employer")
    part = browser.get(f"/vacancies/{own.id}/recounts", headers={"HX-Request": "true"}).text
    whole = browser.get(f"/vacancies/{own.id}/recounts").text
    assert ("<html" in part, "<html" in whole, "怎样招到更多人" in part) == (False, True, True)


def test_a_vacancy_not_on_offer_says_why_nothing_is_counted(visitor, own, store):
    own.state = VacancyState.SUSPENDED
    store.commit()
    assert "没有在招" in visitor("employer").get(f"/vacancies/{own.id}/recounts").text
