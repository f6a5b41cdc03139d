"""How a .docx paper looks: its page, its fonts, the styles of its lines.

Word takes Chinese signs from the eastAsia font alone, so each style names both: Song or Hei, and Times for figures.
Where Song is not installed, the font table says under which other names to look for it.
"""

from enum import StrEnum

from docx.document import Document as Written
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

SONG, HEI, LATIN = "宋体", "黑体", "Times New Roman"
_ALSO_KNOWN_AS = {
    SONG: ("SimSun,Noto Serif CJK SC,Source Han Serif SC", "roman"),
    HEI: ("SimHei,Noto Sans CJK SC,Source Han Sans SC", "swiss"),
}
_INDENT = 2  # signs, as Chinese paragraphs begin
_BODY_SIZE = 12
_BLACK = RGBColor(0, 0, 0)


class Look(StrEnum):
    """What a line of a paper is, by the id of its style."""

    TITLE = "Title"
    UNDER = "Subtitle"  # the line under the title
    HEADING = "Heading1"
    CELL = "Cell"
    CENTRED = "CellCentred"
    HEAD = "CellHead"  # of a column
    SIGNING = "Signing"


def put_on(paragraph: Paragraph, look: Look) -> None:
    """Give a line its style (by id: looking it up by name costs more than all else)."""
    paragraph._p.style = look.value


def set_styles(document: Written) -> None:
    """Body, title, line under it, headings; all of them black, none with the theme's fonts."""
    body = _style(document, "Normal", SONG, _BODY_SIZE)
    body.paragraph_format.line_spacing = Pt(20)  # fixed: as many lines a page whatever font there is
    body.paragraph_format.space_after = Pt(0)
    body.paragraph_format.widow_control = True
    _indent(body.element.get_or_add_pPr(), _INDENT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    title = _style(document, "Title", HEI, 20)
    title.paragraph_format.line_spacing = Pt(32)
    _centre(title, before=0, after=6)
    under = _style(document, "Subtitle", SONG, 10.5)
    _centre(under, before=0, after=10)
    heading = _style(document, "Heading 1", HEI, 12)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(3)
    heading.paragraph_format.keep_with_next = True
    _indent(heading.element.get_or_add_pPr(), 0)
    for name in ("Header", "Footer"):
        _centre(_style(document, name, SONG, 9), before=0, after=0)
    _set_cells(document)
    _name_fonts(document)
    _drop_picture(document)


def _set_cells(document: Written) -> None:
    """The lines of tables, and those to sign on."""
    cell = _new_style(document, Look.CELL, "Normal")
    cell.font.size = Pt(10)
    cell.paragraph_format.line_spacing = Pt(16)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    _new_style(document, Look.CENTRED, Look.CELL).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _new_style(document, Look.HEAD, Look.CENTRED).font.bold = True
    _new_style(document, Look.SIGNING, "Normal").paragraph_format.space_before = Pt(18)


def _new_style(document: Written, look: Look, base: str) -> ParagraphStyle:
    """A style of ours, flush left."""
    style = document.styles.add_style(look.value, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101
    style.base_style = document.styles[base]
    _indent(style.element.get_or_add_pPr(), 0)
    return style


def set_page(section: Section, title: str, *, alone: bool) -> None:
    """A4; which paper it is above each page, its number below, counted from 1 for each paper."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.3)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].text = title
    footer = section.footer.paragraphs[0]
    footer.add_run("第 ")
    _field(footer, "PAGE")
    footer.add_run(" 页")
    if alone:  # the field counts the pages of the whole file
        footer.add_run("，共 ")
        _field(footer, "NUMPAGES")
        footer.add_run(" 页")
    if section._sectPr.find(qn("w:pgNumType")) is None:  # a new section is a copy of the one before
        section._sectPr.find(qn("w:cols")).addprevious(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))


def narrow_margins(table: Table) -> None:
    """A millimetre on either side of a cell's words."""
    sides = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def mark(properties: BaseOxmlElement, tag: str) -> None:
    """Switch on what an empty element says: ``w:cantSplit``, ``w:tblHeader``."""
    properties.append(OxmlElement(tag))


def _style(document: Written, name: str, font: str, size: float) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101  (the template's own)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = _BLACK
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:spacing")):
        properties.remove(old)
    fonts = f'<w:rFonts {nsdecls("w")} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{font}"/>'
    properties.insert(0, parse_xml(fonts))
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    return style


def _centre(style: ParagraphStyle, *, before: float, after: float) -> None:
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _indent(style.element.get_or_add_pPr(), 0)


def _indent(properties: CT_PPr, signs: int) -> None:
    """The first line by so many signs; twips beside it for readers that know no signs."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(signs * 100))
    indent.set(qn("w:firstLine"), str(signs * _BODY_SIZE * 20))


def _field(paragraph: Paragraph, code: str) -> None:
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _name_fonts(document: Written) -> None:
    """Write the other names of Song and Hei into the font table."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, (others, family) in _ALSO_KNOWN_AS.items()
    )
    assert isinstance(part, Part)  # noqa: S101
    part._blob = part.blob.replace(b"</w:fonts>", f"{named}</w:fonts>".encode())


def _drop_picture(document: Written) -> None:
    """The template's own thumbnail shows another document."""
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[key]
