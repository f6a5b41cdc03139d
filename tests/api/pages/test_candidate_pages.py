"""An employer answers the people put forward: whom it may call, what it may decide, and nothing twice."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select

from api.access.scopes import served_employers
from models.account import Account
from models.ledger import Reservation
from models.referral import (
    Referral,
    ReferralLog,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
    propose,
)
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker
from tests.api.pages.conftest import NOW, TODAY

DAY = {"day": "2021-02-10", "time": "09:30", "place": "厂门口保安室，找李姐"}


@pytest.fixture
def employer_id(store):
    return store.exec(select(Account.employer_id).where(Account.login == "employer")).one()


@pytest.fixture
def vacancy(store, employer_id):
    return store.exec(
        select(Vacancy)
        .where(Vacancy.employer_id == employer_id, Vacancy.state == VacancyState.OPEN)
        .order_by(Vacancy.id)
    ).first()


@pytest.fixture
def people(store):
    """Workers who agreed to nothing, so that only what they do themselves opens their number."""
    rows = store.exec(select(Worker).where(Worker.phone != "").order_by(Worker.id).limit(4)).all()
    for number, worker in enumerate(rows):
        worker.consent_recommend = worker.consent_phone = False
        worker.name, worker.phone = f"覃小{'梅兰竹菊'[number]}", f"1330000000{number}"
    store.commit()
    return rows


@pytest.fixture
def put(store, vacancy):
    """Puts somebody forward; by default an application of today."""

    def make(worker, origin=ReferralOrigin.WORKER, state=ReferralState.TOLD, days=0, post=vacancy):
        store.rollback()  # a transaction that has read before somebody signed in could not write
        since = NOW - timedelta(days=days)
        row = Referral(
            worker_id=worker.id, vacancy_id=post.id, state=state, state_since=since, origin=origin, created_at=since
        )
        propose(store, [row])
        store.commit()
        return row

    return make


def reread(store, row):
    store.rollback()  # a new transaction sees what the pages wrote
    store.refresh(row)
    return row


def test_a_number_is_shown_once_the_worker_applied_and_not_before(visitor, vacancy, people, put):
    put(people[0])
    put(people[1], ReferralOrigin.STAFF)
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/candidates").text
    assert "覃小梅" in text
    assert "13300000000" in text
    assert "覃*兰" in text
    assert "覃小兰" not in text
    assert "13300000001" not in text


def test_the_page_of_a_person_masks_as_the_list_does(visitor, people, put):
    row = put(people[1], ReferralOrigin.STAFF)
    text = visitor("employer").get(f"/candidates/{row.id}").text
    assert "覃*兰" in text
    assert "覃小兰" not in text
    assert "13300000001" not in text


def test_what_is_taken_away_is_masked_as_it_is_shown(visitor, vacancy, people, put):
    put(people[0])
    put(people[1], ReferralOrigin.STAFF)
    content = visitor("employer").get(f"/vacancies/{vacancy.id}/candidates?as=xlsx").content
    cells = {cell.value for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows() for cell in row}
    assert {"覃小梅", "13300000000", "覃*兰"} <= cells
    assert not {"覃小兰", "13300000001"} & cells


GIVEN_UP = (ReferralState.DECLINED_BY_EMPLOYER, ReferralState.DECLINED_BY_WORKER, ReferralState.WITHDRAWN)


@pytest.mark.parametrize("state", GIVEN_UP)
@pytest.mark.parametrize("path", ["/candidates/{row.id}", "/vacancies/{row.vacancy_id}/candidates"])
def test_of_whom_nothing_came_name_and_number_close_again(visitor, people, put, path, state):
    text = visitor("employer").get(path.format(row=put(people[0], state=state))).text
    assert "覃*梅" in text
    assert "覃小梅" not in text
    assert "13300000000" not in text


def test_of_whom_nothing_came_no_number_is_taken_away(visitor, vacancy, people, put):
    put(people[0], state=ReferralState.DECLINED_BY_EMPLOYER)
    content = visitor("employer").get(f"/vacancies/{vacancy.id}/candidates?as=xlsx").content
    cells = {cell.value for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows() for cell in row}
    assert "覃*梅" in cells
    assert not {"覃小梅", "13300000000"} & cells


def test_who_was_hired_stays_known(visitor, people, put):
    text = visitor("employer").get(f"/candidates/{put(people[0], state=ReferralState.HIRED).id}").text
    assert "覃小梅" in text
    assert "13300000000" in text


@pytest.fixture
def sentence(store, people, put):
    """Somebody applied with a sentence to the employer; the row of the application."""
    row = put(people[0])
    first = store.exec(select(ReferralLog).where(ReferralLog.referral_id == row.id)).one()
    first.note = "做过两年包装，下周一就能来"
    first.account_id = store.exec(select(Account.id).where(Account.login == "worker")).one()
    store.commit()
    return row


@pytest.mark.parametrize("path", ["/candidates/{row.id}", "/vacancies/{row.vacancy_id}/candidates"])
def test_the_applicants_sentence_is_read_by_the_employer(visitor, sentence, path):
    assert "“做过两年包装，下周一就能来”" in visitor("employer").get(path.format(row=sentence)).text


@pytest.mark.parametrize("state", [ReferralState.WITHDRAWN, ReferralState.DECLINED_BY_WORKER])
@pytest.mark.parametrize("path", ["/candidates/{row.id}", "/vacancies/{row.vacancy_id}/candidates"])
def test_who_took_the_application_back_is_not_quoted_any_more(visitor, store, sentence, path, state):
    sentence.state = state
    store.commit()
    answer = visitor("employer").get(path.format(row=sentence))
    assert answer.status_code == 200
    assert "做过两年包装" not in answer.text


def test_what_the_office_wrote_is_not_taken_for_the_workers_words(visitor, store, people, put):
    row = put(people[0], ReferralOrigin.STAFF)
    row.agreed_at = NOW
    store.exec(select(ReferralLog).where(ReferralLog.referral_id == row.id)).one().note = "家里有病人，先别催"
    store.commit()
    assert "家里有病人" not in visitor("employer").get(f"/candidates/{row.id}").text


def test_who_has_not_been_told_yet_is_not_there(visitor, people, put):
    row = put(people[1], ReferralOrigin.STAFF, ReferralState.PROPOSED)
    assert visitor("employer").get(f"/candidates/{row.id}").status_code == 404


def test_who_waits_too_long_comes_first_and_is_marked(visitor, vacancy, people, put):
    put(people[0])
    put(people[1], days=9)
    text = visitor("employer").get(f"/vacancies/{vacancy.id}/candidates").text
    assert text.index("覃小兰") < text.index("覃小梅")
    assert text.count("超过答复期") == 1
    assert "超过答复期 2 天" in text


def test_an_interview_is_noted_with_when_and_where(visitor, store, people, put):
    row = put(people[0])
    answer = visitor("employer").submit(f"/candidates/{row.id}", decision="interview", **DAY)
    assert answer.status_code == 303
    assert reread(store, row).state == ReferralState.INTERVIEW
    note = store.exec(select(ReferralLog.note).where(ReferralLog.to_state == ReferralState.INTERVIEW)).one()
    assert note == "面试：2月10日09:30，厂门口保安室，找李姐"


def test_the_interview_list_tells_when_each_comes(visitor, vacancy, people, put):
    row, browser = put(people[0]), visitor("employer")
    browser.submit(f"/candidates/{row.id}", decision="interview", **DAY)
    text = browser.get(f"/vacancies/{vacancy.id}/interviews").text
    assert "2月10日09:30，厂门口保安室，找李姐" in text
    assert "覃小梅" in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"day": ""}, "day"), ({"day": "2021-02-07"}, "day"), ({"time": "下午"}, "time"), ({"place": ""}, "place")],
)
def test_what_is_missing_is_marked_and_what_was_typed_stays(visitor, store, people, put, changes, field):
    row = put(people[0])
    sent = DAY | changes
    answer = visitor("employer").submit(f"/candidates/{row.id}", decision="interview", **sent)
    assert answer.status_code == 422
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', answer.text)
    assert all(f'value="{value}"' in answer.text for name, value in sent.items() if value and name != field)
    assert reread(store, row).state == ReferralState.TOLD


def test_a_hire_goes_through_the_offer_and_takes_a_place(visitor, store, people, put):
    row = put(people[0])
    visitor("employer").submit(f"/candidates/{row.id}", decision="hire", start="2021-02-18")
    assert reread(store, row).state == ReferralState.HIRED
    steps = store.exec(select(ReferralLog.to_state).where(ReferralLog.referral_id == row.id).order_by(ReferralLog.id))
    assert steps.all()[1:] == [ReferralState.OFFERED, ReferralState.HIRED]
    assert store.exec(select(Reservation.id).where(Reservation.worker_id == people[0].id)).all()


def test_a_refusal_carries_its_reason_to_the_log(visitor, store, people, put):
    row = put(people[0])
    visitor("employer").submit(f"/candidates/{row.id}", decision="decline", reason="skill")
    assert reread(store, row).state == ReferralState.DECLINED_BY_EMPLOYER
    logged = store.exec(select(ReferralLog.reason_code).where(ReferralLog.referral_id == row.id)).all()
    assert logged[-1] == ReferralReason.SKILL


@pytest.mark.parametrize("reason", ["", "going_home", "nonsense"])
def test_a_refusal_without_a_reason_of_the_employers_is_not_noted(visitor, store, people, put, reason):
    row = put(people[0])
    answer = visitor("employer").submit(f"/candidates/{row.id}", decision="decline", reason=reason)
    assert answer.status_code == 422
    assert reread(store, row).state == ReferralState.TOLD


def test_before_no_is_said_the_page_says_that_it_cannot_be_taken_back(visitor, people, put):
    assert "记下以后不能撤回" in visitor("employer").get(f"/candidates/{put(people[0]).id}").text


def test_a_step_that_is_not_open_says_what_is(visitor, people, put):
    row = put(people[0], state=ReferralState.OFFERED)
    answer = visitor("employer").submit(f"/candidates/{row.id}", decision="interview", **DAY)
    assert answer.status_code == 409
    assert "现在可以：“录用”、“不合适”" in answer.text


def test_a_page_that_has_gone_stale_changes_nothing_and_says_so(visitor, store, people, put):
    row, browser = put(people[0]), visitor("employer")
    since = re.search(r'name="since" value="([^"]+)"', browser.get(f"/candidates/{row.id}").text)[1]
    browser.submit(f"/candidates/{row.id}", decision="interview", since=since, **DAY)
    answer = browser.submit(f"/candidates/{row.id}", decision="decline", reason="skill", note="手生", since=since)
    assert answer.status_code == 409
    assert "状态已经变成“面试中”" in answer.text
    assert 'value="手生"' in answer.text
    assert reread(store, row).state == ReferralState.INTERVIEW


def test_a_second_hire_for_the_only_place_is_refused_with_the_way_out(visitor, store, vacancy, people, put):
    vacancy.openings = 1
    store.commit()
    first, second, browser = put(people[0]), put(people[1]), visitor("employer")
    browser.submit(f"/candidates/{first.id}", decision="offer")
    answer = browser.submit(f"/candidates/{second.id}", decision="offer")
    assert answer.status_code == 409
    assert "改人数" in answer.text
    assert reread(store, second).state == ReferralState.TOLD


def decline(browser, vacancy, rows, **fields):
    fields["_csrf_token"] = browser.cookies["csrftoken"]
    data = {"chosen": [str(row.id) for row in rows], **fields}
    return browser.post(f"/vacancies/{vacancy.id}/candidates", data=data, follow_redirects=True)


def test_several_are_declined_at_once_with_one_reason(visitor, store, vacancy, people, put):
    rows = [put(people[0]), put(people[1]), put(people[2])]
    answer = decline(visitor("employer"), vacancy, rows[:2], reason="experience")
    assert "2 人记为不合适（经验不足）" in answer.text
    states = [reread(store, row).state for row in rows]
    assert states == [ReferralState.DECLINED_BY_EMPLOYER] * 2 + [ReferralState.TOLD]


def test_one_with_an_outcome_among_several_is_left_as_it_is(visitor, store, vacancy, people, put):
    rows = [put(people[0]), put(people[1], state=ReferralState.DECLINED_BY_WORKER)]
    answer = decline(visitor("employer"), vacancy, rows, reason="skill")
    assert "另有 1 人已经有结果" in answer.text
    assert reread(store, rows[1]).state == ReferralState.DECLINED_BY_WORKER


@pytest.mark.parametrize(("chosen", "reason", "said"), [(0, "skill", "还没有勾选人"), (1, "", "还没有选原因")])
def test_a_batch_without_people_or_reason_declines_nobody(visitor, store, vacancy, people, put, chosen, reason, said):
    row = put(people[0])
    answer = decline(visitor("employer"), vacancy, [row][:chosen], reason=reason)
    assert said in answer.text
    assert reread(store, row).state == ReferralState.TOLD


def test_a_batch_reaches_no_person_of_another_employer(visitor, store, vacancy, employer_id, people, put):
    other = store.exec(select(Vacancy).where(Vacancy.employer_id != employer_id, Vacancy.state == "open")).first()
    theirs = put(people[0], post=other)
    decline(visitor("employer"), vacancy, [theirs], reason="skill")
    assert reread(store, theirs).state == ReferralState.TOLD


@pytest.mark.parametrize("path", ["candidates", "suitable", "interviews", "state"])
def test_another_employers_vacancy_is_not_there(visitor, store, employer_id, path):
    other = store.exec(select(Vacancy.id).where(Vacancy.employer_id != employer_id)).first()
    assert visitor("employer").get(f"/vacancies/{other}/{path}").status_code == 404


def test_another_employers_person_is_not_there(visitor, store, employer_id, people, put):
    other = store.exec(select(Vacancy).where(Vacancy.employer_id != employer_id, Vacancy.state == "open")).first()
    row, browser = put(people[0], post=other), visitor("employer")
    assert browser.get(f"/candidates/{row.id}").status_code == 404
    assert browser.submit(f"/candidates/{row.id}", decision="decline", reason="skill").status_code == 404


def test_a_specialist_answers_for_the_employers_they_serve_and_for_no_others(visitor, store, people, put):
    account = store.exec(select(Account).where(Account.login == "specialist1")).one()
    mine = set(store.execute(served_employers(account, TODAY)).scalars())
    posts = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).all()
    ours = next(post for post in posts if post.employer_id in mine)
    theirs = next(post for post in posts if post.employer_id not in mine)
    rows = [put(people[0], post=ours), put(people[1], post=theirs)]
    browser = visitor("specialist1")
    assert [browser.get(f"/candidates/{row.id}").status_code for row in rows] == [200, 404]


def test_what_the_office_wrote_beside_a_step_stays_with_the_office(visitor, store, people, put):
    row = put(people[0])
    office = store.exec(select(Account.id).where(Account.login == "street")).one()
    step = ReferralLog(referral_id=row.id, to_state=ReferralState.TOLD, at=NOW, account_id=office, note="家里有老人")
    store.add(step)
    store.commit()
    assert "家里有老人" not in visitor("employer").get(f"/candidates/{row.id}").text
