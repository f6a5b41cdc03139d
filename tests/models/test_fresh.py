from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.vacancy import Vacancy, on_offer


@pytest.mark.parametrize(("days_left", "shown"), [(None, 1), (1, 1), (0, 1), (-1, 0)])
def test_a_vacancy_is_on_offer_until_the_last_day_it_was_said_to_stand(
    session: Session, rows: Any, days_left: int | None, shown: int
) -> None:
    vacancy = rows.vacancy()
    vacancy.fresh_until = None if days_left is None else rows.day + timedelta(days=days_left)
    session.add(vacancy)
    session.flush()
    assert len(session.exec(select(Vacancy).where(on_offer(rows.day))).all()) == shown
