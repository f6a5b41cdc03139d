"""The district at a glance: gaps by post, employer and week, as a picture and as a table to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
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
) -> Response[Any]:
    """Posts with the district's numbers, firms below each."""
    today = settings.today()
    matrix = matrix_of(session, today, weeks)
    table = _table(matrix, access, today, f"{HERE}?weeks={weeks}&as=xlsx")
    if downloads.asks_for_xlsx(request):
        return downloads.xlsx(workbook(table, title=f"用工余缺一览 {today}"), f"用工余缺一览-{today}.xlsx")
    return page(
        request,
        "swap_gaps/gaps.html",
        made_up=made_up_here(session),
        weeks=weeks,
        choices=[(number, f"{HERE}?weeks={number}") for number in (2, 4, 8, MOST_WEEKS)],
        picture=picture_of(matrix, today),
        table=table,
        may_plan=access.may(Action.SWAP_PLAN),
    )


def _table(matrix: Matrix, access: Access, today: date, export: str) -> Table[Line]:
    columns: list[Column[Line]] = [
        Column("岗位", lambda row: row.post),
        Column("单位", lambda row: row.firm, lambda row: Cell(row.firm, link=row.firm_link)),
        *(
            Column(week_words(week, today), _words_of(place), number=True, whole=True)
            for place, week in enumerate(matrix.weeks)
        ),
    ]
    return Table(
        caption="各岗位、各单位缺多少人，可借出多少人",
        columns=columns,
        rows=_lines(matrix, access),
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


def _lines(matrix: Matrix, access: Access) -> Sequence[Line]:
    everywhere = Scope.ALL in access.to(Action.EMPLOYER_FILE).scope
    lines = []
    for post in matrix.posts:
        lines.append(Line(post.post, "全区", "", post.gaps))
        for firm in post.firms:
            link = f"/staff/employers/{firm.employer_id}" if everywhere else ""
            lines.append(Line(post.post, firm.name, link, firm.gaps))
    return lines


PAGES: list[HTTPRouteHandler] = [gaps_page]
