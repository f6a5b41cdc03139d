"""The same life on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlmodel import Session, select

from api.access.scopes import one
from api.access.table import Action, access_to
from api.swaps.cases import cases
from api.swaps.counting import swap_numbers
from api.swaps.due import alarms
from api.swaps.firm_due import firm_tasks
from api.swaps.listing import Asked, narrowed, swap_rows
from api.swaps.moving import step
from api.swaps.returning import WayBack, bring_back
from api.swaps.showing import view_of
from api.swaps.sides import meanwhile
from models.account import Account, Role
from models.database import writing
from models.swap import Swap, SwapState, swaps_of
from models.swap_member import members_of
from seed_data.load import load_reference
from tests.api.swaps.conftest import NOW, TODAY, Room, _furnish, by_on

HOME = date(2021, 3, 1)


def test_a_swap_goes_from_draft_to_everybodys_return_and_is_read_on_both_databases(engine):
    with writing(engine) as session:
        load_reference(session)
        swap_id = _furnish(session)
    room = Room(None, None, engine, None, swap_id=swap_id)
    room.reach("active")
    with writing(engine) as session:
        swap = session.get_one(Swap, swap_id)
        bring_back(session, swap, session.exec(members_of(swap_id)).all(), WayBack(HOME, "expiry"), by_on(HOME))
    with Session(engine) as session:
        swap = session.get_one(Swap, swap_id)
        admin = Account(login="x", name="x", role=Role.DISTRICT_ADMIN, password_hash="x", created_at=NOW)
        assert swap.state is SwapState.RETURNING
        assert view_of(session, swap, access_to(Action.SWAP_READ, admin), HOME).away == 0
        assert "都回来了，可以结清" in [alarm.words for alarm in alarms(session, cases(session, [swap]), HOME)]
        found = session.exec(narrowed(swaps_of(swap.lender_id), Asked(firm="逢源"))).all()
        assert len(swap_rows(session, found, HOME)) == 1
        firm = Account(login="y", name="y", role=Role.EMPLOYER, password_hash="x", created_at=NOW)
        firm.employer_id = swap.lender_id
        assert len(firm_tasks(session, access_to(Action.SWAP_DESK, firm), swap.lender_id, HOME)) == 1
        assert swap_numbers(session, date(2021, 1, 1), HOME, HOME).worker_days == 130


def test_of_two_who_press_in_the_same_moment_one_takes_the_step(engine):
    with writing(engine) as session:
        load_reference(session)
        swap_id = _furnish(session)
        admin = session.exec(select(Account).where(Account.login == "district")).one()
    access = access_to(Action.SWAP_MOVE, admin)

    def press(_):
        with writing(engine) as session:
            swap = one(session, Swap, swap_id, access, TODAY, lock=True)
            if told := meanwhile(session, swap, "1", TODAY):
                return told
            step(session, swap, SwapState.OFFERED, by_on(TODAY))
            return ""

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(press, range(2)))
    assert told[0] == ""
    assert "征求本人意见" in told[1]
