"""The gap matrix as a picture: for each post and week a bar of who is short and one of who is to spare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api import wording
from api.swap_gaps.matrix import Matrix, PostRow, Week

LABEL, ROW, HEAD = 120, 30, 26  # units of the drawing
BAR = 11
MOST_POSTS = 20
WIDE = 860  # what a desk has room for
LEAST = 92  # width of a column
NUMBER = 40  # of a column is for the number of the longest bar


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    kind: str
    people: int
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    heads: list[tuple[float, str]]
    labels: list[tuple[float, str]]
    bars: list[Bar]
    left_out: int


def picture_of(matrix: Matrix, today: date) -> Picture:
    """The posts that lack most; one scale for all bars."""
    posts = matrix.posts[:MOST_POSTS]
    column = max(LEAST, (WIDE - LABEL) // max(1, len(matrix.weeks)))
    most = max((max(gap.short, gap.spare) for post in posts for gap in post.gaps), default=0)
    return Picture(
        width=LABEL + column * len(matrix.weeks),
        height=HEAD + ROW * len(posts),
        heads=[(LABEL + column * place, week_words(week, today)) for place, week in enumerate(matrix.weeks)],
        labels=[(HEAD + ROW * place + ROW * 0.6, post.post[:8]) for place, post in enumerate(posts)],
        bars=[bar for place, post in enumerate(posts) for bar in _bars(post, place, most, column, matrix.weeks, today)],
        left_out=len(matrix.posts) - len(posts),
    )


def week_words(week: Week, today: date) -> str:
    """The first day of a week, as a head of its column."""
    return f"{wording.day(week.first, today)}起"


def _bars(post: PostRow, place: int, most: int, column: int, weeks: Sequence[Week], today: date) -> list[Bar]:
    bars = []
    for turn, (gap, week) in enumerate(zip(post.gaps, weeks, strict=True)):
        x, y = LABEL + column * turn, HEAD + ROW * place + 3.0
        for kind, people, name in (("missing", gap.short, "缺"), ("there", gap.spare, "可借出")):
            if people:
                words = f"{post.post}，{week_words(week, today)}：{name} {people} 人"
                bars.append(Bar(x, y, max(2.0, (column - NUMBER) * people / most), kind, people, words))
            y += BAR + 1
    return bars
