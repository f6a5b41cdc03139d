"""From the JSON of the contract to a problem; what cannot be planned is refused with its row and field.

What the law turns on (who employs whom, dispatch, the end of the contract, wages) has to be stated; for the rest a
blank means the cautious reading: a lower wage is not accepted, a need is neither key nor urgent.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from matcher.language.json_text import read_json, twice
from matcher.swap.problem import KEY_CLASSES, InvalidSwap, Need, Offer, SwapInstance, SwapParams

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_PEOPLE = 1_000_000  # a head count above is a slip of the pen
YEARS = (1990, 2190)
MOST_DAYS = 1_830  # five years; a window beyond is one too
MOST_NUMBER = 1e15  # beyond, sums are no longer exact
MOST_QUOTED = 60  # characters of a wrong value that a refusal repeats
MOST_COST = 1e6  # of a person-day or an agreement
Value = TypeVar("Value")
Row = TypeVar("Row", Offer, Need)


class _Cells:
    """One object of the JSON; every reading names the place if it fails."""

    def __init__(self, written: object, where: str) -> None:
        if not isinstance(written, Mapping):
            raise InvalidSwap(where, "an object {…} is needed")
        if (key := twice(written)) is not None:
            raise InvalidSwap(f"{where}, {key}", "stands twice; leave one")
        self.written, self.where = written, where

    def read(self, field: str, meaning: Callable[[object], Value]) -> Value:
        """The value of a field that has to be there."""
        if field not in self.written:
            raise InvalidSwap(f"{self.where}, {field}", "missing")
        try:
            return meaning(self.written[field])
        except ValueError as fault:
            raise InvalidSwap(f"{self.where}, {field}", str(fault)) from None

    def maybe(self, field: str, meaning: Callable[[object], Value], otherwise: Value) -> Value:
        """The value of a field, or what its absence means."""
        return self.read(field, meaning) if self.written.get(field) is not None else otherwise


def read_swap(text: str) -> SwapInstance:
    """The problem in a JSON text; InvalidSwap names what is wrong with it."""
    try:
        written = read_json(text)
    except (ValueError, RecursionError) as fault:
        raise InvalidSwap("file", f"not JSON: {fault}") from None
    top = _Cells(written, "file")
    params = _params(_Cells(top.written.get("params", {}), "params"))
    offers = [_offer(_Cells(row, f"offers row {n}")) for n, row in enumerate(top.read("offers", _rows), start=1)]
    needs = [_need(_Cells(row, f"needs row {n}"), params) for n, row in enumerate(top.read("needs", _rows), start=1)]
    _once_each("offers", offers)
    _once_each("needs", needs)
    return SwapInstance(top.read("as_of", _day), tuple(offers), tuple(needs), params)


def _offer(cells: _Cells) -> Offer:
    first, last = _window(cells)
    return Offer(
        id=cells.read("id", _name),
        employer=cells.read("employer", _name),
        skill=cells.read("skill", _name),
        people=cells.read("people", _people),
        first=first,
        last=last,
        wage_fen=cells.read("wage_fen", _fen),
        contract_until=cells.read("contract_until", lambda value: None if value is None else _day(value)),
        accepts_lower_wage=cells.maybe("accepts_lower_wage", _flag, otherwise=False),
        dispatched=cells.read("dispatched", _flag),
        lng=cells.read("lng", _within(180.0)),
        lat=cells.read("lat", _within(90.0)),
    )


def _need(cells: _Cells, params: SwapParams) -> Need:
    first, last = _window(cells)
    return Need(
        id=cells.read("id", _name),
        employer=cells.read("employer", _name),
        skill=cells.read("skill", _name),
        people=cells.read("people", _people),
        first=first,
        last=last,
        wage_fen=cells.read("wage_fen", _fen),
        min_days=cells.maybe("min_days", _days, params.min_days),
        key_class=cells.maybe("key_class", _key_class, "K0"),
        urgent=cells.maybe("urgent", _flag, otherwise=False),
        lng=cells.read("lng", _within(180.0)),
        lat=cells.read("lat", _within(90.0)),
    )


def _params(cells: _Cells) -> SwapParams:
    known = {"max_km", "min_days", "substitution", "agreement_cost", "km_cost"}
    if unknown := sorted(set(cells.written) - known):
        raise InvalidSwap(f"params, {unknown[0]}", f"no such parameter; there are {', '.join(sorted(known))}")
    default = SwapParams()
    return SwapParams(
        max_km=cells.maybe("max_km", _at_least_0(MOST_NUMBER), default.max_km),
        min_days=cells.maybe("min_days", _days, default.min_days),
        agreement_cost=cells.maybe("agreement_cost", _at_least_0(MOST_COST), default.agreement_cost),
        km_cost=cells.maybe("km_cost", _at_least_0(MOST_COST), default.km_cost),
        substitution=cells.maybe("substitution", _substitution, dict[tuple[str, str], float]()),
    )


def _substitution(value: object) -> dict[tuple[str, str], float]:
    """(skill offered, skill needed) → cost; the same pair twice has to say the same."""
    found: dict[tuple[str, str], float] = {}
    for number, row in enumerate(_rows(value), start=1):
        if not isinstance(row, list) or len(row) != 3:
            raise ValueError(f"row {number}: [skill offered, skill needed, cost] is needed")
        pair, cost = (_name(row[0]), _name(row[1])), _at_least_0(MOST_COST)(row[2])
        if found.setdefault(pair, cost) != cost:
            raise ValueError(f"row {number}: {pair[0]} for {pair[1]} has two costs")
    return found


def _window(cells: _Cells) -> tuple[date, date]:
    first, last = cells.read("from", _day), cells.read("to", _day)
    if not YEARS[0] <= first.year <= last.year <= YEARS[1] and first <= last:
        raise InvalidSwap(f"{cells.where}, from", f"{first} to {last} is not within the years {YEARS[0]} to {YEARS[1]}")
    if last < first:
        raise InvalidSwap(f"{cells.where}, to", f"{last} is before {first}: the dates run backwards")
    if (last - first).days >= MOST_DAYS:
        raise InvalidSwap(f"{cells.where}, to", f"{first} to {last} is more than {MOST_DAYS} days")
    return first, last


def _once_each(name: str, rows: list[Row]) -> None:
    before: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if row.id in before:
            raise InvalidSwap(f"{name} row {number}, id", f"{_quoted(row.id)} is that of row {before[row.id]} already")
        before[row.id] = number


def _rows(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("a list […] is needed")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{_quoted(value)} is not a text")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError(f"{_quoted(value)} holds half a character")
    return value.strip()


def _whole(value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{_quoted(value)} is not a whole number from {least} to {most}")
    return value


def _people(value: object) -> int:
    return _whole(value, 1, MOST_PEOPLE)


def _days(value: object) -> int:
    return _whole(value, 1, MOST_DAYS)


def _fen(value: object) -> int:
    return _whole(value, 0, 10**12)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{_quoted(value)} is neither true nor false")
    return value


def _key_class(value: object) -> str:
    if value not in KEY_CLASSES:
        raise ValueError(f"{_quoted(value)} is not one of {', '.join(KEY_CLASSES)}")
    return str(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < MOST_NUMBER:
        raise ValueError(f"{_quoted(value)} is not a number")
    return float(value)


def _at_least_0(most: float) -> Callable[[object], float]:
    def meaning(value: object) -> float:
        if not 0 <= (found := _number(value)) <= most:
            raise ValueError(f"{_quoted(value)} is not a number from 0 to {most:g}")
        return found

    return meaning


def _within(limit: float) -> Callable[[object], float]:
    def meaning(value: object) -> float:
        if abs(found := _number(value)) > limit:
            raise ValueError(f"{_quoted(value)} is not between -{limit:g} and {limit:g} degrees")
        return found

    return meaning


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"{_quoted(value)} is not a date YYYY-MM-DD")


def _quoted(value: object) -> str:
    """What was written, short enough for one line."""
    written = repr(value)
    return written if len(written) <= MOST_QUOTED else f"{written[:MOST_QUOTED]}…"
