"""An advert as it is handed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matcher.language.json_text import read_json, twice

WAGE_UNITS = ("month", "hour")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class InvalidAdvert(ValueError):  # noqa: N818 - named like InvalidInstance
    """A field that is missing or cannot be what it has to be; ``field`` names it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.problem = field, problem


@dataclass(frozen=True, slots=True)
class Advert:
    """What an employer wants to publish. None where nothing is stated; what a field states beats the text.

    Wages are yuan a month or an hour, as ``wage_unit`` says. ``agency_permit`` says that the employer is known to hold
    a permit to recruit for others.
    """

    text: str
    title: str = ""
    wage_low: float | None = None
    wage_high: float | None = None
    wage_unit: str = "month"
    start_date: date | None = None
    street: str = ""
    agency_permit: bool = False


def read_advert(line: str) -> tuple[str, Advert]:
    """The id and the advert in a line of JSON; InvalidAdvert names what is wrong with it."""
    try:
        written = read_json(line)
    except (ValueError, RecursionError):
        raise InvalidAdvert("line", "not JSON") from None
    if not isinstance(written, Mapping):
        raise InvalidAdvert("line", "not a JSON object")
    if (key := twice(written)) is not None:
        raise InvalidAdvert(key, "stands twice; leave one")
    advert = Advert(
        text=_words(written, "text", needed=True),
        title=_words(written, "title"),
        wage_low=_amount(written, "wage_low"),
        wage_high=_amount(written, "wage_high"),
        wage_unit=_unit(written),
        start_date=_day(written),
        street=_words(written, "street"),
    )
    return _identity(written), advert


def _identity(written: Mapping[str, object]) -> str:
    found = written.get("id")
    if isinstance(found, bool) or not isinstance(found, (str, int)) or found == "":
        raise InvalidAdvert("id", "a text or a whole number is needed")
    return str(found)


def _words(written: Mapping[str, object], field: str, *, needed: bool = False) -> str:
    found = written.get(field)
    if found is None and not needed:
        return ""
    if not isinstance(found, str):
        raise InvalidAdvert(field, "a text is needed")
    return found


def _amount(written: Mapping[str, object], field: str) -> float | None:
    found = written.get(field)
    if found is None or found == "":
        return None
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found < 1e9:
        raise InvalidAdvert(field, f"{found!r} is not an amount in yuan")
    return float(found)


def _unit(written: Mapping[str, object]) -> str:
    found = written.get("wage_unit") or "month"
    if found not in WAGE_UNITS:
        raise InvalidAdvert("wage_unit", f"{found!r} is not one of {', '.join(WAGE_UNITS)}")
    return str(found)


def _day(written: Mapping[str, object]) -> date | None:
    found = written.get("start_date")
    if found is None or found == "":
        return None
    try:
        if not isinstance(found, str) or not _DAY.fullmatch(found):
            raise ValueError
        return date.fromisoformat(found)
    except ValueError:
        raise InvalidAdvert("start_date", f"{found!r} is not a date YYYY-MM-DD") from None
