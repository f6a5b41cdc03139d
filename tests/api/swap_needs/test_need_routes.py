"""Needs for programs."""

import pytest

NEEDS = "/api/swaps/needs"
BODY = {
    "trade": "包装工",
    "people": 2,
    "from_day": "2021-02-10",
    "to_day": "2021-02-19",
    "wage_fen": 450_000,
    "min_days": 5,
    "hazards": ["噪声"],
}


def test_an_employer_declares_its_own(api):
    made = api.post(NEEDS, BODY | {"note": ""}, "employer")
    assert made.status_code == 400  # a need has no note
    made = api.post(NEEDS, BODY, "employer")
    assert made.status_code == 201
    assert (made.json()["employer_id"], made.json()["hazards"]) == (api.account("employer").employer_id, ["噪声"])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"people": 0}, "people"),
        ({"min_days": 11}, "min_days"),
        ({"to_day": "2021-02-01"}, "to_day"),
        ({"wage_fen": 209_900}, "wage_fen"),
        ({"hours_day": 9}, "hours_day"),
        ({"work": "只招男的"}, "work"),
        ({"street_code": "440106001"}, "street_code"),
    ],
)
def test_a_body_that_no_need_can_mean_is_refused_by_field(api, wrong, field):
    answer = api.post(NEEDS, BODY | wrong, "employer")
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_only_what_is_sent_changes_and_a_withdrawn_need_stays(api):
    made = api.post(NEEDS, BODY | {"address": "甲路1号"}, "employer").json()
    path = f"{NEEDS}/{made['id']}"
    changed = api.patch(path, {"urgent": True}, "employer").json()
    assert {name for name in made if made[name] != changed[name]} == {"urgent", "updated_at"}
    assert api.patch(path, {"withdrawn": True}, "employer").json()["withdrawn_at"]
    assert api.patch(path, {"people": 1}, "employer").status_code == 409


def test_each_reads_within_scope(api):
    assert api.get(NEEDS, "district").json()["total"] > api.get(NEEDS, "employer").json()["total"]
    assert api.get(NEEDS, "worker").status_code == 403
