"""How evenly lists are spread over the vacancies: the certificate of a run."""

import numpy as np

from matcher.pairing.instance import Floats, Ints, Mask
from matcher.pairing.lists.fair_share import Lists

ABOUT = 0.1  # of the bound: this much under it a vacancy has reached it, this much over it is beyond it


def congestion(lists: Lists, worker: Ints, vacancy: Ints, near: Mask, openings: Ints) -> dict[str, float]:
    """How crowded the lists are, over vacancies with openings; ``worker``, ``vacancy`` and
    ``near`` (adjacent work) are those of all candidates.

    ``list_congestion`` is Σ ms · ln ms / ln |V| over the shares ms of all lines: −1 spread evenly, 0 all on one
    vacancy. ``avoidable_lines`` is the share of lines at vacancies beyond the bound although the worker has another
    candidate, not listed, below it: within wished work, or within adjacent work.
    """
    offered = openings > 0
    crowd = _per_opening(lists.expected_applicants, openings)
    listed = np.bincount(vacancy[lists.pair], minlength=len(openings))
    reached = crowd[offered] if offered.any() else np.zeros(1)
    return {
        "applicants_per_opening_max": round(float(reached.max()), 4),
        "applicants_per_opening_mean": round(float(reached.mean()), 4),
        "applicants_per_opening_bound": round(lists.bound, 4),
        "share_above_three": round(float((reached > 3).mean()), 4),
        "share_above_bound": round(float((reached > lists.bound * (1 + ABOUT)).mean()), 4),
        "vacancies_at_bound": int((reached >= lists.bound * (1 - ABOUT)).sum()),
        "avoidable_lines": round(avoidable(lists, 2 * worker + near, crowd[vacancy]), 4),
        "list_congestion": round(list_congestion(listed[offered]), 4),
        "most_listed": int(listed.max(initial=0)),
    }


def avoidable(lists: Lists, chooser: Ints, crowd: Floats) -> float:
    """The share of lines beyond the bound whose ``chooser`` (worker and kind of work) has a spare one below it."""
    spare = crowd < lists.bound
    spare[lists.pair] = False
    choice = np.bincount(chooser[spare], minlength=int(chooser.max(initial=0)) + 1) > 0
    beyond = crowd[lists.pair] > lists.bound * (1 + ABOUT)
    return float((beyond & choice[chooser[lists.pair]]).mean()) if len(beyond) else 0.0


def list_congestion(listed: Ints) -> float:
    """ReCon's congestion of how often each vacancy is listed.

    >>> list_congestion(np.array([5, 5, 5, 5])), list_congestion(np.array([20, 0, 0, 0]))
    (-1.0, 0.0)
    """
    shares = listed[listed > 0] / max(1, listed.sum())
    return float((shares * np.log(shares)).sum() / np.log(len(listed))) + 0.0 if len(listed) > 1 else 0.0


def coverage(lists: Lists, vacancy: Ints, openings: Ints) -> float:
    """Share of vacancies with openings that stand on somebody's list."""
    offered = openings > 0
    listed = np.bincount(vacancy[lists.pair], minlength=len(openings)) > 0
    return round(float(listed[offered].mean()), 4) if offered.any() else 0.0


def gini(values: Floats) -> float:
    """Gini coefficient of a share-out: 0 all alike, towards 1 all to one.

    >>> gini(np.array([1.0, 1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 8.0]))
    (0.0, 0.75)
    """
    ordered = np.sort(values)
    total = ordered.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return round(float(2 * (ranks * ordered).sum() / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)), 4)


def _per_opening(applicants: Floats, openings: Ints) -> Floats:
    return np.divide(applicants, openings, out=np.zeros(len(openings)), where=openings > 0)
