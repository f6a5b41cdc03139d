"""Parts of a problem solved in threads; the solver lets other threads run."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from matcher.swap.deadline import Deadline

Found = TypeVar("Found")


def solve_each(
    sizes: Sequence[int], solve: Callable[[int, Deadline], Found], deadline: Deadline, workers: int
) -> list[Found]:
    """What ``solve`` finds for each part, by its number; small parts first, each within its share of the time left."""
    order = sorted(range(len(sizes)), key=lambda part: sizes[part])

    def alone(turn: int) -> Found:
        return solve(order[turn], deadline.share(min(1.0, workers / (len(order) - turn))))

    with ThreadPoolExecutor(workers) as threads:
        found = dict(zip(order, threads.map(alone, range(len(order))), strict=True))
    return [found[part] for part in range(len(order))]
