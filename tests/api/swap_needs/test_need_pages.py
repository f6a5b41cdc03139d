"""Needs by the pages: from the start or from a vacancy, changed, withdrawn, refused with what to do."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.employer import Employer
from models.swap import SwapState
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.vacancy import Vacancy, VacancyState
from tests.api.swap_needs.test_terms import TYPED
from tests.api.swap_offers.conftest import FIRST, LAST, NOW, STAMPS

NEW = "/swaps/needs/new"
TODAY = date(2021, 2, 8)


@pytest.fixture
def vacancy(store: Session, firm: Employer) -> Callable[..., Vacancy]:
    """A packers' vacancy of the firm, on offer and open to lent staff, unless told otherwise."""

    def publish(**facts: object) -> Vacancy:
        usual = {"state": VacancyState.OPEN, "accepts_swap": True, "title": "夜班包装工", "openings": 7}
        usual |= {"wage_low_fen": 460_000, "duties": "装箱、贴标", "meals": True, "lodging": True, "hazards": ["噪声"]}
        row = Vacancy(employer_id=firm.id or 0, state_since=NOW, **(usual | facts), **STAMPS)
        store.add(row)
        store.commit()
        return row

    return publish


def test_a_need_is_stored_as_it_was_typed(employer, firm, latest):
    assert employer.submit(NEW, **TYPED).status_code == 303
    need = latest(SwapNeed)
    assert (need.employer_id, need.trade, need.people, need.wage_fen) == (firm.id, "包装工", 6, 450_000)
    assert (need.from_day, need.to_day, need.min_days, need.urgent) == (FIRST, LAST, 5, True)
    assert (need.hazards, need.protection, need.certificates) == (["噪声"], ["耳塞"], ["健康证"])
    assert (need.work, need.house_rules, need.board) == (TYPED["work"], TYPED["house_rules"], TYPED["board"])


def test_what_is_refused_is_marked_in_place_and_nothing_typed_is_lost(employer, latest):
    answer = employer.submit(NEW, **TYPED | {"wage_fen": "1900", "work": "打包，只招男的"})
    assert answer.status_code == 422
    assert "低于最低工资" in answer.text.partition('id="wage_fen-wrong">')[2].partition("<")[0]
    assert "只招男的" in answer.text.partition('id="work-wrong">')[2].partition("<")[0]
    assert "车间不带手机" in answer.text
    assert latest(SwapNeed) is None or latest(SwapNeed).trade != "包装工"


def test_a_vacancy_open_to_lent_staff_becomes_a_need_with_one_tap(employer, vacancy, latest):
    row = vacancy(start_date=date(2021, 2, 12), open_until=date(2021, 3, 1))
    listed = employer.get("/employer/swap-needs").text
    assert f"/swaps/needs/new?vacancy={row.id}" in listed
    form = employer.get(f"/swaps/needs/new?vacancy={row.id}").text
    for words in ("夜班包装工", "装箱、贴标", 'value="4600"', 'value="2021-02-12"', 'value="2021-03-01"', "包吃、包住"):
        assert words in form
    assert employer.submit(NEW, **TYPED, vacancy=str(row.id)).status_code == 303
    assert latest(SwapNeed).vacancy_id == row.id
    assert f"/swaps/needs/new?vacancy={row.id}" not in employer.get("/employer/swap-needs").text


def test_a_vacancy_is_turned_once(employer, vacancy, latest):
    row = vacancy()
    for people in ("6", "5"):
        employer.submit(NEW, **TYPED | {"people": people}, vacancy=str(row.id))
    assert latest(SwapNeed).people == 6
    assert "已经变成借用需求" in employer.get("/employer/swap-needs").text


@pytest.mark.parametrize(
    "facts",
    [
        {"accepts_swap": False},
        {"accepts_swap": None},
        {"state": VacancyState.SUSPENDED},
        {"open_until": TODAY - timedelta(days=1)},
        {"fresh_until": TODAY - timedelta(days=1)},
        {"openings": 0},
    ],
)
def test_a_vacancy_that_is_not_open_to_lent_staff_now_is_not_turned(employer, vacancy, latest, facts):
    before = latest(SwapNeed)
    row = vacancy(**facts)
    employer.submit(NEW, **TYPED, vacancy=str(row.id))
    assert latest(SwapNeed) == before


