"""A worker's own pages about being lent: plain words, one tap to say no, a yes to what was shown."""

import html
import re
from datetime import date, timedelta

import pytest
from sqlmodel import select

from api.swaps.changing import LoanTerms, change_loan
from api.swaps.moving import By
from models.account import Account
from models.employment import ContractKind, Employment
from models.ledger import PromisedBy, live_of, release
from models.swap import SwapState, move
from models.swap_member import MemberState
from models.worker import Worker
from tests.api.lent_people.conftest import NOW, STAMPS, Candidate, firm, lending


@pytest.fixture
def lent(store):
    return lending(store, firm(store, "逢源制衣厂"), firm(store, "东沙口罩厂", phone="020-81880000"))


@pytest.fixture
def me(lent):
    """The worker of the demonstration, an employee of the lender's."""
    return hired(lent, wage_fen=450_000)


def hired(lent, **contract):
    key = lent.session.exec(select(Account.worker_id).where(Account.login == "worker")).one()
    terms = {"kind": ContractKind.OPEN, "dispatched": False, "post": "缝纫工", "injury_insured": True}
    row = Employment(worker_id=key, employer_id=lent.lender.id, **terms, **STAMPS, **contract)
    lent.session.add(row)
    lent.session.flush()
    worker = lent.session.get(Worker, key)
    worker.birth_date = worker.birth_date or NOW.date().replace(year=1985)
    lent.session.add(worker)
    return Candidate(worker, row)


@pytest.fixture
def member(lent, me):
    found = lent.asked(1, me)[0]
    lent.session.commit()
    return found


def seen_on(page):
    return html.unescape(re.search(r'name="seen" value="([^"]+)"', page.text)[1])


def agreeing(browser, member, **changes):
    page = browser.get(f"/my/swaps/{member.id}")
    form = {"version": re.search(r'name="version" value="(\d+)"', page.text)[1], "seen": seen_on(page)}
    return browser.submit(f"/my/swaps/{member.id}/agree", **form | {"asked_more": "没有"} | changes)


def reread(lent, member):
    lent.session.rollback()
    lent.session.refresh(member)
    return member


def test_the_card_answers_the_six_questions(visitor, member):
    text = visitor("worker").get(f"/my/swaps/{member.id}").text
    for said in (
        *("东沙口罩厂", "东沙大道 9 号", "给口罩耳带打机、质检", "2月16日到2月25日，共 10 天"),
        *(
            "原单位照旧发",
            "逢源制衣厂",
            "4500 元/月",
            "和现在一样",
            "原单位负责",
            "不用说原因",
            "它只看到“未参加”",
        ),
        *("没有职业病危害", "上岗前培训半天", "车间不带手机", "tel:020-81880000", "tel:12333"),
    ):
        assert said in text


def test_no_is_one_tap_and_frees_the_days_at_once(visitor, lent, member):
    browser = visitor("worker")
    browser.get(f"/my/swaps/{member.id}")
    assert browser.submit(f"/my/swaps/{member.id}/refuse").status_code == 303
    assert reread(lent, member).state is MemberState.REFUSED
    assert lent.session.exec(live_of(PromisedBy.SWAP, member.id)).all() == []


def test_no_tapped_twice_is_no_once(visitor, lent, member):
    browser = visitor("worker")
    browser.get(f"/my/swaps/{member.id}")
    answers = [browser.submit(f"/my/swaps/{member.id}/refuse").status_code for _ in range(2)]
    assert answers == [303, 303]
    assert reread(lent, member).state is MemberState.REFUSED


def test_yes_is_noted_with_version_and_fingerprint(visitor, lent, member):
    assert agreeing(visitor("worker"), member).status_code == 303
    found = reread(lent, member)
    assert (found.state, found.consent_version, found.channel) == (MemberState.AGREED, 1, "本人网页")
    assert len(found.facts_sha256) == 64


def test_yes_tapped_twice_is_yes_once(visitor, lent, member):
    browser = visitor("worker")
    page = browser.get(f"/my/swaps/{member.id}")
    form = {"version": "1", "seen": seen_on(page), "asked_more": "没有"}
    assert [browser.submit(f"/my/swaps/{member.id}/agree", **form).status_code for _ in range(2)] == [303, 303]
    assert reread(lent, member).state is MemberState.AGREED


