"""What a worker means to do over the Spring Festival: stay, or leave and come back."""

import re
from dataclasses import dataclass
from datetime import date

from api.forms.cells.choices import parse_staying
from api.forms.cells.dates import parse_date
from api.forms.cells.plain import RawCell, plain

_DAY = r"(?:(?:\d{4}[年.-])?(\d{1,2})月)?(\d{1,2})[日号]?"
_LEAVES = re.compile(
    rf"{_DAY}[^\d]{{0,3}}(?:返乡|回乡|回家|回老家|离穗|离开|走)|(?:返乡|回乡|回家|离穗)[^\d]{{0,4}}{_DAY}"
)
_RETURNS = re.compile(
    rf"{_DAY}[^\d]{{0,3}}(?:返岗|返穗|返工|回穗|回来|回广州|返回)|(?:返岗|返穗|返工|回穗|回来)[^\d]{{0,4}}{_DAY}"
)


@dataclass(frozen=True, slots=True)
class Festival:
    """Whether the worker stays, and the days of leaving and coming back; ``None`` is unknown."""

    stays: bool | None
    leaves_on: date | None = None
    returns_on: date | None = None


def parse_festival(raw: RawCell, as_of: date) -> Festival | None:
    """“2月9日返乡，20日返岗”, “留穗过年”, “否”; a day without a month lies in the month named before it."""
    words = plain(raw)
    leaves, returns = _LEAVES.search(words), _RETURNS.search(words)
    left = _day(leaves, None, as_of)
    back = _day(returns, left, as_of)
    stays = False if left or back else parse_staying(raw)
    return None if stays is None else Festival(stays, left, back)


def _day(found: re.Match[str] | None, before: date | None, as_of: date) -> date | None:
    if found is None:
        return None
    month, day = next((m, d) for m, d in zip(found.groups()[::2], found.groups()[1::2], strict=True) if d)
    month = month or (str(before.month) if before else None)
    return parse_date(f"{month}月{day}日", as_of) if month else None
