"""Errors are told as problem+json that names the field and how to mend it, and never show the inside."""

import sqlite3

import pytest
from litestar import get
from litestar.testing import create_test_client
from psycopg.errors import AdminShutdown, DeadlockDetected, LockNotAvailable
from sqlalchemy.exc import OperationalError

from api.app import RequestId
from api.errors import STATUS, answer, problem_of
from api.refusals import Refusal
from models.errors import IllegalTransition, ParameterMissing, StoreError

MODULES = ("api.refusals", "models.errors")


def problem(answer):
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def fields(answer):
    return {entry["field"] for entry in problem(answer)["errors"]}


def test_a_problem_has_the_parts_of_the_standard(api):
    told = problem(api.get("/api/vacancies/999999"))
    assert {"type", "title", "status", "detail"} <= set(told)
    assert (told["status"], told["title"]) == (404, "找不到")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"employer_id", "title", "openings"}),
        ({"employer_id": 1, "title": "普工", "openings": True}, {"openings"}),
        ({"employer_id": 1, "title": "普工", "openings": "3"}, {"openings"}),
        ({"employer_id": 1, "title": "普工", "openings": 0}, {"openings"}),
        ({"employer_id": 1, "title": "  ", "openings": 1}, {"title"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "colour": "red"}, {"colour"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "start_date": "2021-02-30"}, {"start_date"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "start_date": 1612713600}, {"start_date"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "phone": "1380013800"}, {"phone"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "wage_low_fen": -1}, {"wage_low_fen"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "wage_low_fen": 2, "wage_high_fen": 1}, {"wage_low_fen"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "street_code": "110101001"}, {"street_code"}),
        ({"employer_id": 999999, "title": "普工", "openings": 1}, {"employer_id"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "shift": "evening"}, {"shift"}),
        ({"employer_id": 1, "title": "普工", "openings": 1, "urgent": 1}, {"urgent"}),
    ],
)
def test_every_faulty_field_of_a_body_is_named(api, body, named):
    answer = api.post("/api/vacancies", body, "district")
    assert (answer.status_code, fields(answer)) == (400, named)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("page=0", "page"),
        ("page_size=201", "page_size"),
        ("page=one", "page"),
        ("sort=colour", "sort"),
        ("shift=evening", "shift"),
        ("lodging=maybe", "lodging"),
        ("wage_min=-1", "wage_min"),
        ("state=zz", "state"),
        ("sort=id,-id", "sort"),
        ("sort=id,title,openings,created_at,updated_at,start_date", "sort"),
        ("sort=" + ",".join(["id"] * 5000), "sort"),
        ("q=%00", "q"),
        ("q=a&words=%00", "words"),
    ],
)
def test_a_faulty_query_is_named(api, query, named):
    assert fields(api.get(f"/api/vacancies?{query}")) == {named}


@pytest.mark.parametrize("path", ["matching-runs", "referrals"])
def test_a_state_there_is_not_is_named_as_it_was_asked(api, path):
    assert fields(api.get(f"/api/{path}?state=zz", "district")) == {"state"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("from=x&to=2021-02-08", "from"),
        ("from=2021-02-08&to=x", "to"),
        ("from=0001-01-01&to=2021-02-08", "from"),
        ("from=2021-02-08&to=9999-12-31", "to"),
        ("from=2021-02-08&to=2021-02-07", "to"),
    ],
)
def test_a_day_no_report_can_begin_or_end_with_is_named(api, query, named):
    answer = api.get(f"/api/reports/workers?{query}", "district")
    assert (answer.status_code, fields(answer)) == (400, {named})


