from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from models.sounds import LONGEST, sounds_of
from models.worker import Worker


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("王姐", "wangjie wj"),
        ("覃小梅", "qinxiaomei tanxiaomei qxm txm"),
        ("广泽医用材料厂", "guangzeyiyongcailiaochang anzeyiyongcailiaochang gzyyclc azyyclc"),
        ("Ben Li", "ben li"),
        ("  ", ""),
    ],
)
def test_a_name_sounds_in_full_and_by_its_initials_for_each_reading_of_the_surname(name: str, heard: str) -> None:
    assert set(heard.split()) <= set(sounds_of(name).split())


@given(st.text(max_size=400))
def test_any_name_has_sounds_that_fit_their_column(name: str) -> None:
    assert len(sounds_of(name)) <= LONGEST


def test_a_renamed_worker_sounds_like_the_new_name(session: Session, rows: Any) -> None:
    worker = rows.worker()
    worker.name = "陈晓"
    session.add(worker)
    session.commit()
    assert session.exec(select(Worker.sounds)).one().split()[0] == "chenxiao"
