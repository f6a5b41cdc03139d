"""An employer pastes an advert, mends what may not stand, and hands it in."""

import re
from html import unescape

import pytest
from sqlmodel import select

from models.account import Account
from models.advert import Advert
from models.employer import Employer
from models.review import Review, Verdict
from models.vacancy import Vacancy, VacancyState

UNLAWFUL = (
    "急招缝纫工36名，限女性，35岁以下。月薪4500—5600元，包吃住，两班倒，月休四天。"
    "入职交服装押金200元。地址：荔湾区东沙街。电话13922446021。"
)
LAWFUL = "招缝纫工6名，月薪4500—5600元，包吃住，白班，每天8小时。地址：荔湾区东沙街。电话13922446021。"


def paste(browser, text):
    """Paste an advert; the address of its (first) draft."""
    return browser.submit("/employer/adverts/new", text=text).headers["location"]


def fields(page):
    """Every field of the form with what stands in it."""
    text = page.text
    found = dict(re.findall(r'<input id="\w+" name="(\w+)" type="\w+" value="([^"]*)"', text))
    found |= dict(re.findall(r'<textarea id="\w+" name="(\w+)"[^>]*>\n?([^<]*)<', text))
    for name, options in re.findall(r'<select id="\w+" name="(\w+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found |= dict(re.findall(r'<input id="(why_\w+)" name="why_\w+" value="([^"]*)"', text))
    return found


def send(browser, draft, **changes):
    """Send the draft's form as its page shows it, with some fields changed."""
    return browser.submit(draft, **{**fields(browser.get(draft)), **changes})


def draft_in(store, draft):
    store.rollback()
    return store.get(Advert, int(draft.rpartition("/")[2]))


def test_what_is_read_of_a_pasted_advert_stands_in_its_fields(visitor):
    browser = visitor("employer")
    read = fields(browser.get(paste(browser, LAWFUL)))
    told = {name: read[name] for name in ("title", "openings", "wage_low_fen", "wage_high_fen", "lodging", "shift")}
    assert told == {
        "title": "缝纫工",
        "openings": "6",
        "wage_low_fen": "4500",
        "wage_high_fen": "5600",
        "lodging": "yes",
        "shift": "day",
    }


def test_the_text_stays_as_it_was_pasted_and_its_facts_are_marked(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, "<b>招</b>" + LAWFUL)
    assert draft_in(store, draft).text == "<b>招</b>" + LAWFUL
    page = browser.get(draft).text
    assert "<u>缝纫工</u>" in page
    assert "<b>招</b>" not in page


def test_each_unlawful_phrase_is_told_with_its_article_and_what_to_write(visitor):
    browser = visitor("employer")
    page = browser.get(paste(browser, UNLAWFUL)).text
    assert '<mark class="block">限女性</mark>' in page
    assert "《人力资源市场暂行条例》第二十四条" in page
    assert "“不限性别”" in page
    assert '<mark class="block">入职交服装押金200元</mark>' in page


def test_one_tap_puts_the_rewrite_into_the_text_and_the_fields(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, UNLAWFUL)
    send(browser, draft, mend="V01|限女性", duties="车缝衣服，限女性")
    kept = draft_in(store, draft)
    assert "限女性" not in kept.text
    assert "不限性别" in kept.text
    assert kept.answers["duties"] == "车缝衣服，不限性别"


def test_a_forbidden_phrase_is_not_handed_in_and_nothing_typed_is_lost(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, UNLAWFUL)
    answer = send(browser, draft, do="submit", payday="每月 10 号")
    assert answer.status_code == 422
    assert 'value="每月 10 号"' in answer.text
    assert (draft_in(store, draft).vacancy_id, draft_in(store, draft).answers["payday"]) == (None, "每月 10 号")


