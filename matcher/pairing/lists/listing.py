"""The lists of an instance: what the run knows of its candidates, handed to lists.py and read back by its rows."""

from dataclasses import replace

import numpy as np

from matcher.pairing.candidates import Pairs, Problem
from matcher.pairing.instance import Ints, Mask
from matcher.pairing.lists.fair_share import Lists, Prospects, fair_lists
from matcher.pairing.lists.load import willingness
from matcher.pairing.params import MatchParams
from matcher.pairing.plan.prices import Market
from matcher.pairing.retrieval import Retrieved
from matcher.pairing.ties import Ties, pair_ties

WIDENED = "拓宽：与您想做的工作相近"


def listed(problem: Problem, found: Retrieved, market: Market, order: Ints, ties: Ties, planned: Mask) -> Lists:
    """The lists, by positions among the candidates and rows of the instance.

    ``order`` tells which candidate each pair of the market is; ``planned`` marks the pairs of the plan.
    """
    pairs, scores = found.pairs.take(order), found.scores
    prospects = Prospects(
        micro=scores.micro[order],
        chance=scores.chance[order],
        willing=willingness(scores.utility[order], problem.params),
        adjacent=adjacent(pairs, problem.params),
        priority=problem.vacancies.priority[pairs.vacancy],
        assisted=problem.workers.assist[pairs.worker],
        planned=planned,
        tie=pair_ties(market.worker, market.vacancy),
    )
    lists = fair_lists(market, prospects, problem.params)
    pair = order[lists.pair]
    by_rows = np.lexsort((lists.rank, found.pairs.worker[pair]))
    return replace(
        lists,
        pair=pair[by_rows],
        rank=lists.rank[by_rows],
        chance=lists.chance[by_rows],
        expected_applicants=lists.expected_applicants[ties.vacancies],
    )


def adjacent(pairs: Pairs, params: MatchParams) -> Mask:
    """Pairs of other work, near what the worker wishes: neither title nor duties name a wish, the title is related."""
    return (pairs.title > 0) & (pairs.title < params.same_work) & ~(pairs.duties > 0)


def noted(reasons: list[str], pairs: Pairs, params: MatchParams) -> list[str]:
    """The reasons of list lines; adjacent work is said to be a widening, which is no reason."""
    near = adjacent(pairs, params).tolist()
    return [f"{said}；{WIDENED}" if wide else said for said, wide in zip(reasons, near, strict=True)]