def test_a_form_that_is_not_there_is_named(api):
    assert fields(api("POST", "/api/imports/vacancies", "district", files={"other": b"x"})) == {"file"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_nobody_can_mean_is_named(api, day):
    own = api.account("employer").employer_id
    handed = {"account_id": api.account("specialist1").id, "from_day": day}
    answers = [
        api.post("/api/matching-runs", {"as_of": day}, "district"),
        api.post(f"/api/employers/{own}/specialist", handed, "district"),
    ]
    assert [(answer.status_code, fields(answer)) for answer in answers] == [(400, {"as_of"}), (400, {"from_day"})]


@pytest.mark.parametrize("body", [b'{"login":"\xff"}', b"[" * 2000 + b"]" * 2000, b'{"login":' * 5000])
def test_a_body_the_parser_stumbles_over_is_the_senders_mistake(api, body):
    answer = api("POST", "/api/tokens", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, fields(answer)) == (400, {"body"})


@pytest.mark.parametrize(
    ("field", "value"), [("street_code", "\0"), ("title", "a\0"), ("duties", "\0"), ("phone", "\0")]
)
def test_a_nul_is_kept_nowhere(api, field, value):
    body = {"employer_id": 1, "title": "普工", "openings": 1, field: value}
    assert fields(api.post("/api/vacancies", body, "district")) == {field}


def test_a_missing_parameter_is_named(api):
    assert fields(api.get("/api/reports/pairs?from=2021-02-01", "district")) == {"to"}


@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', "\x00"])
def test_a_body_that_is_no_object_is_the_senders_mistake(api, body):
    headers = {"Content-Type": "application/json"}
    answer = api("POST", "/api/vacancies", "district", content=body, headers=headers)
    assert (answer.status_code, problem(answer)["title"]) == (400, "填写有误")


@pytest.mark.parametrize("number", ["0", "-1", "2147483648", "9" * 20, "9" * 5000])
def test_an_id_no_row_can_have_is_not_there(api, number):
    assert api.get(f"/api/vacancies/{number}").status_code == 404


@pytest.mark.parametrize("path", ["complain", "apply", "share"])
def test_a_page_of_an_id_no_row_can_have_is_not_there(api, path):
    assert api.get(f"/vacancies/{'9' * 20}/{path}").status_code == 404


def test_what_is_sent_is_told_in_chinese(api):
    told = problem(api.post("/api/vacancies", {"title": 3, "openings": 1.5}, "district"))
    assert [entry for entry in told["errors"] if not any("一" <= letter <= "鿿" for letter in entry["why"])] == []


def test_a_fault_of_ours_shows_nothing_of_the_inside():
    @get("/api/broken", sync_to_thread=False)
    def broken() -> None:
        raise RuntimeError("the password is swordfish")

    with create_test_client([broken], exception_handlers={Exception: answer}, middleware=[RequestId]) as client:
        told = client.get("/api/broken", headers={"X-Request-ID": "abc"})
    assert (told.status_code, told.json()["request_id"], "swordfish" in told.text) == (500, "abc", False)


LOCKED = sqlite3.OperationalError("database is locked")
LOCKED.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
BROKEN = sqlite3.OperationalError("no such table: vacancy")
BROKEN.sqlite_errorcode = sqlite3.SQLITE_ERROR


@pytest.mark.parametrize(
    ("cause", "status"),
    [(LOCKED, 503), (BROKEN, 500), (LockNotAvailable(), 503), (DeadlockDetected(), 503), (AdminShutdown(), 500)],
)
def test_only_a_lock_is_worth_another_try(cause, status):
    assert problem_of(OperationalError("SELECT 1", {}, cause)).status == status


@pytest.mark.parametrize("path", ["/", "/api/vacancies", "/no-such-page"])
def test_every_answer_says_what_a_page_may_load_send_and_be_framed_by(api, path):
    policy = api.get(path).headers["content-security-policy"]
    assert {"default-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    )


def test_elsewhere_an_error_is_a_page(api):
    answer = api.get("/no-such-page")
    assert (answer.status_code, answer.headers["content-type"][:9]) == (404, "text/html")


def test_every_refusal_a_request_can_meet_has_a_status():
    """Refusals of the store that only an operator meets are told on the command line instead."""
    met = [kind for kind in _leaves(Refusal) | _leaves(StoreError) if kind.__module__ in MODULES]
    unlisted = [kind.__name__ for kind in met if not any(base in STATUS for base in kind.__mro__)]
    assert set(unlisted) <= {"BackupRefused", ParameterMissing.__name__}
    assert STATUS[IllegalTransition] == 409


def _leaves(kind):
    below = kind.__subclasses__()
    return {leaf for child in below for leaf in _leaves(child)} if below else {kind}