def test_a_phrase_that_needs_a_reason_goes_with_one(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, "招搬运工2名，35岁以下，月薪5000元，地址东沙街，电话13922446021。")
    assert send(browser, draft, do="submit").status_code == 422
    send(browser, draft, do="submit", why_V06="要在高处作业")
    review = store.exec(select(Review).where(Review.vacancy_id == draft_in(store, draft).vacancy_id)).one()
    assert (review.verdict, review.findings[0]["reason"]) == (Verdict.WARN, "要在高处作业")


def test_a_lawful_advert_becomes_a_vacancy_that_waits_for_the_office(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    assert send(browser, draft, do="submit").status_code == 303
    vacancy = store.get(Vacancy, draft_in(store, draft).vacancy_id)
    assert (vacancy.state, vacancy.title, vacancy.wage_low_fen) == (VacancyState.DRAFT, "缝纫工", 450000)
    assert store.exec(select(Review.verdict).where(Review.vacancy_id == vacancy.id)).one() == Verdict.OK


def test_a_field_that_cannot_be_read_is_marked_in_place(visitor):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    answer = send(browser, draft, do="submit", wage_low_fen="四千多", openings="")
    assert answer.status_code == 422
    assert 'id="wage_low_fen-wrong"' in answer.text
    assert 'id="openings-wrong"' in answer.text
    assert 'value="四千多"' in answer.text


def folded(page):
    """The names of the fields that stand in what can be opened."""
    return re.findall(r' name="(\w+)"', page.text.partition("还可以填")[2].partition("</details>")[0])


def test_what_was_not_read_and_need_not_be_filled_is_folded_away(visitor):
    browser = visitor("employer")
    assert {"payday", "interview"} <= set(folded(browser.get(paste(browser, LAWFUL))))


def test_what_was_read_or_must_be_asked_is_never_folded_away(visitor):
    browser = visitor("employer")
    read = {"hours", "meals", "address"} | {"title", "openings", "duties", "street_code", "shift"}
    assert read.isdisjoint(folded(browser.get(paste(browser, LAWFUL))))


def test_a_folded_field_that_was_typed_wrong_stands_in_view(visitor):
    browser = visitor("employer")
    answer = send(browser, paste(browser, LAWFUL), contract_months="半年", do="submit")
    assert 'value="半年"' in answer.text
    assert "contract_months" not in folded(answer)


def test_several_posts_of_one_advert_become_several_drafts(visitor, store):
    browser = visitor("employer")
    draft = paste(
        browser, "招聘：\n1、缝纫工 10名，月薪5000元\n2、叉车工 2名，月薪6000元\n地址：东沙街，电话13922446021"
    )
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    titles = [row.answers["title"] for row in store.exec(select(Advert).where(Advert.employer_id == employer))]
    assert titles == ["缝纫工", "叉车工"]
    assert browser.get(draft).text.count('class="chip"') == 2


def test_an_employer_nobody_verified_keeps_its_draft_and_is_told_why(visitor, store):
    employer = store.exec(select(Employer).join(Account).where(Account.login == "employer")).one()
    employer.verified = False
    store.add(employer)
    store.commit()
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    send(browser, draft, do="submit")
    assert "还没有核实" in browser.get(draft).text
    assert draft_in(store, draft).vacancy_id is None


def test_another_employers_draft_is_not_there(visitor, store, settings):
    other = store.exec(select(Employer.id).where(Employer.id != 1)).first()
    mine = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    row = Advert(
        employer_id=other if other != mine else 1, text=LAWFUL, created_at=settings.now(), updated_at=settings.now()
    )
    store.add(row)
    store.commit()
    assert visitor("employer").get(f"/employer/adverts/{row.id}").status_code == 404


def test_the_screening_of_what_is_typed_keeps_nothing(visitor, store):
    answer = visitor("employer").submit("/employer/adverts/screening", text="招男工，押金300元")
    assert "不能写" in answer.text
    assert store.exec(select(Advert)).all() == []


@pytest.mark.parametrize("text", ["", "    ", "你好", "\n" * 50])
def test_a_text_that_says_nothing_makes_an_empty_draft(visitor, text):
    browser = visitor("employer")
    assert browser.get(paste(browser, text)).status_code == 200


def test_a_draft_nobody_needs_goes(visitor, store):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    browser.submit(f"{draft}/removal")
    assert draft_in(store, draft) is None


def seen_in(page):
    """What the form's page was made of: its hidden fields."""
    hidden = re.findall(r'<input type="hidden" name="(was_\w+)" value="([^"]*)"', page.text)
    return {name: unescape(value) for name, value in hidden}


@pytest.fixture
def two_windows(visitor):
    """One draft open in two windows; the first has been saved with another payday and address."""
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    page = browser.get(draft)
    opened = {**fields(page), **seen_in(page)}
    browser.submit(draft, **{**opened, "payday": "每月 10 号", "address": "东沙街 1 号", "do": "save"})
    return browser, draft, opened


def test_a_draft_saved_in_another_window_is_not_wiped(two_windows, store):
    browser, draft, opened = two_windows
    answer = browser.submit(draft, **{**opened, "hours": "8:00–17:00", "do": "save"})
    assert answer.status_code == 409
    kept = draft_in(store, draft).answers
    assert (kept["payday"], kept["address"]) == ("每月 10 号", "东沙街 1 号")


def test_the_second_window_shows_both_what_was_saved_elsewhere_and_what_is_typed_in_it(two_windows):
    browser, draft, opened = two_windows
    answer = browser.submit(draft, **{**opened, "hours": "8:00–17:00", "address": "东沙街 2 号", "do": "save"})
    shown = fields(answer)
    assert (shown["payday"], shown["hours"], shown["address"]) == ("每月 10 号", "8:00–17:00", "东沙街 2 号")
    assert "现在 东沙街 1 号" in re.sub(r"<[^>]+>", "", answer.text)


def test_the_second_window_saves_when_it_is_sent_again(two_windows, store):
    browser, draft, opened = two_windows
    told = browser.submit(draft, **{**opened, "hours": "8:00–17:00", "do": "save"})
    assert browser.submit(draft, **{**fields(told), **seen_in(told), "do": "save"}).status_code == 303
    kept = draft_in(store, draft).answers
    assert (kept["payday"], kept["hours"]) == ("每月 10 号", "8:00–17:00")


def test_a_text_whose_lines_a_browser_ends_otherwise_was_not_changed_elsewhere(visitor):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL.replace("。", "。\n"))
    page = browser.get(draft)
    sent = {name: value.replace("\n", "\r\n") for name, value in {**fields(page), **seen_in(page)}.items()}
    assert browser.submit(draft, **sent, do="save").status_code == 303


