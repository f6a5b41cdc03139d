"""An employer's day: what waits first, the one-tap need, what the office said, a pause and an end, its own data."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from api.access.table import Action, access_to
from api.needs.reminders import reminders
from models.account import Account
from models.audit import AuditEntry
from models.employer import Employer
from models.ledger import Promise, PromisedBy, reserve_all
from models.referral import Referral, ReferralOrigin, ReferralState, propose
from models.review import Decision, Review, Verdict
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker
from tests.api.pages.conftest import NOW, TODAY


@pytest.fixture
def employer(store):
    return store.exec(select(Employer).join(Account, Account.employer_id == Employer.id)).first()


@pytest.fixture
def vacancy(store, employer):
    own = select(Vacancy).where(Vacancy.employer_id == employer.id, Vacancy.state == VacancyState.OPEN)
    return store.exec(own.order_by(Vacancy.id)).first()


def put(store, vacancy, state=ReferralState.TOLD, *, worker=0, days=0):
    person = store.exec(select(Worker.id).order_by(Worker.id).offset(worker)).first()
    since = NOW - timedelta(days=days)
    made = Referral(
        worker_id=person,
        vacancy_id=vacancy.id,
        state=state,
        state_since=since,
        origin=ReferralOrigin.WORKER,
        created_at=since,
    )
    propose(store, [made])
    store.commit()
    return made


def fresh(store, vacancy, days):
    vacancy.fresh_until = TODAY + timedelta(days=days)
    store.commit()


def reread(store, row):
    store.rollback()  # a new transaction sees what the pages wrote
    store.refresh(row)
    return row


def test_people_who_wait_are_counted_with_those_who_wait_too_long(visitor, store, vacancy):
    put(store, vacancy)
    put(store, vacancy, worker=1, days=8)
    text = visitor("employer").get("/employer").text
    assert f"{vacancy.title}：2 人等您答复" in text
    assert "1 人已超过 7 天" in text


def test_a_person_in_talks_is_nobody_to_answer(visitor, store, vacancy):
    put(store, vacancy, ReferralState.INTERVIEW)
    text = visitor("employer").get("/employer").text
    assert "等您答复" not in text
    assert "面试 1" in text


@pytest.mark.parametrize(
    ("days", "said"), [(2, "还用 2 天"), (0, "用到今天"), (-1, "求职者现在看不到这个岗位"), (3, "")]
)
def test_a_number_about_to_run_out_is_asked_for_anew(visitor, store, vacancy, days, said):
    fresh(store, vacancy, days)
    text = visitor("employer").get("/employer").text
    assert (f"{vacancy.title}：今天还要几个人？" in text) == bool(said)
    assert said in text


def test_the_same_number_again_is_one_tap(visitor, store, vacancy):
    fresh(store, vacancy, -1)
    browser = visitor("employer")
    form = re.search(rf'action="/vacancies/{vacancy.id}/need".*?</form>', browser.get("/employer").text, re.S)[0]
    tapped = re.search(r'name="openings" value="(\d+)">还要', form)[1]
    back = re.search(r'name="next" value="([^"]+)"', form)[1]
    answer = browser.submit(f"/vacancies/{vacancy.id}/need", openings=tapped, next=back)
    assert answer.headers["location"] == "/employer"
    assert reread(store, vacancy).fresh_until > TODAY
    assert "今天还要几个人" not in browser.get("/employer").text


def test_a_vacancy_past_its_last_day_is_not_counted_as_open(visitor, store, employer, vacancy):
    own = select(Vacancy).where(Vacancy.employer_id == employer.id, Vacancy.state == VacancyState.OPEN)
    for row in store.exec(own):
        row.open_until = TODAY - timedelta(days=row.id == vacancy.id)
    others = len(store.exec(own).all()) - 1
    store.commit()
    assert f"在招 {others} 个岗位" in visitor("employer").get("/employer").text


def test_what_waits_is_counted_in_the_rail(visitor, store, vacancy):
    fresh(store, vacancy, 1)
    put(store, vacancy)
    assert re.search(r'href="/employer"[^>]*>今天<b class="count">2<', visitor("employer").get("/employer").text)


def test_the_words_of_the_office_stand_with_the_vacancy_it_sent_back(visitor, store, vacancy):
    vacancy.state = VacancyState.DRAFT
    store.add(
        Review(
            vacancy_id=vacancy.id,
            submitted_at=NOW,
            verdict=Verdict.WARN,
            decision=Decision.RETURNED,
            decided_at=NOW,
            words="请写明夜班补贴",
        )
    )
    store.commit()
    text = visitor("employer").get("/employer").text
    assert "请写明夜班补贴" in text
    assert f'href="/vacancies/{vacancy.id}/edit"' in text


def test_staff_are_told_whom_to_remind_and_in_what_words(store, employer, vacancy):
    fresh(store, vacancy, 1)
    access = access_to(Action.NEED_REPORT, store.exec(select(Account).where(Account.login == "district")).one())
    found = {reminder.vacancy_id: reminder for reminder in reminders(store, access, TODAY)}
    assert found[vacancy.id].days_left == 1
    assert found[vacancy.id].employer == employer.name
    assert f"“{vacancy.title}”上次报的是 {vacancy.openings} 人，用到2月9日" in found[vacancy.id].words


def test_an_end_says_what_ends_with_it_before_it_is_done(visitor, store, vacancy):
    put(store, vacancy)
    put(store, vacancy, ReferralState.INTERVIEW, worker=1)
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/state?to=closed").text
    assert "1 人还没有面谈，推荐会自动撤回" in text
    assert "1 人在面试或拟录用，不会撤回" in text
    assert "结束以后不能恢复" in text


def test_before_the_end_of_a_vacancy_the_openings_kept_for_lent_people_are_told(visitor, store, vacancy):
    person = store.exec(select(Worker.id).order_by(Worker.id)).first()
    days = {"from_day": TODAY, "to_day": TODAY + timedelta(days=9)}
    lent = Promise(worker_id=person, vacancy_id=vacancy.id, promised_by=PromisedBy.SWAP, promised_id=1, **days)
    reserve_all(store, [lent], now=NOW)
    store.commit()
    page = visitor("employer").get(f"/vacancies/{vacancy.id}/state?to=closed").text
    assert "1 个名额留给了调剂来的人" in page
    assert 'href="/employer/swaps"' in page.partition("调剂来的人")[2]


def test_an_end_withdraws_who_has_met_nobody(visitor, store, vacancy):
    waiting, talking = put(store, vacancy), put(store, vacancy, ReferralState.INTERVIEW, worker=1)
    visitor("employer").submit(f"/vacancies/{vacancy.id}/state", to="closed")
    assert reread(store, vacancy).state == VacancyState.CLOSED
    assert reread(store, waiting).state == ReferralState.WITHDRAWN
    assert reread(store, talking).state == ReferralState.INTERVIEW


def test_a_pause_ends_nothing_and_can_be_taken_back(visitor, store, vacancy):
    waiting, browser = put(store, vacancy), visitor("employer")
    browser.submit(f"/vacancies/{vacancy.id}/state", to="suspended")
    assert reread(store, vacancy).state == VacancyState.SUSPENDED
    assert reread(store, waiting).state == ReferralState.TOLD
    browser.submit(f"/vacancies/{vacancy.id}/state", to="open")
    assert reread(store, vacancy).state == VacancyState.OPEN


def test_an_employer_opens_no_draft(visitor, store, vacancy):
    vacancy.state = VacancyState.DRAFT
    store.commit()
    assert visitor("employer").submit(f"/vacancies/{vacancy.id}/state", to="open").status_code == 409
    assert reread(store, vacancy).state == VacancyState.DRAFT


def kept(browser, **changes):
    """The fields of the firm's own form as it stands, with changes."""
    text = browser.get("/employer/profile").text
    form = re.search(r'action="/employer/profile".*?</form>', text, re.S)[0]
    fields = dict(re.findall(r'<input[^>]*? name="(\w+)"[^>]*? value="([^"]*)"', form))
    return {name: value for name, value in fields.items() if name != "_csrf_token"} | changes


