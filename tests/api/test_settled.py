"""What is over leaves every list at once, and nobody reads again what they acted on or refused."""

import re
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from api.matching.commands import match_now
from models.database import writing
from models.referral import Referral, ReferralOrigin, ReferralState
from models.run import RunFrame, RunListLine
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

GONE = (
    ReferralState.PROPOSED,
    ReferralState.HIRED,
    ReferralState.DECLINED_BY_WORKER,
    ReferralState.DECLINED_BY_EMPLOYER,
)


@pytest.fixture(scope="module")
def listed(api):
    """A finished run, the signed-in worker and the first vacancy on their list."""
    match_now(api.settings, None, 0)
    run_id = api.get("/api/matching-runs", "district").json()["items"][0]["id"]
    own = api.account("worker").worker_id
    first = api.get(f"/api/workers/{own}/recommendations", "worker").json()[0]
    return run_id, own, first["vacancy_id"], first["title"]


def read_everywhere(api, listed):
    """Whether the vacancy stands on the worker's list: their own, their page, the office's, the search."""
    run_id, own, vacancy_id, title = listed
    lines = api.get(f"/api/matching-runs/{run_id}/lists?worker={own}&page_size=200", "district").json()["items"]
    hits = api.get(f"/api/vacancies?words={title}&page_size=200", "worker").json()["items"]
    return {
        "own list": vacancy_id
        in {x["vacancy_id"] for x in api.get(f"/api/workers/{own}/recommendations", "worker").json()},
        "office list": vacancy_id in {line["vacancy_id"] for line in lines},
        "search": vacancy_id in {hit["vacancy"]["id"] for hit in hits},
    }


EVERYWHERE = dict.fromkeys(("own list", "office list", "search"), True)
NOWHERE = dict.fromkeys(EVERYWHERE, False)


def found_by_anybody(api, listed):
    """Whether the open search, which waits for no writer, finds the vacancy."""
    hits = api.get(f"/api/vacancies?words={listed[3]}&page_size=200").json()["items"]
    return listed[2] in {hit["vacancy"]["id"] for hit in hits}


def test_a_vacancy_that_closes_leaves_every_list_with_its_commit(api, listed):
    """Read while the closing is under way, the search is that from before; from the commit on it is in no list."""
    with writing(api.state.engine) as session:
        session.get_one(Vacancy, listed[2]).move_to(VacancyState.SUSPENDED, now=api.clock())
        session.flush()
        during = found_by_anybody(api, listed)
    after = read_everywhere(api, listed), found_by_anybody(api, listed)
    with writing(api.state.engine) as session:
        session.get_one(Vacancy, listed[2]).move_to(VacancyState.OPEN, now=api.clock())
    assert (during, after, read_everywhere(api, listed)) == (True, (NOWHERE, False), EVERYWHERE)


def test_a_list_asked_for_while_the_vacancy_closes_comes_without_it(api, listed):
    """A reading that leaves an audit row waits for the writer before it, and then sees what that one did."""
    api.headers("worker"), api.headers("district")  # tokens are written before the writer begins
    with ThreadPoolExecutor(1) as pool:
        with writing(api.state.engine) as session:
            session.get_one(Vacancy, listed[2]).move_to(VacancyState.SUSPENDED, now=api.clock())
            session.flush()
            asked = pool.submit(read_everywhere, api, listed)
            wait([asked], timeout=0.3)
            answered_early = asked.done()
        answer = asked.result()
    with writing(api.state.engine) as session:
        session.get_one(Vacancy, listed[2]).move_to(VacancyState.OPEN, now=api.clock())
    assert (answered_early, answer) == (False, NOWHERE)


def test_a_vacancy_past_its_last_day_is_on_no_list(api, listed):
    with writing(api.state.engine) as session:
        vacancy = session.get_one(Vacancy, listed[2])
        until, vacancy.open_until = vacancy.open_until, api.settings.today() - timedelta(days=1)
    after = read_everywhere(api, listed)
    with writing(api.state.engine) as session:
        session.get_one(Vacancy, listed[2]).open_until = until
    assert after == NOWHERE


