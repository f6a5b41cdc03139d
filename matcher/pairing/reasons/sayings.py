"""Facts in short plain Chinese, with the concrete things: the worker's own words, the title, yuan, kilometres.

Each function says one fact of pairs of which it is true. The reader may be the worker.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from matcher.language.titles.cleaning import clean_title
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.comparisons import offered_pay, pair_kilometres
from matcher.pairing.instance import Floats
from matcher.pairing.phrases import Rows
from matcher.pairing.reasons import telling

SOON = 14  # days between being free and starting that may be called soon
SHIFT_WORDS = {1: "白班", 2: "夜班", 4: "倒班"}
ABLE = ("会", "能", "懂", "熟", "擅", "做过", "干过")  # how a skill may begin that needs no 会


def wished(problem: Problem, pairs: Pairs) -> list[str]:
    """The wishes that are near the title."""
    known, words = problem.known, problem.known.words
    rows = np.where(telling.wishes_for_title(problem, pairs), known.wishes_of[pairs.worker], -1)
    titles = words.title_of[pairs.vacancy].tolist()
    return [
        _wish_and_title(wishes, words.titles[title])
        for wishes, title in zip(_listed(known.wishes, rows), titles, strict=True)
    ]


def _wish_and_title(wishes: tuple[str, ...], title: str) -> str:
    """
    >>> _wish_and_title(("叉车工",), "急招叉车工"), _wish_and_title(("叉车司机",), "叉车工")
    ('同工种', '想做叉车司机，招叉车工')
    """
    name = _core(title)
    if len(wishes) == 1 and _core(wishes[0]) == name:
        return "同工种"
    return f"想做{'、'.join(wishes)}，招{name}"


def wished_duties(problem: Problem, pairs: Pairs) -> list[str]:
    """The phrases of the duties that are near a wish."""
    duties = telling.duties_of(problem, pairs)
    named = duties.named(pairs)
    said: list[list[str]] = [[] for _ in range(len(pairs))]
    for pair, phrase in zip(duties.pair[named].tolist(), duties.phrase[named].tolist(), strict=True):
        said[pair].append(problem.known.words.phrases[phrase])
    return [f"工作内容“{'、'.join(phrases)}”是想做的" for phrases in said]


def skilled(problem: Problem, pairs: Pairs) -> list[str]:
    """The skills that meet requirements."""
    spoken, known = telling.skills_required(problem, pairs), problem.known
    mine, theirs = _listed(known.skills, spoken.mine), _listed(known.words.skills, spoken.theirs)
    return [_able(has) + _asked(has, asked) for has, asked in zip(mine, theirs, strict=True)]


def certified(problem: Problem, pairs: Pairs) -> list[str]:
    """The certificates that meet requirements."""
    spoken, known = telling.certificates_required(problem, pairs), problem.known
    mine, theirs = _listed(known.certificates, spoken.mine), _listed(known.words.certificates, spoken.theirs)
    return [
        ("" if has[0].startswith("持") else "持") + "、".join(has) + _asked(has, asked)
        for has, asked in zip(mine, theirs, strict=True)
    ]


def of_the_trade(problem: Problem, pairs: Pairs) -> list[str]:
    """The skills that are near the title."""
    known = problem.known
    rows = np.where(telling.skills_for_title(problem, pairs), known.skills_of[pairs.worker], -1)
    return [f"{_able(skills)}，与岗位对口" for skills in _listed(known.skills, rows)]


def _able(skills: Sequence[str]) -> str:
    """
    >>> _able(("叉车", "打包")), _able(("熟练操作叉车",))
    ('会叉车、打包', '熟练操作叉车')
    """
    return ("" if skills[0].startswith(ABLE) else "会") + "、".join(skills)


def _asked(has: Sequence[str], asked: Sequence[str]) -> str:
    """How what somebody has meets what is asked."""
    return "，正是岗位要求" if set(has) == set(asked) else f"，符合岗位要求“{'、'.join(asked)}”"


def pay_asked(problem: Problem, pairs: Pairs) -> list[str]:
    """Pay against the pay asked."""
    asked = problem.workers.wage_min[pairs.worker].tolist()
    low, high = problem.vacancies.wage_low[pairs.vacancy], problem.vacancies.wage_high[pairs.vacancy]
    ends = np.where(np.isnan(low), high, low).tolist(), np.where(np.isnan(high), low, high).tolist()
    return [_pay(*wages) for wages in zip(asked, *ends, strict=True)]


def _pay(asked: float, low: float, high: float) -> str:
    """
    >>> _pay(5000, 5400, 6000), _pay(5000, 5000, 6000), _pay(5000, 4500, 6000)
    ('最低工资比期望高400元', '最低工资就达到期望', '工资最高可比期望高1000元')
    """
    if round(low - asked) > 0:
        return f"最低工资比期望高{low - asked:.0f}元"
    return "最低工资就达到期望" if low >= asked else f"工资最高可比期望高{high - asked:.0f}元"


def pay_usual(problem: Problem, pairs: Pairs) -> list[str]:
    """Pay against what such work pays here."""
    gap = offered_pay(problem, pairs) - problem.local_pay[pairs.vacancy]
    return [f"工资比同类岗位平均高{yuan:.0f}元" if yuan >= 1 else "工资比同类岗位高" for yuan in gap.tolist()]


def near(problem: Problem, pairs: Pairs) -> list[str]:
    """The way there, said to be rough where a street's centre stands for the place."""
    rough = problem.workers.by_street[pairs.worker] | problem.vacancies.by_street[pairs.vacancy]
    km = pair_kilometres(problem, pairs).tolist()
    return [_how_far(*way) for way in zip(km, rough.tolist(), strict=True)]