def test_a_firm_corrects_its_own_data_and_the_audit_names_the_fields(visitor, store, employer):
    browser = visitor("employer")
    sent = kept(browser, contact="周姐", phone="020-81880000", staff_total="61")
    assert browser.submit("/employer/profile", **sent).status_code == 303
    after = reread(store, employer)
    assert (after.contact, after.phone, after.staff_total) == ("周姐", "020-81880000", 61)
    entry = store.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert {"contact", "phone", "staff_total"} <= set(entry.detail["written"]["employer"][str(employer.id)])


@pytest.mark.parametrize(
    ("field", "typed"),
    [("contact", ""), ("phone", ""), ("phone", "打门卫"), ("staff_total", "六十"), ("staff_total", "-1")],
)
def test_a_mistake_is_marked_and_nothing_typed_is_lost(visitor, store, employer, field, typed):
    browser, before = visitor("employer"), employer.address
    answer = browser.submit("/employer/profile", **kept(browser, address="新厂区二期", **{field: typed}))
    assert answer.status_code == 422
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', answer.text)
    assert 'value="新厂区二期"' in answer.text
    assert reread(store, employer).address == before


def test_a_form_older_than_the_file_saves_nothing_and_says_what_changed(visitor, store, employer):
    browser = visitor("employer")
    sent = kept(browser, contact="周姐")
    store.rollback()
    employer.contact, employer.updated_at = "李科长", NOW + timedelta(minutes=1)
    store.add(employer)
    store.commit()
    answer = browser.submit("/employer/profile", **sent)
    assert answer.status_code == 409
    assert "联系人：李科长" in answer.text
    assert 'value="周姐"' in answer.text
    assert reread(store, employer).contact == "李科长"


def test_who_the_firm_is_cannot_be_sent_along(visitor, store, employer):
    browser, before = visitor("employer"), employer.name
    browser.submit("/employer/profile", **kept(browser, name="别的公司", uscc="91440101MA59XXXX0X"))
    assert reread(store, employer).name == before


def test_what_the_office_checked_is_shown_and_no_licence_is_asked(visitor, employer):
    text = visitor("employer").get("/employer/profile").text
    assert employer.uscc in text
    assert "核实</span> 不用再核" in text
    assert 'type="file"' not in text
