"""Two changes at once for workers whom no single change helps, recounted exactly.

Looked at are the pairs that at most two rules keep apart which the worker could meet: pay asked, days free, shift,
lodging, one certificate. Pay, days and lodging are tried as well where no rule asks for them, as they move scores. Age
and schooling are never among them, nor is the way there: how far is too far is the office's rule and stands in no
worker's row. A proposal is the smallest pair of changes of its kind; what it would bring is counted over everything
that is then open to the worker, whatever kept it apart before.
"""

from dataclasses import dataclass, fields, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.advice.near_misses import papers_lacking
from matcher.pairing.advice.remedies import CHANGES, STEPS, bounds, fewest
from matcher.pairing.candidates import PAIRS_A_BLOCK, Pairs, Problem, block_of, pairs_where
from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.portion import part_of
from matcher.pairing.reasons.sayings import SHIFT_WORDS
from matcher.pairing.rules import RULE_NUMBER, RULES
from matcher.pairing.scoring import score_pairs
from matcher.pairing.wording import Shares

SEARCHED = 3_000_000  # pairs of workers and vacancies looked at, two seconds at most; who is beyond is told so
PROPOSALS = 3  # of one worker that are counted out
OF_WORKER = ("wage", "start", "shift", "lodging", "certificates")
BITS = {name: 1 << RULE_NUMBER[name] for name in OF_WORKER}
LIFTING = BITS["wage"] | BITS["start"] | BITS["lodging"]  # changes that move a score though no rule asks for them
MEETABLE = sum(BITS.values())
ANYTHING = "，可多{}个还有空位的岗位"


