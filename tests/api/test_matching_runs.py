"""Matching runs over HTTP: asked, followed, cancelled, survived, read within scope, taken."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from api.matching.commands import match_now
from api.matching.computing import compute
from api.matching.frames import instance_of
from api.runs import attending
from api.runs.attending import SILENCE, Attendant, Teller, bury_the_silent
from api.runs.kinds import MATCHING
from matcher.pairing.params import MatchParams
from matcher.pairing.run import match
from models.database import writing
from models.ledger import Reservation
from models.referral import Referral
from models.run import MatchingRun, RunFrame, RunPair, RunState, pairs_of
from models.vacancy import Vacancy

TUNABLE = [name for name in MatchParams().as_dict() if name != "weights"]
PATIENCE = 60  # seconds; a spawned process imports the solver before it starts


@pytest.fixture
def attended(fresh_api):
    """The application with its runs seen to."""
    attendant = Attendant(fresh_api.state.engine, fresh_api.settings.database_url)
    attendant.start()
    yield fresh_api
    attendant.stop()


@pytest.fixture(scope="module")
def done(api):
    """A finished run of the small district; its id."""
    match_now(api.settings, None, 0)
    return api.get("/api/matching-runs", "district").json()["items"][0]["id"]


def events(api, run_id):
    """Every event of a run's stream, as (name, data)."""
    with api.client.stream("GET", f"/api/matching-runs/{run_id}/events", headers=api.headers("district")) as stream:
        lines = [line for line in stream.iter_lines() if line.startswith(("event: ", "data: "))]
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    datas = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    return list(zip(names, datas, strict=True))


def until(api, run_id, *states):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        run = api.get(f"/api/matching-runs/{run_id}", "district").json()
        if run["state"] in states:
            return run
        time.sleep(0.05)
    raise AssertionError(f"run {run_id} is still {run['state']}")


def test_a_run_is_carried_out_in_its_own_process_and_told_to_its_end(attended):
    run = attended.post("/api/matching-runs", {}, "district")
    told = events(attended, run.json()["id"])
    assert run.status_code == 202
    assert [name for name, _ in told].count("end") == 1
    assert (told[-1][0], told[-1][1]["state"], told[-1][1]["error"]) == ("end", "done", None)


@pytest.mark.parametrize("path", ["/api/matching-runs", "/staff/runs"])
def test_whoever_asks_for_a_run_does_not_wait_for_the_next_look(fresh_api, path, monkeypatch):
    monkeypatch.setattr(attending, "IDLE_POLL", 600)
    monkeypatch.setattr(Attendant, "_see_through", lambda _self, _kind, run_id, _attempt: seen.append(run_id))
    seen, state = [], fresh_api.state
    state.attendant = Attendant(state.engine, fresh_api.settings.database_url)
    state.attendant.start()
    time.sleep(0.3)  # it has looked, found nothing and gone to sleep
    form = {"data": {"as_of": "2021-02-08"}} if path == "/staff/runs" else {"json": {}}
    fresh_api("POST", path, "district", follow_redirects=False, **form)
    deadline = time.monotonic() + 10
    while not seen and time.monotonic() < deadline:
        time.sleep(0.01)
    state.attendant.stop()
    assert len(seen) == 1


def test_a_running_run_is_cancelled_and_run_again(attended):
    run_id = attended.post("/api/matching-runs", {}, "street").json()["id"]
    until(attended, run_id, "running")
    assert attended.post(f"/api/matching-runs/{run_id}/cancel", {}, "street").status_code == 202
    assert until(attended, run_id, "cancelled", "done")["state"] == "cancelled"
    again = attended.post(f"/api/matching-runs/{run_id}/again", {}, "street").json()
    assert (again["attempt"], until(attended, run_id, "done")["attempt"]) == (2, 2)


def test_a_process_that_dies_leaves_a_row_that_says_so(attended, monkeypatch):
    """Killed from outside, as a machine short of memory does."""
    killed = threading.Event()

    def kill_at_once(process, _given_up):
        process.kill()
        process.join()
        killed.set()
        return True

    monkeypatch.setattr(attending, "_wait", kill_at_once)
    run_id = attended.post("/api/matching-runs", {}, "district").json()["id"]
    run = until(attended, run_id, "failed")
    assert killed.is_set()
    assert "重新运行" in run["error"]


def test_stopping_the_server_ends_its_run_and_says_so(fresh_api):
    attendant = Attendant(fresh_api.state.engine, fresh_api.settings.database_url)
    attendant.start()
    run_id = fresh_api.post("/api/matching-runs", {}, "district").json()["id"]
    until(fresh_api, run_id, "running")
    attendant.stop()
    run = fresh_api.get(f"/api/matching-runs/{run_id}", "district").json()
    assert (run["state"], "服务停止" in run["error"]) == ("failed", True)


