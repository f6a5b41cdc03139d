"""The whole run on one screen: candidates, lists, the plan, its price, the reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing import report, tables
from matcher.pairing.advice.near_misses import NearMisses
from matcher.pairing.advice.remedies import worker_remedies
from matcher.pairing.advice.reruns import Standing
from matcher.pairing.advice.shortage_words import shortage_report
from matcher.pairing.advice.steps import advice_on
from matcher.pairing.advice.unmatched import unmatched_frame
from matcher.pairing.advice.vacancy_remedies import vacancy_remedies
from matcher.pairing.breakdown import breakdown
from matcher.pairing.calibration import described
from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.cells import day, text
from matcher.pairing.instance import Floats, Instance, Ints, Mask
from matcher.pairing.lists import crowding
from matcher.pairing.lists.fair_share import Lists
from matcher.pairing.lists.floors import floor_audit
from matcher.pairing.lists.listing import adjacent, listed
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.plan.assignment import TIERS, Merits, Plan, assign, likely, reassign
from matcher.pairing.plan.opening_worth import told_worth
from matcher.pairing.plan.prices import Market
from matcher.pairing.plan.priority_price import Offered, price_of_key_employers
from matcher.pairing.retrieval import Retrieved, problem_of, retrieve
from matcher.pairing.scoring import near_equal
from matcher.pairing.stages import Progress, Stages
from matcher.pairing.ties import Ties, daily_ties

VERSION = version("wengang")
Element = TypeVar("Element", bound=np.generic)

# Plans without one tier, those near the plan itself apart: they are found sooner among the pairs likely in it.
PRICED_NEAR = {
    "key_or_urgent": tuple(tier for tier in TIERS if tier != "key_or_urgent"),
    "assisted": tuple(tier for tier in TIERS if tier != "assisted"),
}
PRICED_FAR = {"placed": tuple(tier for tier in TIERS if tier != "placed"), "all": ("total_score",)}


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The frames and the report of the ``match`` contract."""

    pairs: pd.DataFrame
    lists: pd.DataFrame
    unmatched: pd.DataFrame
    candidates: pd.DataFrame
    report: dict[str, object]
    breakdowns: list[dict[str, object]]  # what the score of each chosen pair is made of, in the order of ``pairs``


def match(
    instance: Instance,
    params: MatchParams | None = None,
    *,
    as_of: date,
    seed: int = 0,
    progress: Progress = lambda _stage, _done: None,
    clock: Callable[[], float] | None = None,
) -> MatchResult:
    """Match an instance. The same instance, parameters, day and seed give the same result.

    ``progress`` is told the stage and the share of the whole run that is done. ``clock`` (seconds), if given,
    fills ``report["seconds"]``, the one part of a result that differs from run to run.
    """
    params = params or MatchParams.on(as_of)
    stages = Stages(progress, clock)
    problem = problem_of(instance, params, day(as_of))
    stages.finish("words")
    found = retrieve(problem, stages.within("candidates"))
    stages.finish("candidates")
    ties = daily_ties(problem.workers.ids, problem.vacancies.ids, seed, as_of)
    market, merits, order = market_of(problem, found, ties)
    plan = assign(market, merits)
    stages.finish("assignment")
    lists = listed(problem, found, market, order, ties, plan.chosen)
    stages.finish("lists")
    among = likely(market, merits, plan)
    without = {name: reassign(market, merits, among, tiers) for name, tiers in PRICED_NEAR.items()}
    without |= {name: assign(market, merits, tiers, proven=False) for name, tiers in PRICED_FAR.items()}
    offered = offered_by(instance, problem, found.scores.utility[order], ties)
    priority = price_of_key_employers(market, merits, plan, offered, among)
    priority["one_more_opening"] = told_worth(market, plan, _in_places(problem.vacancies.ids, ties.vacancies))
    stages.finish("prices")
    chosen = np.sort(order[plan.chosen])
    unmatched = _unmatched(problem, found, chosen)
    pairs, list_frame = tables.pairs_frame(instance, problem, found, chosen), tables.lists_frame(problem, found, lists)
    candidates = tables.candidates_frame(problem, found)
    breakdowns = breakdown(problem, found.pairs.take(chosen)).as_dicts()
    standing = Standing(problem, found, _moved(among, order), len(chosen))
    short = shortage_report(standing, chosen, advice_on(as_of))
    stages.finish("reasons")
    facts = _report(problem, found, lists, chosen) | short
    facts |= _plan_report(market, plan, without) | priority
    facts |= {"seconds": stages.seconds, "params": params.as_dict(), "seed": seed, "as_of": as_of.isoformat()}
    facts |= {"ties": {"seed": seed, "as_of": as_of.isoformat()}}
    facts |= {"weights": params.weights, "chance_bands": described(params.bands)}
    facts |= {"input_sha256": report.input_sha256(*instance.frames), "version": VERSION}
    return MatchResult(pairs, list_frame, unmatched, candidates, facts, breakdowns)


