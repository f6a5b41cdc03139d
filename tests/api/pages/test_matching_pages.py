"""Matching for the office."""

import html
import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from api.matching.computing import compute
from api.vacancies.reasons import reasons_and_notes
from models.account import Account
from models.database import open_engine, writing
from models.run import MatchingRun, RunPair, RunState, RunUnmatched
from models.worker import Worker

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def asked(visitor):
    """A member of staff who has asked for a run, and where its page is."""
    browser = visitor("district")
    answer = browser.submit("/staff/runs", as_of="2021-02-08", seed="7")
    return browser, answer.headers["location"].removesuffix("/progress")


@pytest.fixture
def done(asked, settings):
    """The same run, carried out."""
    engine = open_engine(settings.database_url)
    with writing(engine) as session:
        session.exec(select(MatchingRun)).one().move_to(RunState.RUNNING, now=NOW)
    compute(engine, 1, 1, lambda _stage, _done: None, lambda: NOW)
    engine.dispose()
    return asked


def test_asking_for_a_run_queues_it_with_its_day_and_seed(asked, store):
    run = store.exec(select(MatchingRun)).one()
    assert (run.as_of.isoformat(), run.seed, run.state) == ("2021-02-08", 7, RunState.QUEUED)


@pytest.mark.parametrize(
    ("day", "seed", "said"), [("2021-02-30", "0", "真实存在"), ("2021-02-08", "-1", "随机种子"), ("", "0", "日期")]
)
def test_a_day_or_seed_that_cannot_be_is_said_beside_the_form(visitor, store, day, seed, said):
    answer = visitor("district").submit("/staff/runs", as_of=day, seed=seed)
    assert answer.status_code == 400
    assert said in answer.text
    assert store.exec(select(MatchingRun)).all() == []


def test_a_waiting_run_says_so_and_reloads_itself_without_javascript(asked):
    browser, run = asked
    text = browser.get(run).text
    assert "排队中" in text
    assert '<noscript><meta http-equiv="refresh"' in text


def test_a_waiting_run_can_be_stopped_and_run_again(asked, store):
    browser, run = asked
    browser.submit(f"{run}/stop")
    assert "这次匹配已停止" in browser.get(run).text
    browser.submit(f"{run}/again")
    assert "排队中" in browser.get(run).text


def test_when_the_run_is_done_htmx_is_led_to_the_result(done):
    browser, run = done
    answer = browser.get(f"{run}/progress", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == run


def test_the_result_shows_every_number_and_the_price_of_the_first_priority(done, store):
    browser, run = done
    text = browser.get(run).text
    report = store.exec(select(MatchingRun)).one().report
    assert f"<b>{report['counts']['pairs']:,} <small>/ {report['counts']['openings']:,}" in text
    assert "优先重点企业和急聘岗位" in text
    assert "按先后安排" in text


def test_no_worker_is_named_in_full(done, store):
    browser, run = done
    accounts = set(store.exec(select(Account.name)).all())
    names = [name for name in store.exec(select(Worker.name)).all() if len(name) > 2 and name not in accounts]
    shown = "".join(browser.get(f"{run}?view={view}").text for view in ("pairs", "workers"))
    assert [name for name in names if name in shown] == []


def test_every_pair_says_why(done, store):
    browser, run = done
    text = browser.get(run).text
    best = store.exec(select(RunPair).order_by(RunPair.score.desc(), RunPair.worker_id)).first()
    reasons, notes = reasons_and_notes(best.reason)
    assert html.escape("；".join(reasons), quote=False) in text
    assert [note for note in notes if f"{note}</span>" not in text and f"{note}；" not in text] == []
    assert '<td class="reason"></td>' not in text


def test_who_is_left_over_reads_why_and_what_would_help(done, store):
    browser, run = done
    left = store.exec(select(RunUnmatched).where(RunUnmatched.worker_id.is_not(None)).order_by(RunUnmatched.id)).first()
    text = browser.get(f"{run}?view=workers").text
    assert left.why in text
    assert left.what_would_help in text


def test_a_street_sees_the_pairs_of_its_own_workers(done, visitor, store):
    _, run = done
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    own = store.exec(select(RunPair).join(Worker, Worker.id == RunPair.worker_id).where(Worker.street_code == street))
    assert f"全部配对<b>{len(own.all())}</b>" in visitor("street").get(run).text


def test_pairs_are_found_by_the_words_of_a_vacancy(done):
    browser, run = done
    text = browser.get(f"{run}?find=包装").text
    titles = re.findall(r'<a href="/vacancies/\d+"><b>([^<]+)</b>.*?<span class="sub">([^<]+)', text)
    assert titles
    assert all("包装" in title or "包装" in employer for title, employer in titles)


def test_a_search_without_a_hit_says_so(done):
    browser, run = done
    assert "没有找到“宇航员”" in browser.get(f"{run}?find=宇航员").text


def test_the_order_can_be_turned_round(done):
    browser, run = done
    scores = [int(score) for score in re.findall(r'合适度">(\d+)<', browser.get(f"{run}?sort=score").text)]
    assert scores == sorted(scores)


@pytest.mark.parametrize("query", ["view=x", "sort=drop", "page=999", "find=%25", "view=key&sort=-vacancy&page=2"])
def test_an_address_with_nonsense_in_it_still_shows_the_result(done, query):
    browser, run = done
    assert browser.get(f"{run}?{query}").status_code == 200


def test_the_first_page_of_a_worker_recommends_what_the_run_listed(done, visitor):
    text = visitor("worker").get("/me").text
    assert "按 2月8日 的匹配" in text or "2月8日 的匹配里" in text


@pytest.mark.parametrize("login", ["employer", "worker"])
def test_results_are_closed_to_those_outside_the_office(done, visitor, login):
    _, run = done
    assert visitor(login).get(run).status_code == 403


def test_a_run_that_never_was_is_not_there(visitor):
    assert visitor("district").get("/staff/runs/99").status_code == 404
