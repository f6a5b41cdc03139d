"""`python -m matcher`: what goes in, what comes out, and how it refuses."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from matcher.__main__ import main

INSTANCE = Path(__file__).parents[1] / "instances" / "one_street"
FILES = {"pairs.csv", "lists.csv", "unmatched.csv", "report.json"}
HEADERS = {
    "pairs.csv": "worker_id,vacancy_id,score,tier,reason",
    "lists.csv": "worker_id,rank,vacancy_id,score,chance,expected_applicants,openings,reasons",
    "unmatched.csv": "worker_id,vacancy_id,why,what_would_help",
    "candidates.csv": "worker_id,vacancy_id,score,worker_utility,chance,surplus",
}


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, in a locale that is not UTF-8."""
    command = [sys.executable, "-W", "error::DeprecationWarning:matcher", "-m", "matcher", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env={"LC_ALL": "C", **environment})


def match(folder: Path, out: Path, *more: str) -> int:
    return main(["match", str(folder), "--out", str(out), "--as-of", "2021-02-08", *more])


@pytest.fixture
def instance(tmp_path) -> Path:
    """A copy of the small instance that a test may spoil."""
    return Path(shutil.copytree(INSTANCE, tmp_path / "instance"))


def spoil(instance: Path, name: str, old: str, new: str) -> None:
    path = instance / name
    written = path.read_text("utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), "utf-8")


def refused(capsys, status: int, *named: str) -> None:
    """Exit 2 and one line on stderr with everything in it that has to be named."""
    told = capsys.readouterr().err
    assert status == 2
    assert len(told.splitlines()) == 1
    assert [word for word in named if word not in told] == []


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_hand_solved_instance_is_solved(tmp_path):
    """w1 is the only one whose near-equal best is the key vacancy; w3 then has the other forklift."""
    assert match(INSTANCE, tmp_path / "out") == 0
    chosen = {(row["worker_id"], row["vacancy_id"], row["tier"]) for row in rows(tmp_path / "out" / "pairs.csv")}
    assert chosen >= {("w1", "v1", "1"), ("w2", "v3", "2"), ("w3", "v2", "3")}


def test_the_files_and_columns_are_those_of_the_contract(tmp_path):
    match(INSTANCE, tmp_path / "out", "--dump-candidates")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES | {"candidates.csv"}
    for name, header in HEADERS.items():
        assert (tmp_path / "out" / name).read_text("utf-8").splitlines()[0] == header


def test_candidates_are_dumped_only_when_asked_and_not_left_from_before(tmp_path):
    match(INSTANCE, tmp_path / "out", "--dump-candidates")
    match(INSTANCE, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_two_runs_write_the_same_bytes_but_for_the_seconds(tmp_path):
    """Each in a process of its own, whose sets come in another order."""
    for name in ("1", "2"):
        asked = ("--out", str(tmp_path / name), "--as-of", "2021-02-08", "--seed", "5", "--dump-candidates")
        assert run("match", str(INSTANCE), *asked, PYTHONHASHSEED=name).returncode == 0
    for name in HEADERS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    reports = [json.loads((tmp_path / name / "report.json").read_text("utf-8")) for name in ("1", "2")]
    for report in reports:
        assert set(report.pop("seconds")) == {"words", "candidates", "lists", "assignment", "prices", "reasons"}
    assert json.dumps(reports[0]) == json.dumps(reports[1])


def test_the_report_names_all_that_the_contract_asks(tmp_path):
    match(INSTANCE, tmp_path / "out", "--seed", "5")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    asked = "counts filled_by_tier price_of_tiers objective bound gap congestion coverage gini fairness_ratios"
    assert set(report) >= {*asked.split(), "seconds", "params", "seed", "input_sha256", "version"}
    assert (report["seed"], report["params"]["tier_margin"], report["gap"]) == (5, 0.15, 0.0)


def test_scores_have_six_decimals(tmp_path):
    match(INSTANCE, tmp_path / "out")
    assert all(len(row["score"].partition(".")[2]) == 6 for row in rows(tmp_path / "out" / "lists.csv"))


def test_a_byte_order_mark_crlf_and_quoted_lines_are_read(tmp_path, instance):
    path = instance / "vacancies.csv"
    text = path.read_text("utf-8").replace("仓库叉车装卸货物", '"仓库叉车\n装卸货物"')
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert match(instance, tmp_path / "out") == 0


def test_further_columns_are_carried_through(tmp_path, instance):
    written = (instance / "workers.csv").read_text("utf-8").splitlines()
    lines = [line + more for line, more in zip(written, [",备注", ",0138", ",", ",“甲”", ","], strict=True)]
    (instance / "workers.csv").write_text("\n".join(lines) + "\n", "utf-8")
    match(instance, tmp_path / "out")
    assert {row["worker_id"]: row["备注"] for row in rows(tmp_path / "out" / "pairs.csv")}["w1"] == "0138"


@pytest.mark.parametrize("emptied", [["workers.csv"], ["vacancies.csv"], ["workers.csv", "vacancies.csv"]])
def test_a_header_alone_is_an_empty_result(tmp_path, instance, emptied):
    for name in emptied:
        (instance / name).write_text((instance / name).read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert match(instance, tmp_path / "out") == 0
    assert rows(tmp_path / "out" / "pairs.csv") == []
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["notes"]


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("workers.csv", "1978-06-11", "1978-06-31", ["workers.csv", "row 3", "birth_date", "1978-06-31"]),
        ("workers.csv", "w3,", "w1,", ["workers.csv", "row 4", "worker_id", "w1"]),
        ("vacancies.csv", "4600,7000", "4600,七千", ["vacancies.csv", "row 4", "wage_high", "七千"]),
        ("vacancies.csv", "4600,7000", "4600,7_000", ["vacancies.csv", "row 4", "wage_high", "7_000"]),
        ("vacancies.csv", "4600,7000", "4600,7e3", ["vacancies.csv", "row 4", "wage_high", "7e3"]),
        ("vacancies.csv", "4600,7000", "4600,7000.5", ["vacancies.csv", "row 4", "wage_high", "7000.5"]),
        ("vacancies.csv", "4600,7000", "4600.5,7000", ["vacancies.csv", "row 4", "wage_low", "4600.5"]),
        ("vacancies.csv", "4600,7000", "7600,7000", ["vacancies.csv", "row 4", "wage_high", "7600"]),
        ("workers.csv", "叉车驾驶", "叉车\0驾驶", ["workers.csv", "row 2", "skills", "NUL"]),
        ("vacancies.csv", "K1", "K9", ["vacancies.csv", "row 2", "key_class", "K9"]),
        ("vacancies.csv", "urgent", "rush", ["vacancies.csv", "row 1", "urgent"]),
        ("workers.csv", ",70,1985", ",1985", ["workers.csv", "row 2"]),
        ("workers.csv", "叉车驾驶,叉车证", '"叉车驾驶,叉车证', ["workers.csv", "row 2", "column skills"]),
        ("workers.csv", "叉车驾驶,叉车证", '叉车驾驶,"叉车"证', ["workers.csv", "row 2", "column certificates"]),
        ("workers.csv", "worker_id,wishes", "wishes,wishes", ["workers.csv", "row 1", "wishes"]),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(tmp_path, instance, capsys, name, old, new, named):
    spoil(instance, name, old, new)
    refused(capsys, match(instance, tmp_path / "out"), *named)
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["instance"]


def test_rows_are_named_by_the_line_they_begin_on(tmp_path, instance, capsys):
    spoil(instance, "vacancies.csv", "仓库叉车装卸货物", '"仓库\n叉车\n装卸"')
    spoil(instance, "vacancies.csv", "4600,7000", "4600,x")
    refused(capsys, match(instance, tmp_path / "out"), "row 6", "wage_high")


def test_bytes_that_are_not_utf8_are_refused(tmp_path, instance, capsys):
    written = (instance / "workers.csv").read_text("utf-8")
    (instance / "workers.csv").write_bytes(written.encode("gb18030"))
    refused(capsys, match(instance, tmp_path / "out"), "workers.csv", "row 2", "UTF-8")


def test_a_byte_that_is_not_utf8_is_named_by_row_and_column(tmp_path, instance, capsys):
    written = (instance / "vacancies.csv").read_bytes()
    broken = written.replace("仓库叉车装卸货物".encode(), '"仓库\n叉'.encode() + b'\xff"')
    (instance / "vacancies.csv").write_bytes(b"\xef\xbb\xbf" + broken)
    refused(capsys, match(instance, tmp_path / "out"), "vacancies.csv", "row 2", "column duties", "UTF-8")


def test_full_width_digits_and_zero_decimals_are_read(tmp_path, instance):
    spoil(instance, "vacancies.csv", "4600,7000", "４６００,7000.0")
    assert match(instance, tmp_path / "out") == 0
    assert match(INSTANCE, tmp_path / "plain") == 0
    assert (tmp_path / "out" / "lists.csv").read_bytes() == (tmp_path / "plain" / "lists.csv").read_bytes()


def test_an_earlier_result_survives_bad_input(tmp_path, instance, capsys):
    match(instance, tmp_path / "out")
    before = (tmp_path / "out" / "pairs.csv").read_bytes()
    spoil(instance, "workers.csv", "5000", "五千")
    refused(capsys, match(instance, tmp_path / "out"), "wage_min")
    assert (tmp_path / "out" / "pairs.csv").read_bytes() == before


def test_missing_files_are_refused(tmp_path, capsys):
    refused(capsys, match(tmp_path, tmp_path / "out"), "workers.csv")


def test_an_unknown_parameter_is_refused_by_name(tmp_path, capsys):
    (tmp_path / "p.toml").write_text("tier_margn = 0.1\n", "utf-8")
    refused(capsys, match(INSTANCE, tmp_path / "out", "--params", str(tmp_path / "p.toml")), "p.toml", "tier_margn")


@pytest.mark.parametrize("value", ["inf", "nan", "-inf"])
def test_a_parameter_without_end_is_refused_by_name(tmp_path, capsys, value):
    (tmp_path / "p.toml").write_text(f"start_grace_days = {value}\n", "utf-8")
    status = match(INSTANCE, tmp_path / "out", "--params", str(tmp_path / "p.toml"))
    refused(capsys, status, "p.toml", "start_grace_days", value)


@pytest.mark.parametrize("place", ["out", "out/deeper"])
def test_a_place_that_is_a_file_is_refused_before_anything_is_read(tmp_path, capsys, place):
    (tmp_path / "out").write_text("mine", "utf-8")
    refused(capsys, match(tmp_path / "nowhere", tmp_path / place), place, "cannot be written")
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_a_place_looked_at_is_left_as_it_was(tmp_path, capsys):
    (tmp_path / "out").mkdir()
    refused(capsys, match(tmp_path / "nowhere", tmp_path / "out"), "workers.csv")
    assert [path.name for path in tmp_path.rglob("*")] == ["out"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["match"], ["dir"]),
        (["nothing"], ["nothing"]),
        (["rank", "--top", "0"], ["--top", "'0'"]),
        (["rank", "--top", "1_0"], ["--top", "'1_0'"]),
        (["match", "d", "--seed", "x"], ["--seed", "'x'"]),
        (["match", "d", "--as-of", "2021-02-30"], ["--as-of", "2021-02-30", "YYYY-MM-DD"]),
        (["match", "d", "--as-of", "2021-2-8"], ["--as-of", "2021-2-8", "YYYY-MM-DD"]),
        (["match", "d", "--as-of", "20210208"], ["--as-of", "20210208", "YYYY-MM-DD"]),
    ],
)
def test_a_wrong_command_line_exits_2_and_names_what_is_wrong(arguments, named, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert "invalid _" not in (told := capsys.readouterr().err)
    assert [word for word in [*named, "--help"] if word not in told] == []
    assert (left.value.code, len(told.splitlines())) == (2, 1)


def test_code_answers_every_line_in_order():
    done = run("code", stdin="叉车司机\n\n楼面\r\n".encode())
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [cells[0] for cells in lines] == ["叉车司机", "", "楼面"]
    assert {len(cells) for cells in lines} == {6}
    assert done.returncode == 0


def test_rank_gives_top_lines_a_query(tmp_path):
    (tmp_path / "q").write_text("叉车工\n文员\n", "utf-8")
    (tmp_path / "c").write_text("行政文员\n保安\n叉车司机\n", "utf-8")
    done = run("rank", "--queries", str(tmp_path / "q"), "--corpus", str(tmp_path / "c"), "--top", "2")
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [cells[0] for cells in lines] == ["1", "1", "2", "2"]
    assert [lines[0][1], lines[2][1]] == ["3", "1"]


def test_relate_answers_in_the_words_of_the_contract():
    done = run("relate", stdin="叉车证\t叉车证\n绣花\t叉车证\n".encode())
    assert [line.split("\t")[2] for line in done.stdout.decode().splitlines()] == ["same", "no"]


def test_a_line_without_a_tab_is_refused_before_anything_is_printed():
    done = run("relate", stdin="叉车证\t叉车证\n叉车证\n".encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"row 2" in done.stderr


def test_a_line_with_a_third_column_is_refused():
    done = run("relate", stdin="叉车证\t叉车证\tsame\n".encode())
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_blank_line_has_its_answer_so_that_lines_keep_step():
    done = run("relate", stdin="叉车证\t叉车证\n\n绣花\t绣花\r\n".encode())
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [cells[:3] for cells in lines] == [["叉车证", "叉车证", "same"], ["", "", "no"], ["绣花", "绣花", "same"]]
    assert lines[1][3]


def test_a_reader_that_stops_early_is_no_fault():
    command = f"yes 叉车工 | head -20000 | {sys.executable} -m matcher code | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.startswith("叉车工\t".encode())


def test_help_is_offered(capsys):
    with pytest.raises(SystemExit) as left:
        main(["match", "--help"])
    assert left.value.code == 0
    assert "--dump-candidates" in capsys.readouterr().out


def test_evaluate_prints_a_line_for_every_figure_of_a_protocol(capsys):
    assert main(["evaluate", "--only", "E5"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("| E5 |") for line in lines[2:])


def test_evaluate_names_a_protocol_it_does_not_know(capsys):
    assert main(["evaluate", "--only", "E0"]) == 2
    assert "no protocol E0" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["code", "relate", "rank"])
def test_a_command_on_words_loads_no_tables_no_solver_and_no_learner(tmp_path, command):
    titles = tmp_path / "titles.txt"
    titles.write_text("修空调的\n叉车工\n", "utf-8")
    arguments = {"rank": ["--queries", str(titles), "--corpus", str(titles), "--top", "1"]}.get(command, [])
    asked = f"import sys; from matcher.__main__ import main; main({[command, *arguments]!r})"
    told = "print({'pandas', 'ortools', 'sklearn', 'jieba'} & {*sys.modules}, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{asked}; {told}"], input="叉车证\t叉车证\n".encode(), capture_output=True, check=True
    )
    assert done.stdout
    assert done.stderr.decode().strip() == "set()"
