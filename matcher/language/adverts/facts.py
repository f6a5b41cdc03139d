"""What an advert says of one post: values, and where in the text each was read."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

Span = tuple[int, int]
Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A value and the stretches of the text it was read from: ``text[start:end]`` are its words."""

    value: Value
    spans: tuple[Span, ...]


Words = Fact[str] | None
Listed = Fact[tuple[str, ...]] | None
Answer = Fact[bool] | None
Number = Fact[int] | None
Day = Fact[date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPost:
    """One post of an advert; ``None`` is what the advert does not say, or not clearly enough.

    Wages are fen per ``wage_unit``; pay by day, piece or year stays words in ``wage_parts``. ``openings`` is the
    smaller number of a range. ``education_min`` is a GB/T 4658 major code, ``skill_level_min`` 5 初级工 … 1 高级技师.
    Words are those of the advert, several stretches joined by ``；``.
    """

    title: Words = None
    openings: Number = None
    employment_kind: Fact[Literal["full_time", "part_time", "seasonal", "internship"]] | None = None
    contract_months: Number = None
    duties: Words = None
    street_code: Words = None
    address: Words = None
    shift: Fact[Literal["day", "night", "rotating"]] | None = None
    hours: Words = None
    rest_days: Words = None
    wage_low_fen: Number = None
    wage_high_fen: Number = None
    wage_unit: Fact[Literal["month", "hour"]] | None = None
    wage_parts: Words = None
    payday: Words = None
    social_insurance: Answer = None
    meals: Answer = None
    lodging: Answer = None
    education_min: Number = None
    skill_level_min: Number = None
    experience: Words = None
    skills_required: Listed = None
    certificates_required: Listed = None
    hazards: Listed = None
    works_in_festival: Answer = None
    festival_pay: Words = None
    start_date: Day = None
    open_until: Day = None
    contact: Words = None
    phone: Words = None
    interview: Words = None
    accepts_swap: Answer = None
    urgent: Answer = None
