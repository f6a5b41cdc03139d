"""A firm with forty people and nothing offered, at the pages of the demonstration, and a swap that takes from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.account import Account
from models.employer import Employer
from models.swap import Swap, SwapLoan, SwapState, draft, move
from models.swap_need import SwapNeed
from models.swap_offer import Shutdown, SwapOffer
from tests.api.pages.conftest import NOW, Browser, settings, store, visitor

__all__ = ["Browser", "settings", "store", "visitor"]

STAMPS = {"created_at": NOW, "updated_at": NOW}
FIRST, LAST = date(2021, 2, 10), date(2021, 2, 19)


@pytest.fixture
def firm(store: Session) -> Employer:
    """The firm of the account `employer`: forty people, nothing offered or needed."""
    account = store.exec(select(Account).where(Account.login == "employer")).one()
    employer = store.get_one(Employer, account.employer_id)
    employer.staff_total = 40
    for table in (SwapOffer, SwapNeed, Shutdown):
        for row in store.exec(select(table).where(table.employer_id == employer.id)):
            store.delete(row)
    store.commit()
    return employer


@pytest.fixture
def other(store: Session, firm: Employer) -> Employer:
    """Another firm of the district, elsewhere than in the street of the account `street`."""
    employer = store.exec(select(Employer).where(col(Employer.id) != firm.id)).first()
    assert employer is not None
    employer.street_code = "440103001"
    store.commit()
    return employer


@pytest.fixture
def employer(visitor: Callable[..., Browser], firm: Employer) -> Browser:
    """Somebody of the firm."""
    return visitor("employer")


@pytest.fixture
def latest(store: Session) -> Callable[..., Any]:
    """The row stored last of a table; None where there is none."""

    def find(table: Any) -> Any:
        store.rollback()  # a new transaction sees what the pages have written
        store.expire_all()
        return store.exec(select(table).order_by(col(table.id).desc())).first()

    return find


@pytest.fixture
def offered(store: Session, firm: Employer) -> SwapOffer:
    """Ten sewers for ten days."""
    days = {"from_day": FIRST, "to_day": LAST}
    terms = {"wage_fen": 420_000, "open_ended": True, "dispatched": False}
    offer = SwapOffer(employer_id=firm.id or 0, trade="缝纫工", people=10, **terms, **days, **STAMPS)
    store.add(offer)
    store.commit()
    return offer


@pytest.fixture
def lent(store: Session, offered: SwapOffer, other: Employer) -> Callable[[SwapState], Swap]:
    """Six of them promised to the other firm from the third day on, by a swap that has come to a state."""

    def lend(state: SwapState) -> Swap:
        need = SwapNeed(employer_id=other.id or 0, trade="缝纫工", people=6, from_day=FIRST, to_day=LAST, **STAMPS)
        store.add(need)
        store.flush()
        swap = Swap(lender_id=offered.employer_id, borrower_id=other.id or 0, state_since=NOW, **STAMPS)
        rows = {"offer_id": offered.id or 0, "need_id": need.id or 0}
        days = {"from_day": date(2021, 2, 12), "to_day": LAST}
        loan = SwapLoan(swap_id=0, people=6, wage_fen=450_000, **rows, **days)
        draft(store, swap, [loan], by=None)
        if state != SwapState.DRAFT:
            move(store, swap, state, by=None, now=NOW)
        store.commit()
        return swap

    return lend
