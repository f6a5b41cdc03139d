"""Gaps by post, employer and week: what no swap has taken yet."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from api.swap_gaps.matrix import Gap, Matrix, matrix_of
from api.swap_gaps.picture import picture_of
from models.database import open_engine, upgrade
from models.employer import Employer
from models.swap import Swap, SwapLoan, draft
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer

NOW = datetime(2021, 2, 8, 1, tzinfo=UTC)
MONDAY = date(2021, 2, 8)
STAMPS = {"created_at": NOW, "updated_at": NOW}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Firms 1 and 2; firm 1 spares ten sewers for one week, firm 2 lacks six from Wednesday to Wednesday."""
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(engine)
    with Session(engine) as session:
        for number in (1, 2):
            session.add(Employer(id=number, name=f"第{number}厂", registered_at=NOW, updated_at=NOW))
        session.flush()
        days = {"from_day": MONDAY, "to_day": MONDAY + timedelta(days=6)}
        session.add(SwapOffer(id=1, employer_id=1, trade="缝纫工", people=10, **days, **STAMPS))
        days = {"from_day": MONDAY + timedelta(days=2), "to_day": MONDAY + timedelta(days=9)}
        session.add(SwapNeed(id=1, employer_id=2, trade="缝纫工", people=6, **days, **STAMPS))
        session.flush()
        yield session
    engine.dispose()


def gaps(session: Session, weeks: int = 2) -> list[tuple[Gap, ...]]:
    """Of the one post: the district's, then each firm's."""
    (post,) = matrix_of(session, MONDAY, weeks).posts
    return [post.gaps, *(firm.gaps for firm in post.firms)]


def test_both_sides_stand_in_the_weeks_they_reach(session: Session) -> None:
    assert gaps(session)[0] == (Gap(short=6, spare=10), Gap(short=6))


def test_each_firm_has_its_own_row_the_short_ones_first(session: Session) -> None:
    assert gaps(session)[1:] == [(Gap(short=6), Gap(short=6)), (Gap(spare=10), Gap())]


def test_what_a_swap_has_taken_is_on_neither_side(session: Session) -> None:
    swap = Swap(lender_id=1, borrower_id=2, state_since=NOW, **STAMPS)
    days = {"from_day": MONDAY + timedelta(days=2), "to_day": MONDAY + timedelta(days=9)}
    draft(session, swap, [SwapLoan(swap_id=0, offer_id=1, need_id=1, people=6, wage_fen=1, **days)], by=None)
    assert gaps(session)[0] == (Gap(spare=10), Gap())  # spare until Tuesday


def test_a_week_counts_as_its_worst_day(session: Session) -> None:
    days = {"from_day": MONDAY + timedelta(days=9), "to_day": MONDAY + timedelta(days=9)}
    session.add(SwapNeed(employer_id=1, trade="缝纫工", people=3, **days, **STAMPS))
    session.flush()
    assert gaps(session)[0] == (Gap(short=6, spare=10), Gap(short=9))


def test_days_past_are_not_looked_at(session: Session) -> None:
    (post,) = matrix_of(session, MONDAY + timedelta(days=7), 1).posts
    assert post.gaps == (Gap(short=6),)


def test_the_picture_has_a_bar_for_each_side_of_a_gap(session: Session) -> None:
    picture = picture_of(matrix_of(session, MONDAY, 2), MONDAY)
    assert [(bar.kind, bar.people) for bar in picture.bars] == [("missing", 6), ("there", 10), ("missing", 6)]


def test_the_longest_bar_of_the_picture_is_that_of_most_people(session: Session) -> None:
    picture = picture_of(matrix_of(session, MONDAY, 2), MONDAY)
    assert max(picture.bars, key=lambda bar: bar.width).people == 10


def test_a_district_without_offers_and_needs_has_no_bars() -> None:
    assert picture_of(Matrix((), ()), MONDAY).bars == []
