"""“我想去”: a name, a phone, a sentence."""

import re

import pytest
from sqlmodel import select

from api.applications import apply_pages
from api.applications.applying import code_for
from models.account import Account, Role
from models.consent import ConsentEntry
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralState, propose
from models.vacancy import Vacancy, VacancyState, on_offer
from models.worker import Worker
from tests.api.conftest import TODAY

PERSON = {"name": "韦秀英", "phone": "138 0013 8000", "words": "做过两年包装，要包住"}


@pytest.fixture
def vacancy(store):
    return store.exec(select(Vacancy).where(on_offer(TODAY)).order_by(Vacancy.id)).first()


def form_of(browser, vacancy, query=""):
    """The hidden key that the page carries."""
    text = browser.get(f"/vacancies/{vacancy.id}/apply{query}").text
    return re.search(r'name="key" value="([\w-]+)"', text).group(1)


def apply(browser, vacancy, key=None, **changes):
    fields = {**PERSON, "key": key or form_of(browser, vacancy), **changes}
    return browser.submit(f"/vacancies/{vacancy.id}/apply", **fields)


def applications(store, vacancy):
    store.rollback()
    return store.exec(
        select(Referral).where(Referral.vacancy_id == vacancy.id, Referral.origin == ReferralOrigin.WORKER)
    ).all()


def code_on(page):
    return re.search(r"\d{4} \d{4}", page.text).group()


def test_a_name_a_phone_and_a_sentence_are_an_application(visitor, store, vacancy):
    answer = apply(visitor(), vacancy)
    (made,) = applications(store, vacancy)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/applications/{made.id}/sent")
    worker = store.get(Worker, made.worker_id)
    assert (worker.name, worker.phone, worker.words, worker.channel) == (
        "韦秀英",
        "13800138000",
        PERSON["words"],
        "网页",
    )
    assert made.state == ReferralState.TOLD


def test_nothing_is_agreed_to_that_was_not_ticked(visitor, store, vacancy):
    apply(visitor(), vacancy)
    worker = store.get(Worker, applications(store, vacancy)[0].worker_id)
    assert (worker.consent_recommend, worker.consent_phone, worker.consent_sms) == (False, False, False)
    assert store.exec(select(ConsentEntry).where(ConsentEntry.worker_id == worker.id)).all() == []


def test_the_tick_is_a_consent_with_its_moment(visitor, store, vacancy):
    apply(visitor(), vacancy, recommend="yes")
    worker = store.get(Worker, applications(store, vacancy)[0].worker_id)
    (entry,) = store.exec(select(ConsentEntry).where(ConsentEntry.worker_id == worker.id)).all()
    assert (worker.consent_recommend, entry.kind, entry.given) == (True, "recommend", True)


def test_the_code_is_told_and_opens_the_own_list_from_another_phone(visitor, store, vacancy):
    browser = visitor()
    code = code_on(browser.get(apply(browser, vacancy).headers["location"]))
    elsewhere = visitor()
    answer = elsewhere.submit("/sign-in", login="138-0013-8000", password=code, next="/applications")
    assert answer.headers["location"] == "/applications"
    assert vacancy.title in elsewhere.get("/applications").text


@pytest.mark.parametrize(("path", "fields"), [("/sign-out", {}), ("/me/erase", {"sure": "yes"})])
def test_whoever_takes_the_phone_next_reads_no_code(visitor, vacancy, path, fields):
    browser = visitor()
    apply(browser, vacancy)
    assert "code" in browser.cookies
    assert browser.submit(path, **fields).status_code == 303
    assert "code" not in browser.cookies


def test_a_wrong_code_opens_nothing(visitor, vacancy):
    browser = visitor()
    code = code_on(browser.get(apply(browser, vacancy).headers["location"]))
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert visitor().submit("/sign-in", login="13800138000", password=wrong).status_code == 401


def test_guesses_at_codes_of_one_phone_are_counted_together_however_it_is_written(visitor, vacancy):
    browser = visitor()
    written = ("13800138000", "138 0013 8000", "+86 13800138000", "138-00138000", "1380013 8000")
    answers = [
        browser.submit("/sign-in", login=login, password=f"{n}2345678"[-8:]).status_code
        for n, login in enumerate((*written, written[0]))
    ]
    assert answers == [401] * 5 + [429]


def test_two_people_with_one_phone_each_come_to_their_own_file(visitor, vacancy):
    codes = {}
    for name in ("韦秀英", "韦大强"):
        browser = visitor()
        codes[name] = code_on(browser.get(apply(browser, vacancy, name=name).headers["location"]))
    for name, code in codes.items():
        browser = visitor()
        browser.submit("/sign-in", login="13800138000", password=code)
        assert name in browser.get("/me").text


