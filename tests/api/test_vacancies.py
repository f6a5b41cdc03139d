"""Vacancies over HTTP: who reads and keeps which, lists as people expect them."""

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.employer import Employer, KeyListing
from models.ledger import Reservation
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker


def new(api, who, **fields):
    employer = api.account("employer").employer_id
    body = {"employer_id": employer, "title": "叉车司机", "openings": 2, **fields}
    return api.post("/api/vacancies", body, who)


def test_the_offices_vacancy_is_open_at_once(api):
    assert new(api, "district").json()["state"] == "open"


def test_an_employers_vacancy_waits_for_the_office(api):
    created = new(api, "employer").json()
    opened = api.post(f"/api/vacancies/{created['id']}/state", {"state": "open"}, "employer")
    assert (created["state"], opened.status_code) == ("draft", 403)
    assert api.post(f"/api/vacancies/{created['id']}/state", {"state": "open"}, "district").status_code == 200


@pytest.mark.parametrize("who", ["", "worker", "street", "specialist1", "employer"])
def test_a_draft_is_there_for_nobody_else(api, who):
    """A passer-by, a worker, another street, a specialist who does not serve it, another employer."""
    now = api.clock()
    [employer] = api.add(Employer(name="别处的厂", street_code="440103001", registered_at=now, updated_at=now))
    [draft] = api.add(
        Vacancy(employer_id=employer, title="钳工", openings=1, state_since=now, created_at=now, updated_at=now)
    )
    assert api.get(f"/api/vacancies/{draft}", who).status_code == 404


def test_an_employer_keeps_no_vacancy_of_another(api):
    employer = api.account("employer").employer_id
    with api.store() as session:
        other = session.exec(select(Vacancy).where(Vacancy.employer_id != employer)).first()
    assert api.patch(f"/api/vacancies/{other.id}", {"openings": 1}, "employer").status_code == 404
    assert (
        api.post("/api/vacancies", {"employer_id": other.employer_id, "title": "甲", "openings": 1}, "employer").json()[
            "errors"
        ][0]["field"]
        == "employer_id"
    )


def test_only_what_is_sent_changes(api):
    created = new(api, "district", hours="8小时", lodging=True).json()
    changed = api.patch(f"/api/vacancies/{created['id']}", {"lodging": None}, "district").json()
    differing = {key for key in created if created[key] != changed[key]}
    assert differing - {"updated_at"} == {"lodging"}


def opened(api, **fields):
    """An open vacancy of the demonstration employer; its address."""
    return f"/api/vacancies/{new(api, 'district', **fields).json()['id']}"


REWRITTEN = {
    "title": "总经理助理",
    "duties": "别的活",
    "occupation_code": "4-02-05-01",
    "wage_low_fen": 900000,
    "wage_unit": "hour",
    "education_min": 60,
    "certificates_required": ["叉车证"],
}


@pytest.mark.parametrize("field", REWRITTEN)
def test_an_employer_that_rewrites_an_open_vacancy_waits_for_the_office_again(api, field):
    told = api.patch(opened(api), {field: REWRITTEN[field]}, "employer").json()
    assert (told["state"], "待审核" in told["notice"]) == ("draft", True), told


@pytest.mark.parametrize("state", ["suspended", "filled"])
def test_nothing_is_rewritten_behind_a_pause(api, state):
    """Otherwise an employer would suspend, rewrite and open again."""
    own = opened(api)
    api.post(f"{own}/state", {"state": state}, "employer")
    assert api.patch(own, {"title": "总经理助理"}, "employer").json()["state"] == "draft"
    assert api.post(f"{own}/state", {"state": "open"}, "employer").status_code == 403


@pytest.mark.parametrize(
    "change", [{"title": "叉车司机"}, {"phone": "13800138000"}, {"hours": "8小时"}, {"openings": 3}]
)
def test_what_the_office_need_not_read_again_leaves_a_vacancy_open(api, change):
    told = api.patch(opened(api), change, "employer").json()
    assert (told["state"], told["notice"]) == ("open", "")


def test_what_the_office_rewrites_stays_open(api):
    assert api.patch(opened(api), {"title": "仓管员"}, "district").json()["state"] == "open"


def test_a_vacancy_sent_back_says_so_in_the_audit(api):
    own = opened(api)
    api.patch(own, {"title": "总经理助理"}, "employer")
    with api.store() as session:
        row = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert {"title", "state"} <= set(row.detail["written"]["vacancy"][own.rpartition("/")[2]])


def test_urgent_is_for_the_office_to_say(api):
    asked = [new(api, "employer", urgent=True), api.patch(opened(api), {"urgent": True}, "employer")]
    told = [(answer.status_code, answer.json()["errors"][0]["field"]) for answer in asked]
    assert told == [(400, "urgent")] * 2
    assert new(api, "district", urgent=True).json()["urgent"] is True


