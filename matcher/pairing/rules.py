"""The hard rules: each says which pairs of a block it refuses. An unknown on either side never refuses.

A rule sees a block of workers (rows) against all vacancies (columns). Hukou, sex, ethnicity and any age
above 16 are not in the instance and so in no rule.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Floats, PairRows, Vacancies, Workers
from matcher.pairing.params import MatchParams
from matcher.pairing.places import chord_limit, squared_chord
from matcher.pairing.wording import Closeness, Wording, lacking

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """Some workers, all vacancies, and what a rule may look at."""

    workers: Workers
    rows: slice
    vacancies: Vacancies
    known: Wording
    near: Closeness
    params: MatchParams
    as_of: float
    settled: PairRows  # those of the block's workers

    @property
    def shape(self) -> tuple[int, int]:
        """Workers of the block × vacancies."""
        return len(self.near.title), len(self.vacancies.ids)

    def worker(self, values: Floats) -> Floats:
        """The block's part of a worker column, as a column vector."""
        return values[self.rows, None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule: its name, what staff read when it refuses, and the test."""

    name: str
    words: str
    refuses: Callable[[Block], Mask]


def no_openings(block: Block) -> Mask:
    """Nothing is left to fill."""
    return np.broadcast_to(block.vacancies.openings == 0, block.shape)


def closed(block: Block) -> Mask:
    """``open_until`` is before the day of the run."""
    return np.broadcast_to(block.vacancies.open_until < block.as_of, block.shape)


def under_age(block: Block) -> Mask:
    """The worker turns 16 after the start."""
    return block.worker(block.workers.sixteenth) > block.vacancies.start


def schooling(block: Block) -> Mask:
    """The worker's level of education is below the level asked."""
    return block.worker(block.workers.education) < block.vacancies.education


def certificate(block: Block) -> Mask:
    """A required certificate is neither held nor covered by one that is."""
    return lacking(block.near.certificate_grades, block.known.words.certificates_of)


def wrong_shift(block: Block) -> Mask:
    """The shift is not among those the worker accepts."""
    accepted, asked = block.workers.shifts[block.rows, None], block.vacancies.shift
    wrong: Mask = ((accepted & asked) == 0) & (accepted > 0) & (asked > 0)
    return wrong


def no_lodging(block: Block) -> Mask:
    """The worker needs lodging and the vacancy has none."""
    refused: Mask = (block.worker(block.workers.needs_lodging) == 1) & (block.vacancies.lodging == 0)
    return refused


def low_wage(block: Block) -> Mask:
    """Even the highest wage is below what the worker asks."""
    return block.worker(block.workers.wage_min) > block.vacancies.wage_high


def too_late(block: Block) -> Mask:
    """The worker is free later than the start and the days of grace."""
    return block.worker(block.workers.available) > block.vacancies.start + block.params.start_grace_days


def too_far(block: Block) -> Mask:
    """Further than ``max_km`` and certainly without lodging."""
    limit = chord_limit(block.params.max_km)
    chord = squared_chord(block.workers.place[block.rows, None, :], block.vacancies.place[None, :, :])
    refused: Mask = (chord > limit) & (block.vacancies.lodging == 0)
    return refused


def settled(block: Block) -> Mask:
    """The two were brought together before, and it is going on or came to an end."""
    refused = np.zeros(block.shape, dtype=bool)
    refused[block.settled[:, 0] - block.rows.start, block.settled[:, 1]] = True
    return refused


RULES = (
    Rule("openings", "没有空余名额", no_openings),
    Rule("closed", "招聘已截止", closed),
    Rule("age", "开工时未满16周岁", under_age),
    Rule("education", "学历达不到", schooling),
    Rule("certificates", "缺少要求的证书", certificate),
    Rule("shift", "班次不合", wrong_shift),
    Rule("lodging", "不包住", no_lodging),
    Rule("wage", "工资低于要求", low_wage),
    Rule("start", "到岗时间太晚", too_late),
    Rule("distance", "路太远", too_far),
    Rule("settled", "已推荐过或已谢绝", settled),
)
RULE_NUMBER = {rule.name: number for number, rule in enumerate(RULES)}
# A pair refused by two of these alone is one change away: lodging, or a later start, meets both. Such pairs are filed
# under a number of their own.
UNLODGED_AND_FAR, YOUNG_AND_LATE = len(RULES), len(RULES) + 1
MET_TOGETHER = {UNLODGED_AND_FAR: ("lodging", "distance"), YOUNG_AND_LATE: ("age", "start")}
