"""Papers as .docx: A4, Song for what is said and Hei for headings, page numbers, signatures never parted."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from api.swap_papers.docx_looks import Look, mark, narrow_margins, put_on, set_page, set_styles
from api.swap_papers.paper import Article, Block, Grid, Paper, Signing

_NEVER = datetime(2021, 1, 1)  # noqa: DTZ001  (a file property, fixed so that equal papers give equal bytes)
_IN_ZIP = (1980, 1, 1, 0, 0, 0)
_SHORT = 8  # rows of a table that is not torn over two pages


def docx_file(papers: Sequence[Paper]) -> bytes:
    """All papers in one file, each from its own first page; the same papers give the same bytes."""
    document = Document()
    set_styles(document)
    document.core_properties.title = papers[0].title
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = _NEVER
    for place, paper in enumerate(papers):
        section = document.sections[0] if place == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        set_page(section, f"{paper.title}　{paper.number}", alone=len(papers) == 1)
        _write(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _write(document: Written, paper: Paper, *, on_new_page: bool = False) -> None:
    _line(document, paper.title, Look.TITLE).paragraph_format.page_break_before = on_new_page
    _line(document, paper.number, Look.UNDER)
    _write_blocks(document, paper.opening)
    for article in paper.articles[:-1]:
        _write_article(document, article)
    begins = len(document.paragraphs) if paper.signing else 0
    for article in paper.articles[-1:]:
        _write_article(document, article)
    for words in paper.closing:
        document.add_paragraph(words)
    if paper.signing:
        for paragraph in document.paragraphs[begins:]:
            paragraph.paragraph_format.keep_with_next = True  # no signatures on a page without what is signed
        _write_signing(document, paper.signing)
    for annex in paper.annexes:
        _write(document, annex, on_new_page=True)


def _line(document: Written, words: str, look: Look) -> Paragraph:
    paragraph = document.add_paragraph(words)
    put_on(paragraph, look)
    return paragraph


def _write_article(document: Written, article: Article) -> None:
    _line(document, article.heading, Look.HEADING)
    _write_blocks(document, article.blocks)


def _write_blocks(document: Written, blocks: Sequence[Block]) -> None:
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            _write_grid(document, block)
            continue
        paragraph = document.add_paragraph(block)
        if any(isinstance(following, Grid) for following in blocks[place + 1 : place + 2]):
            paragraph.paragraph_format.space_after = Pt(6)


def _write_grid(document: Written, grid: Grid) -> None:
    rows = (grid.header, *grid.rows) if grid.header else grid.rows
    table = document.add_table(rows=len(rows), cols=len(grid.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    narrow_margins(table)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Cm(width)
    for place, (row, words) in enumerate(zip(table.rows, rows, strict=True), start=1):
        keep = place < len(rows) <= _SHORT
        _write_row(row, words, grid, heads=place == 1 and bool(grid.header), keep=keep)
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)  # room below: a table has none of its own


def _write_row(row: _Row, words: Sequence[str], grid: Grid, *, heads: bool, keep: bool) -> None:
    mark(row._tr.get_or_add_trPr(), "w:cantSplit")
    if heads:
        mark(row._tr.get_or_add_trPr(), "w:tblHeader")  # stands on top of each page again
    for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        cell.width = Cm(grid.widths[place])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        centred = grid.centred or place == 0
        paragraph = _fill(cell, text, Look.HEAD if heads else Look.CENTRED if centred else Look.CELL)
        paragraph.paragraph_format.keep_with_next = keep or None


def _fill(cell: _Cell, text: str, look: Look) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    put_on(paragraph, look)
    paragraph.add_run(text)
    return paragraph


def _write_signing(document: Written, sides: Sequence[Signing]) -> None:
    """Sides beside each other, without borders, kept with what stands above and on one page."""
    table = document.add_table(rows=1 + max(len(side.lines) for side in sides), cols=len(sides))
    table.autofit = False
    for column, side in enumerate(sides):
        for row, words in enumerate((side.side, *side.lines)):
            cell = table.cell(row, column)
            cell.width = Cm(16 / len(sides))
            _fill(cell, words, Look.SIGNING).paragraph_format.keep_with_next = row < len(table.rows) - 1
    for row in table.rows:
        mark(row._tr.get_or_add_trPr(), "w:cantSplit")


def _undated(file: bytes) -> bytes:
    """The same file without the minute at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(zipfile.ZipInfo(name, _IN_ZIP), packed.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
