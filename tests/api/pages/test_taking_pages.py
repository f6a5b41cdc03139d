"""Pairs of a run taken on its page: the ticked ones, or all."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from api.matching.computing import compute
from models.database import open_engine, writing
from models.referral import Referral, ReferralOrigin
from models.run import MatchingRun, RunState

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
TAKE = "/staff/runs/1/take"


@pytest.fixture
def done(visitor, settings):
    """A member of staff before a finished run."""
    browser = visitor("district")
    browser.submit("/staff/runs", as_of="2021-02-08", seed="7")
    engine = open_engine(settings.database_url)
    with writing(engine) as session:
        session.exec(select(MatchingRun)).one().move_to(RunState.RUNNING, now=NOW)
    compute(engine, 1, 1, lambda _stage, _done: None, lambda: NOW)
    engine.dispose()
    return browser


def boxes(browser):
    return re.findall(r'name="pair" value="(\d+-\d+)"', browser.get("/staff/runs/1").text)


def taken(store):
    store.rollback()
    rows = store.exec(select(Referral.worker_id, Referral.vacancy_id).where(Referral.origin == ReferralOrigin.RUN))
    return {f"{worker}-{vacancy}" for worker, vacancy in rows}


def test_one_ticked_pair_becomes_a_referral_and_has_no_box_any_more(done, store):
    first = boxes(done)[0]
    answer = done.submit(TAKE, pair=first)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/runs/1")
    assert taken(store) == {first}
    assert "已推荐 1 位" in done.get("/staff/runs/1").text
    assert first not in boxes(done)


def test_several_ticked_pairs_are_taken_together(done, store):
    chosen = boxes(done)[:3]
    done.submit(TAKE, pair=chosen)
    assert taken(store) == set(chosen)


def test_nothing_ticked_takes_nothing_and_says_how(done, store):
    done.submit(TAKE)
    assert "还没有选人" in done.get("/staff/runs/1").text
    assert taken(store) == set()


def test_what_was_taken_meanwhile_is_told_and_not_taken_twice(done, store):
    first = boxes(done)[0]
    done.submit(TAKE, pair=first)
    done.submit(TAKE, pair=first)
    assert "1 位没有推荐：求职者已有其他安排" in done.get("/staff/runs/1").text
    assert len(store.exec(select(Referral).where(Referral.origin == ReferralOrigin.RUN)).all()) == 1


def test_a_street_takes_only_its_own_people(done, visitor, store):
    everybodys = set(boxes(done))
    browser = visitor("street")
    own = set(boxes(browser))
    browser.submit(TAKE, pair=sorted(everybodys - own)[0])
    assert taken(store) == set()
    browser.submit(TAKE, all="yes")
    assert taken(store) <= everybodys
    assert own <= taken(store)


def test_a_specialist_sees_no_boxes_and_may_not_take(done, visitor):
    browser = visitor("specialist1")
    assert boxes(browser) == []
    assert browser.submit(TAKE, all="yes").status_code == 403
