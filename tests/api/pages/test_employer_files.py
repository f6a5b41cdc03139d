"""Employers' and vacancies' files for the office."""

import html
import re
from datetime import timedelta

import pytest
from sqlmodel import col, select

from api.files.vacancy_fields import GROUPS as VACANCY_GROUPS
from models.account import Account
from models.employer import Employer, active_specialist, hand_over
from models.need import NeedReport
from models.review import Decision, Review, Verdict
from models.vacancy import Vacancy, VacancyState


@pytest.fixture
def served(store):
    """A firm the first specialist serves."""
    account = store.exec(select(Account.id).where(Account.login == "specialist1")).one()
    firms = store.exec(select(Employer)).all()
    return next(firm for firm in firms if _serves(store, account, firm.id))


def _serves(store, account, firm):
    now = store.exec(active_specialist(firm)).one_or_none()
    return now is not None and now.account_id == account


@pytest.fixture
def post(store, served):
    return store.exec(
        select(Vacancy).where(Vacancy.employer_id == served.id, Vacancy.state == VacancyState.OPEN)
    ).first()


def sent(page):
    """The fields of a short form as a browser would send them."""
    form = page[page.index('<form class="card pad') :]
    form = form[: form.index("</form>")]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = attributes.get("type") not in ("radio", "checkbox") or " checked" in tag
        if attributes.get("name") not in (None, "_csrf_token") and chosen:
            fields[attributes["name"]] = html.unescape(attributes.get("value", ""))
    for name, inside in re.findall(r'<select id="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        fields[name] = (re.findall(r'value="([^"]*)" selected', inside) or [""])[0]
    for name, inside in re.findall(r'<textarea id="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = html.unescape(inside.strip())
    return fields


def correct(browser, path, **changes):
    return browser.submit(path, **(sent(browser.get(path).text) | changes))


def reread(store, table, key):
    store.rollback()
    store.expire_all()
    return store.get(table, key)


def test_the_file_of_a_firm_keeps_every_specialist_and_the_handover_note(visitor, store, served, settings):
    other = store.exec(select(Account).where(Account.login == "specialist2")).first()
    to = other or store.exec(select(Account).where(Account.login == "district")).one()
    hand_over(store, served.id, to=to.id, on=settings.today() + timedelta(days=1), note="夜班缺人，每天下午四点通电话")
    store.commit()
    page = visitor("district").get(f"/staff/employers/{served.id}").text
    first = store.exec(select(Account.name).where(Account.login == "specialist1")).one()
    assert first in page
    assert to.name in page
    assert "每天下午四点通电话" in page


def test_a_specialist_opens_the_named_firms_only(visitor, store, served):
    browser = visitor("specialist1")
    assert browser.get(f"/staff/employers/{served.id}").status_code == 200
    account = store.exec(select(Account.id).where(Account.login == "specialist1")).one()
    other = next(key for key in store.exec(select(Employer.id)) if not _serves(store, account, key))
    assert browser.get(f"/staff/employers/{other}").status_code == 404
    theirs = store.exec(select(Vacancy.id).where(Vacancy.employer_id == other)).first()
    assert browser.get(f"/staff/vacancies/{theirs}").status_code == 404


def test_an_employer_does_not_open_the_offices_file_of_itself(visitor, store):
    own = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    assert visitor("employer").get(f"/staff/employers/{own}").status_code == 403


def test_a_firm_is_corrected_and_the_history_says_what_was(visitor, store, served):
    browser = visitor("specialist1")
    answer = correct(browser, f"/staff/employers/{served.id}/correct/contact", staff_total="123")
    assert answer.status_code == 303
    assert reread(store, Employer, served.id).staff_total == 123
    assert "改了：在职人数" in browser.get(f"/staff/employers/{served.id}").text


def test_a_credit_code_of_another_firm_is_refused_in_place(visitor, store, served):
    other = store.exec(select(Employer).where(Employer.id != served.id, col(Employer.uscc).is_not(None))).first()
    path = f"/staff/employers/{served.id}/correct/identity"
    answer = correct(visitor("district"), path, uscc=other.uscc)
    assert answer.status_code == 422
    assert "已登记给另一家单位" in answer.text
    assert reread(store, Employer, served.id).uscc != other.uscc


def test_the_file_of_a_vacancy_tells_its_numbers_and_reviews(visitor, store, post, settings):
    now = settings.now()
    store.add(NeedReport(vacancy_id=post.id, openings=30, reported_at=now, note="夜班加开一条线"))
    finding = {"rule": "V01", "phrase": "限男", "article": "第二十四条", "rewrite": "男女不限"}
    store.add(
        Review(
            vacancy_id=post.id,
            submitted_at=now,
            verdict=Verdict.BLOCK,
            findings=[finding],
            decision=Decision.RETURNED,
            decided_at=now,
            words="请改掉性别要求",
        )
    )
    store.commit()
    page = visitor("district").get(f"/staff/vacancies/{post.id}").text
    for words in ("还要 30 人", "夜班加开一条线", "“限男”", "男女不限", "请改掉性别要求"):
        assert words in page


@pytest.mark.parametrize(
    ("group", "wrong"),
    [
        ("terms", {"wage_low_fen": "9000", "wage_high_fen": "3000"}),
        ("terms", {"wage_low_fen": "面议"}),
        ("post", {"openings": "很多"}),
        ("post", {"title": ""}),
        ("contact", {"phone": "123"}),
    ],
)
def test_a_wrong_field_of_a_vacancy_is_marked_and_nothing_is_written(visitor, store, post, group, wrong):
    before = reread(store, Vacancy, post.id).model_dump()
    answer = correct(visitor("district"), f"/staff/vacancies/{post.id}/correct/{group}", **wrong)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert reread(store, Vacancy, post.id).model_dump() == before


def test_a_vacancy_is_corrected(visitor, store, post):
    answer = correct(
        visitor("district"), f"/staff/vacancies/{post.id}/correct/terms", meals="yes", wage_high_fen="9000"
    )
    assert answer.status_code == 303
    after = reread(store, Vacancy, post.id)
    assert (after.meals, after.wage_high_fen) == (True, 900000)


@pytest.mark.parametrize(
    "path", ["employers/999999", "vacancies/999999", "workers/999999", "workers/1/correct/nothing"]
)
def test_what_is_not_there_is_a_human_404(visitor, path):
    answer = visitor("district").get(f"/staff/{path}")
    assert answer.status_code == 404
    assert "没有编号为" in answer.text


def test_what_the_law_forbids_does_not_stay_open_when_the_office_writes_it(visitor, store, post):
    browser = visitor("specialist1")
    path = f"/staff/vacancies/{post.id}"
    group = next(key for key, group in VACANCY_GROUPS.items() if "duties" in {field.name for field in group.fields})
    answer = correct(browser, f"{path}/correct/{group}", duties="车缝，限女性")
    assert reread(store, Vacancy, post.id).state == VacancyState.DRAFT
    assert "有不能发布的写法，已转为“待审核”：“限女性”" in browser.get(answer.headers["location"]).text


def test_a_lawful_correction_leaves_a_vacancy_open(visitor, store, post):
    group = next(key for key, group in VACANCY_GROUPS.items() if "duties" in {field.name for field in group.fields})
    correct(visitor("specialist1"), f"/staff/vacancies/{post.id}/correct/{group}", duties="车缝衣服")
    kept = reread(store, Vacancy, post.id)
    assert (kept.duties, kept.state) == ("车缝衣服", VacancyState.OPEN)


@pytest.mark.parametrize(("login", "chooses"), [("district", False), ("street", False), ("specialist1", True)])
def test_who_chooses_people_for_a_post_is_led_to_them_from_its_file_and_nobody_else(visitor, store, login, chooses):
    browser = visitor(login)
    here = re.findall(r"/staff/vacancies/(\d+)", browser.get("/staff/vacancies").text)[0]
    text = browser.get(f"/staff/vacancies/{here}").text
    assert (f'href="/vacancies/{here}/candidates"' in text) == chooses
