"""What an employer types of people it can spare, and each thing that no offer can mean."""

from datetime import date

import pytest

from api.refusals import BadField
from api.swap_offers.terms import OfferTerms, offer_terms, typed, unknown
from models.swap_offer import SwapOffer
from tests.api.swap_offers.conftest import NOW

TODAY = date(2021, 2, 8)
TYPED = {
    "trade": "缝纫工",
    "people": "5",
    "from_day": "2021-02-10",
    "to_day": "2021-02-19",
    "wage_fen": "4200",
    "contract": "until",
    "contract_until": "2021-12-31",
    "dispatched": "no",
}


def told_of(changes: dict[str, str]) -> dict[str, str]:
    """What is said beside which field."""
    with pytest.raises(BadField) as refused:
        offer_terms(TYPED | changes, TODAY)
    return {problem.field: problem.why for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"trade": ""}, "trade", "请写岗位"),
        ({"people": "0"}, "people", "1 到 10000"),
        ({"people": "-3"}, "people", "1 到 10000"),
        ({"people": "二十"}, "people", "1 到 10000"),
        ({"people": "9999999999999"}, "people", "1 到 10000"),
        ({"people": "²"}, "people", "1 到 10000"),
        ({"to_day": "2021-02-09"}, "to_day", "早于第一天2月10日"),
        ({"from_day": "2021-01-01", "to_day": "2021-02-07"}, "to_day", "已经过去"),
        ({"to_day": "2022-12-31", "contract": "open", "contract_until": ""}, "to_day", "最多写一年"),
        ({"to_day": "2021-02-30"}, "to_day", "2021-02-08 这样"),
        ({"to_day": "9999-12-31"}, "to_day", "年之间"),
        ({"from_day": ""}, "from_day", "没有填"),
        ({"wage_fen": "0"}, "wage_fen", "请填 1 到"),
        ({"wage_fen": "1000000"}, "wage_fen", "请填 1 到 100000 元"),
        ({"wage_fen": "四千"}, "wage_fen", "只写数字"),
        ({"contract_until": ""}, "contract_until", "哪天到期"),
        ({"contract": "open"}, "contract_until", "没有到期日"),
        ({"contract_until": "2021-02-09"}, "contract_until", "不能借出"),
        ({"dispatched": "yes"}, "dispatched", "被派遣劳动者不能再借出"),
        ({"note": "长" * 501}, "note", "最多 500 个字"),
    ],
)
def test_what_no_offer_can_mean_is_told_beside_its_field(wrong: dict[str, str], field: str, told: str) -> None:
    found = told_of(wrong)
    assert list(found) == [field]
    assert told in found[field]


def test_several_mistakes_are_told_at_once() -> None:
    assert set(told_of({"trade": "", "people": "0", "wage_fen": "x"})) == {"trade", "people", "wage_fen"}


@pytest.mark.parametrize(
    "right",
    [
        {"from_day": "2021-02-08", "to_day": "2021-02-08"},
        {"from_day": "2021-02-01"},
        {"people": "10000"},
        {"wage_fen": "4,200.50"},
        {"contract_until": "2021-02-10"},
        {"contract": "open", "contract_until": ""},
    ],
)
def test_the_edges_of_what_can_be_meant_are_let_through(right: dict[str, str]) -> None:
    assert isinstance(offer_terms(TYPED | right, TODAY), OfferTerms)


def test_what_is_not_told_stays_unknown() -> None:
    terms = offer_terms(TYPED | {"wage_fen": "", "contract": "", "contract_until": "", "dispatched": ""}, TODAY)
    assert unknown(terms) == ["现在的月工资", "劳动合同到期日", "有没有被派遣劳动者"]


def test_a_stored_offer_is_typed_as_it_was() -> None:
    terms = {"trade": "缝纫工", "people": 5, "wage_fen": 420_000, "contract_until": date(2021, 12, 31)}
    days = {"from_day": date(2021, 2, 10), "to_day": date(2021, 2, 19)}
    offer = SwapOffer(employer_id=1, dispatched=False, **terms, **days, created_at=NOW, updated_at=NOW)
    assert typed(offer) == {**TYPED, "accepts_lower_wage": "", "note": ""}
