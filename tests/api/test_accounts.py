"""Accounts, kept by the district administrator."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from api.access.passwords import Brake, hash_password, password_fits
from api.accounts.signing_in import Brakes
from api.refusals import TooManyAttempts


def new(api, who="district", **fields):
    body = {"login": "new", "name": "新人", "role": "district_admin", "password": "a-long-one", **fields}
    return api.post("/api/accounts", body, who)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"role": "street_staff"}, "street_code"),
        ({"role": "employer"}, "employer_id"),
        ({"role": "worker"}, "worker_id"),
        ({"role": "street_staff", "street_code": "440199999"}, "street_code"),
        ({"role": "employer", "employer_id": 999999}, "employer_id"),
        ({"password": "short"}, "password"),
        ({"role": "mayor"}, "role"),
    ],
)
def test_an_account_that_cannot_be_is_refused_by_field(api, fields, field):
    assert new(api, **fields).json()["errors"][0]["field"] == field


def test_a_login_is_given_once(api):
    assert [new(api, login="twice").status_code for _ in range(2)] == [201, 409]


def test_a_reset_password_replaces_the_old_one(api):
    key = new(api, login="reset").json()["id"]
    api.patch(f"/api/accounts/{key}", {"password": "another-long-one"}, "district")
    signed_in = [
        api.post("/api/tokens", {"login": "reset", "password": password}).status_code
        for password in ("a-long-one", "another-long-one")
    ]
    assert signed_in == [401, 201]


def test_the_audit_tells_one_things_history(api):
    key = new(api, login="watched").json()["id"]
    api.patch(f"/api/accounts/{key}", {"name": "改名"}, "district")
    rows = api.get(f"/api/audit?subject=account&subject_id={key}", "district").json()["items"]
    assert [row["detail"]["route"] for row in rows] == [f"PATCH /api/accounts/{key}", "POST /api/accounts"]


def test_a_password_hash_is_salted_and_argon2id():
    first, second = hash_password("a-long-one"), hash_password("a-long-one")
    assert first != second
    assert first.startswith("$argon2id$")


@pytest.mark.parametrize("kept", [None, "", "not a hash"])
def test_no_password_fits_what_is_no_hash(kept):
    assert not password_fits("a-long-one", kept)


NOW = datetime(2021, 2, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def guesses(brake, *keys, now=NOW):
    for key in keys:
        brake.count(key, now)


def test_a_brake_counts_each_key_alone():
    guesses(Brake(limit=1, window=MINUTE), "a", "b")


def test_a_brake_says_how_long_to_wait():
    brake = Brake(limit=1, window=MINUTE)
    guesses(brake, "a")
    with pytest.raises(TooManyAttempts) as refused:
        brake.count("a", NOW + MINUTE / 2)
    assert refused.value.seconds == 31


def test_a_guess_that_is_taken_back_is_not_counted():
    brake = Brake(limit=1, window=MINUTE)
    guesses(brake, "a")
    brake.take_back("a", NOW)
    guesses(brake, "a")
    assert len(brake) == 1


def test_a_brake_lets_go_of_guesses_past_its_window():
    brake = Brake(limit=1, window=MINUTE)
    guesses(brake, "a", "b", "c")
    guesses(brake, "d", now=NOW + MINUTE)
    assert len(brake) == 1


def test_a_brake_keeps_no_more_keys_than_it_may():
    brake = Brake(limit=2, window=MINUTE, most_keys=3)
    guesses(brake, *"abcdefgh")
    assert len(brake) == 3
    guesses(brake, "h")
    with pytest.raises(TooManyAttempts):
        brake.count("h", NOW)


def test_a_refused_guess_is_counted_by_no_other_brake():
    brakes = Brakes(by_address=Brake(limit=1, window=MINUTE))
    for login in ("a", "b"):
        with suppress(TooManyAttempts):
            brakes.guess(login, "10.0.0.1", NOW, lambda: False)
    assert len(brakes.by_login) == 1


def test_the_right_password_of_many_at_once_is_never_taken_for_guessing():
    brakes = Brakes()
    with ThreadPoolExecutor(20) as crowd:
        right = crowd.map(lambda _: brakes.guess("a", "10.0.0.1", NOW, lambda: True), range(20))
    assert list(right) == [True] * 20


def test_the_last_district_administrator_stays(fresh_api):
    own = fresh_api.account("district").id
    answer = fresh_api.patch(f"/api/accounts/{own}", {"active": False}, "district")
    assert (answer.status_code, "最后一个" in answer.json()["detail"]) == (409, True)


def test_one_of_two_district_administrators_may_go(fresh_api):
    new(fresh_api, login="second")
    own = fresh_api.account("district").id
    assert fresh_api.patch(f"/api/accounts/{own}", {"active": False}, "district").json()["active"] is False
