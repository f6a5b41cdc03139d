"""What the result of a referral says: of the chance, of the worker's utility, or of neither.

Somebody who found other work says nothing of whether they would have been hired; somebody turned down for a missing
skill does. Which is which stands, dated, in ``data/refusals.csv``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.comparisons import CHANCE
from matcher.pairing.instance import Floats

HIRED = "hired"
DECLINED = {"declined_by_worker": "worker", "declined_by_employer": "employer"}
COLUMNS = ("day", "result", "reason", "gate", *CHANCE)

Refusal = tuple[str, str]  # declined by, reason


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Results that speak of the chance, one row each, in the order of their days."""

    values: Floats  # outcome × chance criterion (in the order of ``CHANCE``), nan where one side was silent
    gate: Floats  # the product of the factors its chance was multiplied by
    hired: NDArray[np.bool_]
    day: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.hired)

    def take(self, which: NDArray[np.bool_]) -> "Outcomes":
        """Some of the outcomes."""
        return Outcomes(*(getattr(self, column.name)[which] for column in fields(self)))


@cache
def _refusals() -> tuple[dict[str, str], ...]:
    written = resources.files("matcher.pairing").joinpath("data/refusals.csv").read_text("utf-8")
    return tuple(csv.DictReader(written.splitlines()))


@cache
def evidence_on(day: date) -> Mapping[Refusal, str]:
    """What each refusal speaks of on a day: ``chance``, ``utility`` or ``none``; the line that began last counts."""
    begun = sorted((row for row in _refusals() if row["valid_from"] <= day.isoformat()), key=lambda r: r["valid_from"])
    return {(row["declined_by"], row["reason"]): row["evidence"] for row in begun}


def read_outcomes(frame: pd.DataFrame) -> tuple[Outcomes, dict[str, int]]:
    """The outcomes that speak of the chance, and how many results speak of what.

    ``frame`` has one row an ended referral: ``day`` (a date), ``result`` (``hired``, ``declined_by_worker``,
    ``declined_by_employer``), ``reason`` (of a refusal), ``gate`` and a column for each chance criterion as they were
    when it was proposed. A refusal whose reason the table does not know speaks of nothing.
    """
    ordered = frame.sort_values("day", kind="stable")
    said = np.array(
        [_evidence(*row) for row in zip(ordered["day"], ordered["result"], ordered["reason"], strict=True)],
        dtype=object,
    )
    counted = {name: int((said == name).sum()) for name in ("chance", "utility", "none")}
    chosen = ordered[said == "chance"]
    outcomes = Outcomes(
        values=chosen[list(CHANCE)].to_numpy(dtype=np.float64),
        gate=chosen["gate"].to_numpy(dtype=np.float64),
        hired=(chosen["result"] == HIRED).to_numpy(dtype=bool),
        day=chosen["day"].to_numpy(dtype=object),
    )
    return outcomes, counted


def _evidence(day: date, result: str, reason: str) -> str:
    """What one result speaks of."""
    if result == HIRED:
        return "chance"
    return evidence_on(day).get((DECLINED[result], reason), "none") if result in DECLINED else "none"
