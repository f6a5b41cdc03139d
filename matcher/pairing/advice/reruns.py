"""How many workers a run would place after a change, without making the run again.

A change leaves most pairs as they were. Those it touches are weighed again, with the pairs that a rule kept apart until
then, and the assignment is solved again, tier by tier. The total score, the last tier, never changes how many are
placed, so the openings of each tier alone are looked at.
"""

from dataclasses import dataclass, replace

import numpy as np

from matcher.language.skills.relating import relate_all
from matcher.pairing.candidates import Pairs, Problem, sift
from matcher.pairing.instance import Mask
from matcher.pairing.params import MICRO
from matcher.pairing.phrases import Rows
from matcher.pairing.plan.assignment import LIKELY, Merits, placements
from matcher.pairing.plan.prices import Market
from matcher.pairing.portion import part_of
from matcher.pairing.retrieval import Retrieved
from matcher.pairing.scoring import near_equal, score_pairs


@dataclass(frozen=True, slots=True)
class Standing:
    """A run as it stands: its candidates, which of them are likely in a plan, and how many its plan places."""

    problem: Problem
    found: Retrieved
    likely: Mask  # one element a candidate
    placed: int


@dataclass(frozen=True, slots=True)
class Altered:
    """A problem after a change, and the pairs within its rules that the change may have touched."""

    problem: Problem
    touched: Mask  # the candidates of before that ``pairs`` stand for
    pairs: Pairs
    likely: Mask  # one element for each of ``pairs``: looked at first for a plan


def vacancies_altered(standing: Standing, after: Problem, touched: Mask, met: Pairs) -> Altered:
    """Some vacancies (``touched``) changed into those of ``after``; the pairs ``met`` then break no rule any more."""
    found = standing.found
    were = touched[found.pairs.vacancy]
    below = [part.take(touched[part.vacancy]) for part in (found.too_low, found.unwished)]
    new = Pairs.joined([met, *below])
    likely = np.r_[standing.likely[were], _first_of_each(new.worker, LIKELY)]
    return Altered(after, were, Pairs.joined([found.pairs.take(were), new]), likely)


def trained(standing: Standing, workers: Rows, paper: int) -> Altered:
    """Some workers (in order) hold one certificate more, a requirement by number; all their pairs are compared anew."""
    known = standing.problem.known
    part = part_of(standing.problem, workers.astype(np.int64), np.arange(len(standing.problem.vacancies.ids)))
    grades = relate_all([known.words.certificates[paper]], known.words.certificates)
    held = np.full((len(workers), 1), len(known.certificates), dtype=np.int32)
    more = replace(
        part.known,
        certificate_grades=np.vstack([known.certificate_grades, grades]),
        certificates_of=np.hstack([part.known.certificates_of, held]),
    )
    pairs = Pairs.joined([block.pairs for block in sift(replace(part, known=more))])
    pairs = replace(pairs, worker=workers[pairs.worker].astype(np.int32))
    touched = np.isin(standing.found.pairs.worker, workers)
    return Altered(standing.problem, touched, pairs, np.ones(len(pairs), dtype=bool))


def placed_after(standing: Standing, altered: Altered) -> int:
    """How many workers a run on the altered problem would place."""
    problem, before, stays = altered.problem, standing.found, ~altered.touched
    micro = score_pairs(problem, altered.pairs).micro
    kept = micro >= problem.params.least_micro
    pairs = altered.pairs
    worker = np.r_[before.pairs.worker[stays], pairs.worker[kept]].astype(np.int64)
    vacancy = np.r_[before.pairs.vacancy[stays], pairs.vacancy[kept]].astype(np.int64)
    micro = np.r_[before.scores.micro[stays], micro[kept]]
    close = near_equal(worker, micro, len(problem.workers.ids), round(problem.params.tier_margin * MICRO))
    merits = Merits(close & problem.vacancies.priority[vacancy], problem.workers.assist[worker], micro)
    market = Market(worker, vacancy, len(problem.workers.ids), problem.vacancies.openings)
    return placements(market, merits, np.r_[standing.likely[stays], altered.likely[kept]])


def _first_of_each(worker: Rows, count: int) -> Mask:
    """The first few pairs of each worker."""
    order = np.argsort(worker, kind="stable")
    ordered = worker[order]
    first = np.empty(len(worker), dtype=bool)
    first[order] = np.arange(len(worker)) - np.searchsorted(ordered, ordered) < count
    return first
