"""Search by anything: “cannot find 王姐 by room number or by the last four of the phone” (domain.md §7)."""

import re

import pytest
from sqlmodel import col, select

from models.account import Account
from models.audit import AuditEntry
from models.employer import Employer
from models.referral import Referral, ReferralOrigin, propose
from models.vacancy import Vacancy
from models.worker import Worker, WorkerWish

NOW_FIELDS = ("registered_at", "updated_at")


@pytest.fixture
def street(store):
    return store.exec(select(Account.street_code).where(Account.login == "street")).one()


@pytest.fixture
def person(store, settings):
    """Adds somebody to the store; returns the id."""

    def add(name, street_code, phone="", address="", **more):
        worker = Worker(
            name=name,
            phone=phone,
            address=address,
            street_code=street_code,
            **dict.fromkeys(NOW_FIELDS, settings.now()),
            **more,
        )
        store.add(worker)
        store.commit()
        return worker.id

    return add


def found(visitor, words, login="street", **more):
    """Ids of the workers a search shows."""
    page = visitor(login).get("/staff/search", params={"q": words, **more})
    assert page.status_code == 200
    return [int(key) for key in re.findall(r'href="/staff/workers/(\d+)"', page.text)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("覃晓梅", "the whole name"),
        ("晓梅", "a part of the name"),
        ("覃姐", "how she is called"),
        ("阿梅", "how she is called at home"),
        ("qinxiaomei", "one reading of 覃"),
        ("tanxiaomei", "the other reading of 覃"),
        ("TXM", "initials, in capitals"),
        ("8271", "the last four of the phone"),
        ("13800138271", "the whole phone"),
        ("138 0013 8271", "the phone as it is said"),
        ("5678", "the last four of the second number"),
        ("02081345678", "a land line without its dash"),
        ("3栋502", "the room"),
        ("3幢502室", "the room in other words"),
        ("502房", "the room alone"),
        ("３栋 ５０２", "full width digits"),
        ("东滘", "another character for 漖"),
        ("东漖北路", "a road"),
        ("覃 8271", "two words"),
    ],
)
def test_a_worker_is_found_by(visitor, person, street, words, why):
    key = person("覃晓梅", street, "13800138271/020-81345678", "荔湾区东漖北路13号3栋502房")
    assert key in found(visitor, words), why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("1380", "the beginning of the phone"),
        ("271", "three digits are no end of a phone"),
        ("02房", "a part of the room number"),
        ("13栋502", "another building"),
        ("覃 9999", "one word fits, the other does not"),
        ("in", "the middle of a short sound"),
    ],
)
def test_a_worker_is_not_found_by(visitor, person, street, words, why):
    key = person("覃晓梅", street, "13800138271", "荔湾区东漖北路3栋502房")
    assert key not in found(visitor, words), why


def test_several_words_narrow(visitor, person, street):
    here = person("王秀兰", street, "13900001111", "龙溪中路3栋502")
    there = person("王秀珍", street, "13900002222", "龙溪中路3栋503")
    assert {here, there} <= set(found(visitor, "王姐 龙溪"))
    assert found(visitor, "王姐 3栋502") == [here]


def test_another_streets_people_are_not_there(visitor, store, person, street):
    other = store.exec(select(Worker.street_code).where(Worker.street_code != street)).first()
    key = person("覃晓梅", other, "13800138271", "3栋502")
    assert found(visitor, "覃晓梅") == []
    assert found(visitor, "覃晓梅", "district") == [key]


def test_a_specialist_finds_no_workers_and_only_the_named_firms(visitor, store, person, street):
    person("覃晓梅", street)
    assert found(visitor, "覃晓梅", "specialist1") == []
    browser = visitor("specialist1")
    every = re.findall(r'href="(/staff/employers/\d+)"', browser.get("/staff/employers").text)
    shown = re.findall(r'href="(/staff/employers/\d+)"', browser.get("/staff/search?q=公司").text)
    assert shown
    assert set(shown) <= set(every)