def test_a_run_nobody_has_heard_of_is_declared_failed(fresh_api):
    """The server was killed: its row still says running."""
    long_ago = datetime.now(UTC) - SILENCE - timedelta(seconds=1)
    [run_id] = fresh_api.add(
        MatchingRun(
            as_of=fresh_api.settings.today(),
            asked_at=long_ago,
            state=RunState.RUNNING,
            state_since=long_ago,
            heartbeat_at=long_ago,
        )
    )
    assert bury_the_silent(fresh_api.state.engine, MATCHING) == 1
    run = fresh_api.get(f"/api/matching-runs/{run_id}", "district").json()
    assert (run["state"], "重新运行" in run["error"]) == ("failed", True)


def test_a_run_that_gives_signs_of_life_is_left_alone(fresh_api):
    engine = fresh_api.state.engine
    now = datetime.now(UTC)
    [run_id] = fresh_api.add(
        MatchingRun(as_of=fresh_api.settings.today(), asked_at=now, state=RunState.RUNNING, state_since=now)
    )
    Teller(engine, MATCHING, run_id, 1)("words", 0.1)
    assert bury_the_silent(engine, MATCHING) == 0


def test_a_waiting_run_is_cancelled_at_once(fresh_api):
    run_id = fresh_api.post("/api/matching-runs", {}, "district").json()["id"]
    assert fresh_api.post(f"/api/matching-runs/{run_id}/cancel", {}, "district").json()["state"] == "cancelled"


def test_a_finished_run_is_not_run_again(api, done):
    assert api.post(f"/api/matching-runs/{done}/again", {}, "district").status_code == 409


def test_a_parameter_that_does_not_exist_is_named(api):
    answer = api.post("/api/matching-runs", {"params": {"max_miles": 3}}, "district")
    assert answer.json()["errors"] == [{"field": "params.max_miles", "why": "没有这个参数"}]


def test_what_a_parameter_may_be_is_told_in_chinese(api):
    bad = ({"max_km": -1}, {"list_length": 1.5}, {"max_km": "far"}, {"utility": 3}, {"chance": {"skills": -1}})
    whys = [api.post("/api/matching-runs", {"params": one}, "district").json()["errors"][0]["why"] for one in bad]
    assert whys == ["应在 0 到 50000 之间", "应是整数", "应是数字", "应是一组带名称的数", "不能是负数"]


def test_nobody_names_the_weights_of_a_run_but_the_run(api):
    answer = api.post("/api/matching-runs", {"params": {"weights": "learnt-9"}}, "district")
    assert answer.json()["errors"][0]["field"] == "params.weights"


@pytest.mark.parametrize("name", TUNABLE)
def test_no_street_changes_a_number_of_a_run_that_everybody_reads(api, name):
    answer = api.post("/api/matching-runs", {"params": {name: MatchParams().as_dict()[name]}}, "street")
    assert (answer.status_code, f"params.{name}）" in answer.json()["detail"]) == (403, True)


def test_a_street_runs_by_the_numbers_in_force(fresh_api):
    assert fresh_api.post("/api/matching-runs", {"params": {}, "seed": 3}, "street").status_code == 202


@pytest.mark.parametrize("name", ["min_score", "affinity_floor", "max_km"])
def test_the_district_sets_the_rules_of_a_run(fresh_api, name):
    assert fresh_api.post("/api/matching-runs", {"params": {name: 0.3}}, "district").status_code == 202


@pytest.mark.parametrize("name", ["outcomes", "hired"])
def test_not_even_the_district_writes_how_many_results_stand_behind_a_band(api, name):
    answer = api.post("/api/matching-runs", {"params": {"bands": {name: [9, 9, 9]}}}, "district")
    assert [problem["field"] for problem in answer.json()["errors"]] == [f"params.bands.{name}"]


def test_the_report_says_that_the_weights_of_its_day_were_changed(fresh_api):
    asked = fresh_api.post("/api/matching-runs", {"params": {"neutral": 0.4}}, "district").json()["id"]
    with writing(fresh_api.state.engine) as session:
        session.get_one(MatchingRun, asked).move_to(RunState.RUNNING, now=fresh_api.clock())
    compute(fresh_api.state.engine, asked, 1, lambda *_: None, fresh_api.clock)
    report = fresh_api.get(f"/api/matching-runs/{asked}", "district").json()["report"]
    assert report["weights"] == "hand-set-2021，另有改动"


def test_a_calibration_that_falls_is_refused_in_chinese(api):
    answer = api.post("/api/matching-runs", {"params": {"calibration": [[0, 1], [1, 0.5]]}}, "district")
    assert "一路上升" in answer.json()["errors"][0]["why"]


def test_a_run_without_a_result_says_so(fresh_api):
    run_id = fresh_api.post("/api/matching-runs", {}, "district").json()["id"]
    answer = fresh_api.get(f"/api/matching-runs/{run_id}/pairs", "district")
    assert (answer.status_code, "还没有结果" in answer.json()["detail"]) == (409, True)


