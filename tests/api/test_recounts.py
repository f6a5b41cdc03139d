"""Recounts over JSON: exact, counts only, for a vacancy's own employer and the office."""

import json
from datetime import date

import pytest
from sqlmodel import select

from api.matching.frames import read_frames, vacancy_row
from matcher.pairing.advice.recounts import recount
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.worker_index import WorkerIndex
from models.audit import AuditEntry
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState

TODAY = date(2021, 2, 8)


def vacancy_of(api, employer_id, **changes):
    """A vacancy on offer that several changes would help: low pay, a certificate and a night shift."""
    now = api.clock()
    terms = {
        "title": "包装工",
        "openings": 3,
        "wage_low_fen": 300_000,
        "wage_high_fen": 320_000,
        "shift": "night",
        "education_min": 60,
        "state": VacancyState.OPEN,
        "state_since": now,
        "created_at": now,
        "updated_at": now,
    }
    return api.add(Vacancy(employer_id=employer_id, **{**terms, **changes}))[0]


@pytest.fixture(scope="module")
def own(api):
    return vacancy_of(api, api.account("employer").employer_id)


@pytest.fixture(scope="module")
def foreign(api):
    """A vacancy of an employer that is neither the account's own nor served by the specialist."""
    now = api.clock()
    [employer] = api.add(Employer(name="别家工厂", registered_at=now, updated_at=now))
    return vacancy_of(api, employer)


def test_a_change_brings_exactly_the_people_the_matching_counts(api, own):
    told = api.get(f"/api/vacancies/{own}/recounts", "employer").json()
    with api.store() as session:
        frames, row = read_frames(session, TODAY), vacancy_row(session, own, TODAY)
    people, offer = WorkerIndex.of(frames["workers"]), VacancyIndex.of(frames["vacancies"])
    counted = recount(people, offer, row, as_of=TODAY)
    assert [(change["change"], change["suitable"]) for change in told["changes"]] == list(
        zip(counted["change"], counted["after"], strict=True)
    )
    assert told["changes"]


def test_more_is_what_a_change_adds_to_those_who_suit_now(api, own):
    told = api.get(f"/api/vacancies/{own}/recounts", "employer").json()
    assert {change["suitable"] - change["more"] for change in told["changes"]} == {told["suitable"]}


def test_a_vacancy_that_changed_is_counted_as_it_is_now(api):
    key = vacancy_of(api, api.account("employer").employer_id)
    asked = {change["change"] for change in api.get(f"/api/vacancies/{key}/recounts", "district").json()["changes"]}
    api.patch(f"/api/vacancies/{key}", {"education_min": None}, "district")
    now = {change["change"] for change in api.get(f"/api/vacancies/{key}/recounts", "district").json()["changes"]}
    assert ("education" in asked, "education" in now) == (True, False)


@pytest.mark.parametrize("who", ["employer", "specialist1", "street"])
def test_whoever_does_not_keep_a_vacancy_gets_no_recount_of_it(api, foreign, who):
    assert api.get(f"/api/vacancies/{foreign}/recounts", who).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("", 401), ("worker", 403)])
def test_recounts_are_for_employers_and_the_office(api, own, who, status):
    assert api.get(f"/api/vacancies/{own}/recounts", who).status_code == status


def test_a_vacancy_that_is_not_on_offer_is_refused_with_what_to_do(api):
    key = vacancy_of(api, api.account("employer").employer_id, state=VacancyState.DRAFT)
    answer = api.get(f"/api/vacancies/{key}/recounts", "employer")
    assert (answer.status_code, "开放招聘" in answer.json()["detail"]) == (409, True)


def test_a_recount_says_nothing_of_anybody(api, own):
    """Its keys are exactly these, and no name, street or group is among its words."""
    told = api.get(f"/api/vacancies/{own}/recounts", "employer").json()
    assert set(told) == {"vacancy_id", "as_of", "suitable", "changes"}
    assert {frozenset(change) for change in told["changes"]} == {
        frozenset({"change", "words", "suitable", "more", "cost_fen"})
    }
    assert [word for word in ("帮扶", "困难", "残疾", "4050", "男", "女", "岁") if word in json.dumps(told)] == []


def recounts_in_the_audit(api, key):
    with api.store() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.action == "vacancy.recount")).all()
        return [row.account_id for row in rows if row.subject_id == key]


@pytest.mark.parametrize(("who", "rows"), [("employer", 1), ("specialist1", 0), ("district", 0)])
@pytest.mark.parametrize("path", ["/api/vacancies/{}/recounts", "/vacancies/{}/recounts"])
def test_each_recount_an_employer_asks_for_leaves_an_audit_row(api, who, rows, path):
    key = vacancy_of(api, api.account("employer").employer_id)
    api.get(path.format(key), who)
    assert recounts_in_the_audit(api, key) == [api.account(who).id] * rows


@pytest.mark.parametrize("by_street", [True, False])
def test_a_place_that_is_moved_is_read_again_before_anything_is_counted_there(api, by_street):
    place = {"street_code": api.account("street").street_code} if by_street else {"lng": 113.2, "lat": 23.1}
    key = vacancy_of(api, api.account("employer").employer_id)
    moved = api.patch(f"/api/vacancies/{key}", place, "employer").json()
    assert (moved.get("state"), "地点" in moved["notice"]) == ("draft", True)
    assert api.get(f"/api/vacancies/{key}/recounts", "employer").status_code == 409
