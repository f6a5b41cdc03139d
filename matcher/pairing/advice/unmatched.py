"""Who and what is left over: why, and what would help, in words for staff."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.advice.remedies import Remedies
from matcher.pairing.advice.two_changes import two_changes
from matcher.pairing.candidates import Problem
from matcher.pairing.instance import Ints, Mask
from matcher.pairing.retrieval import Left
from matcher.pairing.rules import RULES

UNMATCHED_COLUMNS = ["worker_id", "vacancy_id", "why", "what_would_help"]
SENTENCES = 2  # remedies named for each row, the most helpful ones
CAUSES = 3  # rules named for each row, those that refused most

NO_HELP_WORKER = "改一两项条件，没有还有空位的岗位可增加；建议增加求职意向或参加培训"
NOT_SEARCHED = "单改一项条件，没有还有空位的岗位可增加（两项一起改的人数太多，未逐一计算）；建议增加求职意向或参加培训"
NO_HELP_VACANCY = "单改一项条件，没有可增加的待业人选；建议放宽要求或跨区招聘"
NO_OPENINGS_HELP = "需要招人时请先填写招聘人数"


def unmatched_frame(
    problem: Problem,
    free_workers: Mask,
    openings_left: Ints,
    left: tuple[Left, Left],
    found: tuple[Remedies, Remedies],
) -> pd.DataFrame:
    """One row for each worker without a vacancy and each vacancy with openings left (or none to fill).

    ``left`` and ``found`` are those of the workers, then those of the vacancies.
    """
    rows = [
        (problem.workers.ids[row], "", why, help_)
        for row, why, help_ in _workers(problem, np.flatnonzero(free_workers), openings_left, left[0], found[0])
    ]
    short = np.flatnonzero((openings_left > 0) | (problem.vacancies.openings == 0))
    rows += [
        ("", problem.vacancies.ids[row], why, help_)
        for row, why, help_ in _vacancies(problem, short, openings_left, left[1], found[1])
    ]
    return pd.DataFrame(rows, columns=UNMATCHED_COLUMNS, dtype=object)


def _workers(
    problem: Problem, rows: NDArray[np.intp], openings_left: Ints, left: Left, found: Remedies
) -> list[tuple[int, str, str]]:
    """Row, why and what would help for workers."""
    helps = _helps(problem, found, found.worker, "，可多{}个还有空位的岗位")
    total = len(problem.vacancies.ids)
    helpless = np.array([row for row in rows.tolist() if row not in helps], dtype=np.int64)
    together, searched = two_changes(problem, helpless, openings_left)
    helps |= together
    return [
        (row, why_worker(left, row, total), _help_worker(problem, left, row, helps, row in searched))
        for row in rows.tolist()
    ]


def _vacancies(
    problem: Problem, rows: NDArray[np.intp], openings_left: Ints, left: Left, found: Remedies
) -> list[tuple[int, str, str]]:
    """Row, why and what would help for vacancies."""
    helps = _helps(problem, found, found.vacancy, "，可多{}名还没安排的人选")
    total = len(problem.workers.ids)
    return [
        (
            row,
            why_vacancy(left, row, total, int(openings_left[row])),
            helps.get(row, NO_HELP_VACANCY) if openings_left[row] else NO_OPENINGS_HELP,
        )
        for row in rows.tolist()
    ]


def why_worker(left: Left, row: int, total: int) -> str:
    """Why a worker has no vacancy among ``total``."""
    if not total:
        return "目前没有在招岗位"
    if left.candidates[row]:
        return f"有{left.candidates[row]}个合适岗位，名额都已安排给别人（按全区总体最优）"
    fell = _fell_away(left, row, "个岗位", "与求职意向不相近") or f"{total}个岗位都不符合条件"
    return _joined(fell, _refusals(left.refused[row], "个"))


def why_vacancy(left: Left, row: int, total: int, openings: int) -> str:
    """Why a vacancy has openings left after ``total`` workers were looked at."""
    if not openings:
        return "招聘人数为0，没有名额可安排"
    if not total:
        return f"还缺{openings}人：目前没有求职者"
    if left.candidates[row]:
        return f"还缺{openings}人：合适的共{left.candidates[row]}人，其余已安排到别的岗位"
    fell = _fell_away(left, row, "人", "求职意向不相近") or "没有人符合条件"
    return _joined(f"还缺{openings}人：{fell}", _refusals(left.refused[row], "人"))


def _fell_away(left: Left, row: int, measure: str, unwished: str) -> str:
    """How many were within the rules and why they went, "" where none were."""
    for count, why in ((left.too_low[row], "匹配分太低"), (left.unrelated[row], unwished)):
        if count:
            return f"有{count}{measure}条件符合，但{why}"
    return ""


def _help_worker(problem: Problem, left: Left, row: int, helps: dict[int, str], searched: bool) -> str:
    """What would help a worker: changes, other wishes, and filling in what is unknown."""
    help_ = [helps[row]] if row in helps else []
    if left.unrelated[row] and not left.candidates[row]:
        help_.append(f"增加求职意向：另有{left.unrelated[row]}个岗位条件符合")
    help_ = help_ or [NO_HELP_WORKER if searched else NOT_SEARCHED]
    return _joined(*help_, _to_fill_in(problem, row))


def _to_fill_in(problem: Problem, row: int) -> str:
    """What the worker has not said and vacancies ask for. It keeps nobody out; said, it can raise the chance."""
    workers, words = problem.workers, problem.known.words
    unknown = {
        "技能": not workers.skills[row] and bool(words.skills),
        "证书": not workers.certificates[row] and bool(words.certificates),
        "学历": np.isnan(workers.education[row]) and not np.isnan(problem.vacancies.education).all(),
    }
    named = "、".join(word for word, missing in unknown.items() if missing)
    return f"补填{named}，符合要求的话机会更大" if named else ""


def _refusals(counts: NDArray[np.int64], measure: str) -> str:
    """The rules that refused most, with how many each."""
    order = np.argsort(-counts, kind="stable")[:CAUSES].tolist()
    return "、".join(f"{RULES[number].words}{counts[number]}{measure}" for number in order if counts[number])


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _helps(problem: Problem, found: Remedies, of: Ints, gain: str) -> dict[int, str]:
    """For each row the smallest changes that would help, those that help most first."""
    key = ["row", "words", "paper", "change"]
    frame = pd.DataFrame({"row": of, "words": found.words, "paper": found.paper, "change": found.change})
    counted = frame.groupby(key, sort=True).size().reset_index()
    smallest = counted.drop_duplicates(key[:-1])  # sorted, so the first has the smallest change
    said: dict[int, list[tuple[int, str]]] = {}
    for row, words, paper, change, count in smallest.itertuples(index=False):
        name = problem.known.words.certificates[paper] if paper >= 0 else ""
        said.setdefault(row, []).append((-count, words.format(change=change, paper=name) + gain.format(count)))
    return {row: "；".join(text for _, text in sorted(each)[:SENTENCES]) for row, each in said.items()}
