"""By what name a reader of a swap knows its people: one rule for its pages, its papers and its files."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from api import wording
from api.swaps.sides import Side, Step
from matcher.swap.arrangement import Arrangement
from models.swap import AWAY, Swap, SwapState
from models.swap_member import SwapMember
from models.worker import Worker

BY_NAME = AWAY | {SwapState.SIGNED, SwapState.CLOSED}
"""From the signing on the borrower holds the list of names and settles by it; a void swap may be unsigned."""


def knows_names(swap: Swap, side: Side) -> bool:
    """Whether a reader knows the people of a swap by their full names; whoever looks on never does."""
    if side is Side.BORROWER:
        return swap.state in BY_NAME
    return side in (Side.OFFICE, Side.LENDER)


def known_name(name: str, swap: Swap, side: Side) -> str:
    return name if knows_names(swap, side) else wording.masked(name)


def known_to(arrangement: Arrangement, swap: Swap, side: Side) -> Arrangement:
    """The arrangement with its people named as the reader knows them, and so all that is said of them."""
    people = tuple(replace(one, name=known_name(one.name, swap, side)) for one in arrangement.people)
    return replace(arrangement, people=people)


def known_steps(session: Session, steps: Sequence[Step], swap: Swap, side: Side) -> list[Step]:
    """The log of a swap with the people in its notes named as the reader knows them."""
    if knows_names(swap, side):
        return list(steps)
    named = select(Worker.name).join(SwapMember, col(SwapMember.worker_id) == Worker.id)
    names = {name for name in session.exec(named.where(SwapMember.swap_id == swap.id)) if name}
    return [replace(step, note=_masked(step.note, names)) for step in steps]


def _masked(words: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, wording.masked(name))
    return words
