"""Why a pair: short facts in plain Chinese, each true of the data, most telling first.

A reason never names a category of person; that a worker is assisted is nowhere in it.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import pair_kilometres

SAME_TRADE = 0.9
NEAR_TRADE = 0.6
OWN_TRADE = 0.7
UNRELATED = "与求职意向不相近"
NO_CONFLICT = "条件没有冲突"  # true of every candidate: it has passed the hard rules
Sayings = NDArray[np.object_]


def reasons(problem: Problem, pairs: Pairs) -> list[str]:
    """The facts that speak for each pair, and what is still to be asked, joined by ；."""
    facts = [_work(pairs), *_fits(problem, pairs), _way(problem, pairs), *_pay_and_terms(problem, pairs)]
    silent = np.array([not any(row) for row in zip(*facts, strict=True)], dtype=bool)
    facts = [_say([silent], [NO_CONFLICT]), *facts, _say([~pairs.related], [UNRELATED])]
    facts += [_priority(problem, pairs), _to_check(problem, pairs, silent)]
    return ["；".join(fact for fact in row if fact) for row in zip(*facts, strict=True)]


def _say(conditions: list[NDArray[np.bool_]], sayings: list[str]) -> Sayings:
    """For each pair the saying of the first condition that holds, "" when none does."""
    said = np.select(conditions, [np.array(saying, dtype=object) for saying in sayings], default="")
    return np.asarray(said, dtype=object)


def _work(pairs: Pairs) -> Sayings:
    """What the vacancy's work has to do with the worker's wishes or skills."""
    return _say(
        [
            pairs.title >= SAME_TRADE,
            pairs.title >= NEAR_TRADE,
            pairs.duties >= NEAR_TRADE,
            pairs.title > 0,
            np.isnan(pairs.title) & (pairs.trade >= OWN_TRADE),
        ],
        ["同工种", "工种相近", "工作内容相近", "工种有关联", "与本人技能对口"],
    )


def _fits(problem: Problem, pairs: Pairs) -> Iterator[Sayings]:
    """Skills and certificates."""
    yield _say([pairs.skills >= 0.9, pairs.skills >= 0.4], ["技能符合", "技能部分符合"])
    yield _say([pairs.certificates >= 0.9], ["证书符合"])


def _way(problem: Problem, pairs: Pairs) -> Sayings:
    """The distance, said to be rough where a street's centre stands for the place."""
    rough = problem.workers.by_street[pairs.worker] | problem.vacancies.by_street[pairs.vacancy]
    said = [_how_far(*facts) for facts in zip(pair_kilometres(problem, pairs).tolist(), rough.tolist(), strict=True)]
    return np.array(said, dtype=object)


def _how_far(km: float, rough: bool) -> str:
    """A distance in words; two places known only by the same street are in one street, not 0 km apart."""
    if np.isnan(km):
        return ""
    if rough:
        return f"距离约{km:.1f}公里" if km else "同一街道"
    return f"距离{km:.1f}公里"


def _pay_and_terms(problem: Problem, pairs: Pairs) -> Iterator[Sayings]:
    """Pay against the pay asked, lodging, shift."""
    workers, vacancies = problem.workers, problem.vacancies
    asked = workers.wage_min[pairs.worker].tolist()
    low, high = vacancies.wage_low[pairs.vacancy].tolist(), vacancies.wage_high[pairs.vacancy].tolist()
    yield np.array([_pay(*wages) for wages in zip(asked, low, high, strict=True)], dtype=object)
    yield _say([vacancies.lodging[pairs.vacancy] == 1], ["包住"])
    fits = (workers.shifts[pairs.worker] & vacancies.shift[pairs.vacancy]) > 0
    yield _say([fits], ["班次合适"])


def _pay(asked: float, low: float, high: float) -> str:
    """How the pay compares with the pay asked; nan where one side is silent.

    >>> _pay(5000, 5400, 6000), _pay(5000, 4500, 6000), _pay(5000, 5000, 5000)
    ('工资高400元', '工资最高可高1000元', '工资达到要求')
    """
    if low > asked:
        return f"工资高{low - asked:.0f}元"
    if asked in (low, high):
        return "工资达到要求"
    return f"工资最高可高{high - asked:.0f}元" if high > asked else ""


def _priority(problem: Problem, pairs: Pairs) -> Sayings:
    """Key enterprises and urgent vacancies."""
    key, urgent = problem.vacancies.key[pairs.vacancy], problem.vacancies.urgent[pairs.vacancy]
    return _say([key & urgent, key, urgent], ["重点企业急招", "重点企业", "急招"])


def _to_check(problem: Problem, pairs: Pairs, silent: NDArray[np.bool_]) -> Sayings:
    """What nobody has said yet and has to be asked before the worker is sent; all of it for a silent pair.

    A silent pair is one of which no fact can be said; then at least one of the two places is unknown.
    """
    asks = [(silent & missing, word) for missing, word in _unknown(problem, pairs)] + _needed(problem, pairs)
    table = np.column_stack([np.where(condition, word, "") for condition, word in asks]).astype(object)
    listed = ["、".join(dict.fromkeys(word for word in row if word)) for row in table]
    return np.array([f"待核实：{words}" if words else "" for words in listed], dtype=object)


def _unknown(problem: Problem, pairs: Pairs) -> list[tuple[NDArray[np.bool_], str]]:
    """What a fact would be about, where one side or the other is silent."""
    workers, vacancies = problem.workers, problem.vacancies
    return [
        (np.array([not wishes for wishes in workers.wishes], dtype=bool)[pairs.worker], "求职意向"),
        (problem.known.words.title_of[pairs.vacancy] < 0, "岗位工种"),
        (np.isnan(pair_kilometres(problem, pairs)), "地点"),
        (np.isnan(vacancies.wage_high[pairs.vacancy]) & np.isnan(vacancies.wage_low[pairs.vacancy]), "工资"),
        (np.isnan(workers.wage_min[pairs.worker]), "工资要求"),
        ((workers.shifts[pairs.worker] == 0) | (vacancies.shift[pairs.vacancy] == 0), "班次"),
    ]


def _needed(problem: Problem, pairs: Pairs) -> list[tuple[NDArray[np.bool_], str]]:
    """What decides whether the pair is possible at all and is not known."""
    workers, vacancies = problem.workers, problem.vacancies
    return [
        (_asks_certificate(problem)[pairs.vacancy] & np.isnan(pairs.certificates), "证书"),
        (np.isnan(workers.education[pairs.worker]) & ~np.isnan(vacancies.education[pairs.vacancy]), "学历"),
        (np.isnan(workers.sixteenth[pairs.worker]), "年龄"),
        (np.isnan(vacancies.wage_high[pairs.vacancy]) & np.isnan(vacancies.wage_low[pairs.vacancy]), "工资"),
        ((workers.needs_lodging[pairs.worker] == 1) & np.isnan(vacancies.lodging[pairs.vacancy]), "住宿"),
    ]


def _asks_certificate(problem: Problem) -> NDArray[np.bool_]:
    """Vacancies that ask for a certificate."""
    return np.array([bool(asked) for asked in problem.vacancies.certificates], dtype=bool)
