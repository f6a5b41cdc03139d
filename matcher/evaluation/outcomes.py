"""What the lists of one market bring, as numbers: who is placed how well, and how the crowd falls."""

import numpy as np

from matcher.evaluation.behaviour import Day, gain, play, willingness
from matcher.evaluation.shapes import District
from matcher.pairing.instance import Ints
from matcher.pairing.lists.crowding import gini, list_congestion
from matcher.pairing.lists.load import attention, place_chance

ENVY = 1.1  # another's list is envied when it is worth this much of one's own

FILL, UTILITY, LIST_UTILITY = "fill", "mean utility of the placed", "mean utility of the lists"
MEASURES = (
    FILL,
    UTILITY,
    LIST_UTILITY,
    "fill of key employers",
    "−list congestion",
    "coverage",
    "Gini of applicants per opening",
    "applicants per opening, max",
    "applicants per opening, 95 %",
    "workers never placed",
    "workers who envy a list",
)


def outcome(district: District, lists: Ints, days: list[Day]) -> tuple[float, ...]:
    """The ``MEASURES`` of some lists, in order. Fill is of the openings there are workers for."""
    played = play(district, lists, days)
    day, worker = np.nonzero(played.seat >= 0)
    vacancy = played.seat[day, worker]
    reader, rank = np.nonzero(lists >= 0)
    listed = np.bincount(lists[reader, rank], minlength=len(district.openings))
    crowd = played.applicants.mean(axis=0) / district.openings
    key_openings = max(1, int(district.openings[district.key].sum()))
    return (
        len(day) / len(days) / min(len(lists), int(district.openings.sum())),
        float(district.utility[worker, vacancy].mean()) if len(day) else 0.0,
        float(district.utility[reader, lists[reader, rank]].mean()),
        float(district.key[vacancy].sum() / len(days) / key_openings),
        -list_congestion(listed),
        float((listed > 0).mean()),
        gini(crowd),
        float(crowd.max()),
        float(np.quantile(crowd, 0.95)),
        float((played.seat < 0).all(axis=0).mean()),
        envy(district, lists),
    )


def envy(district: District, lists: Ints) -> float:
    """Share of workers to whom somebody else's list is worth more than their own, in the crowd that all lists bring."""
    reader, rank = np.nonzero(lists >= 0)
    vacancy = lists[reader, rank]
    seen = np.zeros(district.eligible.shape)
    seen[reader, vacancy] = attention(rank + 1)
    willing = np.where(district.eligible, willingness(district.utility, district.behaviour), 0.0)
    accepted = (seen * willing * district.chance).sum(axis=0)
    taken = district.chance * place_chance(accepted, district.openings)
    worth = willing * taken * gain(district.utility, district.behaviour)
    values = worth @ seen.T
    return float((values.max(axis=1) > ENVY * np.diagonal(values)).mean())
