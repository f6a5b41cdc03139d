"""An Excel file as rows of raw cells, numbered as Excel numbers them, merged cells filled in."""

import logging
import pickle
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from api.forms.cells.plain import RawCell, plain
from api.forms.faults import UnreadableForm

MOST_BYTES = 30 * 1024 * 1024
SAVE_AS = "在 Excel 或 WPS 里打开，另存为 .xlsx 再导入"
SPLIT_UP = "只留登记表，删去空白行列或拆成几个文件再导入"

_SECONDS = 60
_READERS = threading.BoundedSemaphore(2)  # each may take its whole share of memory: a crowd of uploads waits
_ROOT = Path(__file__).parents[2]
_SIGNATURES = (b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # a zip archive (.xlsx) or an OLE container (.xls)

log = logging.getLogger("wengang.forms")


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows[i][j]`` is the cell in Excel's row ``i + 1`` and column ``j + 1``.

    Every cell of a merged range holds the value of its first cell; ``merged``
    tells which one that is.
    """

    name: str
    rows: list[list[RawCell]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def is_own(self, row: int, column: int) -> bool:
        """Whether the cell's value was typed in this very row (not filled down from a merged cell above)."""
        return self.merged.get((row, column), (row, column))[0] == row

    def cells(self, row: int) -> dict[int, RawCell]:
        """The non-blank cells of a row, each merged range once, by column."""
        found: dict[int, RawCell] = {}
        for column, value in enumerate(self.rows[row]):
            if (row, column) in self.merged and self.merged[row, column] != (row, column):
                first_row, first_column = self.merged[row, column]
                if first_column != column:
                    continue
                if first_row != row and not plain(value):
                    continue
            if plain(value):
                found[column] = value
        return found


@dataclass(frozen=True, slots=True)
class Workbook:
    """The visible sheets of a file, and the names of the hidden ones, which nobody meant to hand in."""

    sheets: list[Sheet]
    hidden: list[str]


def read_workbook(content: bytes) -> Workbook:
    """The file's sheets; ``UnreadableForm`` when it is no Excel file, protected, damaged or far too big.

    The bytes are opened by a short-lived process of its own (`api.forms.workbook_reader`): a file made to exhaust the
    memory ends that process and not this one.
    """
    if not content:
        raise UnreadableForm("文件是空的", "选填好的登记表再导入")
    if len(content) > MOST_BYTES:
        raise UnreadableForm(f"文件超过 {MOST_BYTES // 1024 // 1024} MB", SPLIT_UP)
    if not content.startswith(_SIGNATURES):
        raise UnreadableForm("不是 Excel 文件", SAVE_AS)
    with _READERS:
        answer = _read_apart(content)
    if isinstance(answer, Workbook):
        return answer
    raise UnreadableForm(*answer)


def _read_apart(content: bytes) -> Workbook | tuple[str, str, str]:
    """What the reading process says; its death is an answer too."""
    command = [sys.executable, "-m", "api.forms.workbook_reader"]
    try:
        done = subprocess.run(  # noqa: S603  our own program; the upload is only its input
            command, input=content, capture_output=True, timeout=_SECONDS, cwd=_ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        log.warning("reading a workbook of %d bytes took over %d s", len(content), _SECONDS)
        return "这个文件读不了，读它花的时间太长", SPLIT_UP, ""
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        log.warning("reading a workbook of %d bytes ended with status %d %s", len(content), done.returncode, last)
        return "这个文件读不了，里面的内容超出能读的大小，或文件已损坏", SPLIT_UP, ""
    answer: Workbook | tuple[str, str, str] = pickle.loads(done.stdout)  # noqa: S301  written by our own process
    return answer
