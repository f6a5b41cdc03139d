"""What the unmatched are told against every single change and every pair of changes, tried one by one."""

import re
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TODAY = date(2021, 2, 8)
SHIFTS = {"白班": "day", "夜班": "night", "倒班": "rotating"}
TOLD = {
    r"工资要求降(\d+)元": lambda worker, yuan: {"wage_min": str(int(worker["wage_min"]) - int(yuan))},
    r"提前(\d+)天到岗": lambda worker, days: {"available_from": _earlier(worker, int(days))},
    r"接受(..)": lambda worker, shift: {"shifts": f"{worker['shifts']};{SHIFTS[shift]}"},
    r"()住宿另行解决": lambda worker, _: {"needs_lodging": "0"},
}


def _earlier(worker: dict[str, str], days: int) -> str:
    return (date.fromisoformat(worker["available_from"]) - timedelta(days=days)).isoformat()


def drawn(seed: int) -> tuple[dict[str, str], list[dict[str, str]]]:
    """A worker who asks for much, and four vacancies that give less."""
    rng = np.random.default_rng(seed)
    worker = {
        "wage_min": str(rng.integers(60, 75) * 100),
        "available_from": (TODAY + timedelta(days=int(rng.integers(5, 45)))).isoformat(),
        "shifts": str(rng.choice(["day", "night"])),
        "needs_lodging": str(rng.integers(0, 2)),
    }
    vacancies = [
        {
            "wage_low": str((high := rng.integers(45, 66) * 100 + 30) - rng.integers(0, 3) * 500),
            "wage_high": str(high),
            "start_date": (TODAY + timedelta(days=int(rng.integers(0, 20)))).isoformat(),
            "shift": str(rng.choice(["day", "night", "rotating"])),
            "lodging": str(rng.integers(0, 2)),
        }
        for _ in range(4)
    ]
    return worker, vacancies


def every_single(worker: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Every change of one kind, the smallest first."""
    days = (date.fromisoformat(worker["available_from"]) - TODAY).days
    asked = int(worker["wage_min"])
    return [
        *(("wage", {"wage_min": str(asked - cut)}) for cut in [*range(50, 3500, 50), asked]),
        *(("start", {"available_from": _earlier(worker, day)}) for day in range(1, days + 1)),
        *(("shift", {"shifts": f"{worker['shifts']};{shift}"}) for shift in SHIFTS.values()),
        ("lodging", {"needs_lodging": "0"}),
    ]


def told(worker: dict[str, str], sentence: str) -> dict[str, str]:
    """The cells that a sentence of advice changes."""
    parts = [(change, found) for words, change in TOLD.items() if (found := re.search(words, sentence))]
    return {name: cell for change, found in parts for name, cell in change(worker, found[1]).items()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 100_000), st.sampled_from([0.1, 0.3, 0.4, 0.5]))
def test_advice_is_exact_the_least_and_there_whenever_one_or_two_changes_help(run_match, seed, min_score):
    worker, vacancies = drawn(seed)

    def gains(changes: list[dict[str, str]]) -> list[int]:
        """How many vacancies each change brings; each is tried as a worker of its own."""
        rows = [{**worker, **change, "worker_id": f"{number}"} for number, change in enumerate([{}, *changes])]
        found = run_match(rows, vacancies, min_score=min_score).candidates["worker_id"].value_counts()
        return [int(found.get(f"{number}", 0)) - int(found.get("0", 0)) for number in range(1, len(rows))]

    left = run_match([worker], vacancies, min_score=min_score).unmatched
    if not (left["worker_id"] == "w1").any():
        return
    help_ = left["what_would_help"].iloc[0]
    singles = every_single(worker)
    each = gains([change for _, change in singles])
    sentences = [sentence for sentence in help_.split("；") if "还有空位的岗位" in sentence and "可多" in sentence]
    promised = [int(re.search(r"可多(\d+)个", sentence)[1]) for sentence in sentences]
    assert gains([told(worker, sentence) for sentence in sentences]) == promised

    single = any(gain > 0 for gain in each)
    assert single == any("，并" not in sentence for sentence in sentences)
    for words, kind in (("工资要求降", "wage"), ("提前", "start")):
        for sentence in sentences:
            if sentence.startswith(words) and "，并" not in sentence:
                least = next(cells for (of, cells), gain in zip(singles, each, strict=True) if of == kind and gain > 0)
                assert told(worker, sentence) == least
    if not single:
        largest = {f"{kind}{cells.get('shifts', '')}": (kind, cells) for kind, cells in singles}.values()
        both = [one | two for (a, one), (b, two) in combinations(largest, 2) if a != b]
        assert any(gain > 0 for gain in gains(both)) == any("，并" in sentence for sentence in sentences)
