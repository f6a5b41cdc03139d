from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from models.errors import IllegalTransition, ReasonMissing
from models.swap import Swap, SwapLoan, SwapState, draft, loans_of, log_of, move, swaps_of
from models.swap_need import SwapNeed, standing_needs
from models.swap_offer import SwapOffer, standing_offers

NOW = datetime(2021, 2, 8, 1, tzinfo=UTC)
DAYS = {"from_day": date(2021, 2, 8), "to_day": date(2021, 2, 20)}


@pytest.fixture
def swap(session: Session, rows: Any) -> Swap:
    """Twelve sewers of a lender for a borrower, drafted."""
    lender, borrower = rows.employer(), rows.employer()
    written = {"trade": "缝纫工", "people": 12, **DAYS, "created_at": NOW, "updated_at": NOW}
    offer, need = SwapOffer(employer_id=lender.id, **written), SwapNeed(employer_id=borrower.id, **written)
    session.add_all([offer, need])
    session.flush()
    new = Swap(lender_id=lender.id, borrower_id=borrower.id, state_since=NOW, created_at=NOW, updated_at=NOW)
    loan = SwapLoan(swap_id=0, offer_id=offer.id, need_id=need.id, people=12, wage_fen=450_000, **DAYS)
    draft(session, new, [loan], by=None)
    return new


def test_a_draft_has_its_loans_and_the_first_line_of_its_log(session: Session, swap: Swap) -> None:
    assert [loan.people for loan in session.exec(loans_of(swap.id))] == [12]
    assert [(line.from_state, line.to_state) for line in session.exec(log_of(swap.id))] == [(None, SwapState.DRAFT)]


def test_each_step_of_a_swap_is_written_down(session: Session, swap: Swap) -> None:
    move(session, swap, SwapState.OFFERED, now=NOW, by=None)
    assert [line.to_state for line in session.exec(log_of(swap.id))] == [SwapState.DRAFT, SwapState.OFFERED]


def test_a_swap_is_not_signed_before_its_people_agreed(session: Session, swap: Swap) -> None:
    with pytest.raises(IllegalTransition):
        move(session, swap, SwapState.SIGNED, now=NOW, by=None)


def test_a_swap_is_not_void_without_a_word_why(session: Session, swap: Swap) -> None:
    with pytest.raises(ReasonMissing):
        move(session, swap, SwapState.VOID, now=NOW, by=None, note=" ")


def test_a_firm_does_not_lend_to_itself(session: Session, swap: Swap) -> None:
    swap.borrower_id = swap.lender_id
    session.add(swap)
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_a_swap_is_found_by_either_firm(session: Session, swap: Swap) -> None:
    assert session.exec(swaps_of(swap.lender_id)).all() == session.exec(swaps_of(swap.borrower_id)).all() == [swap]


def test_offers_and_needs_stand_until_their_last_day(session: Session, swap: Swap) -> None:
    for day, found in ((date(2021, 2, 20), 1), (date(2021, 2, 21), 0)):
        assert len(session.exec(standing_offers(day)).all()) == len(session.exec(standing_needs(day)).all()) == found


def test_what_was_withdrawn_does_not_stand(session: Session, swap: Swap) -> None:
    offer = session.exec(standing_offers(date(2021, 2, 8))).one()
    offer.withdrawn_at = NOW
    session.add(offer)
    assert session.exec(standing_offers(date(2021, 2, 8))).all() == []
