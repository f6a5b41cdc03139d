"""The district's table by street: what the streets have adds up to what the district has."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session

from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.layout import page
from api.settings import Settings
from api.staff.heading import made_up_here
from api.staff.streets import by_street, street_table
from api.tables import workbook

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/streets"


@get(HERE, opt={"action": Action.STREETS}, include_in_schema=False, sync_to_thread=True)
def streets_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    today = settings.today()
    table = street_table(by_street(session, access, today), f"{HERE}?as=xlsx")
    if asks_for_xlsx(request):
        return xlsx(
            workbook(table, title=f"各街道的求职者、单位和岗位（{today:%Y-%m-%d}）"), f"各街道_{today:%Y-%m-%d}"
        )
    return page(request, "staff/streets.html", made_up=made_up_here(session), table=table)


PAGES: list[HTTPRouteHandler] = [streets_page]
