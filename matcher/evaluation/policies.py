"""Other ways to make the lists of a market, as systems in use or in print make them, to be measured beside ours.

Each policy sees what ``District`` shows and gives worker × rank vacancy numbers, -1 where a list ends early.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from matcher.evaluation.behaviour import gain
from matcher.evaluation.shapes import District, Matrix
from matcher.pairing.instance import Ints
from matcher.pairing.plan.prices import SolverFailed

Policy = Callable[[District, int, int], Ints]  # what is seen, list length, seed
LOAD_WEIGHT = 0.1  # of an applicant an opening; of .02 … .5 the knee on seeds 1000–1002: .05 loses fill, .2 utility
TEMPERATURE = 0.25  # β of the matching with transfers; best of .1 … 1 in fill and in utility on the same seeds
CAP = 1.2  # lists a vacancy may stand on, against its fair share
ROUNDS = 200  # of the matching with transfers


def surplus(seen: District) -> Matrix:
    """Expected surplus of each pair, in logits of utility; no crowd in it."""
    worth: Matrix = seen.seen_chance * gain(seen.seen_utility)
    return worth


def best(value: Matrix, eligible: NDArray[np.bool_], length: int) -> Ints:
    """Each worker's eligible vacancies by falling value, equal ones in the order of their numbers."""
    shown = np.where(eligible, value, -np.inf)
    order = np.argsort(-shown, axis=1, kind="stable")[:, :length]
    return np.where(np.take_along_axis(shown, order, axis=1) > -np.inf, order, -1)


def preference(seen: District, length: int, _: int) -> Ints:
    """What each worker likes best."""
    return best(seen.seen_utility, seen.eligible, length)


def chance_only(seen: District, length: int, _: int) -> Ints:
    """Where each worker is likeliest to be taken."""
    return best(seen.seen_chance + 1e-6 * seen.seen_utility, seen.eligible, length)


def expected_surplus(seen: District, length: int, _: int) -> Ints:
    """Chance times gain, every worker alone."""
    return best(surplus(seen), seen.eligible, length)


def popularity(seen: District, length: int, _: int) -> Ints:
    """What most workers like, the same order for all."""
    liked = np.where(seen.eligible, seen.seen_utility, 0.0).sum(axis=0)
    return best(np.broadcast_to(liked, seen.eligible.shape), seen.eligible, length)


def random_lists(seen: District, length: int, seed: int) -> Ints:
    """Any order."""
    return best(np.random.default_rng(seed).random(seen.eligible.shape), seen.eligible, length)


def daily_shuffle(seen: District, length: int, seed: int) -> Ints:
    """Drawn without return, the likelier the greater the surplus (La Bonne Boîte's shuffle, made personal)."""
    noise = np.random.default_rng(seed).gumbel(size=seen.eligible.shape)
    return best(np.log(np.maximum(surplus(seen), 1e-9)) + noise, seen.eligible, length)


def load_penalty(seen: District, length: int, seed: int) -> Ints:
    """Surplus less load per opening, workers one after the other (les-emplois' rule, made personal)."""
    worth, load = surplus(seen), np.zeros(len(seen.openings))
    scale = worth.max()
    lists = np.full((len(worth), length), -1, dtype=np.int64)
    attention = 1 / np.log2(2 + np.arange(length))
    for worker in np.random.default_rng(seed).permutation(len(worth)).tolist():
        value = worth[worker : worker + 1] / scale - LOAD_WEIGHT * load / seen.openings
        lists[worker] = found = _padded(best(value, seen.eligible[worker : worker + 1], length)[0], length)
        listed = found >= 0
        load[found[listed]] += attention[listed]
    return lists


