"""Which of the two forms a file is, told by its headers."""

from api.forms.header import header_at
from api.forms.reading import FORMS, Kind
from api.forms.sheet import Workbook, read_workbook

FIRST_ROWS = 40  # a header stands near the top; further down there is only data to wade through


def guess(content: bytes) -> Kind | None:
    """The form whose header names more of the columns; None when neither header is there.

    Raises `UnreadableForm` when the file is no workbook.
    """
    workbook = read_workbook(content)
    known: dict[Kind, int] = {kind: _known_columns(workbook, kind) for kind in FORMS}
    best = max(known, key=lambda kind: known[kind])
    return best if known[best] else None


def _known_columns(workbook: Workbook, kind: Kind) -> int:
    """Most columns that any header of this form in the file has of its own fields."""
    headers = (
        header_at(sheet, row, FORMS[kind])
        for sheet in workbook.sheets
        for row in range(min(FIRST_ROWS, len(sheet.rows)))
    )
    return max((len(header.fields()) for header in headers if header), default=0)
