"""“Thirty tonight, not fifty from last week.”"""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from models.account import Account
from models.need import NeedReport
from models.vacancy import Vacancy, VacancyState


@pytest.fixture
def vacancy(store):
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    return store.exec(
        select(Vacancy).where(Vacancy.employer_id == employer, Vacancy.state == VacancyState.OPEN)
    ).first()


def reread(store, vacancy):
    store.rollback()  # a new transaction sees what the pages wrote
    return store.get(Vacancy, vacancy.id)


def test_one_tap_makes_the_number_todays_and_believed_for_the_days_of_the_parameter(visitor, store, vacancy):
    answer = visitor("employer").submit(f"/vacancies/{vacancy.id}/need", openings="30", note="夜班", next="/employer")
    assert (answer.status_code, answer.headers["location"]) == (303, "/employer")
    after = reread(store, vacancy)
    assert after.openings == 30
    assert after.fresh_until.isoformat() == "2021-02-22"


def test_every_statement_stays_in_the_history(visitor, store, vacancy):
    browser = visitor("employer")
    for openings in ("50", "30"):
        browser.submit(f"/vacancies/{vacancy.id}/need", openings=openings)
    store.rollback()
    said = store.exec(select(NeedReport.openings).where(NeedReport.vacancy_id == vacancy.id).order_by(NeedReport.id))
    assert said.all() == [50, 30]
    assert re.findall(r"<b>(\d+) 人</b>", browser.get(f"/vacancies/{vacancy.id}/need").text) == ["30", "50"]


def test_the_button_for_a_filled_vacancy_needs_no_number(visitor, store, vacancy):
    answer = visitor("employer").submit(f"/vacancies/{vacancy.id}/need", openings="7", filled="yes")
    assert answer.status_code == 303
    assert reread(store, vacancy).state == VacancyState.FILLED


def test_nobody_needed_fills_the_vacancy_and_somebody_needed_opens_it_again(visitor, store, vacancy):
    browser = visitor("employer")
    browser.submit(f"/vacancies/{vacancy.id}/need", openings="0")
    assert reread(store, vacancy).state == VacancyState.FILLED
    browser.submit(f"/vacancies/{vacancy.id}/need", openings="2")
    assert reread(store, vacancy).state == VacancyState.OPEN


@pytest.mark.parametrize("typed", ["", "三十", "-1", "1e3", "99999999", "３０"])
def test_what_is_no_number_of_people_is_refused_in_place_with_what_was_typed(visitor, store, vacancy, typed):
    answer = visitor("employer").submit(f"/vacancies/{vacancy.id}/need", openings=typed, note="夜班加开")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert 'value="夜班加开"' in answer.text
    assert reread(store, vacancy).openings == vacancy.openings


def test_a_stale_vacancy_leaves_the_list_and_comes_back_when_it_is_stated_anew(visitor, store, vacancy, settings):
    vacancy.fresh_until = settings.today() - timedelta(days=1)
    store.add(vacancy)
    store.commit()
    link = f'href="/vacancies/{vacancy.id}'
    search = f"/?q={vacancy.title}"
    assert link not in visitor().get(search).text
    visitor("employer").submit(f"/vacancies/{vacancy.id}/need", openings="3")
    assert link in visitor().get(search).text


def test_another_employers_vacancy_is_not_there(visitor, store, vacancy):
    other = store.exec(select(Vacancy.id).where(Vacancy.employer_id != vacancy.employer_id)).first()
    assert visitor("employer").submit(f"/vacancies/{other}/need", openings="1").status_code == 404


def seen_by(browser, vacancy):
    return re.search(r'name="seen" value="([^"]+)"', browser.get(f"/vacancies/{vacancy.id}/need").text)[1]


def test_of_two_who_change_the_number_the_second_reads_what_the_first_said(visitor, store, vacancy):
    browser, path = visitor("employer"), f"/vacancies/{vacancy.id}/need"
    seen = seen_by(browser, vacancy)
    browser.submit(path, openings="31", seen=seen, note="加开一条线")
    answer = browser.submit(path, openings="52", seen=seen, note="我填的")
    assert answer.status_code == 409
    assert "还要 31 人" in answer.text
    assert "加开一条线" in answer.text
    assert 'value="52"' in answer.text
    assert 'value="我填的"' in answer.text
    assert reread(store, vacancy).openings == 31


def test_whoever_read_it_and_presses_again_is_believed(visitor, store, vacancy):
    browser, path = visitor("employer"), f"/vacancies/{vacancy.id}/need"
    browser.submit(path, openings="31")
    assert browser.submit(path, openings="52", seen=seen_by(browser, vacancy)).status_code == 303
    assert reread(store, vacancy).openings == 52


def test_one_tap_on_an_old_list_does_not_reopen_what_was_filled_meanwhile(visitor, store, vacancy):
    browser = visitor("employer")
    seen = seen_by(browser, vacancy)
    browser.submit(f"/vacancies/{vacancy.id}/need", filled="yes", openings="1")
    answer = browser.submit(f"/vacancies/{vacancy.id}/need", openings=str(vacancy.openings), seen=seen)
    assert answer.status_code == 409
    assert reread(store, vacancy).state == VacancyState.FILLED


def test_another_field_rewritten_meanwhile_is_not_in_the_way(visitor, store, vacancy):
    browser = visitor("employer")
    seen = seen_by(browser, vacancy)
    vacancy = reread(store, vacancy)
    vacancy.address, vacancy.updated_at = "东沙大道 9 号", vacancy.updated_at + timedelta(hours=1)
    store.add(vacancy)
    store.commit()
    assert browser.submit(f"/vacancies/{vacancy.id}/need", openings="31", seen=seen).status_code == 303
