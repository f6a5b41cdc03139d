"""Several at the same list, or the same answer, at the same moment: nobody goes twice, no day is held for nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session, select

from api.lent_people.answering import Answer, agree, refuse
from api.lent_people.naming import name_people
from api.lent_people.offer_cards import card_of
from api.lent_people.suitability import Candidate
from models.database import writing
from models.employment import Employment
from models.ledger import Reservation
from models.swap import Swap, SwapLoan
from models.swap_member import HOLDS_DAYS, SwapMember
from models.worker import Worker
from tests.api.lent_people.conftest import NOW, TODAY, firm, lending

WRITERS = 4


def at_once(work: Callable[[int], int]) -> int:
    """All writers begin together; the sum of what they did."""
    start = Barrier(WRITERS)

    def run(writer: int) -> int:
        start.wait(timeout=10)
        return work(writer)

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(run, range(WRITERS)))


def locked(session: Session, swap_id: int) -> Swap:
    """The swap as a request that changes it has it."""
    return session.exec(select(Swap).where(Swap.id == swap_id).with_for_update(key_share=True)).one()


def named(engine, swap_id: int, loan_id: int, contract_id: int) -> int:
    with writing(engine) as session:
        swap, contract = locked(session, swap_id), session.get_one(Employment, contract_id)
        person = Candidate(session.get_one(Worker, contract.worker_id), contract)
        loan = session.get_one(SwapLoan, loan_id)
        return len(name_people(session, swap, loan, [person], today=TODAY, now=NOW).named)


@pytest.fixture
def held(engine):
    """The workers whose days are promised, one for each promise."""

    def read() -> list[int]:
        with Session(engine) as session:
            return [row.worker_id for row in session.exec(select(Reservation)) if row.released_at is None]

    return read


def test_somebody_wanted_on_several_lists_at_once_comes_on_one(engine, lent, held):
    person = lent.employee()
    swaps = [lending(lent.session, lent.lender, firm(lent.session, f"借入{n}")) for n in range(WRITERS)]
    lent.session.commit()
    keys = [(one.swap.id, one.loan.id) for one in swaps]
    contract, worker = person.employment.id, person.worker.id
    assert at_once(lambda writer: named(engine, *keys[writer], contract)) == 1
    assert held() == [worker]


def test_the_last_place_named_in_several_tabs_is_given_once(engine, lent, held):
    lent.named(2)
    contracts = [lent.employee().employment.id for _ in range(WRITERS)]
    lent.session.commit()
    swap, loan = lent.swap.id, lent.loan.id
    assert at_once(lambda writer: named(engine, swap, loan, contracts[writer])) == 1
    assert len(held()) == 3


def test_yes_and_no_said_at_once_leave_days_held_just_when_yes_was_last(engine, lent, held):
    (member,) = lent.asked()
    lent.session.commit()
    swap_id, member_id = lent.swap.id, member.id

    def said(writer: int) -> int:
        with writing(engine) as session:
            swap = locked(session, swap_id)
            mine = session.get_one(SwapMember, member_id, with_for_update={"key_share": True})
            if writer % 2:
                refuse(session, swap, mine, channel="本人", today=TODAY, now=NOW)
            else:
                card = card_of(session, swap, mine, TODAY)
                said = Answer(card.version, card.facts, "没有", lower_wage=False, channel="本人")
                agree(session, swap, mine, said, today=TODAY, now=NOW)
        return 1

    assert at_once(said) == WRITERS
    with Session(engine) as session:
        state = session.get_one(SwapMember, member_id).state
    assert len(held()) == (1 if state in HOLDS_DAYS else 0)
