"""Looking over an .xlsx before it is read: what would exhaust the memory is told in words.

This is the polite half of the protection; the limits of the reading process are the other, for what slips through.
"""

import html
import io
import re
import zipfile

from api.forms.faults import UnreadableForm
from api.forms.sheet import SAVE_AS, SPLIT_UP

MOST_CELLS = 6_000_000
MOST_COLUMNS = 400
LONGEST_TEXT = 32_767
"""Characters in a cell, Excel's own limit."""

_MOST_UNPACKED = 400 * 1024 * 1024
_PREFIX = rb"(?:[\w.-]+:)?"
_NOT_CLOSED_AT_ONCE = rb"(?<!/)>(?!\s*+</" + _PREFIX + rb"c\s*>)"  # both ways of writing an empty cell
_FILLED_CELL = re.compile(
    rb"<"
    + _PREFIX
    + rb"c\s(?:[^<>]*?\s)??r\s*=\s*[\"']\s*([A-Za-z]{1,3})([0-9]{1,7})\s*[\"'][^<>]*+"
    + _NOT_CLOSED_AT_ONCE
)
_ROW = re.compile(rb"<" + _PREFIX + rb"row\s(?:[^<>]*?\s)??r\s*=\s*[\"']\s*([0-9]{1,7})\s*[\"'][^<>]*+(?<!/)>")
_CELL_WITHOUT_PLACE = re.compile(
    rb"<" + _PREFIX + rb"c(?!\sr=)(?=[\s>])(?![^<>]*?\sr\s*=)[^<>]*+" + _NOT_CLOSED_AT_ONCE
)
_SHARED_TEXT_END = re.compile(rb"</" + _PREFIX + rb"si\s*>")
_SHARED_TEXT = re.compile(rb"<" + _PREFIX + rb"si[\s>]")
_TAG = re.compile(rb"<[^<>]*>")


def check_archive(content: bytes) -> None:
    """Refuse what is no workbook or far too big; raises `UnreadableForm`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
    except (UnreadableForm, MemoryError):
        raise
    except Exception:
        raise UnreadableForm("不是 Excel 文件", SAVE_AS) from None


def _check(archive: zipfile.ZipFile) -> None:
    """Every member is looked at: a workbook may keep its sheets and texts under any name."""
    members = archive.infolist()
    if not any(member.filename.lower() == "xl/workbook.xml" for member in members):
        raise UnreadableForm("不是 Excel 文件（.xlsx 或 .xls）", SAVE_AS)
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise UnreadableForm("文件展开后太大", SPLIT_UP)
    for member in members:
        xml = archive.read(member)
        rows, columns = _extent(xml)
        # A far-away cell makes the reader lay out every cell before it.
        if rows * columns > MOST_CELLS or columns > MOST_COLUMNS * 4:
            raise UnreadableForm(f"表格太大（到第 {rows} 行、第 {columns} 列）", SPLIT_UP)
        # A shared text is copied into every cell that uses it.
        if _longest_shared_text(xml) > LONGEST_TEXT:
            raise too_long()


def too_long(where: str = "") -> UnreadableForm:
    return UnreadableForm(f"{where}单元格里的文字超过 {LONGEST_TEXT} 个字", "把过长的文字移出表格再导入")


def _extent(xml: bytes) -> tuple[int, int]:
    """The last row and column with something in it."""
    rows, columns = 0, set()
    for letters, digits in _FILLED_CELL.findall(xml):
        columns.add(letters)
        rows = max(rows, int(digits))
    if _CELL_WITHOUT_PLACE.search(xml):  # such cells stand where their row says
        rows = max(rows, *map(int, _ROW.findall(xml)), 0)
        columns.add(b"A")
    return rows, max((_column_number(letters.upper()) for letters in columns), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _longest_shared_text(xml: bytes) -> int:
    """Characters of the longest text that cells share (0 in a member that holds none)."""
    longest, start = 0, 0
    for end in _SHARED_TEXT_END.finditer(xml):
        if end.start() - start > LONGEST_TEXT:
            opened = _SHARED_TEXT.search(xml, start, end.start())
            bare = _TAG.sub(b"", xml[opened.start() if opened else start : end.start()])
            longest = max(longest, len(html.unescape(bare.decode(errors="replace"))))
        start = end.end()
    return longest
