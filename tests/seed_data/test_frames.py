"""The two CSV frames of the `match` contract, made without a database."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.instance import Instance
from seed_data.frames import frames, write_frames
from seed_data.generator import Size

CONTRACT_WORKERS = (
    "worker_id, wishes, skills, certificates, education, birth_date, street, lng, lat, wage_min, shifts, "
    "needs_lodging, available_from, assist"
)
CONTRACT_VACANCIES = (
    "vacancy_id, employer_id, title, duties, skills_required, certificates_required, education_min, street, lng, lat, "
    "wage_low, wage_high, shift, lodging, openings, start_date, open_until, key_class, urgent"
)


@cache
def district() -> tuple[pd.DataFrame, pd.DataFrame]:
    return frames("district", 1)


@pytest.mark.parametrize(("number", "columns"), [(0, CONTRACT_WORKERS), (1, CONTRACT_VACANCIES)])
def test_the_columns_are_those_of_the_contract(number: int, columns: str):
    assert list(district()[number].columns) == columns.split(", ")


def test_only_open_vacancies_are_offered():
    workers, vacancies = district()
    assert 300 <= len(vacancies) < 360
    assert len(workers) == 2_400


def test_booleans_are_0_or_1_or_unknown():
    workers, vacancies = district()
    cells = {*workers["needs_lodging"], *workers["assist"], *vacancies["lodging"], *vacancies["urgent"]}
    assert cells == {"", "0", "1"}


def test_shifts_are_the_three_of_the_contract():
    said = {shift for cell in district()[0]["shifts"] for shift in cell.split("；")}
    assert said == {"", "day", "night", "rotating"}


def test_key_classes_are_those_of_the_list():
    assert set(district()[1]["key_class"]) <= {f"K{n}" for n in range(7)}


def test_every_vacancy_has_an_opening():
    assert district()[1]["openings"].astype(int).min() >= 1


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path):
    for folder in ("one", "other"):
        write_frames("small", 5, tmp_path / folder)
    assert [(tmp_path / "one" / n).read_bytes() for n in ("workers.csv", "vacancies.csv")] == [
        (tmp_path / "other" / n).read_bytes() for n in ("workers.csv", "vacancies.csv")
    ]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_matcher_accepts_the_frames_of_any_seed(seed: int):
    instance = Instance(*frames("small", seed))
    assert len(instance.workers) == 60


def test_a_size_can_be_made_to_order():
    size = Size(workers=5, vacancies=3, employers=2, key=1, idle=0, employers_in_liwan=1.0, workers_in_liwan=1.0)
    assert len(frames(size, 1)[0]) == 5
