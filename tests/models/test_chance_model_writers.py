"""Two who decide at the same moment: the second waits, sees what was decided, and no model is in force for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from threading import Barrier

import pytest
from sqlmodel import Session, select

from models.chance_model import ChanceModel, ChanceModelState, Decision, accept, chance_model_on, retire
from models.database import writing
from models.errors import StoreError

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
DAY, YEARS_LATER = date(2021, 2, 8), date(2030, 1, 1)
BY_HAND = "hand-set-2021"
take = partial(accept, by_hand=BY_HAND)


@pytest.fixture
def proposals(session):
    facts = {"results": 100, "first_result": DAY, "last_result": DAY, "params": {}, "metrics": {}, "better": True}
    models = [ChanceModel(**facts, judged_against=BY_HAND, made_at=NOW, state_since=NOW) for _ in range(2)]
    session.add_all(models)
    session.commit()
    return [model.id for model in models]


def both(engine, *decisions):
    """Carry out two decisions, each in its own transaction; neither goes on before both have read (on PostgreSQL).

    SQLite lets the second read only once the first is through. Returns the refusals, None for what was done.
    """
    read = Barrier(2 if engine.dialect.name == "postgresql" else 1)

    def carry_out(decision):
        decide, key = decision
        try:
            with writing(engine) as session:
                model = session.get_one(ChanceModel, key)
                read.wait(timeout=10)
                decide(session, model, Decision(by=None, because="例会", today=DAY, now=NOW))
        except StoreError as refused:
            return refused
        return None

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(carry_out, decisions))


def test_a_model_accepted_and_retired_at_once_is_in_force_on_no_later_day(engine, session, proposals):
    both(engine, (take, proposals[0]), (retire, proposals[0]))
    kept = session.get_one(ChanceModel, proposals[0])
    assert (kept.state, kept.in_force_from) in [(ChanceModelState.RETIRED, None), (ChanceModelState.RETIRED, DAY)]
    assert session.exec(chance_model_on(YEARS_LATER)).first() is None


def test_of_two_proposals_accepted_at_once_one_is_in_force_and_the_other_refused(engine, proposals):
    refused = both(engine, *((take, key) for key in proposals))
    with Session(engine) as session:
        states = sorted(session.exec(select(ChanceModel.state)))
    assert states == [ChanceModelState.IN_FORCE, ChanceModelState.RETIRED]
    assert sum(answer is None for answer in refused) == 1


def test_a_model_retired_by_two_at_once_is_retired_once(engine, proposals):
    refused = both(engine, (retire, proposals[0]), (retire, proposals[0]))
    assert sum(answer is None for answer in refused) == 1
