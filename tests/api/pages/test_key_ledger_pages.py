"""The specialist's ledger on one screen."""

import html
import io
import re
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from sqlmodel import select

from models.account import Account
from models.employer import Employer, EmployerFilter, KeyListing, SpecialistAssignment, employers
from models.key_ledger import KeyLedgerLine
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker

TODAY, NOW = date(2021, 2, 8), datetime(2021, 2, 8, 1, 0, tzinfo=UTC)

LINE = {
    "capacity": "日产口罩 3 万只",
    "staff_total": "120",
    "needed": "30",
    "on_post": "20",
    "difficulties": "无",
    "owner": "",
    "due": "",
}


@pytest.fixture
def firm(store):
    """A key employer that specialist1 serves."""
    served = select(SpecialistAssignment.employer_id).join(Account, Account.id == SpecialistAssignment.account_id)
    return store.exec(served.where(Account.login == "specialist1").order_by(SpecialistAssignment.employer_id)).first()


def test_a_specialist_sees_their_own_firms_only(visitor, store, firm):
    page = visitor("specialist1").get("/staff/key").text
    shown = {int(key) for key in re.findall(r'id="firm-(\d+)"', page)}
    served = select(SpecialistAssignment.employer_id).join(Account, Account.id == SpecialistAssignment.account_id)
    assert shown == set(store.exec(served.where(Account.login == "specialist1")))


def test_a_line_is_saved_and_the_gap_computed(visitor, store, firm):
    browser = visitor("specialist1")
    answer = browser.submit(f"/staff/key/{firm}/report", **LINE, seen="")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/staff/key#firm-{firm}")
    store.rollback()  # a new transaction sees what the pages wrote
    line = store.exec(select(KeyLedgerLine)).one()
    assert (line.employer_id, line.needed, line.on_post, line.difficulties) == (firm, 30, 20, "无")
    assert "缺 10" in browser.get("/staff/key").text


def kept(store):
    store.rollback()  # a new transaction sees what the pages wrote
    return store.exec(select(KeyLedgerLine).order_by(KeyLedgerLine.day)).all()


def yesterdays(store, firm, **values):
    """A line of the day before, counted then."""
    at = NOW - timedelta(days=1)
    known = {"capacity": "日产 3 万只", "staff_total": 120, "needed": 30, "on_post": 20, "difficulties": "无"}
    line = KeyLedgerLine(
        employer_id=firm, day=TODAY - timedelta(days=1), reported_at=at, counted_at=at, **known | values
    )
    store.add(line)
    store.commit()
    return line


def hire(store, firm, people, at=NOW - timedelta(hours=1)):
    """So many are hired by a firm through referrals."""
    vacancy = store.exec(select(Vacancy.id).where(Vacancy.employer_id == firm)).first()
    for worker in store.exec(select(Worker.id).limit(people)):
        store.add(
            Referral(
                worker_id=worker,
                vacancy_id=vacancy,
                state=ReferralState.HIRED,
                state_since=at,
                origin=ReferralOrigin.STAFF,
                created_at=at,
            )
        )
    store.commit()


def card(browser, firm):
    text = browser.get("/staff/key").text
    return text[text.index(f'id="firm-{firm}"') :].partition("</article>")[0]


def test_yesterdays_values_stand_beside_todays_fields(visitor, store, firm):
    yesterdays(store, firm)
    assert re.search(r'name="on_post" value="20".*?昨天 20', card(visitor("specialist1"), firm), re.DOTALL)


def test_one_tap_says_that_everything_is_as_yesterday(visitor, store, firm):
    yesterdays(store, firm)
    browser = visitor("specialist1")
    assert "今天未报" in card(browser, firm)
    browser.submit(f"/staff/key/{firm}/report", **LINE | {"needed": "99"}, seen="", same="yes")
    lines = kept(store)
    assert [(line.needed, line.on_post, line.capacity) for line in lines] == [(30, 20, "日产 3 万只")] * 2
    assert "今天未报" not in card(browser, firm)


def test_arrivals_lower_the_gap_once_also_after_as_yesterday_and_after_an_edit(visitor, store, firm):
    yesterdays(store, firm)
    hire(store, firm, 5)
    browser, address = visitor("specialist1"), f"/staff/key/{firm}/report"
    assert "缺 5<" in card(browser, firm)
    browser.submit(address, seen="", same="yes")
    assert "缺 5<" in card(browser, firm)
    browser.submit(address, **LINE | {"capacity": "日产 4 万只"}, seen=kept(store)[-1].reported_at.isoformat())
    assert "缺 5<" in card(browser, firm)
    browser.submit(address, **LINE | {"on_post": "25"}, seen=kept(store)[-1].reported_at.isoformat())
    assert "缺 5<" in card(browser, firm)


def test_the_gap_cannot_be_typed(visitor, store, firm):
    visitor("specialist1").submit(f"/staff/key/{firm}/report", **LINE, seen="", gap="0", short="0")
    assert "缺 10<" in card(visitor("specialist1"), firm)


def test_a_wrong_field_is_marked_in_place_and_nothing_typed_is_lost(visitor, store, firm):
    typed = LINE | {"on_post": "二十", "capacity": "只写了一半的话"}
    answer = visitor("specialist1").submit(f"/staff/key/{firm}/report", **typed, seen="")
    assert answer.status_code == 422
    assert re.search(rf'id="on_post-{firm}"[^>]*value="二十"[^>]*aria-invalid="true"', answer.text)
    assert "只写了一半的话" in answer.text
    assert kept(store) == []


