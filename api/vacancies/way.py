"""How far it is from where somebody lives to a vacancy, and whether the river lies between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa

from api import wording
from matcher.pairing.places import Floats, banks, kilometres, located, street_centres, unit_vectors
from models.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Way:
    """``km`` is as the crow flies, None where the place is unknown; ``across`` is None where a bank is unknown.

    Where somebody lives is known by the street only, so it is always rough. Of two places known only by the same
    street there is no more to say than that.
    """

    km: float | None
    across: bool | None
    same_street: bool

    @property
    def words(self) -> str:
        """
        >>> Way(2.14, False, False).words, Way(0.2, False, True).words, Way(None, True, False).words
        ('约 2.1 公里 · 不过江', '就在同一街道', '要过江')
        """
        if self.same_street:
            return "就在同一街道"
        river = None if self.across is None else ("要过江" if self.across else "不过江")
        return wording.joined(None if self.km is None else f"约 {max(self.km, 0.1):.1f} 公里", river)


def ways(street: str | None, vacancies: Sequence[Vacancy]) -> dict[int, Way]:
    """The way from the centre of a street to each vacancy; none at all when no street is known."""
    if street is None or not vacancies:
        return {}
    far = kilometres(centre(street), points(vacancies))
    across = np.abs(banks([vacancy.street_code or "" for vacancy in vacancies]) - banks([street]))
    return {
        vacancy.id or 0: Way(_known(km), None if np.isnan(river) else bool(river), km == 0)
        for vacancy, km, river in zip(vacancies, far.tolist(), across.tolist(), strict=True)
    }


def points(vacancies: Sequence[Vacancy | sa.Row[Any]]) -> Floats:
    """Where vacancies, or rows of them, are: at their own points or, where they have none, their streets' centres."""
    codes = [vacancy.street_code or "" for vacancy in vacancies]
    lng, lat = (
        np.array([getattr(vacancy, name) for vacancy in vacancies], dtype=np.float64) for name in ("lng", "lat")
    )
    return unit_vectors(*located(lng, lat, codes)[:2])


def centre(street: str) -> Floats:
    """The centre of a street as a point; nan for a code nobody knows."""
    lng, lat = street_centres().get(street, (np.nan, np.nan))
    return unit_vectors(np.array([lng]), np.array([lat]))


def _known(km: float) -> float | None:
    return None if np.isnan(km) else km
