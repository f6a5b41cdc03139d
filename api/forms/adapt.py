"""Cell parsers in the one shape a field table uses: (cell, setting) → value."""

import re
from dataclasses import dataclass
from datetime import date

from api.forms.cells import choices, counts, dates, festival, identity, phones, places, wages
from api.forms.cells.plain import Impossible, RawCell, plain, says_nothing, written
from api.forms.fields import Parser, Setting
from matcher.language.board import Provided, provided


def words(raw: RawCell, _: Setting) -> str | None:
    """Text kept as typed; a cell that states nothing is unknown."""
    return None if says_nothing(raw) else written(raw)


def whole_words(raw: RawCell, _: Setting) -> str | None:
    """Text kept even where it is a word like 不限."""
    return written(raw) or None


def one_line(raw: RawCell, _: Setting) -> str | None:
    """A name: no line breaks, and no spaces but those between Latin words."""
    if says_nothing(raw):
        return None
    text = " ".join(written(raw).split())
    return text if text.isascii() else "".join(text.split())


def phone(raw: RawCell, _: Setting) -> list[str] | None:
    return phones.parse_phones(raw) or None


def openings(raw: RawCell, _: Setting) -> int | None:
    return counts.parse_openings(raw)


def months(raw: RawCell, _: Setting) -> int | None:
    return counts.parse_months(raw)


def people(raw: RawCell, _: Setting) -> int | None:
    return counts.parse_whole(raw, 10_000_000)


def wage(raw: RawCell, setting: Setting) -> wages.Wage | None:
    return wages.parse_wage(raw, setting.pay_scale)


def coming_date(raw: RawCell, setting: Setting) -> date | None:
    return dates.parse_date(raw, setting.as_of)


def end_date(raw: RawCell, setting: Setting) -> date | None:
    return dates.parse_date(raw, setting.as_of, last=True)


def past_date(raw: RawCell, setting: Setting) -> date | None:
    return dates.parse_date(raw, setting.as_of, past=True)


def birth_date(raw: RawCell, setting: Setting) -> date | None:
    day = dates.parse_date(raw, setting.as_of, past=True, needs_year=True)
    if day and day > setting.as_of:
        raise Impossible("出生日期在今天之后", "照身份证重填出生日期，或留空")
    return day


def id_number(raw: RawCell, setting: Setting) -> identity.IdNumber | None:
    return identity.parse_id(raw, setting.as_of)


def uscc(raw: RawCell, _: Setting) -> str | None:
    return identity.parse_uscc(raw)


def street(raw: RawCell, setting: Setting) -> str | None:
    return places.street_code(raw, setting.reference.streets)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as typed, and its street where it names one."""

    text: str
    street: str | None


def address(raw: RawCell, setting: Setting) -> Address | None:
    if says_nothing(raw):
        return None
    return Address(written(raw), places.street_code(raw, setting.reference.streets, address=True))


def county(raw: RawCell, setting: Setting) -> str | None:
    return places.county_code(raw, setting.reference.county_names)


def industry(raw: RawCell, setting: Setting) -> str | None:
    text = plain(raw)
    known = setting.reference.industries
    return text if text in known.values() else known.get(text)


def education(raw: RawCell, _: Setting) -> int | None:
    return choices.parse_education(raw)


def education_needed(raw: RawCell, _: Setting) -> int | None:
    return choices.parse_education(raw, lowest=True)


def level(raw: RawCell, _: Setting) -> int | None:
    return choices.parse_level(raw)


def shift(raw: RawCell, _: Setting) -> str | None:
    return choices.parse_shift(raw)


def shifts(raw: RawCell, _: Setting) -> list[str] | None:
    return choices.parse_shifts(raw) or None


def sex(raw: RawCell, _: Setting) -> str | None:
    return choices.parse_sex(raw)


def yes(raw: RawCell, _: Setting) -> bool | None:
    return choices.parse_yes(raw)


def staying(raw: RawCell, setting: Setting) -> festival.Festival | None:
    return festival.parse_festival(raw, setting.as_of)


def listed(raw: RawCell, _: Setting) -> list[str] | None:
    return choices.parse_list(raw) or None


def told(raw: RawCell, _: Setting) -> list[str] | None:
    """A story in parts (工作经历): lines and semicolons part it, commas do not."""
    if says_nothing(raw):
        return None
    return [part.strip() for part in re.split(r"[\n;；]+", written(raw)) if part.strip()]


def board(raw: RawCell, _: Setting) -> Provided | None:
    """Meals and lodging from one column (食宿): words such as 包吃住, or a plain 是 for both."""
    facts = provided(plain(raw))
    if facts.meals is None and facts.lodging is None:
        answer = choices.parse_yes(raw)
        return None if answer is None else Provided(answer, answer)
    return facts


def meals(raw: RawCell, _: Setting) -> bool | None:
    facts = provided(plain(raw))
    return choices.parse_yes(raw) if facts.meals is None else facts.meals


def lodging(raw: RawCell, _: Setting) -> bool | None:
    facts = provided(plain(raw))
    return choices.parse_yes(raw) if facts.lodging is None else facts.lodging


def needs_lodging(raw: RawCell, _: Setting) -> bool | None:
    """A worker's 需要/自有/不需要 about a bed."""
    text = plain(raw)
    if any(own in text for own in ("自有", "自租", "自住", "本地", "自理", "有住房", "自行", "住家", "有房", "回家住")):
        return False
    return lodging(raw, _)


@dataclass(frozen=True, slots=True)
class Benefits:
    """A 福利 column: its words, what they say of board, and the pay when it stands there too."""

    text: str
    board: Provided
    social_insurance: bool | None


def benefits(raw: RawCell, _: Setting) -> Benefits | None:
    if says_nothing(raw):
        return None
    text = plain(raw)
    insured = True if any(w in text for w in ("五险", "5险", "社保", "社会保险", "六险")) and "不" not in text else None
    return Benefits(written(raw), provided(text), insured)


def choice(**patterns: str) -> Parser:
    """A parser for a closed list: the first keyword whose regular expression is found in the cell."""
    compiled = {value: re.compile(pattern) for value, pattern in patterns.items()}

    def parse(raw: RawCell, _: Setting) -> str | None:
        text = plain(raw)
        return next((value for value, pattern in compiled.items() if pattern.search(text)), None)

    return parse