def _how_far(km: float, rough: bool) -> str:
    """Two places known only by the same street are in one street, not 0 km apart.

    >>> _how_far(2.26, False), _how_far(2.26, True), _how_far(0.0, True)
    ('离家2.3公里', '离家约2.3公里', '就在同一街道')
    """
    if rough and not km:
        return "就在同一街道"
    return f"离家约{km:.1f}公里" if rough else f"离家{km:.1f}公里"


def lodged(problem: Problem, pairs: Pairs) -> list[str]:
    """Lodging, for those who need it and for those who do not."""
    needs = problem.workers.needs_lodging[pairs.worker].tolist()
    return ["包住，正合需要" if need == 1 else "包住" for need in needs]


def shift_accepted(problem: Problem, pairs: Pairs) -> list[str]:
    """The shift, one that the worker accepts."""
    return [f"能上{SHIFT_WORDS[shift]}" for shift in problem.vacancies.shift[pairs.vacancy].tolist()]


def days_waited(problem: Problem, pairs: Pairs) -> Floats:
    """Days from being free to starting; negative when the start comes first."""
    waited: Floats = problem.vacancies.start[pairs.vacancy] - problem.workers.available[pairs.worker]
    return waited


def starts(problem: Problem, pairs: Pairs) -> list[str]:
    """When the work starts; soon only if that is soon from today on."""
    soon = problem.vacancies.start[pairs.vacancy] <= problem.as_of + SOON
    prompt = soon & (days_waited(problem, pairs) >= 0)
    return ["很快就能开工" if said else "到岗时间合适" for said in prompt.tolist()]


def spare_schooling(problem: Problem, pairs: Pairs) -> Floats:
    """Levels of schooling beyond the one asked."""
    spare: Floats = problem.workers.education[pairs.worker] - problem.vacancies.education[pairs.vacancy]
    return spare


def schooled(problem: Problem, pairs: Pairs) -> list[str]:
    """Schooling against the level asked."""
    return ["学历正合要求" if spare == 0 else "学历够" for spare in spare_schooling(problem, pairs).tolist()]


def _listed(phrases: list[str], rows: Rows) -> list[tuple[str, ...]]:
    """The phrases of padded rows."""
    return [tuple(phrases[number] for number in row if number >= 0) for row in rows.tolist()]


@lru_cache(maxsize=20_000)
def _core(title: str) -> str:
    """What a title names, in one piece: ； joins reasons."""
    return clean_title(title).core.replace("；", "、").replace(";", "、")
