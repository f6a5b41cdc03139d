"""How a worker and a vacancy fit, in the words an employer may read: way, shift, pay, certificates, first day.

A place is told in whole kilometres and pay as met or not met: neither a home nor a wish can be worked out from it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np

from api import wording
from matcher.pairing.places import kilometres, located, unit_vectors
from models.vacancy import Shift, Vacancy, WageUnit
from models.worker import Worker


@dataclass(frozen=True, slots=True)
class Fit:
    """`km`, `pay` and `shift` as the matching's shortlist has them; None is unknown."""

    km: float | None
    rough: bool
    pay: float | None
    shift: float | None

    @property
    def way(self) -> str:
        """
        >>> Fit(0.4, False, None, None).way, Fit(7.6, False, None, None).way, Fit(0.0, True, None, None).way
        ('不到 1 公里', '约 8 公里', '就在同一街道')
        """
        if self.km is None:
            return ""
        if self.rough and not self.km:
            return "就在同一街道"
        return "不到 1 公里" if self.km < 1 else f"约 {round(self.km)} 公里"

    @property
    def pay_words(self) -> str:
        if self.pay is None:
            return ""
        if self.pay >= 1:
            return "达到期望"
        return "在您的范围内，可以谈" if self.pay >= 0.5 else "期望比您给的高"

    @property
    def shift_words(self) -> str:
        return {1.0: "能上", 0.0: "不合"}.get(self.shift, "") if self.shift is not None else ""


def known(value: float) -> float | None:
    """A number of a frame; nan is unknown."""
    return None if isnan(value) else float(value)


def fit_of(worker: Worker, vacancy: Vacancy) -> Fit:
    """How a worker who is put forward fits, by the same measures as the shortlist."""
    km, rough = _way(worker, vacancy)
    return Fit(km, rough, _pay(worker, vacancy), _shift(worker, vacancy))


def _way(worker: Worker, vacancy: Vacancy) -> tuple[float | None, bool]:
    lng, lat, filled = located(
        np.array([_number(worker.lng), _number(vacancy.lng)]),
        np.array([_number(worker.lat), _number(vacancy.lat)]),
        [worker.street_code or "", vacancy.street_code or ""],
    )
    points = unit_vectors(lng, lat)
    return known(float(kilometres(points[0], points[1]))), bool(filled.any())


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _pay(worker: Worker, vacancy: Vacancy) -> float | None:
    """As `comparisons.wage` grades it; a wage by the hour is not compared here."""
    asked, low, high = worker.wage_min_fen, vacancy.wage_low_fen, vacancy.wage_high_fen
    if asked is None or vacancy.wage_unit != WageUnit.MONTH or (low is None and high is None):
        return None
    least, most = low if low is not None else high or 0, high if high is not None else low or 0
    return 1.0 if asked <= least else 0.5 if asked <= most else 0.0


def _shift(worker: Worker, vacancy: Vacancy) -> float | None:
    if vacancy.shift is None or not worker.shifts:
        return None
    return float(vacancy.shift in worker.shifts)


def shift_told(fit: Fit, shift: Shift | None) -> str:
    """能上白班; nothing where one side is silent."""
    return f"{fit.shift_words}{shift.label}" if fit.shift_words and shift else ""


def first_day(worker: Worker, today: date) -> str:
    """When the worker can begin; "" is unknown."""
    if worker.available_from is None:
        return ""
    return "随时" if worker.available_from <= today else f"{wording.day(worker.available_from, today)}起"


def to_ask(held: Collection[str], required: Collection[str]) -> str:
    """What is not known of the papers that are required; nobody is called unfit for what was not asked."""
    return "" if held or not required else f"有没有{'、'.join(required)}还没有填，请问本人"
