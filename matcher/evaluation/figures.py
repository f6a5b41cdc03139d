"""A measured number beside what other ways of doing the same give on the same cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table of quality.

    ``protocol`` groups the lines (E1 coding … E9 fairness); ``target`` is what the line has to reach, in words;
    ``others`` are baselines by name, measured in the same run on the same cases; ``cases`` is how many there were.
    """

    protocol: str
    measure: str
    ours: float
    target: str = ""
    others: Mapping[str, float] = field(default_factory=dict)
    cases: int = 0
