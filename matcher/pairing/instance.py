"""One matching problem: who is looking, what is open. Checked once, at the door.

PairingError
├── InvalidInstance   the frames break the column contract: the caller's data
├── InvalidParams     a parameter that does not exist or cannot be (params.py)
└── SolverFailed      the solver stopped without a proven answer (assignment.py)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.language.wishes import own_skills, own_wishes
from matcher.pairing import cells, places

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Flags = NDArray[np.bool_]
PairRows = NDArray[np.int64]  # pair × (worker row, vacancy row)
Words = tuple[tuple[str, ...], ...]
Reader = Callable[[object], object]

WORKER_COLUMNS: dict[str, Reader] = {
    "worker_id": cells.identity,
    "wishes": cells.items,
    "skills": cells.items,
    "certificates": cells.items,
    "education": cells.education_level,
    "birth_date": cells.sixteenth_birthday,
    "street": cells.street,
    "lng": cells.longitude,
    "lat": cells.latitude,
    "wage_min": cells.amount,
    "shifts": cells.shifts,
    "needs_lodging": cells.flag,
    "available_from": cells.day,
    "assist": cells.flag,
}
VACANCY_COLUMNS: dict[str, Reader] = {
    "vacancy_id": cells.identity,
    "employer_id": cells.text,
    "title": cells.text,
    "duties": cells.text,
    "skills_required": cells.items,
    "certificates_required": cells.items,
    "education_min": cells.education_level,
    "street": cells.street,
    "lng": cells.longitude,
    "lat": cells.latitude,
    "wage_low": cells.amount,
    "wage_high": cells.amount,
    "shift": cells.shift,
    "lodging": cells.flag,
    "openings": cells.openings,
    "start_date": cells.day,
    "open_until": cells.day,
    "key_class": cells.key_class,
    "urgent": cells.flag,
}
SETTLED_COLUMNS: dict[str, Reader] = {"worker_id": cells.identity, "vacancy_id": cells.identity}


class PairingError(Exception):
    """Anything that stops a matching run."""


class InvalidInstance(PairingError):  # noqa: N818 - the glossary's word
    """A cell that breaks the contract. ``row`` counts as a file does: the header is row 1."""

    def __init__(self, frame: str, row: int, column: str, problem: str) -> None:
        super().__init__(f"{frame}: row {row}, column {column}: {problem}")
        self.frame, self.row, self.column, self.problem = frame, row, column, problem


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers as arrays, one element a row; nan (or "", or no words) is unknown."""

    ids: list[str]
    wishes: Words
    skills: Words
    certificates: Words
    education: Floats
    sixteenth: Floats
    place: Floats
    by_street: Flags
    bank: Floats  # of the river, see ``places.banks``
    wage_min: Floats
    shifts: NDArray[np.int8]
    needs_lodging: Floats
    available: Floats
    assist: Flags


@dataclass(frozen=True, slots=True)
class Vacancies:
    """The vacancies as arrays, one element a row; nan (or "", or no words) is unknown."""

    ids: list[str]
    titles: list[str]
    duties: list[str]
    skills: Words
    certificates: Words
    education: Floats
    place: Floats
    by_street: Flags
    bank: Floats  # of the river, see ``places.banks``
    wage_low: Floats
    wage_high: Floats
    shift: NDArray[np.int8]
    lodging: Floats
    openings: NDArray[np.int64]
    start: Floats
    open_until: Floats
    key: Flags
    urgent: Flags

    @property
    def priority(self) -> Flags:
        """Vacancies of key enterprises (K1–K6) and urgent ones."""
        return self.key | self.urgent


@dataclass(frozen=True, slots=True)
class Instance:
    """Two frames with the columns of the ``match`` contract; further columns are carried along untouched.

    Row order is identity: row ``i`` of ``workers`` is worker ``i`` in every array of a run. ``settled`` names pairs
    (``worker_id``, ``vacancy_id``) that were proposed before and are not to be again; ids of neither frame are let be.
    """

    workers: pd.DataFrame
    vacancies: pd.DataFrame
    settled: pd.DataFrame | None = None
    worker_arrays: Workers = field(init=False, repr=False, compare=False)
    vacancy_arrays: Vacancies = field(init=False, repr=False, compare=False)
    settled_rows: PairRows = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "worker_arrays", read_workers(self.workers))
        object.__setattr__(self, "vacancy_arrays", read_vacancies(self.vacancies))
        ids = self.worker_arrays.ids, self.vacancy_arrays.ids
        object.__setattr__(self, "settled_rows", read_settled(self.settled, *ids))

    @property
    def frames(self) -> tuple[pd.DataFrame, ...]:
        """Everything the instance was made of; two frames where nothing is settled."""
        both = (self.workers, self.vacancies)
        return both if self.settled is None else (*both, self.settled)


