"""Employers over HTTP: kept by their street, put on the key list and served by name."""

import pytest
from sqlmodel import select

from models.employer import Employer, KeyListing


def new(api, who="district", **fields):
    return api.post("/api/employers", {"name": "荔湾某厂", **fields}, who)


def test_a_street_registers_employers_of_its_own_street(api):
    own = api.account("street").street_code
    assert new(api, "street").json()["street_code"] == own
    assert new(api, "street", street_code="440103001").json()["errors"][0]["field"] == "street_code"


def test_a_street_finds_no_employer_of_another_street(api):
    elsewhere = new(api, street_code="440103001").json()["id"]
    assert api.get(f"/api/employers/{elsewhere}", "street").status_code == 404


def test_an_employer_reads_itself_and_nobody_else(api):
    own = api.account("employer").employer_id
    assert [item["id"] for item in api.get("/api/employers", "employer").json()["items"]] == [own]


@pytest.mark.parametrize("code", ["914401010000000001", "91440101MA5CXXXXOO", "9" * 31])
def test_a_credit_code_that_cannot_be_is_refused(api, code):
    assert new(api, uscc=code).json()["errors"][0]["field"] == "uscc"


def test_a_registration_number_from_before_2015_is_not_kept_as_a_credit_code(api):
    assert new(api, uscc="440103000012345").json()["uscc"] is None


def test_a_key_listing_shows_from_its_first_day(api):
    employer = new(api).json()["id"]
    body = {"key_class": "K2", "evidence": "区名单第 3 批", "valid_from": "2021-02-08"}
    assert api.post(f"/api/employers/{employer}/key-listings", body, "district").status_code == 201
    assert api.get(f"/api/employers/{employer}", "district").json()["key_class"] == "K2"


def test_a_listing_that_begins_tomorrow_does_not_show_today(api):
    employer = new(api).json()["id"]
    body = {"key_class": "K2", "evidence": "区名单第 3 批", "valid_from": "2021-02-09"}
    api.post(f"/api/employers/{employer}/key-listings", body, "district")
    assert api.get(f"/api/employers/{employer}", "district").json()["key_class"] is None


@pytest.mark.parametrize(
    ("change", "field"), [({"key_class": "K0"}, "key_class"), ({"valid_to": "2021-01-01"}, "valid_to")]
)
def test_a_listing_that_cannot_be_is_refused_by_field(api, change, field):
    employer = new(api).json()["id"]
    body = {"key_class": "K1", "evidence": "名单", "valid_from": "2021-02-08", **change}
    answer = api.post(f"/api/employers/{employer}/key-listings", body, "district")
    assert answer.json()["errors"][0]["field"] == field


def test_who_is_handed_an_employer_serves_it_from_then_on(api):
    employer = new(api).json()["id"]
    before = api.get(f"/api/employers/{employer}", "specialist1").status_code
    body = {"account_id": api.account("specialist1").id}
    api.post(f"/api/employers/{employer}/specialist", body, "district")
    assert (before, api.get(f"/api/employers/{employer}", "specialist1").status_code) == (404, 200)


def test_only_a_specialist_serves(api):
    body = {"account_id": api.account("street").id}
    answer = api.post(f"/api/employers/{new(api).json()['id']}/specialist", body, "district")
    assert answer.json()["errors"][0]["field"] == "account_id"


def test_idle_staff_are_declared_by_the_employer_and_are_not_more_than_there_are(api):
    own = api.account("employer").employer_id
    body = {"trade": "缝纫工", "people": 12, "from_day": "2021-02-08", "to_day": "2021-02-20"}
    assert api.post(f"/api/employers/{own}/idle-staff", body, "employer").status_code == 201
    api.patch(f"/api/employers/{own}", {"staff_total": 5}, "employer")
    assert api.post(f"/api/employers/{own}/idle-staff", body, "employer").status_code == 409


def test_the_key_filter_keeps_exactly_the_key_employers(api):
    with api.store() as session:
        listed = set(session.exec(select(KeyListing.employer_id).join(Employer).where(Employer.made_up)))
    shown = {item["id"] for item in api.get("/api/employers?key=true&page_size=200", "district").json()["items"]}
    assert listed <= shown