@dataclass(frozen=True, slots=True)
class Steps:
    """What is changed for each pair: which rules are met, and how far each change goes. One element a pair."""

    rules: Ints  # bits of ``BITS``
    yuan: Floats  # less asked
    days: Floats  # earlier free
    shift: Ints  # bit of the shift accepted as well
    paper: Ints  # number of the certificate acquired, -1 for none

    def take(self, which: Mask | Ints) -> "Steps":
        """The steps of some pairs."""
        return Steps(*(getattr(self, column.name)[which] for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Apart:
    """Pairs that at most two rules keep apart, all of them the worker's to meet, and the steps that just meet them."""

    pairs: Pairs
    needed: Steps
    with_paper: Shares  # how certificates fit with the one lacking

    def take(self, which: Mask | Ints) -> "Apart":
        """Some of the pairs."""
        return Apart(self.pairs.take(which), self.needed.take(which), self.with_paper[which])


def two_changes(problem: Problem, workers: Ints, openings_left: Ints) -> tuple[dict[int, str], frozenset[int]]:
    """For each of these workers the two changes that bring most, in words, where any two do; and who was looked at.

    Counted are vacancies with openings left. At most ``SEARCHED`` pairs are looked at, worker by worker.
    """
    vacancies = np.flatnonzero(openings_left > 0)
    workers = workers[: SEARCHED // max(1, len(vacancies))]
    if not len(workers) or not len(vacancies):
        return {}, frozenset(workers.tolist())
    part = part_of(problem, workers, vacancies)
    apart = _apart(part)
    proposals = _proposals(part, apart)
    counts = _recounted(part, apart, proposals)
    said = _best(part, proposals, counts)
    return {int(workers[row]): words for row, words in said.items()}, frozenset(workers.tolist())


def _apart(part: Problem) -> Apart:
    """The pairs of a part that the worker's own changes could bring together."""
    size = max(1, PAIRS_A_BLOCK // len(part.vacancies.ids))
    blocks = [
        _apart_in(part, slice(start, min(start + size, len(part.workers.ids))))
        for start in range(0, len(part.workers.ids), size)
    ]
    pairs, rules = Pairs.joined([each for each, _ in blocks]), np.concatenate([each for _, each in blocks])
    paper, with_paper = papers_lacking(part, pairs)
    meetable = ((rules & BITS["certificates"]) == 0) | (paper >= 0)
    return Apart(pairs, _steps(part, pairs, rules, paper), with_paper).take(meetable)


def _apart_in(part: Problem, rows: slice) -> tuple[Pairs, Ints]:
    """The pairs of some workers, each with the bits of the rules in the way, two at most."""
    block = block_of(part, rows)
    refusing = np.zeros(block.shape, dtype=np.int64)
    for number, rule in enumerate(RULES):
        refusing |= rule.refuses(block).astype(np.int64) << number
    possible = block.near.related if part.params.leaves_out_unrelated else np.ones(block.shape, dtype=bool)
    wanted = possible & ((refusing & ~MEETABLE) == 0) & (_bits(refusing) <= 2)
    return pairs_where(part, block.near, wanted, rows.start), refusing[wanted]


def _bits(rules: Ints) -> Ints:
    """How many of the rules that a worker can meet are in a set."""
    return np.asarray(np.sum([(rules & bit) > 0 for bit in BITS.values()], axis=0))


def _steps(part: Problem, pairs: Pairs, rules: Ints, paper: Ints) -> Steps:
    """The steps that just meet the rules in the way of each pair."""

    def where(rule: str, sizes: NDArray[np.generic], nothing: int) -> NDArray[np.generic]:
        return np.where((rules & BITS[rule]) > 0, sizes, nothing)

    return Steps(
        rules,
        where("wage", CHANGES["wage"].size(part, pairs), 0).astype(np.float64),
        where("start", CHANGES["start"].size(part, pairs), 0).astype(np.float64),
        where("shift", part.vacancies.shift[pairs.vacancy], 0).astype(np.int64),
        where("certificates", paper, -1).astype(np.int64),
    )


def _reach(part: Problem, apart: Apart, steps: Steps) -> Mask:
    """Which pairs reach the least score once their workers take the steps."""
    pairs, workers = apart.pairs, part.workers
    rows = pairs.worker
    changed = replace(
        workers,
        education=workers.education[rows],
        place=workers.place[rows],
        bank=workers.bank[rows],
        wage_min=workers.wage_min[rows] - steps.yuan,
        shifts=(workers.shifts[rows] | steps.shift).astype(np.int8),
        needs_lodging=np.where(steps.rules & BITS["lodging"], 0.0, workers.needs_lodging[rows]),
        available=workers.available[rows] - steps.days,
    )
    lacking = (apart.needed.rules & BITS["certificates"]) > 0
    moved = replace(
        pairs,
        worker=np.arange(len(pairs), dtype=np.int32),
        certificates=np.where(lacking, apart.with_paper, pairs.certificates),
    )
    reached: Mask = score_pairs(replace(part, workers=changed), moved).micro >= part.params.least_micro
    return reached


def _proposals(part: Problem, apart: Apart) -> Apart:
    """The smallest pairs of changes that bring a vacancy, a few for each worker: those that bring most, then least."""
    made = [_with_both(part, apart, both) for both in combinations(OF_WORKER, 2)]
    two = Apart(
        Pairs.joined([each.pairs for each in made]),
        Steps(*(np.concatenate([getattr(each.needed, one.name) for each in made]) for one in fields(Steps))),
        np.concatenate([each.with_paper for each in made]),
    )
    kind = (two.pairs.worker.astype(np.int64), two.needed.rules, two.needed.shift, two.needed.paper)
    order = np.lexsort((two.needed.days, two.needed.yuan, *reversed(kind)))
    keys = np.column_stack([column[order] for column in kind])
    first = np.flatnonzero(np.r_[True, (np.diff(keys, axis=0) != 0).any(axis=1)][: len(order)])
    size = np.diff(np.r_[first, len(order)])
    smallest = order[first]
    ranked = np.lexsort((two.needed.yuan[smallest], -size, two.pairs.worker[smallest]))
    smallest = smallest[ranked]
    worker = two.pairs.worker[smallest]
    place = np.arange(len(worker)) - np.searchsorted(worker, worker)
    return two.take(smallest[place < PROPOSALS])


def _with_both(part: Problem, apart: Apart, both: tuple[str, str]) -> Apart:
    """The pairs that two changes bring together, with the least amounts that do: first of pay, then of days."""
    rules, pairs = BITS[both[0]] | BITS[both[1]], apart.pairs
    possible = ((apart.needed.rules & ~rules) == 0) & ((rules & ~apart.needed.rules & ~LIFTING) == 0)
    if "lodging" in both:
        possible &= part.workers.needs_lodging[pairs.worker] == 1
    least, most = {}, {}
    for rule in STEPS:
        ends = bounds(part, pairs, rule) if rule in both else (np.zeros(len(pairs)), np.zeros(len(pairs)))
        least[rule], most[rule] = ends
        possible &= ends[0] <= ends[1]

    def reached(some: Apart, yuan: Floats, days: Floats) -> Mask:
        return _reach(part, some, _amounts(some.needed, rules, yuan, days))

    some = apart.take(possible)
    yuan, days = most["wage"][possible], most["start"][possible]
    brought = reached(some, yuan, days)
    some, yuan, days = some.take(brought), yuan[brought], days[brought]
    yuan = fewest(lambda steps: reached(some, steps, days), least["wage"][possible][brought], yuan)
    days = fewest(lambda steps: reached(some, yuan, steps), least["start"][possible][brought], days)
    return replace(some, needed=_amounts(some.needed, rules, yuan, days))


def _amounts(needed: Steps, rules: int, yuan: Floats, days: Floats) -> Steps:
    """The steps of two changes, so many steps of pay and of days far."""
    both = np.full(len(yuan), rules, dtype=np.int64)
    return replace(needed, rules=both, yuan=yuan * STEPS["wage"], days=days * STEPS["start"])


def _recounted(part: Problem, apart: Apart, proposals: Apart) -> Ints:
    """How many vacancies each proposal opens that were not open before."""
    worker = apart.pairs.worker  # in the order of the workers
    begin, end = (np.searchsorted(worker, proposals.pairs.worker, side=side) for side in ("left", "right"))
    proposal = np.repeat(np.arange(len(begin)), end - begin)
    offset = np.arange(len(proposal)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    place, steps = begin[proposal] + offset, proposals.needed.take(proposal)
    enough = _meets(apart.needed.take(place), steps)
    pool, steps, proposal = apart.take(place[enough]), steps.take(enough), proposal[enough]
    open_before = (pool.needed.rules == 0) & (score_pairs(part, pool.pairs).micro >= part.params.least_micro)
    opened = _reach(part, pool, steps) & ~open_before
    return np.bincount(proposal[opened], minlength=len(begin))


def _meets(needed: Steps, taken: Steps) -> Mask:
    """Whether the steps taken go as far as each pair needs."""
    met: Mask = (
        ((needed.rules & ~taken.rules) == 0)
        & (needed.yuan <= taken.yuan)
        & (needed.days <= taken.days)
        & ((needed.shift == 0) | (needed.shift == taken.shift))
        & ((needed.paper < 0) | (needed.paper == taken.paper))
    )
    return met


def _best(part: Problem, proposals: Apart, counts: Ints) -> dict[int, str]:
    """For each worker the proposal that opens most, then the one that asks least, in words."""
    order = np.lexsort((proposals.needed.days, proposals.needed.yuan, -counts, proposals.pairs.worker))
    rows, first = np.unique(proposals.pairs.worker[order], return_index=True)
    best = order[first]
    return {
        row: words + ANYTHING.format(count)
        for row, words, count in zip(
            rows.tolist(), _words(part, proposals.needed.take(best)), counts[best].tolist(), strict=True
        )
    }


def _words(part: Problem, steps: Steps) -> list[str]:
    """Both changes of each worker, joined."""
    certificates = part.known.words.certificates
    said = []
    for rules, yuan, days, shift, paper in zip(
        *(getattr(steps, column.name).tolist() for column in fields(steps)), strict=True
    ):
        size = {"wage": yuan, "start": days}
        both = [
            CHANGES[rule]
            .words.replace("{shift}", SHIFT_WORDS.get(shift, ""))
            .format(change=size.get(rule, 0), paper=certificates[paper] if paper >= 0 else "")
            for rule, bit in BITS.items()
            if rules & bit
        ]
        said.append("，并".join(both))
    return said