@pytest.mark.parametrize("sent", [False, True])
def test_what_is_typed_is_kept_in_the_browser_for_this_version_of_the_draft(visitor, store, sent):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    page = send(browser, draft, do="submit", openings="") if sent else browser.get(draft)
    form = re.search(r"<form[^>]*data-keep=[^>]*>", page.text)[0]
    row = draft_in(store, draft)
    assert f'data-keep="advert-{row.id}" data-keep-version="{row.updated_at.isoformat()}"' in form
    assert ("data-keep-as-sent" in form) == sent


def test_a_draft_sent_twice_by_a_double_click_is_saved(visitor):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    page = browser.get(draft)
    sent = {**fields(page), **seen_in(page), "payday": "每月 10 号", "do": "save"}
    assert [browser.submit(draft, **sent).status_code for _ in range(2)] == [303, 303]


def test_what_is_typed_into_a_draft_handed_in_meanwhile_is_said_not_to_be_kept(visitor):
    browser = visitor("employer")
    draft = paste(browser, LAWFUL)
    sent = {**fields(browser.get(draft)), "do": "submit"}
    browser.submit(draft, **sent)
    answer = browser.submit(draft, **{**sent, "payday": "每月 10 号"})
    assert "刚才填的没有存" in browser.get(answer.headers["location"]).text
