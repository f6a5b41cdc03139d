"""A vacancy as pages show it: the card of a list and the groups of facts of its own page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf

import numpy as np

from api import wording
from api.vacancies.crowd import Crowd
from api.vacancies.way import Way
from matcher.pairing.calibration import BAND_WORDS, Bands, band, basis
from matcher.pairing.instance import Floats
from models.days import day_of
from models.vacancy import Vacancy, VacancyState


@dataclass(frozen=True, slots=True)
class Tag:
    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """How likely an application succeeds: in words, of three dots, and what that rests on."""

    words: str
    dots: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the matching says of one vacancy for one reader: what speaks for it, and what else there is to know."""

    reason: str = ""
    notes: list[str] = field(default_factory=list)
    fits: bool = True
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Card:
    id: int
    link: str
    title: str
    pay: str | None
    where: str
    tags: list[Tag]
    openings: str
    phone: str
    judged: Judged
    pay_clear: bool = True
    by_the_piece: bool = False
    fresh: str = ""
    apply: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around vacancies in other tables, read once for a whole list."""

    employers: Mapping[int, str]  # their names
    streets: Mapping[str, str]
    key_employers: frozenset[int]
    crowds: Mapping[int, Crowd]  # of the vacancies of which a number is known
    confirmed: Mapping[int, datetime] = field(default_factory=dict)  # when somebody last said how many are needed
    ways: Mapping[int, Way] = field(default_factory=dict)  # from where the reader lives
    unclear_times: float = inf  # from so many times its bottom the top of a wage says nothing


def band_of(chance: float | None, bands: Bands) -> Band | None:
    """The band of a chance; None where nothing is known of it."""
    return bands_of(np.array([chance], dtype=np.float64), bands)[0]


def bands_of(chances: Floats, bands: Bands) -> list[Band | None]:
    """The band of each chance; None where it is nan."""
    named = [
        Band(words, place + 1, basis(bands.outcomes[place], bands.hired[place]))
        for place, words in enumerate(BAND_WORDS)
    ]
    unknown = np.isnan(chances).tolist()
    return [None if none else named[place] for none, place in zip(unknown, band(chances, bands).tolist(), strict=True)]


def card(
    vacancy: Vacancy,
    around: Around,
    link: str,
    judged: Judged | None = None,
    *,
    today: date | None = None,
    apply: str = "",
) -> Card:
    """``apply`` leads to the form for whoever wants to go; without ``today`` nothing is said of how fresh it is."""
    return Card(
        id=vacancy.id or 0,
        link=link,
        title=vacancy.title,
        pay=wording.pay(vacancy),
        where=where(vacancy, around),
        tags=tags(vacancy, around),
        openings=_openings(vacancy, around.crowds.get(vacancy.id or 0)),
        phone=vacancy.phone,
        judged=judged or Judged(),
        pay_clear=wording.pay_is_clear(vacancy, around.unclear_times),
        by_the_piece=wording.by_the_piece(vacancy),
        fresh=fresh(vacancy.updated_at, around.confirmed.get(vacancy.id or 0), today) if today else "",
        apply=apply,
    )


def fresh(updated: datetime, confirmed: datetime | None, today: date) -> str:
    """How long ago somebody last stood for what is written."""
    days = (today - day_of(max(updated, confirmed or updated))).days
    if days <= 0:
        return "今天更新"
    return f"{days} 天前{'确认' if confirmed and confirmed >= updated else '更新'}"


def _openings(vacancy: Vacancy, crowd: Crowd | None) -> str:
    """How many look at how many places; without a number, how many are sought."""
    return crowd.words if crowd else f"招 {vacancy.openings} 人"


def where(vacancy: Vacancy, around: Around) -> str:
    """Who, in which street, and how far that is from where the reader lives."""
    employer, way = around.employers.get(vacancy.employer_id), around.ways.get(vacancy.id or 0)
    street = around.streets.get(vacancy.street_code or "")
    return wording.joined(employer, street, way.words if way else None)


def tags(vacancy: Vacancy, around: Around) -> list[Tag]:
    """What people look for first; only what the employer stated."""
    stated = (
        (vacancy.state != VacancyState.OPEN, Tag(vacancy.state.label, "info")),
        (wording.by_the_piece(vacancy), Tag("计件", "info")),
        (vacancy.urgent, Tag("急聘", "no")),
        (vacancy.employer_id in around.key_employers, Tag("重点企业", "key")),
        (vacancy.lodging, Tag("包住")),
        (vacancy.meals, Tag("包吃")),
        (vacancy.shift is not None, Tag(vacancy.shift.label if vacancy.shift else "")),
        (vacancy.social_insurance, Tag("买社保")),
        (vacancy.works_in_festival, Tag("春节上班")),
    )
    return [tag for holds, tag in stated if holds]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    facts: list[tuple[str, str | None]] = field(default_factory=list)


def groups(vacancy: Vacancy, around: Around, education: Mapping[int, str], today: date) -> list[Group]:
    """Every fact of a vacancy; None where the employer said nothing."""
    return [
        Group("待遇", _pay_facts(vacancy)),
        Group("上班", _work_facts(vacancy, around, today)),
        Group("要求", _demands(vacancy, education)),
    ]


def _pay_facts(vacancy: Vacancy) -> list[tuple[str, str | None]]:
    return [
        ("工资", wording.pay(vacancy)),
        ("工资构成", vacancy.wage_parts or None),
        ("发薪日", vacancy.payday or None),
        ("社保", wording.yes_no(vacancy.social_insurance)),
        ("包吃", wording.yes_no(vacancy.meals)),
        ("包住", wording.yes_no(vacancy.lodging)),
    ]


def _work_facts(vacancy: Vacancy, around: Around, today: date) -> list[tuple[str, str | None]]:
    kind, months = vacancy.employment_kind, vacancy.contract_months
    employment = wording.joined(kind.label if kind else None, f"{months} 个月" if months else None)
    festival = wording.joined(wording.yes_no(vacancy.works_in_festival), vacancy.festival_pay) or None
    return [
        ("地点", wording.joined(around.streets.get(vacancy.street_code or ""), vacancy.address) or None),
        ("班次", vacancy.shift.label if vacancy.shift else None),
        ("工时", vacancy.hours or None),
        ("休息", vacancy.rest_days or None),
        ("春节上班", festival),
        ("用工", employment or None),
        ("到岗", wording.day(vacancy.start_date, today)),
        ("招到", wording.day(vacancy.open_until, today)),
        ("劳动条件", "、".join(vacancy.hazards) or None),
    ]


def _demands(vacancy: Vacancy, education: Mapping[int, str]) -> list[tuple[str, str | None]]:
    least = education.get(vacancy.education_min or 0)
    return [
        ("人数", f"{vacancy.openings} 人"),
        ("学历", f"{least}及以上" if least else None),
        ("技能", "、".join(vacancy.skills_required) or None),
        ("证书", "、".join(vacancy.certificates_required) or None),
        ("经验", vacancy.experience or None),
        ("面试", vacancy.interview or None),
        ("联系人", vacancy.contact or None),
    ]
