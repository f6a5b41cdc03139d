"""Adverts screened as on the day the gold lines were judged."""

from collections.abc import Callable
from datetime import date

import pytest

from matcher.policy.advert import Advert
from matcher.policy.findings import Screening
from matcher.policy.parameters import packaged_parameters
from matcher.policy.screening import screen

JUDGED_ON = date(2021, 2, 8)


@pytest.fixture
def screened() -> Callable[..., Screening]:
    """Screen a text, with what fields it needs beside it."""

    def of(text: str, on: date = JUDGED_ON, **fields) -> Screening:
        return screen(Advert(text, **fields), packaged_parameters(), on)

    return of