def test_the_same_page_sent_twice_is_one_application_with_the_same_code(visitor, store, vacancy):
    first, second = visitor(), visitor()
    key = form_of(first, vacancy)
    codes = {code_on(b.get(apply(b, vacancy, key=key).headers["location"])) for b in (first, second)}
    assert len(codes) == 1
    assert len(applications(store, vacancy)) == 1


def seen_by_employer(visitor, store, vacancy):
    """What the employer of the vacancy reads of who applied."""
    account = store.exec(select(Account).where(Account.login == "employer")).one()
    account.employer_id = vacancy.employer_id
    store.add(account)
    store.commit()
    return visitor("employer").get(f"/vacancies/{vacancy.id}/candidates").text


def told(page):
    """What a page says, without what differs from one sending to the next."""
    return re.sub(r"\d{4} \d{4}|applications?[/-]\d+|csrf[^>]*>|name=\"_csrf_token\"[^>]*>|data-who=\S+", "", page.text)


def test_nobody_learns_by_applying_that_somebody_of_this_name_and_phone_has_applied(visitor, vacancy):
    strangers = [visitor() for _ in range(2)]
    answers = [apply(browser, vacancy) for browser in strangers]
    pages = [b.get(answer.headers["location"]) for b, answer in zip(strangers, answers, strict=True)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert told(pages[0]) == told(pages[1])
    assert told(strangers[0].get("/applications")) == told(strangers[1].get("/applications"))


def test_who_applies_twice_stands_before_the_employer_once_with_both_sentences(visitor, store, vacancy):
    apply(visitor(), vacancy)
    apply(visitor(), vacancy, words="夜班也可以")
    text = seen_by_employer(visitor, store, vacancy)
    assert text.count("tel:138") == 1
    assert f"{PERSON['words']}；又说：夜班也可以" in text


def test_the_office_is_told_that_two_files_may_be_of_one_person(visitor, store, vacancy):
    office = visitor("district")
    apply(visitor(), vacancy)
    before = office.get("/staff/duplicates").text.count("手机相同")
    apply(visitor(), vacancy)
    assert office.get("/staff/duplicates").text.count("手机相同") == before + 1


def test_the_office_reads_both_applications_and_which_of_them_the_employer_does_not(visitor, store, vacancy):
    for _ in range(2):
        apply(visitor(), vacancy)
    office = visitor("district")
    notes = ["早先申请过" in office.get(f"/staff/referrals/{made.id}").text for made in applications(store, vacancy)]
    assert notes == [False, True]


def test_who_cancelled_and_applies_again_is_seen_again(visitor, store, vacancy):
    first = visitor()
    apply(first, vacancy)
    (made,) = applications(store, vacancy)
    first.submit(f"/applications/{made.id}/leave", reason="wage")
    apply(visitor(), vacancy, words="又想去了")
    assert "又想去了" in seen_by_employer(visitor, store, vacancy)


def test_two_pages_that_apply_at_the_same_moment_are_both_taken(visitor, store, vacancy, monkeypatch):
    first, second, answers = visitor(), visitor(), []
    other = form_of(second, vacancy)

    def overtaken(*given):
        """The other page is sent after this one has looked, and before it writes."""
        monkeypatch.setattr(apply_pages, "code_for", code_for)
        answers.append(apply(second, vacancy, key=other))
        return code_for(*given)

    monkeypatch.setattr(apply_pages, "code_for", overtaken)
    answers.append(apply(first, vacancy))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(applications(store, vacancy)) == 2


def test_who_knows_somebodys_name_and_phone_neither_reads_nor_changes_their_file(visitor, store, vacancy):
    known = store.exec(select(Worker).join(Account, Account.worker_id == Worker.id)).one()
    before = known.model_dump()
    browser = visitor()
    apply(browser, vacancy, name=known.name, phone=known.phone.split("/")[0], words="抢来的话")
    store.rollback()
    store.refresh(known)
    assert known.model_dump() == before
    assert [row.worker_id for row in applications(store, vacancy)] != [known.id]
    assert not known.address or known.address not in browser.get("/me").text


@pytest.mark.parametrize("phone", ["", "1380013800", "没有", "138****8000"])
def test_a_wrong_phone_is_marked_in_place_and_every_word_is_kept(visitor, store, vacancy, phone):
    answer = apply(visitor(), vacancy, phone=phone)
    assert answer.status_code == 422
    assert re.search(r'id="phone"[^>]*aria-invalid="true"', answer.text)
    assert 'value="韦秀英"' in answer.text
    assert PERSON["words"] in answer.text
    assert applications(store, vacancy) == []


def test_the_sentence_is_the_search_the_reader_came_with(visitor, vacancy):
    assert "叉车 包住</textarea>" in visitor().get(f"/vacancies/{vacancy.id}/apply?q=叉车 包住").text


def test_the_employer_reads_the_name_and_the_phone_of_who_applied(visitor, store):
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    own = store.exec(select(Vacancy).where(on_offer(TODAY), Vacancy.employer_id == employer)).first()
    apply(visitor(), own)
    told = visitor("employer").get("/api/referrals").json()["items"]
    assert [(row["worker_name"], row["worker_phone"]) for row in told] == [("韦秀英", "13800138000")]


def test_the_sentence_to_the_employer_stays_as_it_was_said(visitor, store, vacancy):
    apply(visitor(), vacancy)
    (made,) = applications(store, vacancy)
    assert store.exec(select(ReferralLog.note).where(ReferralLog.referral_id == made.id)).all() == [PERSON["words"]]


def test_a_vacancy_filled_meanwhile_takes_nobody_and_says_so(visitor, store, vacancy):
    browser = visitor()
    key = form_of(browser, vacancy)
    vacancy.state = VacancyState.FILLED
    store.add(vacancy)
    store.commit()
    answer = apply(browser, vacancy, key=key)
    assert answer.status_code == 404
    assert "已经招满" in answer.text
    assert applications(store, vacancy) == []


def test_one_phone_cannot_flood_the_employers(visitor, store):
    vacancies = store.exec(select(Vacancy).where(on_offer(TODAY)).order_by(Vacancy.id).limit(11)).all()
    visit = visitor()
    answers = []
    for vacancy in vacancies:
        visit.cookies.delete("sid") if "sid" in visit.cookies else None
        answers.append(apply(visit, vacancy))
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert PERSON["words"] in answers[-1].text


def test_a_signed_in_worker_applies_with_one_tap_and_once(visitor, store, vacancy):
    browser = visitor("worker")
    for _ in range(2):
        assert browser.submit(f"/vacancies/{vacancy.id}/apply").status_code == 303
    (made,) = applications(store, vacancy)
    own = store.exec(select(Account.worker_id).where(Account.role == Role.WORKER)).one()
    assert made.worker_id == own


@pytest.mark.parametrize("login", ["district", "street", "specialist1", "employer"])
def test_who_does_not_look_for_work_cannot_apply(visitor, vacancy, login):
    assert visitor(login).submit(f"/vacancies/{vacancy.id}/apply", **PERSON).status_code == 403


def test_a_page_without_a_key_of_its_own_is_never_taken_for_another_ones(visitor, store, vacancy):
    first, stranger = visitor(), visitor()
    assert apply(first, vacancy, key="x").status_code == 303
    apply(stranger, vacancy, key="x")
    assert len({made.worker_id for made in applications(store, vacancy)}) == 2


def own_file(store):
    return store.exec(select(Worker).join(Account, Account.worker_id == Worker.id)).one()


@pytest.fixture
def proposed(store, vacancy):
    """The office has proposed the vacancy to the worker of the demonstration."""
    worker = own_file(store)
    worker.consent_recommend = True
    at = worker.registered_at
    row = Referral(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        state_since=at,
        origin=ReferralOrigin.STAFF,
        created_at=at,
    )
    propose(store, [row])
    store.commit()
    return row


def test_who_applies_for_what_the_office_proposed_says_yes_with_their_own_sentence(visitor, store, vacancy, proposed):
    visitor("worker").submit(f"/vacancies/{vacancy.id}/apply", words="明天就能上班")
    store.refresh(proposed)
    assert proposed.agreed_at is not None
    assert "明天就能上班" in seen_by_employer(visitor, store, vacancy)


def test_what_is_written_when_applying_once_more_reaches_the_employer_and_stays_on_ones_own_page(
    visitor, store, vacancy
):
    browser = visitor("worker")
    for words in ("会开叉车", "会开叉车", "夜班也可以"):
        browser.submit(f"/vacancies/{vacancy.id}/apply", words=words)
    assert browser.get("/applications").text.count("会开叉车") == 1
    assert "您又说“夜班也可以”" in re.sub(r"\s|·", "", browser.get("/applications").text)
    assert "会开叉车；又说：夜班也可以" in seen_by_employer(visitor, store, vacancy)


def test_a_sentence_taken_back_is_not_sent_from_the_file(visitor, store, vacancy):
    visitor("worker").submit(f"/vacancies/{vacancy.id}/apply", words="")
    (made,) = applications(store, vacancy)
    assert store.exec(select(ReferralLog.note).where(ReferralLog.referral_id == made.id)).all() == [""]


def test_an_application_keeps_what_speaks_for_it(visitor, store, vacancy):
    apply(visitor(), vacancy, words=f"想做{vacancy.title}")
    (made,) = applications(store, vacancy)
    assert made.breakdown["score"] > 0
    assert sum(made.breakdown["utility_parts"].values()) == pytest.approx(made.breakdown["utility"])
    assert made.reasons


def test_a_sentence_of_which_nothing_is_understood_is_weighed_by_nothing(visitor, store, vacancy):
    apply(visitor(), vacancy, words="您好")
    (made,) = applications(store, vacancy)
    assert (made.breakdown, made.reasons) == (None, [])
