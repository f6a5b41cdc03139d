"""How many people a key employer is short of: computed from what was stated and who arrived since, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.key_ledger import KeyLedgerLine


@dataclass(frozen=True, slots=True)
class Gap:
    """`short` = needed − on post − arrived since on post was counted − lent to it now; below 0 it has people to spare.

    Whoever was hired before the count is among the people on post, so each arrival lowers the gap once, whatever else
    of the line is corrected later.
    """

    needed: int
    on_post: int
    arrived: int
    lent: int = 0

    @property
    def short(self) -> int:
        return self.needed - self.on_post - self.arrived - self.lent

    @property
    def words(self) -> str:
        """
        >>> Gap(30, 20, 5).words, Gap(30, 30, 0).words, Gap(20, 22, 1).words
        ('缺 5', '不缺', '富余 3')
        """
        if self.short == 0:
            return "不缺"
        return f"缺 {self.short}" if self.short > 0 else f"富余 {-self.short}"

    @property
    def sum(self) -> str:
        parts = [f"需要 {self.needed}", f"在岗 {self.on_post}"]
        parts += [f"新到岗 {self.arrived}"] if self.arrived else []
        parts += [f"调入 {self.lent}"] if self.lent else []
        return " − ".join(parts)


def arrived_since(hires: Iterable[datetime], counted_at: datetime, until: datetime | None = None) -> int:
    """How many were hired after the people on post were counted, and before ``until``."""
    return sum(moment > counted_at and (until is None or moment < until) for moment in hires)


def gap_of(line: KeyLedgerLine, hires: Iterable[datetime], until: datetime | None = None) -> Gap | None:
    """The gap of a line with the hires known so far; None while what is needed or who is on post is not known."""
    if line.needed is None or line.on_post is None:
        return None
    counted_at = line.counted_at or line.reported_at
    return Gap(line.needed, line.on_post, arrived_since(hires, counted_at, until))