def market_of(problem: Problem, found: Retrieved, ties: Ties) -> tuple[Market, Merits, Ints]:
    """The assignment's market in the order of the tie breaks, and where its pairs stand among the candidates."""
    worker, vacancy = ties.workers[found.pairs.worker], ties.vacancies[found.pairs.vacancy]
    order = np.lexsort((vacancy, worker))
    worker, vacancy, micro = worker[order], vacancy[order], found.scores.micro[order]
    openings = _moved(problem.vacancies.openings, ties.vacancies)
    priority = _moved(problem.vacancies.priority, ties.vacancies)
    assist = _moved(problem.workers.assist, ties.workers)
    close = near_equal(worker, micro, len(assist), round(problem.params.tier_margin * MICRO))
    market = Market(worker, vacancy, len(assist), openings)
    return market, Merits(close & priority[vacancy], assist[worker], micro), order


def offered_by(instance: Instance, problem: Problem, utility: Floats, ties: Ties) -> Offered:
    """Who offers each vacancy of the market; an employer without an id is nobody's key employer."""
    number, ids = pd.factorize(np.array([text(cell) for cell in instance.vacancies["employer_id"]], object), sort=True)
    named = np.array([bool(name) for name in ids], dtype=bool)[number]
    employer, key = number.astype(np.int64), problem.vacancies.key & named
    return Offered(ids.tolist(), _moved(employer, ties.vacancies), _moved(key, ties.vacancies), utility)


def _in_places(ids: list[str], place: Ints) -> list[str]:
    """Ids put in their places."""
    moved: list[str] = _moved(np.array(ids, dtype=object), place).tolist()
    return moved


def _moved(values: NDArray[Element], place: Ints) -> NDArray[Element]:
    """Values put in their places."""
    moved = np.empty_like(values)
    moved[place] = values
    return moved


def _unmatched(problem: Problem, found: Retrieved, chosen: Ints) -> pd.DataFrame:
    """Who and what is left over."""
    free, left = _free(problem, found, chosen), _openings_left(problem, found, chosen)
    # A change helps when it brings together a worker without a vacancy and an opening without a worker.
    concerned = free[found.near_misses.worker] & (left[found.near_misses.vacancy] > 0)
    misses = NearMisses(found.near_misses, found.missed_by).take(concerned)
    low = Pairs.joined([found.too_low, found.unwished])
    low = low.take(free[low.worker] & (left[low.vacancy] > 0))
    helpful = worker_remedies(problem, misses, low), vacancy_remedies(problem, misses, low)
    return unmatched_frame(problem, free, left, (found.workers, found.vacancies), helpful)


def _free(problem: Problem, found: Retrieved, chosen: Ints) -> Mask:
    """Workers without a vacancy."""
    free = np.ones(len(problem.workers.ids), dtype=bool)
    free[found.pairs.worker[chosen]] = False
    return free


def _openings_left(problem: Problem, found: Retrieved, chosen: Ints) -> Ints:
    """Openings the plan leaves at each vacancy."""
    taken = np.bincount(found.pairs.vacancy[chosen], minlength=len(problem.vacancies.ids))
    return problem.vacancies.openings - taken


def _plan_report(market: Market, plan: Plan, without: dict[str, Plan]) -> dict[str, object]:
    """Tiers reached, their price, and the proof."""
    seats, nowhere = market.seats(plan.chosen), len(market.capacity)
    return {
        "filled_by_tier": {tier: plan.reached[tier] for tier in TIERS[:3]},
        "tier_numbers": {str(number): tier for number, tier in tables.TIER_NUMBERS.items()},
        "price_of_tiers": {
            name: report.price(plan, other, seats, market.seats(other.chosen), nowhere)
            for name, other in without.items()
        },
        "objective": report.reached(plan.reached),
        "bound": report.reached(plan.bound),
        "gap": report.gap(plan),
    }


def _report(problem: Problem, found: Retrieved, lists: Lists, chosen: Ints) -> dict[str, object]:
    """Counts, crowding and fairness."""
    worker, vacancy = found.pairs.worker.astype(np.int64), found.pairs.vacancy.astype(np.int64)
    openings, near = problem.vacancies.openings, adjacent(found.pairs, problem.params)
    crowd = lists.expected_applicants[openings > 0] / openings[openings > 0]
    assisted = problem.workers.assist
    return {
        "counts": tables.counts(problem, found, len(chosen)),
        "notes": tables.notes(problem, found),
        "congestion": crowding.congestion(lists, worker, vacancy, near, openings),
        "coverage": crowding.coverage(lists, vacancy, openings),
        "gini": crowding.gini(crowd),
        "assisted_floor": floor_audit(worker, found.scores.chance, assisted, lists, problem.params),
        "fairness_ratios": report.fairness_ratios(problem.workers, ~_free(problem, found, chosen), problem.as_of),
    }
