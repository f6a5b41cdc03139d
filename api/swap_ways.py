"""The ways among the pages of labour swap, as each role has them."""

from dataclasses import dataclass

from api.access.table import TABLE, Action
from models.account import Account, Role

OFFICE = (
    ("/swaps", "调剂", Action.SWAP_LIST),
    ("/swaps/gaps", "缺口一览", Action.SWAP_GAPS),
    ("/swaps/plans", "方案", Action.SWAP_PLAN),
    ("/swaps/offers", "可借出", Action.SWAP_OFFER),
    ("/swaps/needs", "借用需求", Action.SWAP_NEED),
)
EMPLOYER = (
    ("/employer/swaps", "我的调剂", Action.SWAP_DESK),
    ("/employer/swap-offers", "可借出人员", Action.SWAP_OFFER),
    ("/employer/shutdowns", "停工计划", Action.SWAP_SHUTDOWN),
    ("/employer/swap-needs", "借用需求", Action.SWAP_NEED),
)
STANDS_UNDER = {"/swaps/offers": "/employer/swap-offers", "/swaps/needs": "/employer/swap-needs"}
"""Forms that both sides use, and the list an employer comes to them from."""


@dataclass(frozen=True, slots=True)
class Way:
    path: str
    name: str
    current: str
    """What `aria-current` says: the page itself, one below it, or nothing."""


def swap_ways(account: Account | None, here: str) -> list[Way]:
    """The reader's entries; the one that leads to ``here`` or above it is marked."""
    if account is None:
        return []
    entries = EMPLOYER if account.role == Role.EMPLOYER else OFFICE
    own = [(path, name) for path, name, action in entries if account.role in TABLE[action]]
    above = [path for path, _ in own if _leads(path, here)]
    nearest = max(above, key=len, default="")
    return [Way(path, name, _current(path, here) if path == nearest else "") for path, name in own]


def _leads(path: str, here: str) -> bool:
    under = [path, *(shared for shared, own in STANDS_UNDER.items() if own == path)]
    return any(here == each or here.startswith(each + "/") for each in under)


def _current(path: str, here: str) -> str:
    return "page" if path == here else "true"