def test_what_is_kept_of_a_run_replays_to_the_same_result(api, done):
    with api.store() as session:
        run = session.get(MatchingRun, done)
        frames = {row.name: row.content for row in session.exec(select(RunFrame).where(RunFrame.run_id == done))}
        kept = {(str(p.worker_id), str(p.vacancy_id), p.score) for p in session.exec(pairs_of(done))}
    again = match(instance_of(frames), as_of=run.as_of, seed=run.seed)
    assert set(again.pairs[["worker_id", "vacancy_id", "score"]].itertuples(index=False, name=None)) == kept
    assert again.report["input_sha256"] == run.input_sha256


def test_nothing_changed_gives_the_same_run_again(api, done):
    match_now(api.settings, None, 0)
    with api.store() as session:
        second = session.exec(select(MatchingRun).order_by(MatchingRun.id.desc())).first().id
        kept = [
            {frame.name: frame.content for frame in session.exec(select(RunFrame).where(RunFrame.run_id == run))}
            for run in (done, second)
        ]
        pairs = [
            {(p.worker_id, p.vacancy_id, p.score) for p in session.exec(select(RunPair).where(RunPair.run_id == run))}
            for run in (done, second)
        ]
    assert kept[0] == kept[1]
    assert pairs[0] == pairs[1] != set()


def test_a_street_reads_only_pairs_of_its_own_workers(api, done):
    everything = api.get(f"/api/matching-runs/{done}/pairs?page_size=200", "district").json()
    own = api.get(f"/api/matching-runs/{done}/pairs?page_size=200", "street").json()
    street = api.account("street").street_code
    living_here = {
        worker["id"] for worker in api.get(f"/api/workers?street={street}&page_size=200", "street").json()["items"]
    }
    expected = {pair["worker_id"] for pair in everything["items"]} & living_here
    assert everything["total"] <= 200
    assert {pair["worker_id"] for pair in own["items"]} == expected


def test_a_specialist_is_not_told_who_is_assisted(api, done):
    """The second tier means assisted; a specialist reads the first or nothing."""
    pairs = api.get(f"/api/matching-runs/{done}/pairs?page_size=200", "specialist1").json()["items"]
    assert {pair["tier"] for pair in pairs} <= {"1", ""}
    told = [
        api.get(f"/api/matching-runs/{done}/pairs?{query}", "specialist1").status_code
        for query in ("tier=2", "sort=tier", "sort=-score,-tier", "sort=-score")
    ]
    assert told == [400, 400, 400, 200]


def test_a_worker_reads_their_own_list(api, done):
    own = api.account("worker").worker_id
    lines = api.get(f"/api/workers/{own}/recommendations", "worker").json()
    assert [line["rank"] for line in lines] == sorted(line["rank"] for line in lines)
    assert all(line["reasons"] for line in lines)


@pytest.mark.parametrize("what", ["pairs", "unmatched"])
def test_the_result_is_taken_away_as_excel(api, done, what):
    answer = api.get(f"/api/matching-runs/{done}/{what}.xlsx", "district")
    assert answer.content[:2] == b"PK"


@pytest.fixture
def taken(fresh_api):
    match_now(fresh_api.settings, None, 0)
    run_id = fresh_api.get("/api/matching-runs", "district").json()["items"][0]["id"]
    return fresh_api, run_id, fresh_api.post(f"/api/matching-runs/{run_id}/take", {"all": True}, "district").json()


def test_taken_pairs_become_referrals_with_their_promises(taken):
    api, _, told = taken
    with api.store() as session:
        referrals = session.exec(select(Referral)).all()
        promises = session.exec(select(Reservation)).all()
    assert told["taken"] == len(referrals) == len(promises) > 0
    assert {promise.promised_id for promise in promises} == {referral.id for referral in referrals}


def test_pairs_are_taken_once(taken):
    api, run_id, first = taken
    second = api.post(f"/api/matching-runs/{run_id}/take", {"all": True}, "district").json()
    assert (second["taken"], len(second["skipped"])) == (0, first["taken"])
    assert {left["why"] for left in second["skipped"]} == {"求职者已有其他安排"}


def test_a_pair_that_is_not_of_the_run_is_refused(taken):
    api, run_id, _ = taken
    answer = api.post(
        f"/api/matching-runs/{run_id}/take", {"pairs": [{"worker_id": 1, "vacancy_id": 999999}]}, "district"
    )
    assert answer.json()["errors"][0]["field"] == "pairs"


def test_an_empty_district_gives_an_empty_result_that_says_why(fresh_api):
    with writing(fresh_api.state.engine) as session:
        for vacancy in session.exec(select(Vacancy)):
            vacancy.state = "closed"
            session.add(vacancy)
    match_now(fresh_api.settings, None, 0)
    run = fresh_api.get("/api/matching-runs?page_size=1", "district").json()["items"][0]
    report = fresh_api.get(f"/api/matching-runs/{run['id']}", "district").json()["report"]
    left = fresh_api.get(f"/api/matching-runs/{run['id']}/unmatched?page_size=1", "district").json()
    assert (run["state"], report["counts"]["pairs"]) == ("done", 0)
    assert left["items"][0]["why"] == "目前没有在招岗位"
