"""The ``wengang`` command line: what it prints, what it writes, how it exits."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

import seed_data
from api.command import main
from models.account import Account, Role
from models.audit import AuditEntry
from models.database import open_engine, writing
from models.run import MatchingRun, RunState

FORMS = Path(seed_data.__file__).parent / "forms"
CLEAN = next(FORMS.glob("用人单位招用登记_整洁.xlsx"))


@pytest.fixture
def store(tmp_path, monkeypatch):
    """An address where no store is yet."""
    url = f"sqlite:///{tmp_path}/store.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    return url


@pytest.fixture
def district(district_file, tmp_path, monkeypatch):
    """A copy of the small district."""
    path = tmp_path / "district.db"
    path.write_bytes(district_file.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.chdir(tmp_path)
    return f"sqlite:///{path}"


def wengang(*words):
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return left.value.code


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["serve"],
        ["db"],
        ["db", "upgrade"],
        ["db", "backup"],
        ["db", "restore"],
        ["seed"],
        ["import"],
        ["export"],
        ["run"],
        ["user"],
        ["user", "add"],
    ],
)
def test_every_command_explains_itself(words, capsys):
    assert wengang(*words, "--help") == 0
    assert "usage: wengang" in capsys.readouterr().out


def test_a_store_is_backed_up_and_restored(district, tmp_path):
    assert wengang("db", "backup", tmp_path / "copy.db") == 0
    assert wengang("db", "restore", tmp_path / "copy.db") == 0


def store_commands(url):
    engine = open_engine(url)
    with Session(engine) as session:
        found = session.exec(select(AuditEntry.action).where(AuditEntry.subject == "store")).all()
    engine.dispose()
    return found


def test_a_backup_and_a_restore_leave_audit_rows(district, tmp_path):
    wengang("db", "backup", tmp_path / "copy.db")
    assert store_commands(district) == ["store.backup"]
    wengang("db", "restore", tmp_path / "copy.db")
    assert store_commands(district) == ["store.restore"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "workers", "--from", "0001-01-01", "--to", "2021-02-08", "--out", "x.xlsx"], "--from"),
        (["export", "workers", "--from", "2021-02-08", "--to", "9999-12-31", "--out", "x.xlsx"], "--to"),
        (["run", "match", "--as-of", "0001-01-01"], "as_of"),
    ],
)
def test_a_day_nobody_can_mean_is_bad_input(district, capsys, words, named):
    assert wengang(*words) == 2
    assert named in capsys.readouterr().err


def test_a_backup_that_is_none_is_refused_in_one_line(district, tmp_path, capsys):
    (tmp_path / "note.txt").write_text("not a store")
    assert wengang("db", "restore", tmp_path / "note.txt") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_only_an_empty_store_is_seeded(store, capsys):
    assert wengang("seed", "--size", "small") == 0
    assert wengang("seed", "--size", "small") == 2
    assert "空库" in capsys.readouterr().err


def test_an_import_prints_the_contracts_json(store, capsys):
    assert wengang("import", "vacancies", CLEAN, "--json", "--as-of", "2021-02-08") == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["taken", "unchanged", "refused", "ignored"]
    assert report["taken"] > 0


def test_a_second_import_changes_nothing(store, capsys):
    wengang("import", "vacancies", CLEAN, "--as-of", "2021-02-08")
    capsys.readouterr()
    wengang("import", "vacancies", CLEAN, "--json", "--as-of", "2021-02-08")
    assert json.loads(capsys.readouterr().out)["taken"] == 0


@pytest.mark.parametrize("content", [b"not a workbook", None])
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_written(store, tmp_path, capsys, content):
    form = tmp_path / "form.xlsx"
    if content is not None:
        form.write_bytes(content)
    assert wengang("import", "vacancies", form) == 2
    told = capsys.readouterr()
    assert (told.out, "form.xlsx" in told.err, len(told.err.splitlines())) == ("", True, 1)


def test_a_match_is_kept_and_told(district, capsys):
    assert wengang("run", "match") == 0
    with Session(open_engine(district)) as session:
        run = session.exec(select(MatchingRun)).one()
    assert (run.state, run.as_of.isoformat()) == (RunState.DONE, "2021-02-08")
    assert "配成" in capsys.readouterr().out


def test_a_match_in_an_empty_store_says_why_it_is_empty(store, capsys):
    assert wengang("run", "match", "--as-of", "2021-02-08") == 0
    assert "没有" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "action"),
    [
        (["import", "vacancies", CLEAN], "import.vacancies"),
        (["run", "match"], "run.ask"),
        (["export", "workers", "--from", "2021-01-01", "--to", "2021-02-28", "--out", "workers.xlsx"], "report.export"),
    ],
    ids=["import", "run", "export"],
)
def test_a_command_leaves_its_audit_row(district, words, action):
    wengang(*words)
    with Session(open_engine(district)) as session:
        left = session.exec(select(AuditEntry).where(AuditEntry.action == action)).one()
    assert (left.account_id, left.detail["route"]) == (None, "wengang")


def test_taking_people_away_by_command_names_them_in_the_audit(district):
    wengang("export", "workers", "--from", "2021-01-01", "--to", "2021-02-28", "--out", "workers.xlsx")
    with Session(open_engine(district)) as session:
        left = session.exec(select(AuditEntry).where(AuditEntry.action == "report.export")).one()
    assert left.detail["workers_count"] > 0


def test_a_file_that_is_not_there_is_told_in_chinese(store, capsys):
    assert wengang("import", "workers", "nowhere.xlsx") == 2
    assert "找不到 nowhere.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("report", ["vacancies", "workers", "pairs", "unmatched", "swaps"])
def test_a_report_is_written(district, tmp_path, report):
    out = tmp_path / "report.xlsx"
    assert wengang("export", report, "--from", "2021-01-01", "--to", "2021-02-28", "--out", out) == 0
    assert out.read_bytes()[:2] == b"PK"


def test_an_unknown_report_is_refused_and_nothing_is_written(district, tmp_path, capsys):
    out = tmp_path / "report.xlsx"
    assert wengang("export", "gossip", "--from", "2021-01-01", "--to", "2021-02-28", "--out", out) == 2
    assert (out.exists(), "gossip" in capsys.readouterr().err) == (False, True)


def test_the_first_account_is_opened_from_the_command_line(store, monkeypatch):
    monkeypatch.setenv("WENGANG_PASSWORD", "a-long-one")
    assert wengang("user", "add", "--login", "boss", "--name", "王主任", "--role", "district_admin") == 0
    with Session(open_engine(store)) as session:
        assert session.exec(select(Account)).one().role == Role.DISTRICT_ADMIN


def test_an_account_without_its_street_is_refused_by_field(store, monkeypatch, capsys):
    monkeypatch.setenv("WENGANG_PASSWORD", "a-long-one")
    assert wengang("user", "add", "--login", "a", "--name", "甲", "--role", "street_staff") == 2
    assert "street_code" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "value"), [("WENGANG_PORT", "80000"), ("WENGANG_TODAY", "2021-02-30")])
def test_a_setting_that_cannot_be_is_named(store, monkeypatch, capsys, name, value):
    monkeypatch.setenv(name, value)
    assert wengang("serve") == 2
    assert name in capsys.readouterr().err


def test_a_store_that_cannot_be_opened_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    assert wengang("db", "upgrade") == 2
    told = capsys.readouterr().err
    assert (len(told.splitlines()), "Traceback" in told) == (1, False)


def test_a_taken_port_is_told_before_anything_is_made(store, monkeypatch, capsys, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("WENGANG_PORT", str(other.getsockname()[1]))
        assert wengang("serve") == 2
    assert "WENGANG_PORT" in capsys.readouterr().err
    assert not (tmp_path / "store.db").exists()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_server_prints_its_address_and_stops_at_once_with_a_listener_open(district):
    """SIGTERM while a page follows a run: the server does not wait for the page to go away."""
    now = datetime.now(UTC)
    with writing(open_engine(district)) as session:
        going = {"state": RunState.RUNNING, "state_since": now, "heartbeat_at": now}
        session.add(MatchingRun(as_of=now.date(), asked_at=now, **going))
    port = free_port()
    environ = {**os.environ, "WENGANG_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "api.command", "serve"], env=environ, stdout=subprocess.PIPE, text=True
    )
    try:
        printed = [server.stdout.readline() for _ in range(5)]
        here = f"http://127.0.0.1:{port}"
        body = json.dumps({"login": "district", "password": "wengang-2021"}).encode()
        asked = urllib.request.Request(f"{here}/api/tokens", body, {"Content-Type": "application/json"})
        token = json.load(urllib.request.urlopen(asked))["token"]
        stream = urllib.request.Request(
            f"{here}/api/matching-runs/1/events", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(stream) as listener:
            listener.readline()
            server.send_signal(signal.SIGTERM)
            status = server.wait(30)
    finally:
        server.kill()
        server.stdout.close()
    assert status == 0
    assert here in printed[0]
    assert [line for line in printed[2:] if "wengang-2021" not in line] == []
