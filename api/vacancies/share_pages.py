"""Passing a vacancy or a search on: the address to send, and a poster to print with a code to scan."""

from ipaddress import ip_address
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
    address = _whole(request, f"/vacancies/{vacancy_id}")
    return page(
        request,
        "vacancies/share.html",
        made_up=vacancy.made_up,
        vacancy=cards.card(vacancy, around(session, [vacancy], today), f"/vacancies/{vacancy_id}", today=today),
        place=vacancy.address,
        address=address,
        code=scannable(address) if address else "",
    )


@get("/share", opt={"action": Action.VACANCY_READ}, include_in_schema=False, sync_to_thread=True)
def share_search_page(request: AnyRequest, session: NamedDependency[Session]) -> Response[Any]:
    names = street_names(session)
    asked = read_asked(request, names)
    address = _whole(request, asked.link())
    told = asking.told(asked, names)
    code = scannable(address) if address else ""
    return page(request, "vacancies/share_search.html", told=told, back=asked.link(), address=address, code=code)


def _whole(request: AnyRequest, path: str) -> str:
    """The address to send to somebody; "" where it is not known for certain.

    A link on a poster lives for weeks: what the request calls this site is believed for names that lead nowhere else.
    """
    settings = request.app.state.settings
    if settings.public_url:
        return f"{settings.public_url}{path}"
    return f"{str(request.base_url).rstrip('/')}{path}" if _is_ours(request.base_url.hostname, settings.host) else ""


def _is_ours(name: str | None, listening: str) -> bool:
    """
    >>> [_is_ours(name, "0.0.0.0") for name in ("localhost", "192.168.1.5", "::1", "8.8.8.8", "evil.example", None)]
    [True, True, True, False, False, False]
    """
    if name in {"localhost", listening}:
        return True
    try:
        address = ip_address(name or "")
    except ValueError:
        return False
    return address.is_private or address.is_loopback


def scannable(address: str) -> Markup:
    """A QR code of an address, drawn black on white whatever the page's colours are, for cameras want it so."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return Markup(svg)  # noqa: S704  drawn by segno out of squares: the address itself is not in it


PAGES: list[HTTPRouteHandler] = [share_vacancy_page, share_search_page]
