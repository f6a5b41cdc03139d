"""Shortages as staff read them: openings and people, what stands in the way, and what would fill how many."""

from collections import Counter

import numpy as np

from matcher.language.titles.cleaning import clean_title
from matcher.pairing.advice.relaxations import Relaxation
from matcher.pairing.advice.reruns import Standing
from matcher.pairing.advice.shortage import Piece, fullest, shortages
from matcher.pairing.advice.steps import AdviceTable
from matcher.pairing.candidates import Problem
from matcher.pairing.instance import Ints
from matcher.pairing.plan.filling import Filling
from matcher.pairing.retrieval import Retrieved
from matcher.pairing.rules import RULES

TRADES_NAMED = 2  # in the words of a piece
TRADES_LISTED = 5

# What is done about each rule, and what is true of those whom it alone keeps away.
DONE = {
    "wage": "工资每月加{step:.0f}元",
    "start": "开工推迟{step:.0f}天",
    "distance": "全区路程放宽{step:.0f}公里",
    "lodging": "提供住宿",
    "education": "不限学历",
    "shift": "班次可商量",
    "closed": "延长招聘期限",
    "certificates": "组织考取“{paper}”",
}
ONLY = {
    "wage": "卡在工资：另有{workers}人其他条件都符合，每月加{step:.0f}元就够",
    "start": "卡在开工时间：另有{workers}人其他条件都符合，晚{step:.0f}天就能到岗",
    "distance": "卡在路远：另有{workers}人其他条件都符合，只远出{step:.0f}公里以内",
    "lodging": "卡在住宿：另有{workers}人其他条件都符合，只差住宿",
    "education": "卡在学历：另有{workers}人其他条件都符合，只差学历",
    "shift": "卡在班次：另有{workers}人其他条件都符合，只是班次不合",
    "closed": "招聘已截止：另有{workers}人条件都符合",
    "certificates": "卡在“{paper}”：另有{workers}人其他条件都符合，只差证",
}
PRUNED = "（候选过多，只按每人得分最高的候选计算，实际可能更多）"
OTHER_WISHES = "想做别的工作"


def shortage_report(standing: Standing, chosen: Ints, table: AdviceTable) -> dict[str, object]:
    """``fill``: what could be filled at most, and ``shortages``: the largest, each a dict of numbers and words."""
    problem, found = standing.problem, standing.found
    filled = fullest(problem, found, chosen)
    told = [shortage_told(problem, found, filled[1], piece, ways) for piece, ways in shortages(standing, filled, table)]
    fill = fill_told(problem, filled[1], standing.placed)
    if found.pruned:
        fill["words"] = f"{fill['words']}{PRUNED}"
    return {"fill": fill, "shortages": told}


def fill_told(problem: Problem, filling: Filling, placed: int) -> dict[str, object]:
    """How many openings there are, how many the plan fills, and how many any plan could."""
    openings = int(problem.vacancies.openings.sum())
    most = openings - int(filling.left.sum())
    words = f"共{openings}个名额，方案安排{placed}人"
    words += f"，若不讲先后最多可安排{most}人" if most > placed else "，已是最多"
    words += f"；其余{openings - most}个名额没有足够合适的人" if openings > most else ""
    return {"openings": openings, "filled": placed, "most": most, "words": words}


def shortage_told(
    problem: Problem, found: Retrieved, filling: Filling, piece: Piece, ways: list[Relaxation]
) -> dict[str, object]:
    """One shortage, in numbers and words."""
    trades = _trades(problem, filling, piece)
    binding = _binding(problem, found, piece, ways)
    title = "、".join(str(trade["title"]) for trade in trades[:TRADES_NAMED]) + (
        "等" if len(trades) > TRADES_NAMED else ""
    )
    return {
        "title": title,
        "words": f"{title}{_words(piece)}。{binding['words']}",
        "vacancies": sorted(problem.vacancies.ids[row] for row in piece.rows.tolist()),
        "openings": piece.openings,
        "people": len(piece.workers),
        "people_shared": piece.shared,
        "shortage": piece.short,
        "trades": trades[:TRADES_LISTED],
        "binding": binding,
        "relaxations": [_way_told(problem, found, way) for way in ways],
    }


def _words(piece: Piece) -> str:
    """Openings, people and what is short."""
    people = f"只有{len(piece.workers)}人可去" if len(piece.workers) else "没有人可去"
    shared = f"（另有{piece.shared}人也合适，但别的缺人岗位也要靠他们）" if piece.shared else ""
    return f"共{piece.openings}个名额，{people}{shared}；缺口{piece.short}"


def _trades(problem: Problem, filling: Filling, piece: Piece) -> list[dict[str, object]]:
    """What the vacancies of a piece are called, those with most empty openings first."""
    openings: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    for row in piece.rows.tolist():
        title = clean_title(problem.vacancies.titles[row]).core or problem.vacancies.titles[row] or "未写名称的岗位"
        openings[title] += int(problem.vacancies.openings[row])
        empty[title] += int(filling.left[row])
    order = sorted(openings, key=lambda title: (-empty[title], -openings[title], title))
    return [{"title": title, "openings": openings[title], "empty": empty[title]} for title in order]


def _binding(problem: Problem, found: Retrieved, piece: Piece, ways: list[Relaxation]) -> dict[str, object]:
    """What stands in the way: the rule whose change fills most, else what most pairs fell away for."""
    if ways:
        first = ways[0]
        words = ONLY[first.rule].format(workers=len(first.people), step=first.step, paper=first.paper)
        return {"rule": first.rule, "paper": first.paper, "people": len(first.people), "words": words}
    if not problem.workers.ids:
        return {"rule": "", "paper": "", "people": 0, "words": "目前没有求职者"}
    refused = found.vacancies.refused[piece.rows].sum(axis=0)
    other = int(found.vacancies.unrelated[piece.rows].sum())
    most = int(np.argmax(refused))
    rule, why = ("wishes", OTHER_WISHES) if other > refused[most] else (RULES[most].name, RULES[most].words)
    return {"rule": rule, "paper": "", "people": 0, "words": f"放宽任何一项都不够；其他人多是{why}"}


def _way_told(problem: Problem, found: Retrieved, way: Relaxation) -> dict[str, object]:
    """One way out; who is trained is named, so that the way can be tried."""
    done = DONE[way.rule].format(step=way.step, paper=way.paper)
    about = "约" if found.pruned else ""  # a run would then choose other candidates to leave out
    return {
        "rule": way.rule,
        "paper": way.paper,
        "words": f"{done}：可多招{about}{way.gain}人",
        "gain": way.gain,
        "people": len(way.people),
        "cost": way.cost,
        "trained": [problem.workers.ids[row] for row in way.people.tolist()] if way.paper else [],
    }