def read_workers(frame: pd.DataFrame) -> Workers:
    """The checked arrays of a frame of workers."""
    read = _read("workers", frame, WORKER_COLUMNS, key="worker_id")
    lng, lat, by_street = places.located(_floats(read["lng"]), _floats(read["lat"]), _texts(read["street"]))
    return Workers(
        ids=_texts(read["worker_id"]),
        wishes=tuple(own_wishes(items) for items in _words(read["wishes"])),
        skills=tuple(_own_skills(items) for items in _words(read["skills"])),
        certificates=_words(read["certificates"]),
        education=_floats(read["education"]),
        sixteenth=_floats(read["birth_date"]),
        place=places.unit_vectors(lng, lat),
        by_street=by_street,
        bank=places.banks(_texts(read["street"])),
        wage_min=_floats(read["wage_min"]),
        shifts=_floats(read["shifts"]).astype(np.int8),
        needs_lodging=_floats(read["needs_lodging"]),
        available=_floats(read["available_from"]),
        assist=_floats(read["assist"]) == 1,
    )


def read_vacancies(frame: pd.DataFrame) -> Vacancies:
    """The checked arrays of a frame of vacancies."""
    read = _read("vacancies", frame, VACANCY_COLUMNS, key="vacancy_id")
    lng, lat, by_street = places.located(_floats(read["lng"]), _floats(read["lat"]), _texts(read["street"]))
    _check_wages(frame, _floats(read["wage_low"]), _floats(read["wage_high"]))
    return Vacancies(
        ids=_texts(read["vacancy_id"]),
        titles=_texts(read["title"]),
        duties=_texts(read["duties"]),
        skills=_words(read["skills_required"]),
        certificates=_words(read["certificates_required"]),
        education=_floats(read["education_min"]),
        place=places.unit_vectors(lng, lat),
        by_street=by_street,
        bank=places.banks(_texts(read["street"])),
        wage_low=_floats(read["wage_low"]),
        wage_high=_floats(read["wage_high"]),
        shift=_floats(read["shift"]).astype(np.int8),
        lodging=_floats(read["lodging"]),
        openings=_floats(read["openings"]).astype(np.int64),
        start=_floats(read["start_date"]),
        open_until=_floats(read["open_until"]),
        key=_floats(read["key_class"]) > 0,
        urgent=_floats(read["urgent"]) == 1,
    )


def read_settled(frame: pd.DataFrame | None, workers: list[str], vacancies: list[str]) -> PairRows:
    """The row numbers of the settled pairs, worker first, in the order of the workers; each pair once."""
    if frame is None:
        return np.zeros((0, 2), dtype=np.int64)
    read = _read("settled", frame, SETTLED_COLUMNS)
    worker_row, vacancy_row = ({name: row for row, name in enumerate(ids)} for ids in (workers, vacancies))
    named = zip(_texts(read["worker_id"]), _texts(read["vacancy_id"]), strict=True)
    rows = {(worker_row[w], vacancy_row[v]) for w, v in named if w in worker_row and v in vacancy_row}
    return np.array(sorted(rows), dtype=np.int64).reshape(-1, 2)


def _read(name: str, frame: pd.DataFrame, columns: dict[str, Reader], key: str = "") -> dict[str, list[object]]:
    """Every contract column of a frame, cell by cell; the key column, if one is named, must have no value twice."""
    for column in columns:
        if column not in frame.columns:
            raise InvalidInstance(name, 1, column, "the column is missing")
    rows = row_names(frame)
    read = {column: _read_column(name, frame, rows, column, reader) for column, reader in columns.items()}
    if key:
        _check_unique(name, rows, key, read[key])
    return read


def row_names(frame: pd.DataFrame) -> list[int]:
    """What to call each row: the line it begins on if the index says so, else as if the frame were a file."""
    if frame.index.name == "line":
        return [int(line) for line in frame.index]
    return list(range(2, len(frame) + 2))


def _read_column(name: str, frame: pd.DataFrame, rows: list[int], column: str, reader: Reader) -> list[object]:
    """One column through its reader; the first cell that breaks it is named."""
    found: list[object] = []
    for row, cell in zip(rows, frame[column].tolist(), strict=True):
        try:
            found.append(reader(cell))
        except ValueError as problem:
            raise InvalidInstance(name, row, column, str(problem)) from None
    return found


def _check_unique(name: str, rows: list[int], key: str, ids: list[object]) -> None:
    """Refuse the second row of an id."""
    first: dict[object, int] = {}
    for row, value in zip(rows, ids, strict=True):
        if value in first:
            raise InvalidInstance(name, row, key, f"{value!r} is already in row {first[value]}")
        first[value] = row


def _check_wages(frame: pd.DataFrame, low: Floats, high: Floats) -> None:
    """Refuse a range of wages that ends below its beginning."""
    for row in np.flatnonzero(low > high).tolist():
        problem = f"'{high[row]:.12g}' is below wage_low '{low[row]:.12g}'"
        raise InvalidInstance("vacancies", row_names(frame)[row], "wage_high", problem)


def _floats(values: list[object]) -> Floats:
    return np.array(values, dtype=np.float64)


def _texts(values: list[object]) -> list[str]:
    return [str(value) for value in values]


def _own_skills(items: tuple[str, ...]) -> tuple[str, ...]:
    """The skills of a cell, each once; an item that tells only who somebody is is as good as unwritten."""
    return tuple(dict.fromkeys(skill for item in items for skill in own_skills(item)))


def _words(values: list[object]) -> Words:
    return tuple(tuple(value) if isinstance(value, tuple) else () for value in values)
