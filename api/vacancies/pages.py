"""The worker's first page: say in one's own words what work one looks for, read the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from markupsafe import Markup
from sqlmodel import Session

from api.access.table import Access, Action
from api.layout import asks_for_part, page, part
from api.paging_links import asked_page
from api.vacancies import asking
from api.vacancies.around import standing_kept
from api.vacancies.browser import home_of, remember_street, wants_plain
from api.vacancies.index import IndexShelf
from api.vacancies.listing import Reader, shown, sorts
from api.vacancies.sending import unless_known

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The chips and the list as they stand on the page, and what the page around them has to know."""

    html: Markup
    address: str
    made_up: bool


@get("/", opt={"action": Action.VACANCY_READ}, include_in_schema=False, sync_to_thread=True)
def search_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """GET parameters only, so that a list can be sent to somebody else."""
    shelf = shelf_of(request)
    ground = shelf.ground(session)  # before the session reads anything
    today = request.app.state.settings.today()
    known = standing_kept(session, shelf, ground, today)
    asked = read_asked(request, known.streets)
    number = asked_page(request.query_params.get("page", ""))
    reader = Reader(session, shelf, access, today, known, wants_plain(request, session, access))
    if access.account is None:  # who is not signed in reads what everybody reads
        question = ("list", asked.address, number, today, reader.plain)
        made: Part = shelf.pages.of(ground, question, lambda: _part(reader, asked, number))
    else:
        made = _part(reader, asked, number)
    return _answer(request, asked, made, known.streets)


def _answer(request: AnyRequest, asked: asking.Asked, made: Part, names: Mapping[str, str]) -> Response[Any]:
    alone = asks_for_part(request)
    answer = page(
        request,
        "vacancies/found_alone.html" if alone else "vacancies/search.html",
        made_up=made.made_up,
        asked=asked,
        found=made.html,
    )
    if alone:  # the address as a link would say it, without the form's empty fields
        answer.headers["HX-Push-Url"] = made.address
    remember_street(request, answer, names)
    return unless_known(request, answer)


def _part(reader: Reader, asked: asking.Asked, number: int) -> Part:
    """What does not depend on who reads it: no name, no token, nothing of a session."""
    found = shown(reader, asked, number)
    html = part(
        "vacancies/found.html",
        asked=asked,
        wishes=asking.wishes(asked),
        facets=asking.facets(asked, reader.known.streets),
        sorts=sorts(asked, reader.plain),
        plain=reader.plain,
        found=found,
    )
    return Part(html, asked.link(page=found.pages.page), found.made_up)


def read_asked(request: AnyRequest, names: Mapping[str, str]) -> asking.Asked:
    """The search in the address; ``names`` are those of the streets, by code."""
    given = request.query_params
    codes = {name: code for code, name in names.items()}
    return asking.read(dict(given), given.getall("drop", []), codes, home_of(request, names))


def shelf_of(request: AnyRequest) -> IndexShelf:
    """This process's shelf; two first requests at once make two, and one is kept."""
    if "vacancy_shelf" not in request.app.state:
        request.app.state["vacancy_shelf"] = IndexShelf()
    shelf: IndexShelf = request.app.state["vacancy_shelf"]
    return shelf


PAGES: list[HTTPRouteHandler] = [search_page]
