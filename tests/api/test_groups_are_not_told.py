"""No employer learns of a group: nothing an employer may read names one, counts by one, or changes with one."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from litestar.routes import HTTPRoute
from sqlmodel import select

from api.access.table import TABLE
from api.lent_people.answering import refuse
from api.matching.computing import compute
from api.referrals.reading import may_be_called
from models.account import Account, Role
from models.advert import Advert
from models.assistance import AssistanceCategory, WorkerAssistance
from models.database import writing
from models.employer import Employer
from models.employment import Employment
from models.referral import Referral
from models.run import MatchingRun, RunState
from models.swap_need import SwapNeed
from models.swap_offer import Shutdown
from models.vacancy import Vacancy
from models.worker import Worker
from tests.api.lent_people.conftest import DAYS, firm, lending

TODAY = date(2021, 2, 8)
NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
# What names a group of people, in a key or in words; a vacancy may speak of schooling, which is no group here.
GROUP = re.compile(
    r"assist|category|\bsex\b|birth|hukou|ethnic|fairness|帮扶|困难|残疾|低保|4050|脱贫|性别|户籍|籍贯|民族|\d+ ?岁"
)
# Files, the descriptions of the interface, and the page that says what never counts in an order, by its name.
NOBODYS = ("/static", "/api/openapi", "/ranking")
TYPED_BY_THEM = "/swaps/{swap_id}/people/new"  # an employer states sex and birth date of its own people
QUERIES = ("", "?words=包装工", "?q=包装工")


def addresses(api, ids):
    """Every address an employer's account may read, of its own rows."""
    for route in api.app.routes:
        if isinstance(route, HTTPRoute) and not route.path.startswith(NOBODYS):
            for handler in route.route_handlers:
                action = handler.opt.get("action")
                readable = "GET" in handler.http_methods and Role.EMPLOYER in TABLE[action]
                if readable and route.path_format != TYPED_BY_THEM:
                    yield route.path_format.format(**ids)


@pytest.fixture(scope="module")
def own(api):
    """An own vacancy, after a run whose pairs were taken into referrals and told to the workers."""
    engine = api.state.engine
    with writing(engine) as session:
        run = MatchingRun(as_of=TODAY, asked_at=NOW, state_since=NOW)
        session.add(run)
        run.move_to(RunState.RUNNING, now=NOW)
        session.flush()
        number = run.id
    compute(engine, number, 1, lambda _stage, _done: None, lambda: NOW)
    api.post(f"/api/matching-runs/{number}/take", {"all": True}, "district")
    for referral in api.get("/api/referrals?page_size=200", "district").json()["items"]:
        api.post(f"/api/referrals/{referral['id']}/state", {"state": "told"}, "district")
    employer = api.account("employer").employer_id
    with api.store() as session:
        return session.exec(select(Vacancy.id).where(Vacancy.employer_id == employer, Vacancy.state == "open")).first()


@pytest.fixture(scope="module")
def lent(api):
    """A swap in which the employer lends two of its people, one of them assisted and unwilling; its ids."""
    with writing(api.state.engine) as session:
        lender = session.get_one(Employer, api.account("employer").employer_id)
        swap = lending(session, lender, firm(session, "东沙口罩厂"))
        one, _ = swap.asked(2, swap.employee("覃丽华"), swap.employee("韦秀英"))
        session.add(assisted(one.worker_id))
        swap.employee("莫丽珍")
        refuse(session, swap.swap, one, channel="本人网页", today=TODAY, now=NOW)
        stop = Shutdown(employer_id=lender.id, from_day=TODAY, to_day=TODAY, created_at=NOW, updated_at=NOW)
        need = SwapNeed(employer_id=lender.id, **DAYS, trade="缝纫工", people=1, created_at=NOW, updated_at=NOW)
        session.add_all([stop, need])
        session.flush()
        ids = {"swap_id": swap.swap.id, "offer_id": swap.offer.id, "need_id": need.id, "plan_id": stop.id}
        return {**ids, "month": "2021-02", "name": "agreement"}


@pytest.fixture(scope="module")
def read(api, own, lent):
    """What an employer's account is answered, by address."""
    referral = api.get("/api/referrals", "employer").json()["items"][0]["id"]
    employer = api.account("employer").employer_id
    [advert] = api.add(Advert(employer_id=employer, text="招包装工 2 名", created_at=NOW, updated_at=NOW))
    ids = {"vacancy_id": own, "employer_id": employer, "referral_id": referral, "advert_id": advert, **lent}
    asked = {address + query for address in addresses(api, ids) for query in QUERIES}
    answers = {address: api.get(address, "employer") for address in asked}
    return {address: answer.text for address, answer in answers.items() if answer.status_code == 200}


