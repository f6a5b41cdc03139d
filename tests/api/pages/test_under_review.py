"""A specialist reads how the posts of their key employers stand with the office, and decides none."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models.account import Account
from models.employer import SpecialistAssignment
from models.review import Decision, Review, Verdict
from models.vacancy import Vacancy, VacancyState

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
FINDING = {"rule": "V01", "level": "block", "phrase": "限男性", "article": "", "rewrite": "", "field": "duties"}


@pytest.fixture
def post(store):
    """A draft of a key employer that specialist1 serves, handed in and waiting."""
    served = select(SpecialistAssignment.employer_id).join(Account, Account.id == SpecialistAssignment.account_id)
    vacancy = store.exec(
        select(Vacancy).where(Vacancy.employer_id.in_(served.where(Account.login == "specialist1")))
    ).first()
    vacancy.title, vacancy.state = "车缝工乙", VacancyState.DRAFT
    store.add(
        Review(
            vacancy_id=vacancy.id, submitted_at=NOW, verdict=Verdict.BLOCK, findings=[FINDING | {"start": 0, "end": 3}]
        )
    )
    store.commit()
    return vacancy


@pytest.fixture
def review(store, post):
    return store.exec(select(Review).where(Review.vacancy_id == post.id)).one()


def section(text):
    start = text.find("还没公开的岗位")
    return text[start : text.find("</table>", start)] if start >= 0 else ""


def test_what_waits_and_for_which_phrase_stands_on_the_firms_page(visitor, post):
    told = section(visitor("specialist1").get(f"/staff/key/{post.employer_id}").text)
    assert all(words in told for words in ("车缝工乙", "等审核", "“限男性”", f'href="/staff/vacancies/{post.id}"'))


def test_what_was_sent_back_is_told_with_the_offices_words(visitor, store, post, review):
    review.decision, review.decided_at, review.words = Decision.RETURNED, NOW, "请删去性别要求"
    store.add(review)
    store.commit()
    told = section(visitor("specialist1").get(f"/staff/key/{post.employer_id}").text)
    assert "已退回，等单位改" in told
    assert "请删去性别要求" in told


def test_the_page_says_who_decides_and_why_a_specialist_does_not(visitor, post):
    path, why = f"/staff/key/{post.employer_id}", "审核由街道或区里定，专员只看：自己服务的单位不自己审"
    assert [why in visitor(who).get(path).text for who in ("specialist1", "district")] == [True, False]


def test_a_specialist_decides_nothing_and_the_district_is_led_to_where_it_does(visitor, post, review):
    browser = visitor("specialist1")
    assert browser.get(f"/staff/reviews/{review.id}").status_code == 403
    told = section(visitor("district").get(f"/staff/key/{post.employer_id}").text)
    assert f'href="/staff/reviews/{review.id}"' in told


def test_a_firm_of_which_nothing_waits_has_no_such_table(visitor, store, post, review):
    store.delete(review)
    store.commit()
    assert section(visitor("specialist1").get(f"/staff/key/{post.employer_id}").text) == ""
