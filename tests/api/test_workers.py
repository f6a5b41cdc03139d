"""Workers over HTTP: kept by their street, readable by themselves, masked, audited."""

import pytest
from sqlmodel import select

from api.workers.schemas import masked
from models.assistance import WorkerAssistance
from models.audit import AuditEntry
from models.worker import Worker

ELSEWHERE = "440103001"


@pytest.fixture(scope="module")
def neighbour(api):
    """A worker of another street than the demonstration account's."""
    now = api.clock()
    return api.add(Worker(name="邻居", street_code=ELSEWHERE, registered_at=now, updated_at=now))[0]


def new(api, who, **fields):
    return api.post("/api/workers", {"name": "李四", "phone": "13800138000", **fields}, who)


def test_a_street_finds_no_worker_of_another_street(api, neighbour):
    """404 and not 403: that there is such a person is already too much."""
    answers = [api.get(f"/api/workers/{key}", "street") for key in (neighbour, 999999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert api.patch(f"/api/workers/{neighbour}", {"address": "x"}, "street").status_code == 404


def test_a_worker_reads_no_file_but_their_own(api, neighbour):
    assert api.get(f"/api/workers/{neighbour}", "worker").status_code == 404


def test_the_list_of_a_worker_is_themselves(api):
    assert [item["id"] for item in api.get("/api/workers", "worker").json()["items"]] == [
        api.account("worker").worker_id
    ]


def test_a_street_registers_nobody_elsewhere(api):
    assert new(api, "street", street_code=ELSEWHERE).json()["errors"][0]["field"] == "street_code"


def test_who_has_no_known_street_stays_with_who_registered_them(api):
    created = new(api, "street").json()["id"]
    assert api.get(f"/api/workers/{created}", "street").status_code == 200


@pytest.mark.parametrize(("given", "named"), [({"lng": 113.2}, "lat"), ({"lat": 23.1}, "lng")])
def test_half_a_place_is_refused_by_its_missing_half(api, given, named):
    answer = new(api, "street", **given)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, named)


def test_wishes_are_coded_and_kept_in_order(api):
    created = new(api, "street", wishes=["叉车司机", "仓管"]).json()
    assert created["wishes"] == ["叉车司机", "仓管"]


def test_a_fourth_wish_is_refused(api):
    assert new(api, "street", wishes=["甲", "乙", "丙", "丁"]).json()["errors"][0]["field"] == "wishes"


def test_a_list_that_is_sent_replaces_the_one_kept(api):
    created = new(api, "street", skills=["叉车"], certificates=[{"words": "叉车证"}], wishes=["叉车司机"]).json()
    changed = api.patch(f"/api/workers/{created['id']}", {"skills": ["电工", "焊接"]}, "street").json()
    assert (changed["skills"], changed["certificates"], changed["wishes"]) == (
        ["电工", "焊接"],
        created["certificates"],
        ["叉车司机"],
    )


@pytest.mark.parametrize("number", ["440103199001011235", "44010319900101123", "440103199002301238"])
def test_an_id_number_that_cannot_be_is_refused(api, number):
    assert new(api, "street", id_number=number).json()["errors"][0]["field"] == "id_number"


def test_two_people_do_not_share_an_id_number(api):
    first, second = (new(api, "street", id_number="44010319900101123X") for _ in range(2))
    assert sorted((first.status_code, second.status_code)) in ([201, 409], [400, 400])


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("440103199001011234", "4401**********1234"),
        ("H1234567", "******67"),
        ("AB", "**"),
        ("A", "*"),
        (None, None),
        ("", ""),
    ],
)
def test_masking(number, shown):
    assert masked(number) == shown


def test_the_street_certifies_and_reads_assistance(api):
    created = new(api, "street").json()["id"]
    body = {"category": "hardship", "evidence": "证明 12 号", "valid_from": "2021-01-01"}
    assert api.post(f"/api/workers/{created}/assistance", body, "street").status_code == 201
    assert api.get(f"/api/workers/{created}/assistance", "street").json()[0]["category"] == "hardship"


@pytest.mark.parametrize("who", ["district", "specialist1", "employer", "worker"])
def test_nobody_else_reads_assistance(api, who):
    with api.store() as session:
        key = session.exec(select(WorkerAssistance.worker_id)).first()
    assert api.get(f"/api/workers/{key}/assistance", who).status_code == 403


def last_audit(api):
    with api.store() as session:
        return session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()


def test_reading_a_file_leaves_a_row(api, neighbour):
    api.get(f"/api/workers/{neighbour}", "district")
    row = last_audit(api)
    assert (row.action, row.account_id, row.subject_id, row.detail["workers"]) == (
        "worker.read",
        api.account("district").id,
        neighbour,
        [neighbour],
    )


def test_a_worker_who_reads_their_own_file_leaves_none(api):
    before = last_audit(api).id
    api.get(f"/api/workers/{api.account('worker').worker_id}", "worker")
    assert last_audit(api).id == before


def test_a_write_leaves_the_names_of_the_fields_and_not_what_they_hold(api):
    created = new(api, "street").json()["id"]
    api.patch(f"/api/workers/{created}", {"address": "荔湾区某街 7 号", "phone": "13900139000"}, "street")
    row = last_audit(api)
    assert set(row.detail["written"]["worker"][str(created)]) == {"address", "phone", "updated_at"}
    assert "13900139000" not in row.model_dump_json()


def test_a_refused_write_leaves_neither_a_change_nor_a_row(api, neighbour):
    before = last_audit(api).id
    api.patch(f"/api/workers/{neighbour}", {"wage_min_fen": -1}, "district")
    assert last_audit(api).id == before


def test_those_without_a_street_are_listed_apart_and_a_street_reads_only_who_it_registered(api, neighbour):
    def names(who):
        return {item["name"] for item in api.get("/api/workers?street=none&page_size=200", who).json()["items"]}

    new(api, "district", name="无街道甲")
    new(api, "street", name="无街道乙")
    district, street = names("district"), names("street")
    assert {"无街道甲", "无街道乙"} <= district
    assert "邻居" not in district
    assert ("无街道甲" in street, "无街道乙" in street) == (False, True)
