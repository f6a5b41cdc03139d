"""Page and .docx are two looks of one paper: the same words in the same order, in Chinese fonts, on A4."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.document import Document as Written
from docx.oxml.ns import qn

from api.layout import part
from api.swap_papers.agreement import agreement
from api.swap_papers.docx_file import docx_file
from api.swap_papers.paper import Paper
from api.swap_papers.variation import variation
from tests.api.swap_papers.arranged import SWAP

NUMBER = "方案编号 12，第3版"
AGREEMENT = agreement(SWAP, number=NUMBER)
VARIATIONS = [variation(SWAP, person, number=NUMBER) for person in SWAP.people]
EACH = pytest.mark.parametrize("paper", [AGREEMENT, VARIATIONS[0], VARIATIONS[3]])


class Texts(HTMLParser):
    """The text between the tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def plain(texts: list[str] | Iterator[str]) -> str:
    """All of it without spaces and line ends, which mean nothing."""
    return re.sub(r"\s", "", "".join(texts))


def by_sides(paper: Paper) -> str:
    """The texts of a paper with the signatures line by line across, as a table holds them."""
    ended = replace(paper, signing=(), annexes=())
    lines = zip(*((side.side, *side.lines) for side in paper.signing), strict=True)
    return (
        plain(ended.texts())
        + plain(words for line in lines for words in line)
        + "".join(by_sides(annex) for annex in paper.annexes)
    )


def on_page(paper: Paper) -> str:
    return part("swap_papers/paper_sheet.html", papers=[paper])


def opened(*papers: Paper) -> Written:
    return Document(io.BytesIO(docx_file(papers)))


@EACH
def test_the_page_says_what_the_paper_says(paper: Paper):
    assert plain(Texts(on_page(paper)).found) == plain(paper.texts())


@EACH
def test_the_file_says_what_the_paper_says(paper: Paper):
    body = opened(paper).element.body
    assert plain(node.text or "" for node in body.iter(qn("w:t"))) == by_sides(paper)


def test_what_was_typed_is_text_on_the_page():
    nasty = replace(SWAP, agreement=replace(SWAP.agreement, place="<b>东沙</b> & {{ 1 }}"))
    assert "&lt;b&gt;东沙&lt;/b&gt; &amp; {{ 1 }}。" in on_page(agreement(nasty, number=NUMBER))


@EACH
def test_a_table_wider_than_the_window_is_scrolled_by_the_keyboard_and_has_a_name(paper: Paper):
    page = on_page(paper)
    boxes = re.findall(r'<div class="scroll" tabindex="0" role="group" aria-label="[^"，]+，可左右滑动"><table>', page)
    assert len(boxes) == page.count("<table>")


def test_pages_are_a4():
    (section,) = opened(AGREEMENT).sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_every_style_in_use_names_a_chinese_font_and_none_of_the_theme():
    document = opened(AGREEMENT)
    used = {paragraph.style.name for paragraph in document.paragraphs} | {"Normal", "Header", "Footer"}
    fonts = {document.styles[name].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for name in used}
    assert fonts == {"宋体", "黑体"}


def test_the_number_of_pages_stands_at_the_foot_of_a_paper_alone_in_its_file():
    footer = opened(AGREEMENT).sections[0].footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [" PAGE ", " NUMPAGES "]


def test_papers_in_one_file_each_count_their_pages_from_one():
    starts = [
        section._sectPr.findall(qn("w:pgNumType"))[0].get(qn("w:start")) for section in opened(*VARIATIONS).sections
    ]
    assert starts == ["1"] * len(VARIATIONS)


def test_the_last_article_and_the_signatures_stay_on_one_page():
    document = opened(VARIATIONS[0])
    last = next(place for place, words in enumerate(document.paragraphs) if words.text.startswith("第九条"))
    signing = document.tables[-1]
    kept = [*document.paragraphs[last:], *(cell.paragraphs[0] for row in signing.rows[:-1] for cell in row.cells)]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in kept)


def test_a_heading_of_a_table_stands_on_each_of_its_pages():
    headed = [table for table in opened(AGREEMENT).tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(headed) == 3


def test_a_short_table_is_not_torn_over_two_pages():
    posts = opened(AGREEMENT).tables[1]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in posts.rows]
    assert kept == [True] * (len(posts.rows) - 1) + [None]


def test_equal_papers_are_equal_bytes():
    assert docx_file([AGREEMENT]) == docx_file([AGREEMENT])


def test_the_file_holds_nothing_of_its_template():
    with zipfile.ZipFile(io.BytesIO(docx_file([AGREEMENT]))) as packed:
        names, core = packed.namelist(), packed.read("docProps/core.xml").decode()
    assert not [name for name in names if name.endswith(".jpeg")]
    assert "python" not in core