def test_who_saves_after_somebody_else_is_told_what_they_saved_and_decides(visitor, store, firm):
    line = yesterdays(store, firm)
    other = KeyLedgerLine(
        **line.model_dump(exclude={"id"}) | {"day": TODAY, "reported_at": NOW - timedelta(minutes=5), "on_post": 22}
    )
    store.add(other)
    store.commit()
    browser, address = visitor("specialist1"), f"/staff/key/{firm}/report"
    answer = browser.submit(address, **LINE | {"on_post": "24"}, seen="")
    assert answer.status_code == 409
    assert "在岗人数 22（您填 24）" in answer.text
    assert kept(store)[-1].on_post == 22
    seen = re.search(r'name="seen" value="([^"]+)"', answer.text)[1]
    assert browser.submit(address, **LINE | {"on_post": "24"}, seen=html.unescape(seen)).status_code == 303
    assert kept(store)[-1].on_post == 24


def test_htmx_gets_the_card_alone_with_what_is_still_unclear(visitor, firm):
    browser = visitor("specialist1")
    fields = LINE | {"capacity": "", "seen": "", "_csrf_token": browser.cookies["csrftoken"]}
    answer = browser.post(f"/staff/key/{firm}/report", data=fields, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert re.search(r'role="status"[^>]*>已保存，还不清：企业产能', answer.text)


def test_a_street_reads_its_own_key_employers_and_writes_none(visitor, store):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    key = store.exec(select(Employer).join(KeyListing, KeyListing.employer_id == Employer.id)).first()
    key.street_code = street
    store.add(key)
    store.commit()
    browser = visitor("street")
    text = browser.get("/staff/key").text
    keys = employers(EmployerFilter(key_on=TODAY)).where(Employer.street_code == street)
    here = set(store.exec(keys.with_only_columns(Employer.id)))
    assert {int(found) for found in re.findall(r'id="firm-(\d+)"', text)} == here
    assert "/report" not in text
    assert browser.submit(f"/staff/key/{key.id}/report", **LINE, seen="").status_code == 403


def test_anothers_firm_is_not_there(visitor, store, firm):
    served = select(SpecialistAssignment.employer_id).join(Account, Account.id == SpecialistAssignment.account_id)
    theirs = store.exec(served.where(Account.login == "specialist2")).first()
    browser = visitor("specialist1")
    assert browser.get(f"/staff/key/{theirs}").status_code == 404
    assert browser.submit(f"/staff/key/{theirs}/report", **LINE, seen="").status_code == 404


def test_a_firm_nobody_serves_is_red_on_the_districts_view(visitor, store, firm):
    assignment = store.exec(select(SpecialistAssignment).where(SpecialistAssignment.employer_id == firm)).one()
    assignment.valid_to = TODAY - timedelta(days=1)
    store.add(assignment)
    store.commit()
    browser = visitor("district")
    assert '<span class="tag no">没有专员</span>' in card(browser, firm)
    assert re.findall(r'id="firm-(\d+)"', browser.get("/staff/key?view=unserved").text) == [str(firm)]


def test_a_specialist_who_will_be_away_is_followed_by_whom_the_district_names(visitor, store, firm):
    visitor("specialist1").submit(f"/staff/key/{firm}/leaving", leaves_on="2021-02-10", leaving_note="找陈主任")
    district = visitor("district")
    assert "2月10日起不在" in card(district, firm)
    assert "找陈主任" in district.get(f"/staff/key/{firm}").text
    successor = store.exec(select(Account).where(Account.login == "specialist2")).one()
    fields = {"to": str(successor.id), "on": "2021-02-10", "note": "找陈主任"}
    assert district.submit(f"/staff/key/{firm}/specialist", **fields).status_code == 303
    store.rollback()
    rows = store.exec(
        select(SpecialistAssignment)
        .where(SpecialistAssignment.employer_id == firm)
        .order_by(SpecialistAssignment.valid_from)
    ).all()
    assert [(row.valid_to, row.handover_note, row.leaving_note) for row in rows] == [
        (date(2021, 2, 9), "", "找陈主任"),
        (None, "找陈主任", ""),
    ]
    assert f'id="firm-{firm}"' in visitor("specialist1").get("/staff/key").text, "until then it is still theirs"


def test_leaving_without_a_note_for_the_next_one_is_refused(visitor, firm):
    answer = visitor("specialist1").submit(f"/staff/key/{firm}/leaving", leaves_on="2021-02-10", leaving_note="")
    assert answer.status_code == 422
    assert 'value="2021-02-10"' in answer.text


def test_what_became_of_who_was_sent_is_told_with_masked_names(visitor, store, firm):
    hire(store, firm, 2)
    text = visitor("specialist1").get(f"/staff/key/{firm}").text
    assert "推荐 2 人次：已录用 2" in text
    names = store.exec(select(Worker.name).limit(2)).all()
    assert not any(name in text for name in names if len(name) > 1)


@pytest.mark.parametrize("address", ["/staff/key", "/staff/key/{firm}"])
def test_every_list_is_taken_away_as_it_is_shown(visitor, store, firm, address):
    yesterdays(store, firm, difficulties="宿舍不够", owner="区住建局", due=TODAY)
    links = re.findall(r'href="([^"]*as=xlsx[^"]*)"', visitor("district").get(address.format(firm=firm)).text)
    assert links
    for link in links:
        answer = visitor("district").get(html.unescape(link))
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.max_row > 2
