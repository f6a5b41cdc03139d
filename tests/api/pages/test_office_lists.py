"""The office's lists: narrowed, masked, and taken away as they stand, with a purpose."""

import html
import io
import re
from datetime import timedelta

import openpyxl
import pytest
from sqlmodel import col, select

from models.account import Account
from models.audit import AuditEntry
from models.referral import Referral, ReferralOrigin, propose
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker, WorkerWish

LISTS = ("workers", "employers", "vacancies")


@pytest.fixture
def street(store):
    return store.exec(select(Account.street_code).where(Account.login == "street")).one()


def shown(browser, path, kind="workers"):
    """Ids of the rows a list shows, in order."""
    page = browser.get(path)
    assert page.status_code == 200
    return [int(key) for key in re.findall(rf'<td><a href="/staff/{kind}/(\d+)"', page.text)]


def texts(page):
    """The cells of the page's table, row by row, as somebody reads them."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def sheet(answer):
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_a_street_lists_its_own_people_only(visitor, store, street):
    own = set(store.exec(select(Worker.id).where(Worker.street_code == street)))
    listed = shown(visitor("street"), "/staff/workers")
    assert listed
    assert set(listed) <= own


def test_a_specialist_lists_the_named_firms_and_no_people(visitor):
    browser = visitor("specialist1")
    assert browser.get("/staff/workers").status_code == 403
    firms, all_firms = (
        shown(browser, "/staff/employers", "employers"),
        shown(visitor("district"), "/staff/employers", "employers"),
    )
    assert 0 < len(firms) < len(all_firms)


def test_the_list_of_workers_shows_masked_names_and_no_phone(visitor, store, street):
    worker = store.exec(select(Worker).where(Worker.street_code == street)).first()
    page = visitor("street").get("/staff/workers").text
    assert worker.name not in page
    assert worker.phone not in page


def test_the_list_is_narrowed_by_what_is_asked(visitor, store):
    browser = visitor("district")
    some = store.exec(select(Worker).where(col(Worker.status).is_not(None))).first()
    listed = shown(browser, f"/staff/workers?status={some.status.value}")
    statuses = store.exec(select(Worker.status).where(col(Worker.id).in_(listed))).all()
    assert set(statuses) == {some.status}
    wish = store.exec(select(WorkerWish)).first()
    assert wish.worker_id in shown(browser, f"/staff/workers?wish={wish.words}")
    agreeing = shown(browser, "/staff/workers?consent=no")
    assert not any(store.exec(select(Worker.consent_recommend).where(col(Worker.id).in_(agreeing))))


def test_unserved_are_those_who_agree_and_were_proposed_nothing_of_late(visitor, store, settings):
    first, second, third = store.exec(select(Worker).where(Worker.consent_recommend).limit(3)).all()
    post = store.exec(select(Vacancy.id)).first()
    for worker, days in ((first, 3), (second, 20)):
        at = settings.now() - timedelta(days=days)
        new = Referral(worker_id=worker.id, vacancy_id=post, origin=ReferralOrigin.STAFF, state_since=at, created_at=at)
        propose(store, [new])
    unwilling = store.exec(select(Worker.id).where(~col(Worker.consent_recommend))).first()
    store.commit()
    browser = visitor("district")
    week = set(shown(browser, "/staff/workers?unserved=7&order=old") + shown(browser, "/staff/workers?unserved=7"))
    assert first.id not in week
    assert {second.id, third.id} <= week
    assert unwilling not in week
    ever = shown(browser, "/staff/workers?unserved=ever") + shown(browser, "/staff/workers?unserved=ever&order=old")
    assert second.id not in ever
    assert third.id in ever


def test_a_stale_vacancy_is_listed_as_such(visitor, store, settings):
    post = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    post.fresh_until = settings.today() - timedelta(days=2)
    store.add(post)
    store.commit()
    browser = visitor("district")
    assert shown(browser, "/staff/vacancies?fresh=stale", "vacancies") == [post.id]
    assert "过期 2 天" in browser.get("/staff/vacancies?fresh=stale").text


def test_the_order_is_the_one_asked_for(visitor, store):
    listed = shown(visitor("district"), "/staff/workers?order=name")
    sounds = dict(store.exec(select(Worker.id, Worker.sounds)).all())
    assert [sounds[key] for key in listed] == sorted(sounds[key] for key in listed)


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    "query", ["status=nonsense", "order=nonsense", "since=yesterday", "page=0", "page=99999", "street='"]
)
def test_what_the_list_does_not_know_narrows_nothing(visitor, kind, query):
    assert visitor("district").get(f"/staff/{kind}?{query}").status_code == 200


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31"])
def test_a_day_far_off_is_answered(visitor, since):
    assert visitor("district").get(f"/staff/workers?since={since}").status_code == 200


@pytest.mark.parametrize("kind", LISTS)
def test_the_file_holds_the_rows_and_columns_of_the_page_in_its_order(visitor, kind):
    browser = visitor("street" if kind == "workers" else "specialist1")
    page = browser.get(f"/staff/{kind}?order=changed").text
    answer = browser.submit(f"/staff/{kind}?order=changed", purpose="明天上午电话通知面试")
    title, head, *rows = sheet(answer)
    assert list(head) == re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)
    assert [row[0] for row in rows] == [row[0] for row in texts(page)]
    assert "明天上午电话通知面试" in title[0]


def test_the_file_of_workers_has_no_phone_and_no_full_name(visitor, store, street):
    worker = store.exec(select(Worker).where(Worker.street_code == street)).first()
    answer = visitor("street").submit("/staff/workers", purpose="核对登记人数")
    cells = {str(cell) for row in sheet(answer) for cell in row}
    assert worker.name not in cells
    assert worker.phone not in cells


def test_taking_a_list_leaves_an_audit_row_with_the_purpose_and_whose_files(visitor, store):
    answer = visitor("street").submit("/staff/workers", purpose="明天上午电话通知面试")
    assert answer.status_code == 200
    store.rollback()
    entry = store.exec(select(AuditEntry).where(AuditEntry.action == "worker.export")).one()
    assert entry.detail["purpose"] == "明天上午电话通知面试"
    assert entry.detail["workers_count"] == len(sheet(answer)) - 2


@pytest.mark.parametrize("purpose", ["", "用", "   ", "长" * 101])
def test_no_file_without_a_purpose(visitor, store, purpose):
    answer = visitor("street").submit("/staff/workers?consent=yes", purpose=purpose)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert 'action="/staff/workers?consent=yes"' in answer.text


def test_the_page_that_asks_for_the_purpose_keeps_what_was_narrowed(visitor):
    browser = visitor("street")
    page = browser.get("/staff/workers?consent=yes&order=name").text
    export = html.unescape(re.search(r'href="([^"]+as=xlsx[^"]*)"', page)[1])
    assert 'action="/staff/workers?consent=yes&amp;order=name"' in browser.get(export).text
