"""The kinds of long work that the server carries out: a table of rows to attend, and what is done for one."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from api.matching.computing import compute as match
from api.runs.wanted import Listen, Now
from api.swap_plans.computing import compute as plan
from models.run import Attended, MatchingRun
from models.swap_plan import SwapPlan


@dataclass(frozen=True, slots=True)
class Kind:
    """`noun` is what the office calls it; `compute` raises `NoLongerWanted`, its other faults end the row."""

    table: type[Attended]
    noun: str
    compute: Callable[[Engine, int, int, Listen, Now], None]


MATCHING = Kind(MatchingRun, "匹配", match)
SWAP = Kind(SwapPlan, "调剂方案", plan)
KINDS = (MATCHING, SWAP)