@pytest.mark.parametrize(
    "address",
    [
        "/employer",
        "/employer/profile",
        "/",
        "/vacancies/{own}",
        "/vacancies/{own}/recounts",
        "/vacancies/{own}/candidates",
        "/vacancies/{own}/suitable",
        "/vacancies/{own}/interviews",
        "/api/vacancies/{own}/recounts",
        "/swaps/1",
        "/swaps/1/people",
    ],
)
def test_the_pages_an_employer_lives_with_are_among_those_read(read, own, address):
    assert address.format(own=own) in read


def test_nothing_an_employer_reads_names_a_group(read):
    assert {address: found for address, text in read.items() if (found := GROUP.findall(text))} == {}


def test_no_page_of_a_swap_tells_an_employer_that_somebody_refused(read, lent):
    told = {address: text for address, text in read.items() if f"/swaps/{lent['swap_id']}" in address}
    assert {f"{part}/swaps/{lent['swap_id']}" for part in ("", "/api")} <= set(told)
    said = re.compile("本人不去|说不去|拒绝|refused")
    assert {address: found for address, text in told.items() if (found := said.findall(text))} == {}


def test_no_number_or_name_is_read_of_who_may_not_be_called(api, read):
    """Of everybody in the district but those whom the employer may call about its own vacancies."""
    with api.store() as session:
        own = select(Vacancy.id).where(Vacancy.employer_id == api.account("employer").employer_id)
        asked = select(Referral, Worker).join(Worker, Worker.id == Referral.worker_id)
        put = session.exec(asked.where(Referral.vacancy_id.in_(own))).all()
        known = {worker.id for row, worker in put if may_be_called(row, row.state, worker)}
        known |= set(session.exec(select(Employment.worker_id)).all())  # whom it lends it knows
        others = session.exec(select(Worker).where(Worker.id.not_in(known), Worker.phone != "")).all()
        public = " ".join(session.exec(select(Vacancy.contact)).all() + session.exec(select(Account.name)).all())
    assert put
    secret = [worker.phone for worker in others]
    secret += [worker.name for worker in others if len(worker.name) > 2 and worker.name not in public]
    told = {address: [one for one in secret if one in text] for address, text in read.items()}
    assert {address: found for address, found in told.items() if found} == {}


@pytest.mark.parametrize("path", ["", "/pairs", "/lists", "/unmatched", "/pairs.xlsx"])
def test_an_employer_reads_no_result_of_a_run(api, own, path):
    assert api.get(f"/api/matching-runs/1{path}", "employer").status_code == 403


def assisted(worker):
    return WorkerAssistance(
        worker_id=worker, category=AssistanceCategory.HARDSHIP, evidence="证明", valid_from=date(2021, 1, 1)
    )


def test_an_employer_reads_the_same_whoever_is_assisted(fresh_api):
    """The recounts of a vacancy do not change when every worker becomes an assisted one."""
    employer = fresh_api.account("employer").employer_id
    with fresh_api.store() as session:
        own = session.exec(select(Vacancy.id).where(Vacancy.employer_id == employer, Vacancy.state == "open")).first()
        workers = session.exec(select(Worker.id)).all()
    before = fresh_api.get(f"/api/vacancies/{own}/recounts", "employer").json()
    assert before["changes"]
    fresh_api.add(*map(assisted, workers))
    assert json.dumps(fresh_api.get(f"/api/vacancies/{own}/recounts", "employer").json()) == json.dumps(before)


def test_who_suits_is_told_the_same_whoever_is_assisted(fresh_api):
    """Neither who is on an employer's list nor their order changes when every other worker becomes an assisted one."""
    employer = fresh_api.account("employer").employer_id
    with fresh_api.store() as session:
        own = session.exec(select(Vacancy.id).where(Vacancy.employer_id == employer, Vacancy.state == "open")).all()
        workers = session.exec(select(Worker.id)).all()

    def told():
        found = {key: fresh_api.get(f"/vacancies/{key}/suitable", "employer").text for key in own}
        return {key: re.findall(r'<b class="nowrap">.*?</tr>', text, re.DOTALL) for key, text in found.items()}

    before = told()
    assert any(before.values())
    fresh_api.add(*map(assisted, workers[::2]))
    assert told() == before
