"""An Excel file as rows of raw cells, numbered as Excel numbers them, merged cells filled in."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from api.forms.cells.plain import RawCell, plain
from api.forms.faults import UnreadableForm

MOST_BYTES = 30 * 1024 * 1024
_MOST_UNPACKED = 400 * 1024 * 1024
_MOST_CELLS = 6_000_000
_MOST_COLUMNS = 400
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILLED_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>')
_SAVE_AS = "在 Excel 或 WPS 里打开，另存为 .xlsx 再导入"
_SPLIT_UP = "只留登记表，删去空白行列或拆成几个文件再导入"


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
    """The file's sheets; ``UnreadableForm`` when it is no Excel file, protected, damaged or far too big."""
    _check_size(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        visible = [s.name for s in shown if s.visible == SheetVisibleEnum.Visible]
        sheets = [_read_sheet(book, name) for name in visible]
    except (KeyboardInterrupt, SystemExit, UnreadableForm, MemoryError):
        raise
    except PasswordError:
        raise UnreadableForm("文件有打开密码", "取消密码后再导入") from None
    except BaseException as error:  # a fault in the reader's own code is no Exception subclass
        if "assword" in str(error) or "ncrypt" in str(error):
            raise UnreadableForm("文件有打开密码", "取消密码后再导入") from None
        raise UnreadableForm("不是能打开的 Excel 文件，或文件已损坏", _SAVE_AS) from None
    return Workbook(sheets, [s.name for s in shown if s.visible != SheetVisibleEnum.Visible])


def _check_size(content: bytes) -> None:
    if not content:
        raise UnreadableForm("文件是空的", "选填好的登记表再导入")
    if len(content) > MOST_BYTES:
        raise UnreadableForm(f"文件超过 {MOST_BYTES // 1024 // 1024} MB", _SPLIT_UP)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableForm("文件有打开密码", "取消密码后再导入")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
    except UnreadableForm:
        raise
    except Exception:
        raise UnreadableForm("不是 Excel 文件", _SAVE_AS) from None


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse what would exhaust the memory: a far-away cell makes the reader lay out every cell before it."""
    names = archive.namelist()
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise UnreadableForm("不是 Excel 文件（.xlsx 或 .xls）", _SAVE_AS)
    if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
        raise UnreadableForm("文件展开后太大", _SPLIT_UP)
    for name in names:
        if re.match(r"xl/worksheets/[^/]+\.xml$", name, re.IGNORECASE):
            rows, columns = _extent(archive.read(name))
            if rows * columns > _MOST_CELLS or columns > _MOST_COLUMNS * 4:
                raise UnreadableForm(f"表格太大（到第 {rows} 行、第 {columns} 列）", _SPLIT_UP)


def _extent(xml: bytes) -> tuple[int, int]:
    rows, columns = 0, set()
    for letters, digits in _FILLED_CELL.findall(xml):
        columns.add(letters)
        rows = max(rows, int(digits))
    return rows, max((_column_number(letters) for letters in columns), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _read_sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise UnreadableForm("表格太大", _SPLIT_UP, name)
    rows: list[list[RawCell]] = [[*row[:_MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(name, rows, _fill(rows, sheet.merged_cell_ranges or ()))


def _fill(
    rows: list[list[RawCell]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Give every cell of a merged range the value of its first cell; the answer says where each came from."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    width = len(rows[0]) if rows else 0
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= width:
            continue
        for r in range(top, min(bottom + 1, len(rows))):
            for c in range(left, min(right + 1, width)):
                rows[r][c] = rows[top][left]
                merged[r, c] = (top, left)
    return merged
