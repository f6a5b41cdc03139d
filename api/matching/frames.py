"""What a matching run reads of the store: the two frames of the ``match`` contract, and what is settled already.

Ids travel as text, wages in yuan a month, lists joined by ``；``. Assistance arrives as one bit. The frames are kept
with the run as CSV, so that ``python -m matcher match`` on the same files gives the same bytes.
"""

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session

from api.vacancies.index import vacancy_frame
from matcher.language.requests import understand
from matcher.pairing.instance import SETTLED_COLUMNS, VACANCY_COLUMNS, WORKER_COLUMNS, Instance
from models.matching import matching_certificates, matching_settled, matching_skills, matching_wishes, matching_workers
from models.worker import Worker

FEN = 100
LIST_MARK = "；"
RECORD = re.compile(rb'(?:"[^"]*+"|[^"\n]++)*+\n')  # a row of a CSV: a cell in quotes may hold line ends
OF_WORKERS = ("workers", "settled")  # frames with a worker in each row
Row = dict[str, str]  # of a frame
FRAMES = {"workers": WORKER_COLUMNS, "vacancies": VACANCY_COLUMNS, "settled": SETTLED_COLUMNS}


def read_frames(session: Session, day: date) -> dict[str, pd.DataFrame]:
    """Workers who may be matched on that day, vacancies on offer, and the pairs not to be proposed again."""
    return {
        "workers": worker_frame(session, day),
        "vacancies": _plain(vacancy_frame(session, day)),
        "settled": _plain(_settled_frame(session, day)),
    }


def worker_row(session: Session, worker_id: int, day: date) -> Row | None:
    """One worker as the frames have them; None for somebody who may not be matched on that day."""
    return next(iter(rows_of(worker_frame(session, day, [worker_id]))), None)


def vacancy_row(session: Session, vacancy_id: int, day: date) -> Row | None:
    """One vacancy as the frames have it; None for one that is not on offer on that day."""
    return next(iter(rows_of(_plain(vacancy_frame(session, day, [vacancy_id])))), None)


def rows_of(frame: pd.DataFrame) -> list[Row]:
    return [{str(column): cell for column, cell in row.items()} for row in frame.to_dict("records")]


def instance_of(kept: Mapping[str, bytes]) -> Instance:
    """The instance of kept frames; a run of before there were settled pairs has two."""
    frames = {name: _from_csv(kept[name], columns) for name, columns in FRAMES.items() if name in kept}
    return Instance(**frames)


def to_csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()


def without(content: bytes, ids: Collection[int]) -> bytes:
    """A kept frame, whose first column is the worker, without the rows of these workers; other rows keep every byte."""
    firsts = tuple(f"{key},".encode() for key in sorted(ids))
    if not any(b"\n" + first in content for first in firsts):
        return content
    return b"".join(record for record in RECORD.findall(content) if not record.startswith(firsts))


def _from_csv(content: bytes, columns: Iterable[str]) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)[list(columns)]


def _settled_frame(session: Session, day: date) -> pd.DataFrame:
    rows = session.execute(matching_settled(day)).all()
    return pd.DataFrame(rows, columns=list(SETTLED_COLUMNS), dtype=object)


def worker_frame(session: Session, day: date, only: Collection[int] | None = None) -> pd.DataFrame:
    """Everybody who may be matched, or some of them."""
    asked = (matching_wishes(), matching_skills(), matching_certificates(day))
    lists = {
        name: _grouped(session, rows if only is None else rows.where(rows.selected_columns.worker_id.in_(only)))
        for name, rows in zip(("wishes", "skills", "certificates"), asked, strict=True)
    }
    people = matching_workers(day)
    if only is not None:
        people = people.where(sa.inspect(Worker).columns.id.in_(only))
    rows = [_worker(dict(row), lists) for row in session.execute(people).mappings()]
    columns = {column: pd.Series([row[column] for row in rows], dtype=object) for column in WORKER_COLUMNS}
    return _plain(pd.DataFrame(columns))


def _worker(row: dict[str, Any], lists: dict[str, defaultdict[int, list[str]]]) -> dict[str, Any]:
    """One row in the contract's columns. Who named no wish is understood from their own words."""
    for name, kept in lists.items():
        row[name] = kept[row["worker_id"]]
    if not row["wishes"] and row["words"]:
        row["wishes"] = list(understand(row["words"], streets={}).wishes)
    row["wage_min"] = None if row["wage_min_fen"] is None else round(row["wage_min_fen"] / FEN)
    return row


def _grouped(session: Session, rows: Any) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in session.execute(rows).mappings():
        found[row["worker_id"]].append(row["words"])
    return found


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Every cell as the text a CSV holds, so that the run and its replay read the very same."""
    return frame.map(_cell)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list | tuple):
        return LIST_MARK.join(str(part).replace(LIST_MARK, "，").replace(";", "，") for part in value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)
