"""A paper as what it says: title, articles, tables, places to sign. How it looks is the business of its renderers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.refusals import Conflict

BLANK_DATE = "日期：　　　　年　　月　　日"
_DIGITS = "零一二三四五六七八九"
_ENDS = "。！？；："


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with borders; ``widths`` in centimetres fill the 16 that a page has between its margins."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    centred: bool = True


Block = str | Grid
"""A paragraph or a table."""


@dataclass(frozen=True, slots=True)
class Article:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Where one side signs: who it is, and the lines it fills in by hand."""

    side: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The last article and ``closing`` stay on one page with the signatures; each annex begins a page of its own."""

    title: str
    number: str
    opening: tuple[Block, ...] = ()
    articles: tuple[Article, ...] = ()
    closing: tuple[str, ...] = ()
    signing: tuple[Signing, ...] = ()
    annexes: tuple["Paper", ...] = ()

    def texts(self) -> Iterator[str]:
        """Everything the paper says, in reading order."""
        yield from (self.title, self.number)
        yield from _texts(self.opening)
        for article in self.articles:
            yield article.heading
            yield from _texts(article.blocks)
        yield from self.closing
        for side in self.signing:
            yield from (side.side, *side.lines)
        for annex in self.annexes:
            yield from annex.texts()


@dataclass(frozen=True, slots=True)
class Missing:
    """What a paper cannot be made without: the article, what it lacks, where that is filled in."""

    article: str
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.article} {self.what}：{self.where}"


class Incomplete(Conflict):
    """The paper is not made; every lack is named, so that all can be mended at once."""

    def __init__(self, title: str, missing: tuple[Missing, ...]) -> None:
        super().__init__(f"《{title}》还不能生成，缺{len(missing)}项。" + "；".join(map(str, missing)) + "。")
        self.missing = missing


def typed(words: str) -> tuple[str, ...]:
    """What somebody typed as sentences of a contract: a paragraph a line, each ended, nothing unprintable.

    >>> typed("包午餐 \\n 不包住")
    ('包午餐。', '不包住。')
    """
    lines = ("".join(sign for sign in line if sign.isprintable()).strip() for line in words.splitlines())
    return tuple(line if line[-1] in _ENDS else f"{line.rstrip('.,，、')}。" for line in lines if line)


def numbered(place: int) -> str:
    """第一条 … 第九十九条.

    >>> numbered(3), numbered(10), numbered(16), numbered(21)
    ('第三条', '第十条', '第十六条', '第二十一条')
    """
    tens, ones = divmod(place, 10)
    return f"第{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}条"


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def yuan(fen: int) -> str:
    """4200元, 4200.50元."""
    return f"{fen // 100}元" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02}元"


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from block.header
            for row in block.rows:
                yield from row
        else:
            yield block
