"""Accounts, kept by the district administrator."""

from datetime import timedelta

import pytest

from api.passwords import Brake, hash_password, password_fits


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


def test_a_brake_counts_each_key_alone(api):
    brake = Brake(limit=1, window=timedelta(minutes=1))
    brake.failed("a", api.clock())
    brake.check("b", api.clock())
