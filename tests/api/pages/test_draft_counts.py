"""How many people a draft would suit, told in fives."""

from datetime import timedelta

from sqlmodel import select

from api.adverts.fields import typed_all
from api.adverts.suitable import DRAFT, suitable
from api.matching.frames import vacancy_row
from api.matching.weighing import params_on
from api.matching.worker_shelf import Sides, WorkerShelf
from api.vacancies.index import IndexShelf
from matcher.pairing.advice.recounts import recount
from models.audit import AuditEntry
from models.employer import Employer
from models.vacancy import Vacancy, on_offer
from tests.api.pages.test_advert_pages import LAWFUL, paste, send


def test_a_draft_is_counted_like_the_vacancy_it_would_be(store, settings):
    """Both ways agree for a vacancy of the store without coordinates, whose people are not settled with it yet."""
    today = settings.today()
    vacancy = store.exec(select(Vacancy).where(on_offer(today), Vacancy.street_code.is_not(None))).first()
    vacancy.lng = vacancy.lat = None
    store.add(vacancy)
    vacancy.updated_at += timedelta(seconds=1)
    store.commit()
    sides = Sides.of(store, WorkerShelf(), IndexShelf(), today)
    row, params = vacancy_row(store, vacancy.id, today), params_on(store, today)
    exact = recount(sides.workers.index, sides.vacancies.index, row, params, as_of=today)
    told = suitable(store, sides, typed_all(vacancy), (), today)
    assert told.people == exact.attrs["suitable"] // 5 * 5
    assert DRAFT not in sides.vacancies.index.vacancies.ids


def test_an_age_limit_says_whom_it_turns_away_and_the_asking_leaves_a_trace(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, "招普工2名，30岁以下，月薪5000-7000元，包住，地址东沙街，电话13922446021。")
    told = browser.get(f"{draft}/suitable")
    assert told.status_code == 200
    assert "限 30 岁，会少掉至少 <b>5</b>" in told.text
    row = store.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert row.action == "vacancy.recount"


def test_nobody_counts_for_an_employer_that_is_not_verified(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    for employer in store.exec(select(Employer)):
        employer.verified = False
        store.add(employer)
    store.commit()
    assert "核实以后" in browser.get(f"{draft}/suitable").text


def test_a_draft_that_cannot_be_read_says_what_is_missing(visitor):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    send(browser, draft, do="save", openings="")
    assert "先填好岗位名称和人数" in browser.get(f"{draft}/suitable").text
