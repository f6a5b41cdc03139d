"""A firm's new number goes to the posts that carry the old one, and their histories tell it."""

import re

import pytest
from sqlmodel import select

from models.account import Account
from models.audit import AuditEntry
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState

OLD, NEW = "020-81880000", "13800138000"


@pytest.fixture
def employer(store):
    row = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    own = posts(store, row)
    row.phone, row.contact = OLD, "李生"
    for number, post in enumerate(own):
        post.state = VacancyState.OPEN
        post.phone, post.contact = (OLD, "李生" if number else "车间王姐") if number < 2 else ("13900139000", "李生")
        store.add(post)
    store.add(row)
    store.commit()
    return row


def posts(store, employer):
    store.rollback()
    rows = store.exec(select(Vacancy).where(Vacancy.employer_id == employer.id).order_by(Vacancy.id)).all()
    assert len(rows) >= 2
    return rows


def profile(browser, **changes):
    text = browser.get("/employer/profile").text
    since = re.search(r'name="since" value="([^"]+)"', text)[1]
    ticked = {"posts_too": "yes"} if re.search(r'name="posts_too" value="yes" checked', text) else {}
    return browser.submit("/employer/profile", **({"contact": "陈生", "phone": NEW, "since": since} | ticked | changes))


def test_the_tick_is_set_and_the_posts_follow(visitor, store, employer):
    assert profile(visitor("employer")).status_code == 303
    assert [(post.phone, post.contact) for post in posts(store, employer)[:2]] == [(NEW, "车间王姐"), (NEW, "陈生")]


def test_a_post_with_a_number_of_its_own_keeps_it(visitor, store, employer):
    profile(visitor("employer"))
    assert {post.phone for post in posts(store, employer)[2:]} <= {"13900139000"}


def test_without_the_tick_no_post_changes(visitor, store, employer):
    profile(visitor("employer"), posts_too="")
    assert {post.phone for post in posts(store, employer)[:2]} == {OLD}


def test_an_ended_post_keeps_what_it_said(visitor, store, employer):
    post = posts(store, employer)[0]
    post.state = VacancyState.CLOSED
    store.add(post)
    store.commit()
    profile(visitor("employer"))
    assert posts(store, employer)[0].phone == OLD


def test_the_change_stands_in_the_history_of_each_post(visitor, store, employer):
    profile(visitor("employer"))
    post = posts(store, employer)[1]
    entry = store.exec(
        select(AuditEntry).where(AuditEntry.subject == "vacancy", AuditEntry.subject_id == post.id)
    ).all()[-1]
    assert set(entry.detail["written"]["vacancy"][str(post.id)]) == {"phone", "contact", "updated_at"}
    assert "改了：" in visitor("district").get(f"/staff/vacancies/{post.id}").text


def test_what_the_law_forbids_does_not_stay_open_by_way_of_the_contact(visitor, store, employer):
    profile(visitor("employer"), contact="限男性，找陈生")
    assert posts(store, employer)[1].state == VacancyState.DRAFT


def test_the_office_is_offered_the_same(visitor, store, employer):
    browser, path = visitor("district"), f"/staff/employers/{employer.id}/correct/contact"
    text = browser.get(path).text
    seen = re.search(r'name="seen" value="([^"]+)"', text)[1]
    assert 'name="posts_too" value="yes" checked' in text
    staff = str(employer.staff_total or "")
    size = re.search(r'value="(\w*)" selected', text)
    sent = {"contact": "李生", "phone": NEW, "seen": seen, "staff_total": staff, "size": size[1] if size else ""}
    assert browser.submit(path, **sent, posts_too="yes").status_code == 303
    assert [post.phone for post in posts(store, employer)[:2]] == [NEW, NEW]