def transferable_utility(seen: District, length: int, _: int) -> Ints:
    """Matching with transfers and quotas by proportional fitting; ranked by the expected matches of each pair."""
    kernel = np.where(seen.eligible, np.exp(surplus(seen) / (2 * TEMPERATURE)), 0.0)
    alone, idle = np.ones(len(kernel)), np.ones(kernel.shape[1])  # square roots of the unmatched masses
    for _round in range(ROUNDS):
        half = kernel @ idle / 2
        alone = np.sqrt(1 + half**2) - half
        half = kernel.T @ alone / 2
        idle = np.sqrt(seen.openings + half**2) - half
    return best(alone[:, None] * kernel * idle[None, :], seen.eligible, length)


def flow_lists(seen: District, length: int, _: int) -> Ints:
    """Lists of greatest total surplus in which no vacancy stands on more than its fair share of lists."""
    worker, vacancy = np.nonzero(seen.eligible)
    worth = np.rint(surplus(seen)[worker, vacancy] * 1_000).astype(np.int64)
    workers, vacancies = seen.eligible.shape
    sink, most = workers + vacancies, int(worth.max())
    everyone, every_vacancy = np.arange(workers), workers + np.arange(vacancies)
    network = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([worker, every_vacancy, everyone]).astype(np.int32),
        np.concatenate([workers + vacancy, np.full(vacancies + workers, sink)]).astype(np.int32),
        np.concatenate([np.ones(len(worker), dtype=np.int64), _fair_share(seen, length), np.full(workers, length)]),
        np.concatenate([most - worth, np.zeros(vacancies, dtype=np.int64), np.full(workers, most)]),
    )
    supplies = np.concatenate([np.full(workers, length), np.zeros(vacancies), [-workers * length]]).astype(np.int64)
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if (status := network.solve()) != network.OPTIMAL:
        raise SolverFailed(f"min-cost flow ended with status {status}")
    listed = np.zeros(seen.eligible.shape, dtype=bool)
    listed[worker, vacancy] = np.asarray(network.flows(np.arange(len(worker), dtype=np.int32))) > 0
    return best(surplus(seen), listed, length)


def deferred_acceptance(seen: District, length: int, _: int) -> Ints:
    """Stable lists: workers propose up to ``length`` by utility, vacancies keep a fair share of the likeliest."""
    liked = np.where(seen.eligible, seen.seen_utility, -np.inf)
    places = _fair_share(seen, length)
    open_to, held = seen.eligible.copy(), np.zeros_like(seen.eligible)
    while True:
        proposed = _topped_up(liked, open_to, held, length)
        if not (proposed & ~held).any():
            return best(seen.seen_utility, held, length)
        standing = np.argsort(np.argsort(np.where(proposed, -seen.seen_chance, np.inf), axis=0, kind="stable"), axis=0)
        held = proposed & (standing < places[None, :])
        open_to &= held | ~proposed


def _topped_up(liked: Matrix, open_to: NDArray[np.bool_], held: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """What each worker holds and the next best still open, ``length`` in all."""
    value = np.where(held, np.inf, np.where(open_to, liked, -np.inf))
    place = np.argsort(np.argsort(-value, axis=1, kind="stable"), axis=1)
    return np.asarray((place < length) & open_to)


def _fair_share(seen: District, length: int) -> Ints:
    """How many lists each vacancy may stand on: its openings' share of all places, and a fifth more."""
    slots = len(seen.eligible) * length
    share: Ints = np.ceil(CAP * seen.openings * slots / seen.openings.sum()).astype(np.int64)
    return share


def _padded(found: Ints, length: int) -> Ints:
    return np.concatenate([found, np.full(length - len(found), -1, dtype=np.int64)])


BASELINES: Mapping[str, Policy] = {
    "preference order": preference,
    "chance only": chance_only,
    "expected surplus": expected_surplus,
    "surplus − load": load_penalty,
    "daily shuffle": daily_shuffle,
    "popularity": popularity,
    "random": random_lists,
    "matching with transfers": transferable_utility,
    "min-cost-flow lists": flow_lists,
    "deferred acceptance": deferred_acceptance,
}
