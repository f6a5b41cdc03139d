"""The process that opens a workbook: the file on stdin, its sheets on stdout, then it ends.

    python -m api.forms.workbook_reader < 登记表.xlsx

The library that reads workbooks asks for memory as the file tells it to, and when it gets none its process is gone:
no exception, nothing to catch. So it runs here, with a share of memory and of time, and imports nothing heavy.
The answer is a pickled `Workbook`, or the words of an `UnreadableForm`.
"""

import contextlib
import io
import pickle
import sys
from collections.abc import Iterable

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from api.forms.archive import LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS, check_archive, too_long
from api.forms.cells.plain import RawCell
from api.forms.faults import UnreadableForm
from api.forms.sheet import SAVE_AS, SPLIT_UP, Sheet, Workbook

try:
    import resource
except ImportError:  # Windows has no such limits and goes without
    resource = None  # type: ignore[assignment]

MEMORY = 1536 * 1024 * 1024
"""Bytes of address space: three times what the largest form that is let in needs."""
SECONDS = 60
"""Of the processor, so that a child whose parent is gone ends too."""
_MOST_MERGED = 1_000_000

Ranges = Iterable[tuple[tuple[int, int], tuple[int, int]]]


def main() -> None:
    """Answer on stdout; whatever else happens, the status says so."""
    _limit()
    try:
        answer: Workbook | tuple[str, str, str] = read(sys.stdin.buffer.read())
    except UnreadableForm as unreadable:
        answer = (unreadable.what, unreadable.mend, unreadable.sheet)
    except MemoryError:
        answer = ("这个文件读不了，里面的内容超出能读的大小", SPLIT_UP, "")
    pickle.dump(answer, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


def _limit() -> None:
    """Bound this process, as far as the system lets it."""
    if resource is None:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def read(content: bytes) -> Workbook:
    """The sheets of a file; raises `UnreadableForm`, and `MemoryError` or worse for what no check foresaw."""
    if content.startswith(b"PK"):
        check_archive(content)
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableForm("文件有打开密码", "取消密码后再导入")
    try:
        return _read(content)
    except (KeyboardInterrupt, SystemExit, UnreadableForm, MemoryError):
        raise
    except PasswordError:
        raise UnreadableForm("文件有打开密码", "取消密码后再导入") from None
    except BaseException as error:  # a fault in the reader's own code is no Exception subclass
        if "assword" in str(error) or "ncrypt" in str(error):
            raise UnreadableForm("文件有打开密码", "取消密码后再导入") from None
        raise UnreadableForm("不是能打开的 Excel 文件，或文件已损坏", SAVE_AS) from None


def _read(content: bytes) -> Workbook:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    texts: dict[str, str] = {}
    visible = [s.name for s in shown if s.visible == SheetVisibleEnum.Visible]
    sheets = [_read_sheet(book, name, texts) for name in visible]
    return Workbook(sheets, [s.name for s in shown if s.visible != SheetVisibleEnum.Visible])


def _read_sheet(book: CalamineWorkbook, name: str, texts: dict[str, str]) -> Sheet:
    """One sheet; each text is kept once for the whole workbook, here and in the answer."""
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UnreadableForm("表格太大", SPLIT_UP, name)
    rows: list[list[RawCell]] = [
        [texts.setdefault(cell, cell) if type(cell) is str else cell for cell in row[:MOST_COLUMNS]]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    if max(map(len, texts), default=0) > LONGEST_TEXT:
        raise too_long(f"工作表“{name}”里有")
    return Sheet(name, rows, _fill(rows, sheet.merged_cell_ranges or (), name))


def _fill(rows: list[list[RawCell]], ranges: Ranges, name: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Give every cell of a merged range the value of its first cell; the answer says where each came from."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    width = len(rows[0]) if rows else 0
    filled = 0
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= width:
            continue
        below, beyond = min(bottom + 1, len(rows)), min(right + 1, width)
        filled += (below - top) * (beyond - left)
        if filled > _MOST_MERGED:
            raise UnreadableForm("合并的单元格太多", "取消大片的合并单元格再导入", name)
        for r in range(top, below):
            for c in range(left, beyond):
                rows[r][c] = rows[top][left]
                merged[r, c] = (top, left)
    return merged


if __name__ == "__main__":
    main()
