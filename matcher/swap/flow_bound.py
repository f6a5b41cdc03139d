"""A bound at hand at any time: the best flow of each stretch alone, as if nobody had to stay or return."""

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow

from matcher.swap.blocks import Block
from matcher.swap.pairs import Ints, Mask
from matcher.swap.solver import SolverFailed


def most_by_stretch(block: Block, chosen: Mask) -> int:
    """Person-days that some pairs of a block could lend at most, without least days."""
    total = 0
    for stretch, days in enumerate(block.stretches.tolist()):
        on = np.flatnonzero(chosen & (block.low <= stretch) & (stretch < block.high))
        if len(on):
            total += days * _flow(block, on)
    return total


def _flow(block: Block, on: Ints) -> int:
    nodes, offers = len(block.capacity), block.offers
    ends = np.arange(nodes)
    flow = SimpleMaxFlow()
    flow.add_arcs_with_capacity(block.offer[on], offers + block.need[on], block.most_people[on])
    flow.add_arcs_with_capacity(np.full(offers, nodes), ends[:offers], block.capacity[:offers])
    flow.add_arcs_with_capacity(ends[offers:], np.full(nodes - offers, nodes + 1), block.capacity[offers:])
    if flow.solve(nodes, nodes + 1) != flow.OPTIMAL:
        raise SolverFailed("a flow has no optimum")
    return int(flow.optimal_flow())