def test_another_firms_vacancy_is_not_turned(employer, vacancy, other, latest, store: Session):
    row = vacancy()
    row.employer_id = other.id
    store.commit()
    before = latest(SwapNeed)
    employer.submit(NEW, **TYPED, vacancy=str(row.id))
    assert latest(SwapNeed) == before


def test_a_form_sent_twice_stores_one_need(employer, latest):
    employer.submit(NEW, **TYPED)
    first = latest(SwapNeed).id
    employer.submit(NEW, **TYPED)
    assert latest(SwapNeed).id == first


def test_a_firm_that_also_offers_the_post_on_those_days_is_told_so_and_not_refused(
    employer, firm, store: Session, latest
):
    store.add(SwapOffer(employer_id=firm.id, trade="包装工", people=2, from_day=LAST, to_day=LAST, **STAMPS))
    store.commit()
    employer.submit(NEW, **TYPED)
    assert latest(SwapNeed).trade == "包装工"
    assert "又登记了可借出人员" in employer.get("/employer/swap-needs").text


def test_what_people_have_not_been_told_yet_is_said(employer):
    employer.submit(NEW, **TYPED | {"safety": "", "house_rules": ""})
    assert "还没写：安全怎么保证、要守什么规矩" in employer.get("/employer/swap-needs").text


def test_a_stale_form_says_what_stands_now_and_keeps_what_was_typed(employer, latest, store: Session):
    employer.submit(NEW, **TYPED)
    need = latest(SwapNeed)
    answer = employer.submit(f"/swaps/needs/{need.id}", **TYPED | {"people": "9", "seen": "2021-02-01"})
    assert answer.status_code == 409
    assert "人数，现在存的是：6" in answer.text
    assert 'value="9"' in answer.text
    assert latest(SwapNeed).people == 6


@pytest.fixture
def borrowed(visitor, lent, latest):
    """The need behind six sewers promised, at the page of the office."""
    swap = lent(SwapState.OFFERED)
    return visitor("district"), latest(SwapNeed), swap


def test_a_need_that_a_swap_fills_is_neither_shrunk_nor_withdrawn(borrowed, latest, firm):
    office, need, swap = borrowed
    stands = TYPED | {"trade": "缝纫工", "street_code": "", "seen": need.updated_at.isoformat()}
    shrunk = office.submit(f"/swaps/needs/{need.id}", **stands | {"people": "5"})
    assert shrunk.status_code == 422
    assert f"已经安排 6 人（调剂 {swap.id}）" in shrunk.text.partition('id="people-wrong">')[2].partition("<")[0]
    office.submit(f"/swaps/needs/{need.id}/withdrawal")
    assert latest(SwapNeed).withdrawn_at is None
    assert f"不能撤回，已经安排了：调剂 {swap.id}（{firm.name}）6 人" in office.get(f"/swaps/needs/{need.id}").text


def test_a_need_nobody_fills_is_withdrawn_and_its_vacancy_may_be_turned_again(employer, vacancy, latest):
    row = vacancy()
    employer.submit(NEW, **TYPED, vacancy=str(row.id))
    for _ in range(2):
        employer.submit(f"/swaps/needs/{latest(SwapNeed).id}/withdrawal")
    assert latest(SwapNeed).withdrawn_at is not None
    assert f"/swaps/needs/new?vacancy={row.id}" in employer.get("/employer/swap-needs").text


def test_another_firm_does_not_find_the_need(employer, store: Session, other: Employer):
    stranger = SwapNeed(employer_id=other.id or 0, trade="普工", people=1, from_day=FIRST, to_day=LAST, **STAMPS)
    store.add(stranger)
    store.commit()
    path = f"/swaps/needs/{stranger.id}"
    assert employer.get(path).status_code == 404
    assert employer.submit(path, **TYPED).status_code == 404
    assert employer.submit(f"{path}/withdrawal").status_code == 404


def test_the_office_takes_a_need_down_and_a_street_only_of_its_own_firms(visitor, other: Employer, latest):
    assert visitor("street").submit(NEW, **TYPED, firm=other.name).status_code == 422
    assert visitor("district").submit(NEW, **TYPED, firm=other.name).status_code == 303
    assert latest(SwapNeed).employer_id == other.id


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("post=缝纫", True), ("urgent=yes", False), ("state=past", False), ("state=withdrawn", False)],
)
def test_the_list_is_narrowed(borrowed, query, found):
    office, need, _ = borrowed
    assert (f'"/swaps/needs/{need.id}"' in office.get(f"/swaps/needs?{query}").text) is found
