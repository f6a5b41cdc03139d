"""The office reads what employers hand in."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select

from models.account import Account
from models.employer import Employer
from models.need import NeedReport
from models.review import Decision, Review, Verdict, reviews_of
from models.vacancy import Vacancy, VacancyState
from tests.api.pages.test_advert_pages import LAWFUL, paste, send


@pytest.fixture
def handed_in(visitor, store):
    """A lawful vacancy of the demonstration employer that waits; its review."""
    browser = visitor("employer")
    send(browser, paste(browser, LAWFUL), do="submit")
    return store.exec(select(Review)).one()


def decide(browser, review, **fields):
    """Decide on the version that the page shows now."""
    page = browser.get(f"/staff/reviews/{review.id}").text
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    return browser.submit(f"/staff/reviews/{review.id}", seen=unescape(seen[1]) if seen else "", **fields)


def reread(store, review):
    store.rollback()
    return store.get(Vacancy, review.vacancy_id)


def test_passing_opens_it_and_workers_find_it_at_once(visitor, store, handed_in):
    assert decide(visitor("district"), handed_in, do="publish").status_code == 303
    vacancy = reread(store, handed_in)
    assert (vacancy.state, vacancy.fresh_until.isoformat()) == (VacancyState.OPEN, "2021-02-22")
    assert f'href="/vacancies/{vacancy.id}' in visitor().get("/?q=缝纫工").text
    assert store.exec(select(NeedReport.openings).where(NeedReport.vacancy_id == vacancy.id)).all() == [6]


def test_a_return_carries_words_and_the_next_version_comes_back_to_the_queue(visitor, store, handed_in):
    decide(visitor("district"), handed_in, do="return", words="请写清楚几点上班")
    browser = visitor("employer")
    edit = f"/vacancies/{handed_in.vacancy_id}/edit"
    assert "请写清楚几点上班" in browser.get(edit).text
    assert "请写清楚几点上班" in browser.get("/employer/adverts").text
    send(browser, edit, do="submit", hours="8:00–17:00")
    store.rollback()
    reviews = store.exec(reviews_of(handed_in.vacancy_id)).all()
    assert [review.decision for review in reviews] == [None, Decision.RETURNED]


def test_a_return_without_words_is_refused_in_place(visitor, handed_in):
    answer = decide(visitor("district"), handed_in, do="return", words=" ")
    assert (answer.status_code, 'id="words-wrong"' in answer.text) == (422, True)


def test_what_the_law_forbids_is_not_passed(visitor, store, handed_in):
    vacancy = store.get(Vacancy, handed_in.vacancy_id)
    vacancy.duties = "限男性"
    store.add(vacancy)
    store.commit()
    decide(visitor("district"), handed_in, do="publish")
    assert reread(store, handed_in).state == VacancyState.DRAFT


def test_an_employer_nobody_verified_publishes_nothing(visitor, store, handed_in):
    employer = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    employer.verified = False
    store.add(employer)
    store.commit()
    decide(visitor("district"), handed_in, do="publish")
    assert reread(store, handed_in).state == VacancyState.DRAFT


def test_all_that_are_ticked_pass_at_once_but_none_with_findings(visitor, store, handed_in):
    browser = visitor("employer")
    send(browser, paste(browser, "招搬运工2名，35岁以下，月薪5000元，电话13922446021。"), do="submit", why_V06="搬得动")
    send(browser, paste(browser, LAWFUL.replace("缝纫工", "裁剪工")), do="submit")
    store.rollback()  # a new transaction sees what the pages wrote
    rows = store.exec(select(Review.id, Vacancy.updated_at).join(Vacancy, Vacancy.id == Review.vacancy_id)).all()
    ticked = [f"{key}:{changed.isoformat()}" for key, changed in rows]
    visitor("district").submit("/staff/reviews", review=ticked)
    store.rollback()
    decided = store.exec(select(Review.verdict, Review.decision).order_by(Review.id)).all()
    assert decided == [
        (Verdict.OK, Decision.PUBLISHED),
        (Verdict.WARN, None),
        (Verdict.OK, Decision.PUBLISHED),
    ]


def test_one_ticked_alone_passes(visitor, store, handed_in):
    browser = visitor("district")
    browser.submit("/staff/reviews", review=boxes(browser.get("/staff/reviews")))
    assert reread(store, handed_in).state == VacancyState.OPEN


def boxes(page):
    """What the boxes of the queue send when they are ticked."""
    return [unescape(value) for value in re.findall(r'name="review" value="([^"]*)"', page.text)]


@pytest.fixture
def changed_after_shown(visitor, store, settings, handed_in):
    """The boxes as the queue showed them before its employer wrote something else."""
    shown = boxes(visitor("district").get("/staff/reviews"))
    vacancy = reread(store, handed_in)
    vacancy.duties, vacancy.updated_at = "另外的内容", settings.now() + timedelta(minutes=1)
    store.add(vacancy)
    store.commit()
    return shown


def test_ticking_does_not_pass_what_nobody_read(visitor, store, handed_in, changed_after_shown):
    visitor("district").submit("/staff/reviews", review=changed_after_shown)
    assert reread(store, handed_in).state == VacancyState.DRAFT


def test_what_was_changed_after_the_queue_was_shown_is_told(visitor, changed_after_shown):
    browser = visitor("district")
    answer = browser.submit("/staff/reviews", review=changed_after_shown)
    assert "“缝纫工”在您打开名单以后改过" in browser.get(answer.headers["location"]).text


def test_a_tick_without_the_version_seen_passes_nothing(visitor, store, handed_in):
    visitor("district").submit("/staff/reviews", review=str(handed_in.id))
    assert reread(store, handed_in).state == VacancyState.DRAFT


def test_another_streets_vacancy_is_not_in_the_queue(visitor, store, handed_in):
    vacancy = store.get(Vacancy, handed_in.vacancy_id)
    account = store.exec(select(Account).where(Account.login == "street")).one()
    employer = store.get(Employer, vacancy.employer_id)
    elsewhere = "440103001" if account.street_code != "440103001" else "440103002"
    vacancy.street_code = employer.street_code = elsewhere
    store.add_all([vacancy, employer])
    store.commit()
    browser = visitor("street")
    assert vacancy.title not in browser.get("/staff/reviews").text
    assert browser.get(f"/staff/reviews/{handed_in.id}").status_code == 404


def test_the_queue_is_exported_as_it_is_shown(visitor, handed_in):
    answer = visitor("district").get("/staff/reviews?as=xlsx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_the_rail_counts_what_waits(visitor, handed_in):
    assert '<b class="count">1<' in visitor("district").get("/staff").text


def test_the_same_words_of_three_employers_are_a_hint_for_the_office(visitor, store, settings):
    mine = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    words = "工作轻松，时间自由，在家就能做，多劳多得，当天结算，男女老少都可以，名额有限，先到先得，欢迎来电咨询报名"
    others = store.exec(select(Employer.id).where(Employer.id != mine).limit(2)).all()
    for employer in others:
        now = settings.now()
        store.add(
            Vacancy(
                employer_id=employer,
                title="甲",
                openings=1,
                duties=words,
                state_since=now,
                created_at=now,
                updated_at=now,
            )
        )
    store.commit()
    browser = visitor("employer")
    send(browser, paste(browser, LAWFUL), do="submit", duties=words)
    review = store.exec(select(Review)).one()
    assert [finding["rule"] for finding in review.findings if finding.get("office")] == ["V15"]
    assert review.verdict == Verdict.WARN


def test_what_was_changed_while_the_page_lay_open_is_shown_before_it_is_passed(visitor, store, handed_in):
    browser = visitor("district")
    answer = browser.submit(
        f"/staff/reviews/{handed_in.id}", do="publish", seen="2021-02-07T00:00:00", words="请补地址"
    )
    assert (answer.status_code, "请补地址" in answer.text) == (409, True)
    assert reread(store, handed_in).state == VacancyState.DRAFT
