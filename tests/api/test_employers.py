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


def test_a_registration_number_from_before_2015_is_not_a_credit_code(api):
    assert "2015" in new(api, uscc="440103000012345").json()["errors"][0]["why"]


@pytest.mark.parametrize("wrong", ["x", "无", "12345678"])
def test_what_is_no_credit_code_does_not_erase_the_one_kept(api, wrong):
    employer = new(api).json()["id"]
    answer = api.patch(f"/api/employers/{employer}", {"uscc": wrong}, "district")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "uscc")


IDENTITY = {
    "name": "别人的厂",
    "uscc": "91440101MA5CTX4N5B",
    "legal_person": "别人",
    "street_code": "440103001",
    "kind": "机关",
    "dispatch_permit": True,
}


@pytest.mark.parametrize("field", IDENTITY)
def test_an_employer_does_not_change_who_it_is(api, field):
    own = f"/api/employers/{api.account('employer').employer_id}"
    before = api.get(own, "employer").json()
    change = {field: not before[field]} if field == "dispatch_permit" else {field: IDENTITY[field]}
    told = api.patch(own, change, "employer").json()
    assert [(entry["field"], "联系所在街道" in entry["why"]) for entry in told["errors"]] == [(field, True)]
    assert api.get(own, "employer").json() == before


def test_every_part_of_an_identity_is_named_at_once(api):
    own = f"/api/employers/{api.account('employer').employer_id}"
    told = api.patch(own, {"name": "别人的厂", "legal_person": "别人"}, "employer").json()
    assert [entry["field"] for entry in told["errors"]] == ["name", "legal_person"]


def test_an_employer_may_send_back_its_own_name_with_a_new_contact(api):
    own = f"/api/employers/{api.account('employer').employer_id}"
    name = api.get(own, "employer").json()["name"]
    answer = api.patch(own, {"name": name, "contact": "陈主任"}, "employer")
    assert (answer.status_code, answer.json()["contact"]) == (200, "陈主任")


def test_the_office_corrects_a_name(api):
    employer = new(api).json()["id"]
    assert api.patch(f"/api/employers/{employer}", {"name": "改名的厂"}, "district").json()["name"] == "改名的厂"


@pytest.mark.parametrize(("given", "named"), [({"lng": 113.2}, "lat"), ({"lat": 23.1}, "lng")])
def test_half_a_place_is_refused_by_its_missing_half(api, given, named):
    answer = new(api, **given)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, named)


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


def test_the_key_filter_keeps_exactly_the_key_employers(api):
    with api.store() as session:
        listed = set(session.exec(select(KeyListing.employer_id).join(Employer).where(Employer.made_up)))
    shown = {item["id"] for item in api.get("/api/employers?key=true&page_size=200", "district").json()["items"]}
    assert listed <= shown


def test_those_without_a_street_are_listed_apart_and_no_street_reads_them(api):
    nowhere, somewhere = (new(api, name=name, street_code=code) for name, code in (("甲", None), ("乙", "440103001")))
    listed = [
        api.get("/api/employers?street=none&page_size=200", who).json()["items"] for who in ("district", "street")
    ]
    assert nowhere.json()["id"] in [item["id"] for item in listed[0]]
    assert somewhere.json()["id"] not in [item["id"] for item in listed[0]]
    assert listed[1] == []
