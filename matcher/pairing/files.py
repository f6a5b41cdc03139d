"""The frames of a run as CSV files: reading them strictly, writing all of a result or nothing."""

import codecs
import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from matcher.pairing.instance import Floats, Instance, InvalidInstance, row_names
from matcher.pairing.run import MatchResult

LINE = "line"  # an index of this name says where in its file a row begins
DECIMALS = {"score": 6, "chance": 6, "worker_utility": 6, "surplus": 6, "expected_applicants": 2}
WHOLE_CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^",\r\n][^,\r\n]*)?(?=[,\r\n]|\Z)')
ROWS_AT_ONCE = 20_000  # written; the cells of a million rows as text would be the most a run ever holds
LONGEST_CELL = 10_000_000  # characters; the csv module's own limit is an eightieth of it


def read_instance(folder: Path) -> Instance:
    """The instance of ``workers.csv`` and ``vacancies.csv``; raises ``InvalidInstance`` or ``OSError``.

    ``settled.csv`` (``worker_id, vacancy_id``), if there is one, names pairs that are not to be proposed again.
    """
    settled = folder / "settled.csv"
    instance = Instance(
        read_frame(folder / "workers.csv"),
        read_frame(folder / "vacancies.csv"),
        read_frame(settled) if settled.exists() else None,
    )
    workers, vacancies = instance.worker_arrays, instance.vacancy_arrays
    _check_whole("workers", instance.workers, "wage_min", workers.wage_min)
    _check_whole("vacancies", instance.vacancies, "wage_low", vacancies.wage_low)
    _check_whole("vacancies", instance.vacancies, "wage_high", vacancies.wage_high)
    return instance


def _check_whole(name: str, frame: pd.DataFrame, column: str, yuan: Floats) -> None:
    """Files hold money in whole yuan; a frame made of wages by the hour may come to fractions."""
    for row in np.flatnonzero(yuan % 1 > 0).tolist():
        problem = f"{frame[column].iloc[row]!r} is not in whole yuan"
        raise InvalidInstance(name, row_names(frame)[row], column, problem)


def read_frame(path: Path) -> pd.DataFrame:
    """A CSV file as text cells, its rows named by the line they begin on."""
    text = _decoded(path)
    if "\0" in text:
        raise InvalidInstance(path.stem, *place_after(text[: text.index("\0")]), "a NUL character")
    records = _records(path.stem, text)
    _, header = next(records, (1, []))
    columns = [name.strip() for name in header]
    if repeated := [name for name in columns if columns.count(name) > 1]:
        raise InvalidInstance(path.stem, 1, repeated[0], "the column is there twice")
    lines, rows = [], []
    for line, cells in records:
        if len(cells) != len(columns):
            column = columns[min(len(cells), len(columns)) - 1]
            raise InvalidInstance(path.stem, line, column, f"{len(cells)} cells where the header has {len(columns)}")
        lines.append(line)
        rows.append(cells)
    return pd.DataFrame(rows, columns=columns, index=pd.Index(lines, dtype="int64", name=LINE), dtype=object)


def _records(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a file with the line each begins on; blank lines are no records."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begin = 1
    try:
        for cells in reader:
            if cells:
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as fault:
        place = place_after(text[: _broken_cell(text, begin)])
        raise InvalidInstance(name, *place, f"not readable as CSV: {fault}") from None


def _broken_cell(text: str, line: int) -> int:
    """Where in a text the first cell begins, from a line on, that is no whole cell."""
    at = sum(len(before) for before in islice(io.StringIO(text, newline=""), line - 1))
    while (cell := WHOLE_CELL.match(text, at)) and text[cell.end() : cell.end() + 1] == ",":
        at = cell.end() + 1
    return at


def place_after(begun: str) -> tuple[int, str]:
    """The line on which the record at the end of a text begins, and the column of the cell at the very end.

    The column is "" in the header, and beyond its last column.

    >>> place_after('a,b\\n1,"x\\ny')
    (2, 'b')
    """
    reader = csv.reader(io.StringIO(begun + "?", newline=""))  # the ? stands for what cannot be read
    header: list[str] = []
    begin = line = 1
    for cells in reader:
        if cells:
            line, place = begin, len(cells) - 1
            named = header[place].strip() if place < len(header) else ""
            header = header or cells
        begin = reader.line_num + 1
    return line, named


def _decoded(path: Path) -> str:
    """A file's text; a byte order mark at its start is no part of it."""
    written = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as fault:
        place = place_after(written[: fault.start].decode("utf-8"))
        raise InvalidInstance(path.stem, *place, "not UTF-8") from None


def check_place(out: Path) -> None:
    """Raise ``OSError`` where ``write_result`` could not write; nothing is left behind."""
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is not a folder")
    above = next(folder for folder in out.absolute().parents if folder.exists())
    for folder in (above, out) if out.exists() else (above,):
        Path(tempfile.mkdtemp(prefix=f".{os.getpid()}.", dir=folder)).rmdir()


def write_result(result: MatchResult, out: Path, with_candidates: bool) -> None:
    """All files of a result, or none: they are made beside ``out`` and moved in when complete.

    A file of an earlier run is replaced; a dump of its candidates goes, since it belongs to another plan.
    """
    check_place(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = out.parent / f".{out.name}.{os.getpid()}.tmp"
    made.mkdir()
    try:
        _write_files(result, made, with_candidates)
        _move(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write_files(result: MatchResult, folder: Path, with_candidates: bool) -> None:
    """Every file of a result."""
    for name in ("pairs", "lists", "unmatched", *(["candidates"] if with_candidates else [])):
        write_frame(getattr(result, name), folder / f"{name}.csv")
    (folder / "report.json").write_text(json.dumps(result.report, ensure_ascii=False, indent=2) + "\n", "utf-8")


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """A frame as CSV with a fixed number of decimals; the csv module is twice as fast at it as pandas."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        for first in range(0, len(frame), ROWS_AT_ONCE):
            block = frame.iloc[first : first + ROWS_AT_ONCE]
            writer.writerows(zip(*(_written(name, block[name].tolist()) for name in block.columns), strict=True))


def _written(name: str, cells: list[object]) -> list[object]:
    """The cells of a column as they are written; an unknown is an empty cell."""
    if name in DECIMALS:
        return [f"{cell:.{DECIMALS[name]}f}" for cell in cells]
    return ["" if cell is None or cell != cell else cell for cell in cells]  # noqa: PLR0124 - nan differs from itself


def _move(made: Path, out: Path) -> None:
    """Files into place: the whole folder at once where there is none yet, else one after the other."""
    if not out.exists():
        made.rename(out)
        return
    (out / "candidates.csv").unlink(missing_ok=True)
    for path in sorted(made.iterdir()):
        path.replace(out / path.name)
