"""What the store keeps of an erased worker outside their own rows: frames of runs, refused rows of imports,
complaints.

Counts stay: a run's report says what it said, an import how many rows it refused.
"""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.forms.refused import ROW, SHEET
from api.matching.frames import OF_WORKERS, without
from models.complaint import Complaint
from models.imported import ImportedFile, ImportKind
from models.run import MatchingRun, RunFrame
from models.worker import Worker

if TYPE_CHECKING:
    from openpyxl import Workbook

ERASED_SINCE = "erased_since"  # in a run's report: how many workers its kept frames no longer hold


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a person is known in rows that bear no id of ours."""

    names: frozenset[str]
    numbers: frozenset[str]  # phones and identity numbers

    def known_in(self, cell: object) -> bool:
        text = str(cell or "").strip()
        return text in self.names or self.numbered_in(text)

    def numbered_in(self, text: str) -> bool:
        return any(number in re.sub(r"[\s-]", "", text) for number in self.numbers)

    def taken_out(self, text: str) -> str:
        """
        >>> Marks(frozenset({"何大同"}), frozenset({"13800138000"})).taken_out("何大同，138-0013-8000，要押金")
        '〔本人〕，〔号码〕，要押金'
        """
        for number in self.numbers:
            text = re.sub(r"[\s-]*".join(number), "〔号码〕", text)
        for name in self.names:
            text = text.replace(name, "〔本人〕")
        return text


def marks_of(workers: Sequence[Worker]) -> Marks:
    """Of a file that is about to be erased."""
    numbers = {digits for worker in workers for digits in re.findall(r"\d{7,}", re.sub(r"[\s-]", "", worker.phone))}
    return Marks(
        frozenset(worker.name.strip() for worker in workers if worker.name.strip()),
        frozenset(numbers | {worker.id_number for worker in workers if worker.id_number}),
    )


def forget_in_runs(session: Session, ids: Collection[int]) -> None:
    """Take the workers out of the frames kept with runs; the report says that the frames are no longer whole."""
    keys = sa.select(col(RunFrame.run_id), col(RunFrame.name)).where(col(RunFrame.name).in_(OF_WORKERS))
    held: set[int] = set()
    for run_id, name in session.execute(keys).all():
        frame = session.get_one(RunFrame, (run_id, name))
        content = without(frame.content, ids)
        if content != frame.content:
            held.add(run_id)
            frame.content = content
            session.add(frame)
            session.flush()
        session.expunge(frame)
    for run in session.exec(select(MatchingRun).where(col(MatchingRun.id).in_(held))):
        before = run.report or {}
        run.report = {**before, ERASED_SINCE: before.get(ERASED_SINCE, 0) + 1}
        session.add(run)


def forget_in_complaints(session: Session, marks: Marks) -> None:
    """Take number and name out of complaints that bear the number; what they say of the vacancy stays."""
    for row in session.exec(select(Complaint)).all():
        if marks.numbered_in(row.phone) or marks.numbered_in(row.words):
            row.phone, row.words = "", marks.taken_out(row.words)
            session.add(row)


def forget_in_imports(session: Session, marks: Marks) -> None:
    """Take the person's rows out of what was handed back to be corrected, and their words out of its faults."""
    from openpyxl import load_workbook  # noqa: PLC0415  an eighth of a server's start, and people are erased seldom

    kept = select(ImportedFile).where(
        ImportedFile.kind == ImportKind.WORKERS, col(ImportedFile.refused_rows).is_not(None)
    )
    for file in session.exec(kept).all():
        book = load_workbook(io.BytesIO(file.refused_rows or b""))
        gone = set(_take_out(book, marks))
        if gone:
            out = io.BytesIO()
            book.save(out)
            file.refused_rows = out.getvalue()
            file.refused = [_blanked(fault) if _place(fault) in gone else fault for fault in file.refused]
            session.add(file)


def _take_out(book: "Workbook", marks: Marks) -> Iterator[tuple[str, str]]:
    """Delete the rows in which somebody is known; where they stood in the file that was read in."""
    for sheet in book.worksheets:
        titles = [str(cell.value) for cell in sheet[1]]
        for cells in reversed(list(sheet.iter_rows(min_row=2))):
            if any(marks.known_in(cell.value) for cell in cells):
                yield tuple(str(cells[titles.index(name)].value) for name in (SHEET, ROW))  # type: ignore[misc]
                sheet.delete_rows(cells[0].row)


def _place(fault: dict[str, Any]) -> tuple[str, str]:
    return str(fault.get("sheet")), str(fault.get("row"))


def _blanked(fault: dict[str, Any]) -> dict[str, Any]:
    return {**fault, "value": "", "why": "本人已注销", "mend": "不用再改"}
