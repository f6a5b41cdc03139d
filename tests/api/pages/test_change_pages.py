"""Two matchings compared: “what changed since yesterday and why”."""

import io
import re
import shutil
from datetime import UTC, date, datetime

import openpyxl
import pytest
from sqlmodel import select

from api.matching.commands import match_now
from api.settings import Settings
from models.account import Account
from models.audit import AuditEntry
from models.database import open_engine, writing
from models.employer import Employer, served_by
from models.run import MatchingRun, RunPair
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

TODAY, NOW = date(2021, 2, 8), datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
CHANGES = "/staff/runs/2/changes"


def settings_of(path):
    url = f"sqlite:///{path}"
    return Settings(database_url=url, secret="s" * 32, run_jobs=False, fixed_today=TODAY, real_now=lambda: NOW)


@pytest.fixture(scope="module")
def compared_file(district_file, tmp_path_factory):
    """A matching; then one vacancy with people is closed and one placed person agrees no longer; a matching again."""
    path = tmp_path_factory.mktemp("compared") / "store.db"
    shutil.copyfile(district_file, path)
    match_now(settings_of(path), None, 0)
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as store:
        post = store.get(Vacancy, store.exec(select(RunPair.vacancy_id).order_by(RunPair.vacancy_id)).first())
        post.state, post.state_since = VacancyState.CLOSED, NOW
        placed = select(Worker).join(RunPair, RunPair.worker_id == Worker.id).where(RunPair.vacancy_id != post.id)
        person = store.exec(placed.order_by(Worker.id)).first()
        person.consent_recommend = False
        store.add_all([post, person])
        changed = post.id, person.id
    engine.dispose()
    match_now(settings_of(path), None, 0)
    return path, changed


@pytest.fixture
def settings(compared_file, tmp_path):
    path = tmp_path / "store.db"
    shutil.copyfile(compared_file[0], path)
    return settings_of(path)


@pytest.fixture
def two_runs(compared_file, store):
    """The vacancy that was closed and the person who agrees no longer."""
    post, person = compared_file[1]
    return store.get(Vacancy, post), store.get(Worker, person)


def rows(text):
    return re.findall(r"<tr><td>.*?</tr>", text, re.DOTALL)


def test_the_first_matching_has_nothing_to_be_compared_with(visitor):
    page = visitor("district").get("/staff/runs/1/changes")
    assert page.status_code == 200
    assert "前面没有可比的" in page.text
    assert "相比" not in visitor("district").get("/staff/runs/1").text


def test_who_lost_a_place_is_told_with_the_reason_of_each(visitor, store, two_runs):
    post, person = two_runs
    text = (
        visitor("district").get(f"{CHANGES}?view=unplaced").text + visitor("district").get(f"{CHANGES}?view=moved").text
    )
    told = [row for row in rows(text) if post.title in row]
    assert told
    assert any("已结束" in row for row in told)
    assert "不再参加匹配" in text
    assert person.name not in text


def test_the_result_leads_to_what_changed(visitor, two_runs):
    text = visitor("district").get("/staff/runs/2").text
    assert re.search(r'href="/staff/runs/2/changes">与.*相比：', text)
    assert 'href="/staff/runs/2/changes"' in visitor("district").get("/staff/runs").text


def test_a_street_reads_of_its_own_people_only(visitor, store, two_runs):
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    here = sum(worker.street_code == street and first != second for worker, first, second in of_both_runs(store))
    text = visitor("street").get(CHANGES).text
    counts = re.findall(r"(新有去处|没有去处了|换了岗位)<b>(\d+)</b>", text)
    assert sum(int(count) for _, count in counts) == here


def of_both_runs(store):
    """Each worker with their vacancy in the first and in the second run."""
    pairs = {
        run: dict(store.exec(select(RunPair.worker_id, RunPair.vacancy_id).where(RunPair.run_id == run)).all())
        for run in (1, 2)
    }
    return [(worker, pairs[1].get(worker.id), pairs[2].get(worker.id)) for worker in store.exec(select(Worker))]


def test_a_specialist_reads_of_places_at_their_employers_only(visitor, store, two_runs):
    account = store.exec(select(Account.id).where(Account.login == "specialist1")).one()
    theirs = set(store.exec(select(Vacancy.id).where(Vacancy.employer_id.in_(served_by(account)))))
    expected = sum(first != second and bool({first, second} & theirs) for _, first, second in of_both_runs(store))
    text = visitor("specialist1").get(CHANGES).text
    counts = re.findall(r"(?:新有去处|没有去处了|换了岗位)<b>(\d+)</b>", text)
    assert sum(map(int, counts)) == expected


def test_what_is_shown_is_taken_away_as_excel_by_the_office_alone(visitor, two_runs):
    answer = visitor("district").get(f"{CHANGES}?view=unplaced&as=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]] == ["求职者", "上次", "这次", "为什么"]
    assert sheet.max_row > 2
    assert visitor("specialist1").get(f"{CHANGES}?view=unplaced&as=xlsx").status_code == 403


def test_reading_the_names_is_written_down(visitor, store, two_runs):
    visitor("district").get(f"{CHANGES}?view=unplaced")
    store.rollback()
    entry = store.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.detail["route"]) == ("run.result", f"GET {CHANGES}")
    assert entry.detail["workers_count"] > 0


def test_a_run_that_is_not_finished_has_no_changes(visitor, store):
    store.add(MatchingRun(as_of=TODAY, asked_at=NOW, state_since=NOW))
    store.commit()
    assert visitor("district").get("/staff/runs/3/changes").status_code == 409


def test_a_post_that_is_sought_for_no_more_is_told_with_its_people_and_the_reason(visitor, store, two_runs):
    post, _ = two_runs
    had = {worker.id for worker, first, _ in of_both_runs(store) if first == post.id}
    again = sum(worker.id in had and second is not None for worker, _, second in of_both_runs(store))
    text = visitor("district").get(f"{CHANGES}?view=gone").text
    (told,) = rows(text)
    assert "不再招的岗位<b>1</b>" in text
    assert post.title in told
    assert "已结束" in told
    assert f"{again} 人换了岗位" in told


@pytest.mark.parametrize("here", [True, False])
def test_a_street_reads_of_its_own_posts_that_are_sought_for_no_more(visitor, store, two_runs, here):
    post, _ = two_runs
    street = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    elsewhere = store.exec(select(Vacancy.street_code).where(Vacancy.street_code != street)).first()
    employer = store.get(Employer, post.employer_id)
    post.street_code = street if here else elsewhere
    employer.street_code = elsewhere
    store.add_all([post, employer])
    store.commit()
    text = visitor("street").get(f"{CHANGES}?view=gone").text
    assert f"不再招的岗位<b>{int(here)}</b>" in text
    assert (post.title in text) == here