def test_names_are_masked_and_neither_phone_nor_home_is_shown(visitor, person, street):
    person("覃晓梅", street, "13800138271", "荔湾区东漖北路3栋502房")
    text = visitor("street").get("/staff/search?q=晓梅").text
    assert "<mark>覃*梅</mark>" in text
    assert "覃晓梅" not in text
    text = visitor("street").get("/staff/search?q=8271").text
    assert "13800138271" not in text
    assert "北路" not in visitor("street").get("/staff/search?q=502房").text


def test_the_words_that_matched_are_marked(visitor, person, street):
    person("覃晓梅", street, "13800138271", "荔湾区东漖北路3栋502房")
    text = visitor("street").get("/staff/search", params={"q": "8271 3栋502 qin"}).text
    assert re.findall(r"<mark>([^<]+)</mark>", text) == ["8271", "3栋502房", "qin"]


def test_two_of_one_masked_name_are_told_apart_by_what_they_want(visitor, store, person, street):
    key = person("覃晓梅", street)
    store.add(WorkerWish(worker_id=key, position=1, words="月嫂"))
    store.commit()
    assert "想做月嫂" in visitor("street").get("/staff/search?q=覃").text


def test_a_search_opens_no_file_and_leaves_no_trace(visitor, store, person, street):
    person("覃晓梅", street)
    browser = visitor("street")
    store.rollback()
    before = store.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first()
    browser.get("/staff/search?q=覃晓梅")
    store.rollback()
    assert store.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first() == before


def test_a_firm_is_found_by_name_pinyin_and_credit_code(visitor, store):
    firm = store.exec(select(Employer).where(col(Employer.uscc).is_not(None))).first()
    link = f'href="/staff/employers/{firm.id}"'
    browser = visitor("district")
    for words in (firm.name, firm.sounds.split()[0], firm.uscc, firm.uscc[-6:].lower(), firm.phone[-4:]):
        assert link in browser.get("/staff/search", params={"q": words}).text, words


def test_a_vacancy_is_found_by_title_number_and_firm(visitor, store):
    post = store.exec(select(Vacancy)).first()
    firm = store.get(Employer, post.employer_id)
    link = f'href="/staff/vacancies/{post.id}"'
    browser = visitor("district")
    for words in (post.title, str(post.id), f"岗位{post.id}", f"{firm.name} {post.title[:2]}"):
        assert link in browser.get("/staff/search", params={"q": words}).text, words


def test_a_referral_number_leads_to_both_its_sides(visitor, store, person, street, settings):
    key = person("覃晓梅", street)
    post = store.exec(select(Vacancy)).first()
    new = Referral(
        id=777_001,
        worker_id=key,
        vacancy_id=post.id,
        origin=ReferralOrigin.STAFF,
        state_since=settings.now(),
        created_at=settings.now(),
    )
    propose(store, [new])
    store.commit()
    text = visitor("district").get("/staff/search?q=推荐 777001").text
    assert f'href="/staff/workers/{key}"' in text
    assert f'href="/staff/vacancies/{post.id}"' in text
    assert found(visitor, "岗位 777001", "district") == []


def test_an_erased_file_is_not_found(visitor, person, street, settings):
    person("覃晓梅", street, erased_at=settings.now())
    assert found(visitor, "覃晓梅") == []


def test_while_typing_only_what_was_found_is_sent(visitor, person, street):
    key = person("覃晓梅", street)
    part = visitor("street").get("/staff/search?q=覃晓梅", headers={"HX-Request": "true"}).text
    assert f"/staff/workers/{key}" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    "words", ["", "   ", "%", "_", "'; --", "(", "[a", "*", "9" * 30, "王" * 200, "a b c d e f g h"]
)
def test_whatever_is_typed_is_answered(visitor, words):
    assert visitor("street").get("/staff/search", params={"q": words}).status_code == 200


def test_the_box_stands_on_office_pages_and_on_no_employers(visitor):
    assert 'action="/staff/search"' in visitor("street").get("/staff").text
    assert 'action="/staff/search"' not in visitor("employer").get("/employer").text
