"""Offers for programs, module-wide on one store."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.employer import Employer
from models.swap_offer import SwapOffer

OFFERS = "/api/swaps/offers"
BODY = {
    "trade": "缝纫工",
    "people": 2,
    "from_day": "2021-02-10",
    "to_day": "2021-02-19",
    "wage_fen": 420_000,
    "open_ended": True,
    "dispatched": False,
}


@pytest.fixture(scope="module")
def stranger(api) -> int:
    """A firm that the account `employer` does not act for."""
    own = api.account("employer").employer_id
    with api.store() as session:
        return session.exec(
            select(Employer.id).where(col(Employer.id) != own, Employer.street_code != "440103021")
        ).first()


def test_an_employer_declares_its_own(api):
    made = api.post(OFFERS, BODY | {"note": "甲"}, "employer")
    assert made.status_code == 201
    assert made.json()["employer_id"] == api.account("employer").employer_id
    assert made.json()["promised"] == 0


def test_an_employer_declares_for_nobody_else(api, stranger):
    assert api.post(OFFERS, BODY | {"employer_id": stranger}, "employer").status_code == 400


def test_the_office_says_whose_they_are(api, stranger):
    assert api.post(OFFERS, BODY, "district").status_code == 400
    assert api.post(OFFERS, BODY | {"employer_id": stranger}, "district").json()["employer_id"] == stranger
    assert api.post(OFFERS, BODY | {"employer_id": stranger}, "street").status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 0},
        {"people": 1.5},
        {"people": True},
        {"trade": " "},
        {"wage_fen": 0},
        {"to_day": "2021-02-01"},
        {"from_day": "2020-01-01", "to_day": "2020-02-01"},
        {"dispatched": True},
        {"open_ended": False, "contract_until": "2021-02-09"},
        {"people": 10_001},
        {"unknown": 1},
    ],
)
def test_a_body_that_no_offer_can_mean_is_refused_by_field(api, wrong):
    answer = api.post(OFFERS, BODY | wrong, "employer")
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_the_same_again_is_a_conflict(api):
    assert api.post(OFFERS, BODY | {"note": "乙"}, "employer").status_code == 201
    assert api.post(OFFERS, BODY | {"note": "乙"}, "employer").status_code == 409


def test_only_what_is_sent_changes(api):
    made = api.post(OFFERS, BODY | {"note": "丙"}, "employer").json()
    changed = api.patch(f"{OFFERS}/{made['id']}", {"people": 1}, "employer").json()
    assert {name for name in made if made[name] != changed[name]} == {"people", "updated_at"}


def test_a_day_cannot_be_taken_away(api):
    made = api.post(OFFERS, BODY | {"note": "丁"}, "employer").json()
    assert api.patch(f"{OFFERS}/{made['id']}", {"from_day": None}, "employer").status_code == 400


def test_a_withdrawn_offer_leaves_the_standing_ones(api):
    made = api.post(OFFERS, BODY | {"note": "戊"}, "employer").json()
    assert api.patch(f"{OFFERS}/{made['id']}", {"withdrawn": True}, "employer").json()["withdrawn_at"]
    standing = api.get(f"{OFFERS}?standing=true", "employer").json()["items"]
    assert made["id"] not in {row["id"] for row in standing}


def test_each_reads_within_scope(api, stranger):
    (theirs,) = api.add(
        SwapOffer(
            employer_id=stranger,
            trade="普工",
            people=1,
            from_day=date(2021, 2, 10),
            to_day=date(2021, 2, 19),
            created_at=api.clock(),
            updated_at=api.clock(),
        )
    )
    seen = {
        who: {row["id"] for row in api.get(OFFERS, who).json()["items"]} for who in ("district", "street", "employer")
    }
    assert {who: theirs in ids for who, ids in seen.items()} == {"district": True, "street": False, "employer": False}
    assert api.patch(f"{OFFERS}/{theirs}", {"people": 2}, "employer").status_code == 404