def test_yes_without_a_word_comes_back_with_the_field_marked(visitor, lent, member):
    answer = agreeing(visitor("worker"), member, asked_more=" ")
    assert answer.status_code == 422
    assert "没有就写“没有”" in answer.text
    assert reread(lent, member).state is MemberState.ASKED


def test_a_lower_wage_wants_a_tick_of_its_own(visitor, lent):
    found = lent.asked(1, hired(lent, wage_fen=480_000))[0]
    lent.session.commit()
    browser = visitor("worker")
    assert "那边工资每月少 300 元，我愿意" in browser.get(f"/my/swaps/{found.id}").text
    assert agreeing(browser, found).status_code == 422
    assert agreeing(browser, found, lower_wage="yes").status_code == 303
    assert reread(lent, found).lower_wage is True


def test_what_changed_meanwhile_is_told_and_what_was_typed_stays(visitor, lent, member):
    browser = visitor("worker")
    page = browser.get(f"/my/swaps/{member.id}")
    lent.need.pay = "计件，每月约 4300 元"
    lent.session.add(lent.need)
    lent.session.commit()
    form = {"version": "1", "seen": seen_on(page), "asked_more": "包住吗"}
    answer = browser.submit(f"/my/swaps/{member.id}/agree", **form)
    assert answer.status_code == 409
    assert "劳动报酬：原来是“4500 元/月，每月 10 日由原单位发”，现在是“计件，每月约 4300 元”" in answer.text
    assert "包住吗</textarea>" in answer.text
    assert reread(lent, member).state is MemberState.ASKED


def test_a_new_version_asks_again_and_says_what_changed(visitor, lent, member):
    browser = visitor("worker")
    agreeing(browser, member)
    reread(lent, member)
    lent.session.refresh(lent.swap)
    terms = LoanTerms(people=3, from_day=lent.loan.from_day, to_day=lent.loan.to_day, wage_fen=440_000)
    change_loan(lent.session, lent.swap, lent.loan, terms, By(None, NOW + timedelta(hours=1), NOW.date()))
    lent.session.commit()
    text = browser.get(f"/my/swaps/{member.id}").text
    assert "内容改过，要重新问您：改为3人" in text
    assert "每月4400元" in text
    assert "我愿意去" in text


def test_who_is_named_under_a_later_version_is_not_told_of_changes(visitor, lent, me):
    lent.swap.version = 2
    found = lent.asked(1, me)[0]
    lent.session.commit()
    assert "内容改过" not in visitor("worker").get(f"/my/swaps/{found.id}").text


@pytest.mark.parametrize("seen", ["", "{", "[]", '{"岗位":1}', "x" * 30_000])
def test_a_form_without_what_was_shown_is_no_yes(visitor, lent, member, seen):
    browser = visitor("worker")
    browser.get(f"/my/swaps/{member.id}")
    answer = browser.submit(f"/my/swaps/{member.id}/agree", version="1", seen=seen, asked_more="没有")
    assert answer.status_code == 409
    assert reread(lent, member).state is MemberState.ASKED


def test_a_change_of_mind_is_heard_until_they_leave(visitor, lent, member):
    browser = visitor("worker")
    agreeing(browser, member)
    browser.submit(f"/my/swaps/{member.id}/refuse")
    assert reread(lent, member).state is MemberState.REFUSED
    agreeing(browser, member)
    assert reread(lent, member).state is MemberState.AGREED


def test_who_has_left_finds_no_button(visitor, lent, member):
    agreeing(visitor("worker"), member)
    reread(lent, member).move_to(MemberState.AWAY, now=NOW)
    lent.session.add(member)
    lent.session.refresh(lent.swap)
    for state in (SwapState.CONSENTED, SwapState.SIGNED, SwapState.ACTIVE):
        move(lent.session, lent.swap, state, now=NOW, by=None)
    lent.session.commit()
    text = visitor("worker").get(f"/my/swaps/{member.id}").text
    assert "您已经去了" in text
    assert "我不去</button>" not in text


