"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("matcher", "models", "api", "seed_data")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
ROOMS_WITHOUT_A_SUBJECT = re.compile(r"(^|/)(utils?|helpers?|common|misc|managers?|services?)(\.py|/)")


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    return [p for package in PACKAGES for p in (ROOT / package).rglob("*.py") if "migrations/versions" not in str(p)]


def test_no_file_is_named_for_nothing():
    assert [name for name in tracked_files() if ROOMS_WITHOUT_A_SUBJECT.search(name)] == []


def test_no_module_is_longer_than_one_subject_needs():
    assert [str(p) for p in modules() if len(p.read_text("utf-8").splitlines()) > LONGEST_FILE] == []


def test_no_function_is_longer_than_one_screen():
    too_long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno > LONGEST_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("package", ["api", "models"])
def test_annotations_stay_readable_at_run_time(package: str):
    """Litestar handlers and SQLModel tables read their annotations; postponed ones fail at start."""
    postponed = [
        p for p in (ROOT / package).rglob("*.py") if "from __future__ import annotations" in p.read_text("utf-8")
    ]
    assert postponed == []


def test_the_lock_file_names_no_address():
    assert not re.search(r"https?://|file://|--index|--find-links", (ROOT / "requirements.lock").read_text("utf-8"))


def test_nothing_third_party_is_committed():
    scripts_and_fonts = [n for n in tracked_files() if re.search(r"\.(woff2?|ttf|otf)$|\.min\.(js|css)$|htmx", n)]
    assert scripts_and_fonts == []