def test_a_worker_who_withdraws_consent_is_on_no_list_with_the_commit(api, listed):
    run_id, own, _, _ = listed

    def of_the_office():
        rows = api.get(f"/api/matching-runs/{run_id}/lists?worker={own}&page_size=200", "district").json()["items"]
        pairs = api.get(f"/api/matching-runs/{run_id}/pairs?page_size=200", "district").json()["items"]
        return len(rows) > 0, own in {pair["worker_id"] for pair in pairs}

    before = of_the_office()
    with writing(api.state.engine) as session:
        session.get_one(Worker, own).consent_recommend = False
    after = of_the_office()
    with writing(api.state.engine) as session:
        session.get_one(Worker, own).consent_recommend = True
    assert (before[0], after) == (True, (False, False))


@pytest.fixture
def referred(api, listed):
    """Makes a referral of the worker to the vacancy in some state; taken out again at the end."""
    made = []

    def refer(state):
        now = api.clock()
        pair = {"worker_id": listed[1], "vacancy_id": listed[2]}
        made.extend(
            api.add(Referral(**pair, state=state, origin=ReferralOrigin.STAFF, state_since=now, created_at=now))
        )
        return made[-1]

    yield refer
    with writing(api.state.engine) as session:
        for key in made:
            session.delete(session.get_one(Referral, key))


@pytest.mark.parametrize("state", GONE)
def test_nobody_reads_again_what_they_acted_on_or_refused(api, listed, referred, state):
    referred(state)
    assert read_everywhere(api, listed) == NOWHERE


@pytest.mark.parametrize(("who", "where"), [("district", EVERYWHERE), ("worker", NOWHERE)])
def test_a_withdrawn_proposal_comes_again_unless_the_worker_withdrew_it(api, listed, referred, who, where):
    key = referred(ReferralState.TOLD)
    moved = api.post(f"/api/referrals/{key}/state", {"state": "withdrawn"}, who)
    assert (moved.status_code, read_everywhere(api, listed)) == (200, where)


def test_a_run_lists_nothing_that_is_settled_and_keeps_what_was(api, listed, referred):
    referred(ReferralState.DECLINED_BY_EMPLOYER)
    match_now(api.settings, None, 0)
    with api.store() as session:
        run_id = max(session.exec(select(RunFrame.run_id)))
        kept = session.get_one(RunFrame, (run_id, "settled")).content.decode()
        lines = session.exec(
            select(RunListLine).where(RunListLine.run_id == run_id, RunListLine.worker_id == listed[1])
        )
        on_list = {line.vacancy_id for line in lines}
    assert f"{listed[1]},{listed[2]}\n" in kept
    assert on_list
    assert listed[2] not in on_list


@pytest.mark.parametrize("state", [ReferralState.PROPOSED, ReferralState.DECLINED_BY_EMPLOYER])
def test_a_settled_pair_leaves_the_pairs_in_every_form(fresh_api, state):
    """On the page, in JSON and in the workbook."""
    api = fresh_api
    match_now(api.settings, None, 0)
    run = api.get("/api/matching-runs", "district").json()["items"][0]["id"]
    before, pair = pairs_in_every_form(api, run)
    now = api.clock()
    ids = {key: pair[key] for key in ("worker_id", "vacancy_id")}
    api.add(Referral(**ids, state=state, origin=ReferralOrigin.STAFF, state_since=now, created_at=now))
    after, _ = pairs_in_every_form(api, run)
    assert after == [total - 1 for total in before]


def pairs_in_every_form(api, run):
    """How many pairs each form has, and one of them."""
    json = api.get(f"/api/matching-runs/{run}/pairs", "district").json()
    sheet = load_workbook(BytesIO(api.get(f"/api/matching-runs/{run}/pairs.xlsx", "district").content)).active
    page = api.get(f"/staff/runs/{run}", "district").text
    counted = int(re.search(r"全部配对<b>([\d,]+)</b>", page)[1].replace(",", ""))
    return [json["total"], sheet.max_row, counted], json["items"][0]


def test_a_refused_pair_of_an_older_run_is_not_taken(api, listed, referred):
    run_id = listed[0]
    pairs = api.get(f"/api/matching-runs/{run_id}/pairs?page_size=1", "district").json()["items"]
    now, pair = api.clock(), {key: pairs[0][key] for key in ("worker_id", "vacancy_id")}
    declined = {"state": ReferralState.DECLINED_BY_WORKER, "origin": ReferralOrigin.STAFF}
    api.add(Referral(**pair, **declined, state_since=now, created_at=now))
    told = api.post(f"/api/matching-runs/{run_id}/take", {"pairs": [pair]}, "district").json()
    assert [left["why"] for left in told["skipped"]] == ["已推荐过或已谢绝"]
