"""What an employer wants to publish, held against the law: its pasted text, and the fields that readers will see.

The rules and their dated amounts are the matcher's; amounts that the office keeps in its own table go before those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlmodel import Session, col, select

from matcher.policy.advert import Advert
from matcher.policy.findings import Finding, Level, worst
from matcher.policy.parameters import DatedValue, Parameters, packaged_parameters
from matcher.policy.screening import screen
from models.employer import Employer
from models.parameter import Parameter
from models.review import Verdict
from models.vacancy import Vacancy, WageUnit

FEN = 100
TEXT = "text"  # the place of a finding in the advert as it was pasted
WORDED = {
    "duties": "工作内容",
    "address": "地址",
    "hours": "工作时间",
    "rest_days": "休息",
    "wage_parts": "工资构成",
    "payday": "发薪",
    "experience": "经验",
    "skills_required": "技能",
    "certificates_required": "证书",
    "festival_pay": "春节待遇",
    "interview": "面试",
    "contact": "联系人",
    "phone": "联系电话",
}
WAGES = {"wage_low": "wage_low_fen", "wage_high": "wage_high_fen"}
KEPT_AS = {"minimum_wage.month_fen": "wage.month", "minimum_wage.hour_fen": "wage.hour"}


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase that may not stand as it does. ``field`` is `TEXT`, or the field that ``start`` and ``end`` cut."""

    rule: str
    level: Level
    phrase: str
    article: str
    rewrite: str
    field: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str]:
        """The same wording under the same rule is one thing to mend, wherever it stands."""
        return self.rule, self.phrase

    @property
    def blocks(self) -> bool:
        return self.level == Level.BLOCK


@dataclass(frozen=True, slots=True)
class Terms:
    """What is screened besides the text: the words of the fields as typed, the wage in yuan, the first day."""

    title: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    wage_low: float | None = None
    wage_high: float | None = None
    wage_unit: WageUnit = WageUnit.MONTH
    start_date: date | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds on a day for an employer: the amounts in force, and whether it may recruit for others."""

    parameters: Parameters
    on: date
    agency_permit: bool = False


def rules_for(session: Session, employer: Employer | None, on: date) -> Rules:
    """The rules as they stand on a day; amounts of the store's table replace the packaged ones of the same meaning."""
    rows = session.exec(select(Parameter).where(col(Parameter.key).in_(KEPT_AS))).all()
    kept = [
        DatedValue(KEPT_AS[row.key], int(row.value) / FEN, row.valid_from, row.valid_to, row.source) for row in rows
    ]
    replaced = {row.key for row in kept}
    packaged = [row for row in packaged_parameters().rows if row.key not in replaced]
    return Rules(Parameters((*packaged, *kept)), on, bool(employer and employer.dispatch_permit))


def terms_of(vacancy: Vacancy) -> Terms:
    """What a stored vacancy tells its readers."""
    low, high = vacancy.wage_low_fen, vacancy.wage_high_fen
    return Terms(
        title=vacancy.title,
        words={name: _said(getattr(vacancy, name)) for name in WORDED},
        wage_low=None if low is None else low / FEN,
        wage_high=None if high is None else high / FEN,
        wage_unit=WageUnit(vacancy.wage_unit),  # what has just been stored may be plain text still
        start_date=vacancy.start_date,
    )


def _said(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else value or ""


def screen_text(text: str, terms: Terms, rules: Rules) -> tuple[Found, ...]:
    """Findings in an advert as pasted; a wage that the fields state is judged there."""
    phone = terms.words.get("phone", "")
    whole = f"{text}\n联系电话：{phone}" if phone else text  # a number in its field is a number all the same
    found = _judged(_advert(terms, rules, title="", text=whole), rules)
    here = (one for one in found if one.field == TEXT and one.end <= len(text))
    return tuple(_found(one, one.phrase, TEXT, one.start, one.end) for one in here)


def screen_terms(terms: Terms, rules: Rules) -> tuple[Found, ...]:
    """Findings in the fields, which are judged together: a day's hours beside a month's rest."""
    text, places = _told_together(terms)
    found = _judged(_advert(terms, rules, title=terms.title, text=text), rules)
    return tuple(one for finding in found if (one := _in_its_field(finding, places, terms)))


def verdict_of(found: Iterable[Found]) -> Verdict:
    return Verdict(worst(one.level for one in found).value)


def distinct(found: Sequence[Found]) -> list[Found]:
    """One of each wording, in order: a phrase of the text stands in the field that was read from it too."""
    return list({one.key: one for one in reversed(found)}.values())[::-1]


@lru_cache(maxsize=32_768)  # a form is judged before the store is locked, and again as it is stored
def _judged(advert: Advert, rules: Rules) -> tuple[Finding, ...]:
    return screen(advert, rules.parameters, rules.on).findings


def _advert(terms: Terms, rules: Rules, *, title: str, text: str) -> Advert:
    return Advert(
        text=text,
        title=title,
        wage_low=terms.wage_low,
        wage_high=terms.wage_high,
        wage_unit=terms.wage_unit.value,
        start_date=terms.start_date,
        agency_permit=rules.agency_permit,
    )


def _told_together(terms: Terms) -> tuple[str, dict[str, int]]:
    """The fields as one text, a line each behind its name; where the words of each begin."""
    lines: list[str] = []
    places: dict[str, int] = {}
    at = 0
    for name, label in WORDED.items():
        words = terms.words.get(name, "")
        if words:
            places[name] = at + len(label) + 1
            lines.append(f"{label}：{words}")
            at += len(lines[-1]) + 1
    return "\n".join(lines), places


def _in_its_field(finding: Finding, places: Mapping[str, int], terms: Terms) -> Found | None:
    """A finding where it can be mended; what runs over several fields is cut to the first."""
    if finding.field != TEXT:
        return _found(finding, finding.phrase, WAGES.get(finding.field, finding.field), finding.start, finding.end)
    begun = [name for name, start in places.items() if start < finding.end]
    name = next((n for n in begun if finding.start < places[n] + len(terms.words[n])), None)
    if name is None:
        return None
    start = max(finding.start - places[name], 0)
    end = min(finding.end - places[name], len(terms.words[name]))
    return _found(finding, terms.words[name][start:end], name, start, end)


def _found(finding: Finding, phrase: str, field: str, start: int, end: int) -> Found:
    return Found(finding.rule, finding.level, phrase, finding.article, finding.rewrite, field, start, end)
