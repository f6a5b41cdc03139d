"""How long a matching run takes, beside the two things an office would pick instead.

Runs ``python -m matcher match`` in a process of its own, so reading, writing and the interpreter's start are in the
figures. The workers and vacancies are made up (seed_data).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd

from matcher.pairing.search import VacancyIndex, rank_vacancies
from seed_data.frames import frames

AS_OF = "2021-02-08"
SEED = 1
REQUESTS = 60
MIB = 1024


def main() -> None:
    """Print the figures of every size."""
    sizes = [("district", 2_000, 300), ("city", 10_000, 2_000)]
    for size, workers, vacancies in sizes:
        sides = [frame.head(count) for frame, count in zip(frames(size, SEED), (workers, vacancies), strict=True)]
        with tempfile.TemporaryDirectory() as folder:
            whole_run(Path(folder), *sides)
        if size == "district":
            one_request(*sides)


def whole_run(folder: Path, workers: pd.DataFrame, vacancies: pd.DataFrame) -> None:
    """Seconds, memory and quality of one run from files to files."""
    for name, frame in (("workers", workers), ("vacancies", vacancies)):
        frame.to_csv(folder / f"{name}.csv", index=False)
    command = [sys.executable, "-m", "matcher", "match", str(folder), "--out", str(folder / "out"), "--as-of", AS_OF]
    begun = time.perf_counter()
    child = subprocess.Popen([*command, "--dump-candidates"])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds, cpu = time.perf_counter() - begun, used.ru_utime + used.ru_stime
    if child.returncode:
        raise SystemExit(f"match ended with {child.returncode}")
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    used_up = f"{seconds:.1f} s ({cpu:.1f} s of CPU), {used.ru_maxrss / MIB:.0f} MiB"
    print(f"\nmatch {len(workers):,} × {len(vacancies):,}: {used_up}")
    print("  stages (s):", ", ".join(f"{stage} {spent:.2f}" for stage, spent in report["seconds"].items()))
    counts, reached = report["counts"], report["objective"]
    print(f"  candidates {counts['candidates']:,} (pruned {counts['pruned']:,}), openings {counts['openings']:,}")
    print(f"  optimal plan: {told(reached['placed'], reached['total_score'])}, gap {report['gap']}")
    alternatives(folder, vacancies)


def alternatives(folder: Path, vacancies: pd.DataFrame) -> None:
    """Greedy by score, and everybody to the top of an own list, over the same candidates."""
    candidates = pd.read_csv(folder / "out" / "candidates.csv").sort_values("score", ascending=False, kind="stable")
    openings = Counter(dict(zip(vacancies["vacancy_id"], vacancies["openings"].astype(int), strict=True)))
    for name, offers in (("greedy by score", candidates), ("first choices", candidates.drop_duplicates("worker_id"))):
        left, placed, total = openings.copy(), set(), 0.0
        for worker, vacancy, score in offers[["worker_id", "vacancy_id", "score"]].itertuples(index=False):
            if worker not in placed and left[vacancy] > 0:
                placed.add(worker)
                left[vacancy] -= 1
                total += score
        print(f"  {name}: {told(len(placed), total)}")


def told(placed: int, total: float) -> str:
    """Workers placed and their total and mean score."""
    return f"{placed:,} placed, total score {total:,.1f} (mean {total / max(1, placed):.3f})"


def one_request(workers: pd.DataFrame, vacancies: pd.DataFrame) -> None:
    """One worker's wishes against every open vacancy."""
    index, spent = VacancyIndex.of(vacancies), []
    for wishes in workers["wishes"].head(REQUESTS):
        begun = time.perf_counter()
        rank_vacancies({"wishes": wishes}, index, as_of=date.fromisoformat(AS_OF))
        spent.append(1000 * (time.perf_counter() - begun))
    print(f"\none request against {len(vacancies)} vacancies: median {statistics.median(spent):.1f} ms")


if __name__ == "__main__":
    main()