@pytest.fixture
def longer(visitor, lent, member):
    """They are away, and the borrower would like to keep them until March."""
    agreeing(visitor("worker"), member)
    reread(lent, member).move_to(MemberState.AWAY, now=NOW)
    lent.session.refresh(lent.swap)
    lent.swap.state, lent.swap.extend_to = SwapState.ACTIVE, date(2021, 3, 5)
    lent.session.add_all([member, lent.swap])
    lent.session.commit()
    return member


@pytest.mark.parametrize(("said", "noted"), [("yes", True), ("no", False)])
def test_who_is_away_says_whether_to_stay_longer(visitor, lent, longer, said, noted):
    browser = visitor("worker")
    assert "想请您多留到3月5日" in browser.get(f"/my/swaps/{longer.id}").text
    assert browser.submit(f"/my/swaps/{longer.id}/stay", stays=said, until="2021-03-05").status_code == 303
    assert reread(lent, longer).stays_wanted is noted


def test_a_later_day_that_is_not_the_one_shown_is_not_agreed_to(visitor, lent, longer):
    browser = visitor("worker")
    browser.get(f"/my/swaps/{longer.id}")
    browser.submit(f"/my/swaps/{longer.id}/stay", stays="yes", until="2021-03-01")
    assert reread(lent, longer).stays_wanted is None


def test_what_waits_for_an_answer_comes_first(visitor, lent, me):
    first = lent.asked(1, me)[0]
    first.move_to(MemberState.REFUSED, now=NOW)
    lent.session.add(first)
    release(lent.session, PromisedBy.SWAP, first.id, now=NOW)
    other = lending(lent.session, lent.lender, firm(lent.session, "康王食品厂"))
    other.asked(1, me)
    lent.session.commit()
    text = visitor("worker").get("/my/swaps").text
    assert text.index("康王食品厂") < text.index("东沙口罩厂")


def test_somebody_on_a_list_who_was_not_asked_knows_of_nothing(visitor, lent, me):
    named = lent.name(me).named[0]
    lent.session.commit()
    browser = visitor("worker")
    assert browser.get(f"/my/swaps/{named.id}").status_code == 404
    assert "/my/swaps" not in browser.get("/me").text


def test_the_entry_stands_among_ones_own_pages_once_asked(visitor, member):
    text = visitor("worker").get("/me").text
    assert re.search(r'<a href="/my/swaps">[^<]*<[^>]*>[^<]*1 件等您答复', text)


def test_another_workers_offer_is_not_there(visitor, lent):
    other = lent.asked(1)[0]
    lent.session.commit()
    browser = visitor("worker")
    assert browser.get(f"/my/swaps/{other.id}").status_code == 404
    assert browser.submit(f"/my/swaps/{other.id}/refuse").status_code == 404
    assert reread(lent, other).state is MemberState.ASKED


@pytest.mark.parametrize("who", ["employer", "district", "street"])
def test_nobody_answers_in_a_workers_place_on_these_pages(visitor, member, who):
    browser = visitor(who)
    assert browser.get(f"/my/swaps/{member.id}").status_code == 403
    assert browser.submit(f"/my/swaps/{member.id}/agree", asked_more="没有").status_code == 403


def test_programs_answer_with_what_they_were_shown(visitor, lent, member):
    browser = visitor("worker")
    shown = browser.get(f"/api/swaps/members/{member.id}").json()
    assert (shown["state"], shown["version"], shown["may_answer"]) == ("asked", 1, True)
    said = {"answer": "yes", "version": shown["version"], "seen": shown["facts"], "asked_more": "没有"}
    here = f"/api/swaps/members/{member.id}"
    assert browser.send(here, said | {"seen": {}}).status_code == 409
    answer = browser.send(here, said)
    assert (answer.status_code, answer.json()["state"]) == (200, "agreed")
    assert browser.send(here, {"answer": "no"}).json()["state"] == "refused"
    assert shown["facts"]["岗位"] == "缝纫工"