@pytest.mark.parametrize("who", ["employer", "district"])
def test_openings_do_not_fall_below_those_promised(api, who):
    own = opened(api, openings=3)
    key, now = int(own.rpartition("/")[2]), api.clock()
    for number in (1, 2):
        [worker] = api.add(Worker(name="张三", registered_at=now, updated_at=now))
        promised = {"promised_by": "referral", "promised_id": 10_000 + worker}
        days = {"from_day": api.settings.today(), "created_at": now}
        api.add(Reservation(worker_id=worker, vacancy_id=key, opening_no=number, **promised, **days))
    answers = [api.patch(own, {"openings": number}, who) for number in (1, 2)]
    assert [answer.status_code for answer in answers] == [400, 200]
    assert answers[0].json()["errors"][0]["field"] == "openings"


@pytest.mark.parametrize(("given", "named"), [({"lng": 113.2}, "lat"), ({"lat": 23.1}, "lng")])
def test_half_a_place_is_refused_by_its_missing_half(api, given, named):
    answers = [new(api, "district", **given), api.patch(opened(api), given, "district")]
    assert [(answer.status_code, answer.json()["errors"][0]["field"]) for answer in answers] == [(400, named)] * 2


def test_a_phone_is_kept_as_the_forms_keep_it(api):
    assert new(api, "district", phone="138-0013 8000").json()["phone"] == "13800138000"


def test_a_state_that_does_not_follow_is_refused(api):
    created = new(api, "district").json()["id"]
    api.post(f"/api/vacancies/{created}/state", {"state": "closed"}, "district")
    answer = api.post(f"/api/vacancies/{created}/state", {"state": "open"}, "district")
    assert (answer.status_code, "已结束" in answer.json()["detail"]) == (409, True)


def ids(answer):
    return [item["id"] for item in answer.json()["items"]]


def test_pages_follow_one_another_without_gap_or_repeat(api):
    whole = ids(api.get("/api/vacancies?page_size=200&sort=-wage_high"))
    parts = [ids(api.get(f"/api/vacancies?page_size=7&page={page}&sort=-wage_high")) for page in range(1, 5)]
    assert [key for part in parts for key in part] == whole[:28]


def test_a_page_past_the_end_is_empty_and_still_counts(api):
    far = api.get("/api/vacancies?page=9999").json()
    assert (far["items"], far["total"] > 0) == ([], True)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("shift=night", lambda item: item["shift"] == "night"),
        ("lodging=true", lambda item: item["lodging"] is True),
        ("wage_min=600000", lambda item: item["wage_high_fen"] >= 600000 and item["wage_unit"] == "month"),
        ("key=true", lambda item: item["key_class"] is not None),
        ("key=false", lambda item: item["key_class"] is None),
        ("street=440103018", lambda item: item["street_code"] == "440103018"),
        ("q=%E6%99%AE%E5%B7%A5", lambda item: "普工" in item["title"] + item["duties"]),
    ],
)
def test_a_filter_keeps_what_fits_and_all_of_it(api, query, fits):
    whole = api.get("/api/vacancies?page_size=200").json()["items"]
    kept = api.get(f"/api/vacancies?page_size=200&{query}").json()["items"]
    wanted = {item["id"] for item in whole if item["wage_high_fen"] is not None or "wage" not in query}
    assert {item["id"] for item in kept} == {item["id"] for item in whole if item["id"] in wanted and fits(item)}


def test_an_order_is_kept_with_the_unknown_last(api):
    wages = [item["wage_high_fen"] for item in api.get("/api/vacancies?page_size=200&sort=-wage_high").json()["items"]]
    known = [wage for wage in wages if wage is not None]
    assert wages == sorted(known, reverse=True) + [None] * (len(wages) - len(known))


def test_a_ranked_search_says_what_it_understood_and_why(api):
    found = api.get("/api/vacancies", params={"words": "包装工 包住 三千"}).json()
    assert found["understood"][:1] == ["想做：包装工"]
    assert [item["rank"] for item in found["items"]] == list(range(1, len(found["items"]) + 1))
    assert all(item["reasons"] for item in found["items"])
    assert all(left["count"] > 0 for left in found["refused"])


def test_a_filter_narrows_a_ranked_search(api):
    found = api.get("/api/vacancies", params={"words": "包装工", "lodging": True}).json()
    assert all(item["vacancy"]["lodging"] for item in found["items"])


def test_a_suspended_vacancy_leaves_the_ranked_search_at_once(fresh_api):
    first = fresh_api.get("/api/vacancies", params={"words": "包装工"}).json()["items"][0]["vacancy"]["id"]
    fresh_api.post(f"/api/vacancies/{first}/state", {"state": "suspended"}, "district")
    after = fresh_api.get("/api/vacancies", params={"words": "包装工", "page_size": 200}).json()["items"]
    assert first not in {item["vacancy"]["id"] for item in after}


def test_a_specialist_keeps_only_the_employers_they_serve(api):
    served = {item["id"] for item in api.get("/api/employers?page_size=200", "specialist1").json()["items"]}
    with api.store() as session:
        listed = set(session.exec(select(KeyListing.employer_id)))
        others = session.exec(
            select(Vacancy).where(Vacancy.state == VacancyState.OPEN, Vacancy.employer_id.not_in(served))
        ).first()
    assert served < listed
    assert api.patch(f"/api/vacancies/{others.id}", {"openings": 1}, "specialist1").status_code == 404
