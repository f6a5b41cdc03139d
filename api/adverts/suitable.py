"""How many people a draft would suit: weighed like a vacancy on offer, without being one.

What somebody may change at will and count again tells more of people than a vacancy the office has read. Of a draft,
therefore, the place is its street, and numbers are told in fives; each asking leaves an audit row.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlmodel import Session

from api.adverts.fields import said_in
from api.matching.frames import LIST_MARK
from api.matching.weighing import params_on
from api.matching.worker_shelf import Sides
from api.reviews.screening import Found
from matcher.pairing.advice.recounts import recount
from matcher.pairing.instance import VACANCY_COLUMNS
from matcher.pairing.shortlist import suiting
from models.parameter import PAID_DAYS, parameter_on
from models.vacancy import WageUnit

FEN = 100
HOURS_A_DAY = 8  # of a paid day
STEP = 5  # people; fewer are not told apart
DRAFT = "draft"  # the id of the draft among the vacancies on offer
MOST = 5  # changes told, the best
COUNTED = "：合适人选"  # what the matching's words say after the change, which the numbers say here
AGES = "V06"
_AGE = re.compile(r"(?<!\d)([1-6]\d)(?!\d)")
SAME = {"title": "title", "duties": "duties", "street_code": "street", "openings": "openings"}
LISTS = ("skills_required", "certificates_required")


@dataclass(frozen=True, slots=True)
class More:
    """One change, and how many more people it would bring: in fives."""

    words: str
    more: int


@dataclass(frozen=True, slots=True)
class Suitable:
    """``people`` suit the draft, in fives; ``lost`` of them an age limit of so many years would turn away."""

    people: int
    changes: list[More]
    age: int | None = None
    lost: int = 0


def suitable(
    session: Session, sides: Sides, values: Mapping[str, str], found: Iterable[Found], today: date
) -> Suitable:
    """Count for a draft's form; raises `BadField` where the form cannot be read."""
    row, params = _row(said_in(values), session, today), params_on(session, today)
    workers, offer = sides.workers.index, sides.vacancies.index
    beside = offer.changed([*offer.vacancies.ids, DRAFT], pd.DataFrame([row]))
    counted = recount(workers, beside, row, params, as_of=today)
    people = counted.attrs["suitable"]
    changes = [
        More(str(line["words"]).rpartition(COUNTED)[0], in_fives(int(line["gain"])))
        for line in counted.to_dict("records")
        if in_fives(int(line["gain"]))
    ]
    age = oldest_wanted(found)
    suits = suiting(workers, beside, DRAFT, params, as_of=today) if age else []
    lost = sum(_older(sides, key, age or 0, today) for key in suits)
    return Suitable(in_fives(people), changes[:MOST], age, in_fives(lost))


def in_fives(people: int) -> int:
    """Rounded down, so that nobody is told apart.

    >>> [in_fives(n) for n in (0, 4, 5, 31)]
    [0, 0, 5, 30]
    """
    return people // STEP * STEP


def oldest_wanted(found: Iterable[Found]) -> int | None:
    """The age above which an advert wants nobody, as its age limits say it."""
    ages = [int(years) for one in found if one.rule == AGES for years in _AGE.findall(one.phrase)]
    return max(ages, default=None)


def _older(sides: Sides, worker_id: str, age: int, today: date) -> bool:
    """Whether somebody is known to be past this age."""
    born = sides.workers.rows[worker_id]["birth_date"]
    first = date(today.year - age - 1, 1, 1).isoformat()  # by the year: an advert's limit is no exact one
    return bool(born) and born <= first


def _row(said: Mapping[str, Any], session: Session, today: date) -> dict[str, str]:
    """The draft in the columns of the matching contract, as text."""
    factor = _hours_a_month(session, today) if said["wage_unit"] == WageUnit.HOUR else 1.0
    row = {column: _text(said.get(name)) for name, column in SAME.items()}
    row |= {name: LIST_MARK.join(said[name]) for name in LISTS}
    row |= {name: _wage(said[f"{name}_fen"], factor) for name in ("wage_low", "wage_high")}
    row |= {name: _text(said[name]) for name in ("education_min", "shift", "start_date", "open_until")}
    row |= {"lodging": _text(said["lodging"]), "vacancy_id": DRAFT, "key_class": "K0", "urgent": "0"}
    return {column: row.get(column, "") for column in VACANCY_COLUMNS}


def _wage(fen: int | None, factor: float | None) -> str:
    return "" if fen is None or factor is None else str(round(fen * factor / FEN))


def _text(value: object) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _hours_a_month(session: Session, today: date) -> float | None:
    """How a wage by the hour compares with one by the month; without the parameter it does not."""
    paid_days = session.exec(parameter_on(PAID_DAYS, today)).first()
    return None if paid_days is None else float(paid_days.value) * HOURS_A_DAY
