"""A reader says that a post is not what it says; the office decides; who said it stays unknown to the employer."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from api.access.passwords import Brake
from api.complaints.complaining import HOUR, ComplaintBrake
from models.account import Account
from models.complaint import Complaint, ComplaintDecision, ComplaintReason, Inquiry
from models.employer import Employer
from models.review import Decision, Review
from models.vacancy import Vacancy, VacancyState, on_offer
from tests.api.pages.conftest import NOW, TODAY


@pytest.fixture
def vacancy(store):
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    return store.exec(select(Vacancy).where(Vacancy.employer_id == employer, on_offer(TODAY))).first()


def complain(visitor, vacancy, **said):
    return visitor().submit(f"/vacancies/{vacancy.id}/complain", **({"reason": "fee"} | said))


def reread(store, vacancy):
    store.rollback()
    return store.get(Vacancy, vacancy.id)


def kept(store):
    store.rollback()
    return store.exec(select(Complaint).order_by(Complaint.id)).all()


def decide(browser, vacancy, **form):
    path = f"/staff/complaints/{vacancy.id}"
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(path).text)
    return browser.submit(path, seen=seen[1] if seen else "", **form)


def test_a_reader_complains_without_signing_in_and_without_a_phone(visitor, store, vacancy):
    assert complain(visitor, vacancy, words="先交 200 元服装费").status_code == 303
    (row,) = kept(store)
    assert (row.reason, row.words, row.phone) == (ComplaintReason.FEE, "先交 200 元服装费", "")


def test_the_detail_page_leads_readers_there_and_nobody_else(visitor, vacancy):
    link = f'href="/vacancies/{vacancy.id}/complain"'
    assert [link in visitor(who).get(f"/vacancies/{vacancy.id}").text for who in ("", "worker", "employer")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("said", [{"reason": ""}, {"reason": "made up"}, {"reason": "other"}, {"phone": "12"}])
def test_a_wrong_field_is_marked_and_what_was_typed_stays(visitor, store, vacancy, said):
    answer = complain(visitor, vacancy, **({"words": "" if said.get("reason") == "other" else "没人接"} | said))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text or 'class="mistake"' in answer.text
    assert kept(store) == []


def test_the_same_browser_adds_to_its_complaint_instead_of_making_another(visitor, store, vacancy):
    browser = visitor()
    for reason, words in (("fee", "要交押金"), ("wage", "工资也不对")):
        browser.submit(f"/vacancies/{vacancy.id}/complain", reason=reason, words=words)
    (row,) = kept(store)
    assert (row.reason, row.words) == (ComplaintReason.FEE, "要交押金\n工资也不对")


def test_a_double_tap_of_a_browser_nobody_knows_yet_is_one_complaint(visitor, store, vacancy):
    browser = visitor()
    for _ in range(2):
        browser.submit(f"/vacancies/{vacancy.id}/complain", reason="wage", words="工资不对")
        browser.cookies.delete("browser")
    assert len(kept(store)) == 1


def test_two_readers_make_two_complaints(visitor, store, vacancy):
    for _ in range(2):
        complain(visitor, vacancy)
    assert len(kept(store)) == 2


def test_one_reader_at_two_posts_cannot_be_told_to_be_the_same(visitor, store, vacancy):
    other = store.exec(select(Vacancy).where(Vacancy.id != vacancy.id, on_offer(TODAY))).first()
    browser = visitor()
    for post in (vacancy, other):
        browser.submit(f"/vacancies/{post.id}/complain", reason="filled")
    assert len({row.reporter for row in kept(store)}) == 2


def braked(browser, vacancy, *, times, by_account=20, by_address=20):
    """What one browser is answered that complains over and over."""
    tight = ComplaintBrake(Brake(by_account, HOUR), Brake(by_address, HOUR))
    browser.state.complaint_brake = tight
    path = f"/vacancies/{vacancy.id}/complain"
    return [browser.submit(path, reason="wage", words=f"第 {n} 次") for n in range(times)]


def test_an_address_that_sends_very_many_is_asked_to_wait_with_everything_kept(visitor, vacancy):
    first, refused = braked(visitor(), vacancy, times=2, by_address=1)
    assert (first.status_code, refused.status_code) == (303, 429)
    assert ">\n第 1 次</textarea>" in refused.text
    assert "这一小时从这个网络来的举报太多" in refused.text
    assert re.search(r"请过 \d+ 分钟再按一次；着急请打 12333，或到街道的公共就业服务窗口", refused.text)


def test_an_office_or_a_dormitory_behind_one_address_is_not_stopped(visitor, vacancy):
    path = f"/vacancies/{vacancy.id}/complain"
    browser = visitor()
    assert {browser.submit(path, reason="wage").status_code for _ in range(40)} == {303}


def test_who_is_signed_in_is_counted_by_the_account_and_not_by_the_address(visitor, vacancy):
    answers = braked(visitor("worker"), vacancy, times=3, by_account=2, by_address=1)
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "您这一小时的举报太多" in answers[-1].text


def test_a_vacancy_that_is_not_on_offer_is_not_complained_of(visitor, store, vacancy):
    vacancy.move_to(VacancyState.CLOSED, now=NOW)
    store.add(vacancy)
    store.commit()
    assert complain(visitor, vacancy).status_code == 404


def test_posts_that_take_money_stand_first_in_the_queue_however_late(visitor, store, vacancy):
    other = store.exec(
        select(Vacancy).where(Vacancy.employer_id == vacancy.employer_id, Vacancy.id != vacancy.id)
    ).first()
    early = Complaint(vacancy_id=other.id, reporter="a", reason=ComplaintReason.FILLED, made_at=NOW - timedelta(days=3))
    late = Complaint(vacancy_id=vacancy.id, reporter="b", reason=ComplaintReason.FEE, made_at=NOW)
    store.add_all([early, late])
    store.commit()
    page = visitor("district").get("/staff/reviews").text
    assert re.findall(r"/staff/complaints/(\d+)", page) == [str(vacancy.id), str(other.id)]


def test_kept_closes_every_complaint_and_forgets_who_made_them(visitor, store, vacancy):
    complain(visitor, vacancy, phone="13800138000", words="我是 13800138000")
    complain(visitor, vacancy, reason="wage")
    assert decide(visitor("district"), vacancy, do="keep").status_code == 303
    assert {(row.decision, row.phone, row.reporter) for row in kept(store)} == {(ComplaintDecision.KEPT, "", "")}
    assert "13800138000" not in kept(store)[0].words
    assert reread(store, vacancy).state == VacancyState.OPEN


def test_the_store_keeps_no_phone_beside_a_decision(store, vacancy):
    decided = {"decision": ComplaintDecision.KEPT, "decided_at": NOW, "made_at": NOW, "reason": ComplaintReason.FEE}
    store.add(Complaint(vacancy_id=vacancy.id, reporter="", phone="13800138000", **decided))
    with pytest.raises(IntegrityError):
        store.flush()
    store.rollback()


def test_taken_down_is_found_by_nobody_and_its_employer_reads_why_and_how_to_mend(visitor, store, vacancy):
    complain(visitor, vacancy)
    decide(visitor("district"), vacancy, do="down", words="请退还押金，删掉有关的话")
    assert reread(store, vacancy).state == VacancyState.DRAFT
    assert visitor().get(f"/vacancies/{vacancy.id}").status_code == 404
    assert "请退还押金，删掉有关的话" in visitor("employer").get("/employer").text
    review = store.exec(select(Review).where(Review.vacancy_id == vacancy.id)).one()
    assert review.decision == Decision.RETURNED


def test_to_take_down_or_to_ask_needs_a_sentence_for_the_employer(visitor, store, vacancy):
    complain(visitor, vacancy)
    browser = visitor("district")
    assert [decide(browser, vacancy, do=do, words=" ").status_code for do in ("down", "ask")] == [422, 422]
    assert reread(store, vacancy).state == VacancyState.OPEN


def test_the_employer_is_asked_on_its_desk_and_the_office_reads_the_answer(visitor, store, vacancy):
    complain(visitor, vacancy)
    decide(visitor("district"), vacancy, do="ask", words="有没有收钱？")
    browser = visitor("employer")
    assert "有没有收钱？" in browser.get("/employer").text
    assert browser.submit(f"/vacancies/{vacancy.id}/inquiry", answer="没有收").status_code == 303
    assert "有没有收钱？" not in browser.get("/employer").text
    assert "没有收" in visitor("district").get(f"/staff/complaints/{vacancy.id}").text
    assert kept(store)[0].decision is None


def test_who_complained_and_what_they_wrote_reaches_no_page_of_the_employer(visitor, store, vacancy):
    complain(visitor, vacancy, words="我昨天三点去面试的", phone="13800138000")
    decide(visitor("district"), vacancy, do="ask", words="有没有收钱？")
    browser = visitor("employer")
    pages = ("/employer", f"/vacancies/{vacancy.id}/inquiry", f"/vacancies/{vacancy.id}/edit", "/employer/adverts")
    said = "".join(browser.get(path).text for path in pages)
    assert "有没有收钱？" in said
    assert "昨天三点" not in said
    assert "13800138000" not in said


def test_a_complaint_that_came_meanwhile_is_read_before_anything_is_decided(visitor, store, vacancy):
    complain(visitor, vacancy)
    browser = visitor("district")
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(f"/staff/complaints/{vacancy.id}").text)[1]
    complain(visitor, vacancy, reason="untrue", words="根本没有这家厂")
    answer = browser.submit(f"/staff/complaints/{vacancy.id}", seen=seen, do="keep", words="我写的")
    assert answer.status_code == 409
    assert "根本没有这家厂" in answer.text
    assert "我写的</textarea>" in answer.text


def test_a_decision_takes_back_the_question_that_nobody_has_answered(visitor, store, vacancy):
    complain(visitor, vacancy)
    browser = visitor("district")
    decide(browser, vacancy, do="ask", words="有没有收钱？")
    decide(browser, vacancy, do="keep")
    store.rollback()
    assert store.exec(select(Inquiry)).all() == []
    assert visitor("employer").get(f"/vacancies/{vacancy.id}/inquiry", follow_redirects=False).status_code == 303


def test_another_street_does_not_see_the_complaint(visitor, store, vacancy):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    away = select(Employer.id).where(Employer.street_code != street)
    foreign = store.exec(
        select(Vacancy).where(Vacancy.street_code != street, Vacancy.employer_id.in_(away), on_offer(TODAY))
    ).first()
    complain(visitor, foreign)
    browser = visitor("street")
    assert f"/staff/complaints/{foreign.id}" not in browser.get("/staff/reviews").text
    assert browser.get(f"/staff/complaints/{foreign.id}").status_code == 404


def test_the_list_is_taken_away_as_it_is_shown(visitor, vacancy):
    complain(visitor, vacancy)
    answer = visitor("district").get("/staff/reviews?as=xlsx&list=complaints")
    assert answer.content.startswith(b"PK")


def test_the_answer_to_a_complaint_about_no_post_is_not_there(visitor):
    assert visitor().get("/vacancies/99999999/complain/sent").status_code == 404


@pytest.mark.parametrize("way", ["get", "submit"])
def test_of_a_post_that_is_gone_the_page_says_who_still_listens(visitor, store, vacancy, way):
    vacancy.state = VacancyState.CLOSED
    store.commit()
    answer = getattr(visitor(), way)(f"/vacancies/{vacancy.id}/complain")
    assert answer.status_code == 404
    assert "不能再申请" not in answer.text
    assert f"说岗位编号 {vacancy.id}" in answer.text
