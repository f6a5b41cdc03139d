"""Offers by the pages: declared by a firm or taken down for it, changed, withdrawn, refused with what to do."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import Session

from models.employer import Employer
from models.swap import SwapState
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.vacancy import Vacancy
from tests.api.swap_offers.conftest import FIRST, LAST, NOW, STAMPS

NEW = "/swaps/offers/new"
TYPED = {
    "trade": "缝纫工",
    "people": "5",
    "from_day": "2021-02-10",
    "to_day": "2021-02-19",
    "wage_fen": "4200",
    "contract": "until",
    "contract_until": "2021-12-31",
    "dispatched": "no",
    "note": "都会平车",
}
AS_STORED = {**TYPED, "people": "10", "contract": "open", "contract_until": "", "note": ""}


def seen(offer: SwapOffer) -> str:
    return offer.updated_at.isoformat()


def test_an_offer_is_stored_as_it_was_typed(employer, firm, latest):
    assert employer.submit(NEW, **TYPED).status_code == 303
    offer = latest(SwapOffer)
    assert (offer.employer_id, offer.trade, offer.people, offer.wage_fen) == (firm.id, "缝纫工", 5, 420_000)
    assert (offer.from_day, offer.to_day) == (FIRST, LAST)
    assert (offer.open_ended, offer.contract_until, offer.dispatched) == (False, date(2021, 12, 31), False)


def test_what_cannot_be_offered_is_marked_in_place_and_nothing_typed_is_lost(employer, latest):
    before = latest(SwapOffer)
    answer = employer.submit(NEW, **TYPED | {"people": "0", "wage_fen": "四千"})
    assert answer.status_code == 422
    for field, told in (("people", "1 到 10000"), ("wage_fen", "只写数字")):
        assert told in answer.text.partition(f'id="{field}-wrong">')[2].partition("<")[0]
    assert "都会平车" in answer.text
    assert latest(SwapOffer) == before


def test_no_more_people_are_offered_than_there_are(employer):
    answer = employer.submit(NEW, **TYPED | {"people": "41"})
    assert answer.status_code == 422
    assert "职工总数是 40 人" in answer.text


def test_all_offers_of_one_day_together_are_no_more_than_the_staff(employer, offered):
    answer = employer.submit(NEW, **TYPED | {"trade": "整烫工", "people": "31"})
    assert answer.status_code == 422
    assert "别的几条已经登记 10 人" in answer.text


def test_the_staff_may_be_offered_again_on_other_days(employer, offered):
    days = {"from_day": "2021-02-20", "to_day": "2021-02-25"}
    assert employer.submit(NEW, **TYPED | {"people": "40"} | days).status_code == 303


def test_a_form_sent_twice_stores_one_offer(employer, latest):
    employer.submit(NEW, **TYPED)
    first = latest(SwapOffer).id
    employer.submit(NEW, **TYPED)
    assert latest(SwapOffer).id == first
    assert "已经登记过了" in employer.get("/employer/swap-offers").text


def test_what_is_still_unknown_is_said_on_the_list(employer):
    employer.submit(NEW, **TYPED | {"wage_fen": "", "dispatched": ""})
    assert "还差：现在的月工资、有没有被派遣劳动者" in employer.get("/employer/swap-offers").text


def test_a_firm_that_also_needs_the_post_on_those_days_is_told_so(employer, store: Session, firm: Employer):
    store.add(SwapNeed(employer_id=firm.id or 0, trade="缝纫工", people=2, from_day=LAST, to_day=LAST, **STAMPS))
    store.commit()
    employer.submit(NEW, **TYPED)
    assert "又登记了借用需求" in employer.get("/employer/swap-offers").text


def test_a_firm_that_recruits_for_the_post_is_told_that_it_will_be_asked(employer, store: Session, firm: Employer):
    facts = {"state": "open", "state_since": NOW, "openings": 3}
    store.add(Vacancy(employer_id=firm.id or 0, title="缝纫工", **facts, **STAMPS))
    store.commit()
    employer.submit(NEW, **TYPED)
    assert "一边招一边借出" in employer.get("/employer/swap-offers").text


def test_an_offer_is_changed(employer, offered, latest):
    path = f"/swaps/offers/{offered.id}"
    assert employer.submit(path, **AS_STORED | {"people": "8", "seen": seen(offered)}).status_code == 303
    assert latest(SwapOffer).people == 8


def test_a_stale_form_says_what_stands_now_and_keeps_what_was_typed(employer, offered, latest, store: Session):
    old, path = seen(offered), f"/swaps/offers/{offered.id}"
    offered.people, offered.updated_at = 7, NOW.replace(hour=3)
    store.commit()
    answer = employer.submit(path, **AS_STORED | {"people": "8", "seen": old})
    assert answer.status_code == 409
    assert "人数，现在存的是：7" in answer.text
    assert 'value="8"' in answer.text
    assert latest(SwapOffer).people == 7


def test_after_the_telling_the_second_press_counts(employer, offered, latest, store: Session):
    old, path = seen(offered), f"/swaps/offers/{offered.id}"
    offered.people, offered.updated_at = 7, NOW.replace(hour=3)
    store.commit()
    shown = employer.submit(path, **AS_STORED | {"people": "8", "seen": old}).text
    again = shown.partition('name="seen" value="')[2].partition('"')[0].replace("&#43;", "+")
    assert employer.submit(path, **AS_STORED | {"people": "8", "seen": again}).status_code == 303
    assert latest(SwapOffer).people == 8


@pytest.mark.parametrize(
    ("change", "field"),
    [({"people": "5"}, "people"), ({"to_day": "2021-02-15"}, "to_day"), ({"from_day": "2021-02-13"}, "from_day")],
)
def test_what_a_swap_rests_on_is_not_taken_back(employer, offered, lent, latest, change, field):
    swap = lent(SwapState.OFFERED)
    answer = employer.submit(f"/swaps/offers/{offered.id}", **AS_STORED | change | {"seen": seen(offered)})
    assert answer.status_code == 422
    mark = answer.text.partition(f'id="{field}-wrong">')[2].partition("<")[0]
    assert f"已经安排 6 人（调剂 {swap.id}）" in mark
    assert latest(SwapOffer).people == 10


@pytest.mark.parametrize("change", [{"people": "6"}, {"from_day": "2021-02-12"}, {"to_day": "2021-02-28"}])
def test_what_no_swap_takes_may_go(employer, offered, lent, change):
    lent(SwapState.OFFERED)
    answer = employer.submit(f"/swaps/offers/{offered.id}", **AS_STORED | change | {"seen": seen(offered)})
    assert answer.status_code == 303


def test_the_post_of_people_promised_stays(employer, offered, lent):
    lent(SwapState.OFFERED)
    answer = employer.submit(f"/swaps/offers/{offered.id}", **AS_STORED | {"trade": "普工", "seen": seen(offered)})
    assert answer.status_code == 422
    assert "按“缝纫工”安排" in answer.text


def test_a_draft_binds_nobody_and_is_shown(employer, offered, lent, other):
    swap = lent(SwapState.DRAFT)
    path = f"/swaps/offers/{offered.id}"
    assert f"调剂 {swap.id}（{other.name}）6 人" in employer.get(path).text
    assert employer.submit(path, **AS_STORED | {"people": "5", "seen": seen(offered)}).status_code == 303


def test_an_offer_is_withdrawn_once_and_for_all(employer, offered, latest):
    for _ in range(2):
        assert employer.submit(f"/swaps/offers/{offered.id}/withdrawal").status_code == 303
    assert latest(SwapOffer).withdrawn_at is not None
    assert "已经撤回，不能再改" in employer.get(f"/swaps/offers/{offered.id}").text


def test_a_withdrawn_offer_is_not_changed_by_a_form_of_before(employer, offered, latest):
    old = seen(offered)
    employer.submit(f"/swaps/offers/{offered.id}/withdrawal")
    withdrawn = latest(SwapOffer)
    for version in (old, seen(withdrawn)):
        employer.submit(f"/swaps/offers/{offered.id}", **AS_STORED | {"people": "8", "seen": version})
    assert latest(SwapOffer).people == 10


def test_an_offer_with_a_swap_on_it_is_not_withdrawn_and_says_which(employer, offered, lent, latest, other):
    swap = lent(SwapState.OFFERED)
    employer.submit(f"/swaps/offers/{offered.id}/withdrawal")
    assert latest(SwapOffer).withdrawn_at is None
    told = employer.get(f"/swaps/offers/{offered.id}").text
    assert f"不能撤回，已经安排了：调剂 {swap.id}（{other.name}）6 人" in told


def test_another_firm_does_not_find_the_offer(visitor, employer, store: Session, other: Employer):
    stranger = SwapOffer(employer_id=other.id or 0, trade="普工", people=1, from_day=FIRST, to_day=LAST, **STAMPS)
    store.add(stranger)
    store.commit()
    path = f"/swaps/offers/{stranger.id}"
    assert employer.get(path).status_code == 404
    assert employer.submit(path, **TYPED).status_code == 404
    assert employer.submit(f"{path}/withdrawal").status_code == 404


def test_the_office_takes_an_offer_down_for_a_firm_named_by_part_of_its_name(visitor, other: Employer, latest):
    assert visitor("district").submit(NEW, **TYPED, firm=other.name).status_code == 303
    assert latest(SwapOffer).employer_id == other.id


@pytest.mark.parametrize(("firm", "told"), [("", "请写是哪家单位"), ("没有这家", "没有叫"), ("广州", "请写全")])
def test_a_firm_that_is_none_or_several_is_asked_again(visitor, firm, told):
    answer = visitor("district").submit(NEW, **TYPED, firm=firm)
    assert answer.status_code == 422
    assert told in answer.text.partition('id="firm-wrong">')[2].partition("<")[0]


def test_a_street_takes_down_offers_of_its_own_firms_only(visitor, other: Employer):
    answer = visitor("street").submit(NEW, **TYPED, firm=other.name)
    assert answer.status_code == 422


def test_the_office_reads_all_and_a_street_its_own(visitor, offered, firm: Employer, store: Session):
    firm.street_code = "440103001"
    store.commit()
    link = f"/swaps/offers/{offered.id}"
    assert link in visitor("district").get("/swaps/offers?post=缝纫&state=standing").text
    assert link not in visitor("street").get("/swaps/offers").text


@pytest.mark.parametrize("query", ["post=焊工", "firm=没有这家", "state=withdrawn", "state=past"])
def test_the_list_is_narrowed(visitor, offered, query):
    assert f"/swaps/offers/{offered.id}" not in visitor("district").get(f"/swaps/offers?{query}").text


def test_each_reader_is_led_to_their_own_list(visitor, employer):
    led = employer.get("/swaps/offers", follow_redirects=False)
    assert led.headers["location"] == "/employer/swap-offers"
    assert (
        visitor("district").get("/employer/swap-offers", follow_redirects=False).headers["location"] == "/swaps/offers"
    )


def test_the_list_is_taken_away_as_it_stands(employer, offered):
    book = openpyxl.load_workbook(BytesIO(employer.get("/employer/swap-offers?as=xlsx").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]
    assert rows[0][:3] == ["岗位", "人数", "哪几天"]
    assert rows[1][:3] == ["缝纫工", 10, "2021-02-10 至 2021-02-19"]


def test_an_empty_list_says_what_to_do(employer: Callable[..., object], firm: Employer):
    assert "写一份停工计划更快" in employer.get("/employer/swap-offers").text
