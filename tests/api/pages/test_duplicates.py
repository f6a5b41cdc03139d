"""Two files of one person: found, merged by hand, kept apart, undone."""

import pytest
from sqlmodel import select

from models.account import Account, Role
from models.duplicate import WorkerMerge
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker, WorkerSkill, WorkerWish

HERE = "/staff/duplicates"


@pytest.fixture
def street(store):
    return store.exec(select(Account.street_code).where(Account.login == "street")).one()


@pytest.fixture
def pair(store, street, settings):
    """One person twice: registered by the street, and again from the web with a wage and a certificate trade."""
    now = settings.now()
    common = {"name": "覃小妹", "phone": "13800000001", "registered_at": now, "updated_at": now}
    first = Worker(**common, street_code=street, address="东漖北路3号")
    second = Worker(**common, street_code=street, wage_min_fen=450000, id_number="440103199001011234", channel="网页")
    store.add_all([first, second])
    store.flush()
    store.add_all(
        [WorkerSkill(worker_id=second.id, words="会车位"), WorkerWish(worker_id=second.id, position=1, words="车位工")]
    )
    store.commit()
    return first, second


def refer(store, worker, vacancy, now, state=ReferralState.TOLD):
    row = Referral(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        state=state,
        state_since=now,
        created_at=now,
        origin=ReferralOrigin.WORKER,
    )
    store.add(row)
    store.commit()
    return row


def merged(browser, pair, keep=0):
    first, second = (worker.id for worker in pair)
    return browser.submit(f"{HERE}/{first}/{second}/merge", keep=str((first, second)[keep]))


def anew(store, *rows):
    store.rollback()
    for row in rows:
        store.refresh(row)
    return rows


def test_the_same_name_and_phone_stand_on_top_and_say_what_is_common(visitor, pair):
    text = visitor("street").get(HERE).text
    assert "手机相同、姓名相同" in text
    assert "很可能是一个人" in text


def test_the_list_masks_names_and_shows_no_phone(visitor, pair):
    text = visitor("street").get(HERE).text
    assert "覃*妹" in text
    assert "覃小妹" not in text
    assert "13800000001" not in text


def test_a_couple_with_one_phone_is_told_as_a_family(visitor, store, pair, settings):
    pair[1].name = "黄大勇"
    store.commit()
    assert "也许是一家人" in visitor("street").get(HERE).text


def test_merged_files_are_one_with_what_either_knew(visitor, store, pair):
    assert merged(visitor("street"), pair).status_code == 303
    kept, gone = anew(store, *pair)
    assert (kept.address, kept.wage_min_fen, kept.id_number) == ("东漖北路3号", 450000, "440103199001011234")
    assert gone.id_number is None
    assert store.exec(select(WorkerSkill.words).where(WorkerSkill.worker_id == kept.id)).all() == ["会车位"]
    assert f"{HERE}/{kept.id}/{gone.id}" not in visitor("street").get(HERE).text


def test_what_was_agreed_to_in_the_other_file_is_not_taken_over(visitor, store, pair):
    pair[1].consent_recommend = True
    store.commit()
    merged(visitor("street"), pair)
    assert anew(store, *pair)[0].consent_recommend is False


def test_undone_both_files_stand_as_before(visitor, store, pair):
    browser = visitor("street")
    before = [worker.model_dump(exclude={"updated_at"}) for worker in anew(store, *pair)]
    merged(browser, pair)
    browser.submit(f"{HERE}/1/undo")
    assert [worker.model_dump(exclude={"updated_at"}) for worker in anew(store, *pair)] == before
    assert store.exec(select(WorkerSkill.worker_id).where(WorkerSkill.words == "会车位")).all() == [pair[1].id]
    assert store.exec(
        select(WorkerWish.worker_id).where(WorkerWish.words == "车位工", WorkerWish.worker_id == pair[1].id)
    ).one()


def test_what_was_corrected_after_the_merge_stays_when_it_is_undone(visitor, store, pair):
    browser = visitor("street")
    merged(browser, pair)
    (kept,) = anew(store, pair[0])
    kept.wage_min_fen = 500000
    store.commit()
    browser.submit(f"{HERE}/1/undo")
    assert anew(store, *pair)[0].wage_min_fen == 500000


def test_of_two_live_referrals_to_one_vacancy_one_is_left(visitor, store, pair, settings):
    vacancy = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN)).first()
    mine, twin = (refer(store, worker, vacancy, settings.now()) for worker in pair)
    merged(visitor("street"), pair)
    mine, twin = anew(store, mine, twin)
    assert (mine.state, twin.state) == (ReferralState.TOLD, ReferralState.WITHDRAWN)
    assert mine.worker_id == twin.worker_id == pair[0].id


def test_kept_apart_a_pair_is_not_shown_again(visitor, pair):
    browser = visitor("street")
    first, second = (worker.id for worker in pair)
    browser.submit(f"{HERE}/{first}/{second}/apart")
    assert f"{HERE}/{first}/{second}" not in browser.get(HERE).text


def test_a_merged_file_cannot_be_merged_again(visitor, pair):
    browser = visitor("street")
    merged(browser, pair)
    assert merged(browser, pair).status_code == 409


def test_another_streets_files_are_not_there(visitor, store, pair, street):
    other = store.exec(select(Worker.id).where(Worker.street_code != street)).first()
    assert visitor("street").submit(f"{HERE}/{pair[0].id}/{other}/merge", keep=str(other)).status_code == 404
    assert visitor("specialist1").get(HERE).status_code == 403


def test_a_lookup_code_of_either_file_opens_neither_after_they_are_merged(visitor, store, pair, settings):
    codes = [
        Account(
            login=f"13800000001-{place}{place}",
            name=worker.name,
            role=Role.WORKER,
            password_hash="",
            worker_id=worker.id,
            created_at=settings.now(),
        )
        for place, worker in enumerate(pair)
    ]
    store.add_all(codes)
    store.commit()
    browser = visitor("street")
    merged(browser, pair)
    assert [account.active for account in anew(store, *codes)] == [False, False]
    browser.submit(f"{HERE}/1/undo")
    assert [account.active for account in anew(store, *codes)] == [False, False]


@pytest.mark.parametrize("chosen", [{}, {"keep": ""}, {"keep": "left"}, {"keep": "99999"}])
def test_merged_without_a_choice_the_page_comes_back_and_asks_for_it(visitor, store, pair, chosen):
    first, second = (worker.id for worker in pair)
    answer = visitor("street").submit(f"{HERE}/{first}/{second}/merge", **chosen)
    assert answer.status_code == 422
    assert "没有选留下哪一份" in answer.text
    assert f'name="keep" value="{second}"' in answer.text
    assert "keep：" not in answer.text
    assert store.exec(select(WorkerMerge)).all() == []


def test_of_a_choice_sent_twice_the_last_counts(visitor, store, pair):
    first, second = (worker.id for worker in pair)
    browser = visitor("street")
    answer = browser.submit(f"{HERE}/{first}/{second}/merge", keep=[str(first), str(second)])
    assert answer.status_code == 303
    assert store.exec(select(WorkerMerge.kept_id)).one() == second
