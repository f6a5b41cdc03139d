"""The district at a glance: gaps by post, employer and week, as a picture and as a table to take away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, QueryParameter
from sqlmodel import Session

from api import downloads
from api.access.table import Access, Action, Scope
from api.layout import page
from api.settings import Settings
from api.staff.heading import made_up_here
from api.swap_gaps.matrix import Gap, Matrix, matrix_of
from api.swap_gaps.picture import picture_of, week_words
from api.tables import Cell, Column, Table, workbook

HERE = "/swaps/gaps"
WEEKS, MOST_WEEKS = 4, 12


@dataclass(frozen=True, slots=True)
class Line:
    """A post's row, or one of a firm below it."""

    post: str
    post_link: str
    firm: str
    firm_link: str
    gaps: tuple[Gap, ...]


@get(HERE, opt={"action": Action.SWAP_GAPS}, include_in_schema=False, sync_to_thread=True)
def gaps_page(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    weeks: Annotated[int, QueryParameter(ge=1, le=MOST_WEEKS, description="看几周")] = WEEKS,
    post: FromQuery[str] = "",
) -> Response[Any]:
    """Posts with the district's numbers; the firms of one post when it is asked for, and of all in the file."""
    today = settings.today()
    matrix = matrix_of(session, today, weeks)
    if downloads.asks_for_xlsx(request):
        whole = _table(matrix, _lines(matrix, weeks, access, {row.post for row in matrix.posts}), today, "")
        return downloads.xlsx(workbook(whole, title=f"用工余缺一览 {today}"), f"用工余缺一览-{today}.xlsx")
    opened = [row.post for row in matrix.posts if row.post == post]
    shown = replace(matrix, posts=tuple(row for row in matrix.posts if row.post == post)) if opened else matrix
    table = _table(shown, _lines(shown, weeks, access, opened), today, _address(weeks) + "&as=xlsx")
    return page(
        request,
        "swap_gaps/gaps.html",
        made_up=made_up_here(session),
        weeks=weeks,
        post="".join(opened),
        back=_address(weeks),
        choices=[(number, _address(number, "".join(opened))) for number in (2, 4, 8, MOST_WEEKS)],
        picture=picture_of(shown, today),
        table=table,
        may_plan=access.may(Action.SWAP_PLAN),
    )


def _address(weeks: int, post: str = "") -> str:
    return f"{HERE}?{urlencode({'weeks': weeks, 'post': post} if post else {'weeks': weeks})}"


def _table(matrix: Matrix, lines: Sequence[Line], today: date, export: str) -> Table[Line]:
    columns: list[Column[Line]] = [
        Column("岗位", lambda row: row.post, lambda row: Cell(row.post, link=row.post_link)),
        Column("单位", lambda row: row.firm, lambda row: Cell(row.firm, link=row.firm_link)),
        *(
            Column(week_words(week, today), _words_of(place), number=True, whole=True)
            for place, week in enumerate(matrix.weeks)
        ),
    ]
    return Table(
        caption="缺多少人，可借出多少人",
        columns=columns,
        rows=lines,
        nothing="现在没有单位报缺人，也没有单位报可借出的人。请单位在“调剂”里填写，或由街道代填。",
        export=export,
    )


def _words_of(place: int) -> Any:
    return lambda row: gap_words(row.gaps[place])


def gap_words(gap: Gap) -> str:
    """Both sides of a gap.

    >>> gap_words(Gap(30, 12)), gap_words(Gap(0, 5)), gap_words(Gap())
    ('缺30 余12', '余5', '—')
    """
    parts = [f"缺{gap.short}" if gap.short else "", f"余{gap.spare}" if gap.spare else ""]
    return " ".join(part for part in parts if part) or "—"


def _lines(matrix: Matrix, weeks: int, access: Access, opened: Collection[str]) -> list[Line]:
    """A line for each post; below those opened one for each firm."""
    everywhere = Scope.ALL in access.to(Action.EMPLOYER_FILE).scope
    lines = []
    for row in matrix.posts:
        lines.append(Line(row.post, "" if row.post in opened else _address(weeks, row.post), "全区", "", row.gaps))
        for firm in row.firms if row.post in opened else ():
            link = f"/staff/employers/{firm.employer_id}" if everywhere else ""
            lines.append(Line(row.post, "", firm.name, link, firm.gaps))
    return lines


PAGES: list[HTTPRouteHandler] = [gaps_page]
