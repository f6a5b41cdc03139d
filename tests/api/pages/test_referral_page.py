"""One referral on the office's table."""

import pytest
from sqlmodel import select

from models.account import Account
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker


@pytest.fixture
def referral(store, settings):
    """A worker of the street whom an employer asked the office to speak to."""
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    worker = store.exec(select(Worker).where(Worker.street_code == street)).first()
    vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    now = settings.now()
    row = Referral(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        origin=ReferralOrigin.EMPLOYER,
        state=ReferralState.PROPOSED,
        state_since=now,
        created_at=now,
    )
    store.add(row)
    store.commit()
    return row


def state_of(store, referral):
    store.rollback()
    store.refresh(referral)
    return referral.state


def page_of(referral):
    return f"/staff/referrals/{referral.id}"


def test_whom_an_employer_asks_for_stands_on_the_offices_list_and_leads_to_the_step(visitor, referral):
    browser = visitor("street")
    assert "位求职者，单位请街道联系" in browser.get("/staff").text
    assert page_of(referral) in browser.get("/staff/asked").text


def test_a_step_is_taken_with_its_note_and_leads_back_to_the_list(visitor, store, referral):
    answer = visitor("street").submit(
        page_of(referral), to="told", since="proposed", note="愿意去看看", next="/staff/asked"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/asked")
    assert state_of(store, referral) == ReferralState.TOLD
    assert store.exec(select(ReferralLog.note).where(ReferralLog.referral_id == referral.id)).all() == ["愿意去看看"]


def test_a_refusal_needs_its_reason_and_keeps_what_was_typed(visitor, store, referral):
    answer = visitor("street").submit(page_of(referral), to="declined_by_worker", since="proposed", note="说太远")
    assert answer.status_code == 422
    assert "没成的要选一个原因" in answer.text
    assert "说太远" in answer.text
    assert state_of(store, referral) == ReferralState.PROPOSED


def test_a_reason_is_kept_with_the_refusal(visitor, store, referral):
    visitor("street").submit(page_of(referral), to="declined_by_worker", since="proposed", reason="distance")
    assert state_of(store, referral) == ReferralState.DECLINED_BY_WORKER
    said = store.exec(select(ReferralLog.reason_code).where(ReferralLog.referral_id == referral.id)).all()
    assert said == [ReferralReason.DISTANCE]


def test_who_comes_second_is_told_what_changed_and_changes_nothing(visitor, store, referral):
    browser = visitor("street")
    browser.submit(page_of(referral), to="told", since="proposed")
    answer = browser.submit(page_of(referral), to="withdrawn", since="proposed", note="单位不招了")
    assert answer.status_code == 409
    assert "刚才有人把它改成了“已告知”" in answer.text
    assert "单位不招了" in answer.text
    assert state_of(store, referral) == ReferralState.TOLD


def test_a_step_that_no_opening_is_left_for_is_told_with_the_note_kept_and_changes_nothing(visitor, store, referral):
    vacancy = store.get(Vacancy, referral.vacancy_id)
    vacancy.openings = 0
    referral.state = ReferralState.INTERVIEW
    store.commit()
    answer = visitor("street").submit(page_of(referral), to="offered", since="interview", note="打了三次电话")
    assert answer.status_code == 409
    assert "打了三次电话" in answer.text
    assert state_of(store, referral) == ReferralState.INTERVIEW
    assert store.exec(select(ReferralLog).where(ReferralLog.referral_id == referral.id)).all() == []


def test_another_streets_referral_is_not_there(visitor, store, referral):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    other = store.exec(select(Worker.id).where(Worker.street_code != street)).first()
    referral.worker_id = other
    store.commit()
    assert visitor("street").get(page_of(referral)).status_code == 404


def test_an_employer_or_a_worker_does_not_step_through_the_offices_page(visitor, referral):
    for login in ("employer", "worker"):
        assert visitor(login).submit(page_of(referral), to="told", since="proposed").status_code in (403, 404)
