"""Passing a vacancy or a search on: the address to send, and a poster to print with a code to scan."""

from typing import Any

import segno
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from markupsafe import Markup
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.layout import page
from api.vacancies import asking, cards
from api.vacancies.around import around, street_names
from api.vacancies.pages import read_asked
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]


@get(
    "/vacancies/{vacancy_id:int}/share",
    opt={"action": Action.VACANCY_READ},
    include_in_schema=False,
    sync_to_thread=True,
)
def share_vacancy_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    vacancy = one(session, Vacancy, vacancy_id, access, today)
    address = f"{_site(request)}/vacancies/{vacancy_id}"
    return page(
        request,
        "vacancies/share.html",
        made_up=vacancy.made_up,
        vacancy=cards.card(vacancy, around(session, [vacancy], today), f"/vacancies/{vacancy_id}", today=today),
        place=vacancy.address,
        address=address,
        code=scannable(address),
    )


@get("/share", opt={"action": Action.VACANCY_READ}, include_in_schema=False, sync_to_thread=True)
def share_search_page(request: AnyRequest, session: NamedDependency[Session]) -> Response[Any]:
    names = street_names(session)
    asked = read_asked(request, names)
    address = _site(request) + asked.link()
    told = asking.told(asked, names)
    return page(
        request, "vacancies/share_search.html", told=told, back=asked.link(), address=address, code=scannable(address)
    )


def _site(request: AnyRequest) -> str:
    return str(request.base_url).rstrip("/")


def scannable(address: str) -> Markup:
    """A QR code of an address, drawn black on white whatever the page's colours are, for cameras want it so."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return Markup(svg)  # noqa: S704  drawn by segno out of squares: the address itself is not in it


PAGES: list[HTTPRouteHandler] = [share_vacancy_page, share_search_page]
