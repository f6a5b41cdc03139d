"""A form that carries a field twice is read with the last of both, unless several are meant."""

import pytest
from sqlmodel import select

from models.vacancy import Vacancy, on_offer
from seed_data.load import PASSWORD
from tests.api.pages.conftest import TODAY


def test_of_a_login_sent_twice_the_last_counts(visitor):
    answer = visitor().submit("/sign-in", login=["nobody", "district"], password=PASSWORD)
    assert answer.headers["location"] == "/staff"


def test_a_complaint_whose_reason_came_twice_is_kept(visitor, store):
    vacancy = store.exec(select(Vacancy).where(on_offer(TODAY))).first()
    answer = visitor().submit(f"/vacancies/{vacancy.id}/complain", reason=["wage", "fee"])
    assert answer.status_code == 303


@pytest.mark.parametrize("password", [[PASSWORD, "wrong"], ["", "wrong"]])
def test_the_first_of_two_passwords_opens_nothing(visitor, password):
    answer = visitor().submit("/sign-in", login="district", password=password)
    assert answer.status_code != 303
