"""Signing in, tokens that rotate, and what ends them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from api.access.sessions import GRACE, OFFICE_LIFETIME, ROTATE_AFTER, digest
from api.accounts import signing_in
from models.account import Token
from models.audit import AuditEntry
from seed_data.load import PASSWORD

DISTRICT = {"login": "district", "password": PASSWORD}


@pytest.fixture
def api(fresh_api):
    return fresh_api


def sign_in(api, **credentials):
    """As a browser does: with the CSRF token a page gave it."""
    api.client.get("/healthz")
    csrf = {"x-csrftoken": api.client.cookies["csrftoken"]}
    return api.client.post("/api/session", json={**DISTRICT, **credentials}, headers=csrf)


def bearer(api, token):
    return api.client.get("/api/account", headers={"Authorization": f"Bearer {token}"})


def token_of(api):
    return api.post("/api/tokens", DISTRICT).json()["token"]


def rotated(api, token):
    answer = api.client.post("/api/tokens/rotate", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 201
    return answer.json()["token"]


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(api):
    cookie = sign_in(api).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_the_cookie_signs_in(api):
    sign_in(api)
    assert api.get("/api/account").json()["login"] == "district"


def test_a_new_sign_in_never_keeps_the_old_token(api):
    """No session fixation: whatever cookie a browser came with, it leaves with another."""
    sign_in(api)
    first = api.client.cookies["sid"]
    sign_in(api)
    assert api.client.cookies["sid"] != first


def test_the_token_a_browser_came_with_ends_when_it_signs_in_again(api):
    sign_in(api)
    first = api.client.cookies["sid"]
    sign_in(api)
    api.clock.at += GRACE + timedelta(seconds=1)
    api.client.cookies.set("sid", first)
    assert api.get("/api/account").status_code == 401


def test_the_store_keeps_only_the_hash_of_a_token(api):
    token = token_of(api)
    with api.store() as session:
        kept = session.exec(select(Token)).one()
    assert (kept.digest, token in str(kept)) == (digest(token), False)


def test_without_a_csrf_token_a_cookie_signs_nothing(api):
    sign_in(api)
    answer = api.client.delete("/api/session")
    assert (answer.status_code, "刷新" in answer.json()["detail"]) == (403, True)


def test_a_bearer_request_needs_no_csrf_token(api):
    assert api.post("/api/matching-runs", {}, "district").status_code == 202


def test_a_bearer_request_never_acts_on_the_cookie(api):
    """Otherwise any other site could skip the CSRF token by sending a made-up Bearer header."""
    sign_in(api)
    assert bearer(api, "made-up").status_code == 401


def test_a_csrf_cookie_signed_with_a_lost_secret_is_replaced(api):
    api.client.cookies.set("csrftoken", "f" * 128)
    assert "csrftoken=" in api.client.get("/healthz").headers.get("set-cookie", "")


def test_a_cookie_is_replaced_when_it_is_old(api):
    sign_in(api)
    first = api.client.cookies["sid"]
    api.clock.at += ROTATE_AFTER
    assert "sid=" in api.get("/api/account").headers["set-cookie"]
    assert api.client.cookies["sid"] != first


def test_requests_on_their_way_during_a_replacement_are_answered(api):
    sign_in(api)
    first = api.client.cookies["sid"]
    api.clock.at += ROTATE_AFTER
    api.get("/api/account")
    api.client.cookies.clear()
    api.client.cookies.set("sid", first)
    assert api.get("/api/account").status_code == 200


def test_a_replaced_token_that_comes_back_ends_the_whole_family(api):
    """Whoever shows it has copied it; the thief and the owner both have to sign in again."""
    first = token_of(api)
    second = rotated(api, first)
    assert bearer(api, second).status_code == 200
    api.clock.at += GRACE + timedelta(seconds=1)
    assert (bearer(api, first).status_code, bearer(api, second).status_code) == (401, 401)


def test_a_replaced_token_is_not_replaced_twice(api):
    first = token_of(api)
    rotated(api, first)
    answer = api.client.post("/api/tokens/rotate", headers={"Authorization": f"Bearer {first}"})
    assert answer.status_code == 409


def test_replacing_a_token_does_not_prolong_it(api):
    first = token_of(api)
    api.clock.at += OFFICE_LIFETIME - timedelta(minutes=1)
    second = rotated(api, first)
    api.clock.at += timedelta(minutes=2)
    assert bearer(api, second).status_code == 401


def test_signing_out_ends_the_family(api):
    first = token_of(api)
    second = rotated(api, first)
    api.client.delete("/api/session", headers={"Authorization": f"Bearer {second}"})
    assert bearer(api, second).status_code == 401


def test_a_cookie_token_does_not_work_as_bearer(api):
    sign_in(api)
    assert bearer(api, api.client.cookies["sid"]).status_code == 401


def test_an_unknown_login_and_a_wrong_password_are_told_apart_by_nothing(api):
    answers = [sign_in(api, password="wrong-one").json(), sign_in(api, login="nobody").json()]
    for answer in answers:
        answer.pop("request_id")
    assert answers[0] == answers[1]


def test_after_five_failures_even_the_right_password_waits(api):
    for _ in range(5):
        sign_in(api, password="wrong-one")
    answer = sign_in(api)
    assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (429, True)


def test_many_guesses_at_once_are_no_more_than_five(api):
    """Each is counted before it is looked at."""
    guess = {"login": "district", "password": "wrong-one"}
    with ThreadPoolExecutor(30) as crowd:
        answers = crowd.map(lambda _: api.post("/api/tokens", guess).status_code, range(45))
    assert Counter(answers) == {401: 5, 429: 40}


def test_somebody_elses_guesses_do_not_lock_the_owner_out(api, monkeypatch):
    for _ in range(6):
        sign_in(api, password="wrong-one")
    monkeypatch.setattr(signing_in, "address_of", lambda _request: "10.0.0.2")
    assert sign_in(api).status_code == 200


def test_guesses_at_one_login_from_everywhere_are_stopped(api, monkeypatch):
    brakes = api.state.brakes
    for _ in range(100):
        brakes.by_login.count("district", api.clock())
    monkeypatch.setattr(signing_in, "address_of", lambda _request: "10.0.0.2")
    assert sign_in(api).status_code == 429


def test_the_old_password_is_guessed_five_times_only(api):
    """Whoever finds a browser signed in must not find out the password there."""
    headers = api.headers("worker")
    change = {"old_password": "wrong-one", "new_password": "another-2021"}
    answers = [api.client.put("/api/account/password", json=change, headers=headers).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


@pytest.mark.parametrize("login", ["nobody\0", "x" * 65, "x" * 100_000])
def test_a_login_nobody_can_have_is_refused_on_the_page_like_any_other(api, login):
    api.client.get("/healthz")
    form = {"login": login, "password": "wrong-one", "_csrf_token": api.client.cookies["csrftoken"]}
    assert api.client.post("/sign-in", data=form).status_code == 401


def test_the_wait_is_over_after_ten_minutes(api):
    for _ in range(5):
        sign_in(api, password="wrong-one")
    api.clock.at += timedelta(minutes=10, seconds=1)
    assert sign_in(api).status_code == 200


def test_a_refused_sign_in_leaves_a_row_without_what_was_typed(api):
    sign_in(api, login="wengang-2021", password="wrong-one")
    with api.store() as session:
        row = session.exec(select(AuditEntry).where(AuditEntry.action == "session.refused")).one()
    assert "wengang-2021" not in row.model_dump_json()


def test_a_changed_password_signs_out_everywhere(api):
    token = token_of(api)
    change = {"old_password": PASSWORD, "new_password": "another-2021"}
    answer = api.client.put("/api/account/password", json=change, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, bearer(api, token).status_code) == (204, 401)


def test_a_closed_account_is_signed_out_and_cannot_sign_in(api):
    employer = api.account("employer").id
    token = api.fresh_token("employer")
    api.patch(f"/api/accounts/{employer}", {"active": False}, "district")
    assert bearer(api, token).status_code == 401
    assert api.post("/api/tokens", {"login": "employer", "password": PASSWORD}).status_code == 401


def test_what_a_signed_in_person_reads_is_kept_by_no_cache(api):
    assert api.get("/api/account", "worker").headers["cache-control"] == "no-store"


def test_a_new_token_is_kept_by_no_cache(api):
    assert api.post("/api/tokens", DISTRICT).headers["cache-control"] == "no-store"
