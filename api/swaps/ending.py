"""A firm that can no longer keep its promises: every swap it is part of is void, and both sides are told."""

from sqlmodel import Session, col

from api.swaps.moving import By, step
from models.employer import Employer, EmployerStanding
from models.swap import ENDED, NEXT, Swap, SwapState, swaps_of


def firm_ended(session: Session, employer: Employer, standing: EmployerStanding, by: By) -> list[Swap]:
    """Note that a firm is bankrupt or closed and void what it lent or borrowed; the swaps concerned.

    That it goes on after all is noted too, but what is void stays so. Where people are away, the borrower signs with
    them or stops: `api.swaps.due` keeps asking until each is noted.
    """
    employer.standing, employer.updated_at = standing, by.now
    session.add(employer)
    session.flush()
    if standing is EmployerStanding.ACTIVE:
        return []
    live = swaps_of(employer.id or 0).where(col(Swap.state).not_in(ENDED)).with_for_update()
    concerned = [swap for swap in session.exec(live).all() if SwapState.VOID in NEXT[swap.state]]
    for swap in concerned:
        step(session, swap, SwapState.VOID, by, note=f"{employer.name}{standing.label}")
    return concerned
