"""Builders of tiny instances: start from a pair that fits, change one thing."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import pytest

from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.run import MatchResult, match

AS_OF = date(2021, 2, 8)
WORKER = {
    "worker_id": "w1",
    "wishes": "叉车司机",
    "skills": "叉车",
    "certificates": "叉车证",
    "education": "70",
    "birth_date": "1985-03-02",
    "street": "440103021",
    "lng": "",
    "lat": "",
    "wage_min": "5000",
    "shifts": "day",
    "needs_lodging": "0",
    "available_from": "2021-02-18",
    "assist": "0",
}
VACANCY = {
    "vacancy_id": "v1",
    "employer_id": "e1",
    "title": "叉车司机",
    "duties": "",
    "skills_required": "",
    "certificates_required": "",
    "education_min": "70",
    "street": "440103021",
    "lng": "",
    "lat": "",
    "wage_low": "5000",
    "wage_high": "6000",
    "shift": "day",
    "lodging": "0",
    "openings": "1",
    "start_date": "2021-02-19",
    "open_until": "2021-03-31",
    "key_class": "K0",
    "urgent": "0",
}
Changes = Mapping[str, object]
Build = Callable[..., Instance]
Run = Callable[..., MatchResult]


def build(workers: list[Changes] | None = None, vacancies: list[Changes] | None = None) -> Instance:
    """An instance of rows that differ from a fitting pair as said; ids are w1, w2 … and v1, v2 … unless given."""
    sides = (
        (WORKER, "worker_id", "w", [{}] if workers is None else workers),
        (VACANCY, "vacancy_id", "v", [{}] if vacancies is None else vacancies),
    )
    frames = []
    for usual, key, letter, rows in sides:
        made = [{**usual, key: f"{letter}{number}", **row} for number, row in enumerate(rows, start=1)]
        frames.append(pd.DataFrame(made, columns=list(dict.fromkeys([*usual, *(k for row in made for k in row)]))))
    return Instance(*(frame.astype(object) for frame in frames))


@pytest.fixture(scope="session")
def make_instance() -> Build:
    return build


@pytest.fixture(scope="session")
def run_match() -> Run:
    """Match rows built like ``make_instance``; ``params`` are parameters by name."""

    def run(workers=None, vacancies=None, *, seed: int = 0, as_of: date = AS_OF, **params: object) -> MatchResult:
        return match(build(workers, vacancies), MatchParams.from_mapping(params, as_of), as_of=as_of, seed=seed)

    return run
