"""“住在哪条街”: the 22 streets as a list by bank of the river, and as a small drawn map."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session

from api.access.table import Action
from api.layout import own_path, page
from api.vacancies.around import all_streets
from api.vacancies.asking import ANY
from api.vacancies.browser import home_of
from api.vacancies.street_map import Patch, street_map
from models.reference import Street

AnyRequest = Request[Any, Any, Any]
BANKS = ((False, "河东"), (True, "河西（原芳村）"))


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    link: str
    now: bool
    patch: Patch


@get("/near", opt={"action": Action.VACANCY_READ}, include_in_schema=False, sync_to_thread=True)
def near_page(request: AnyRequest, session: NamedDependency[Session]) -> Response[Any]:
    """Every street leads back to the search one came from, asked from there."""
    back = own_path(request.query_params.get("next", "")) or "/?sort=near"
    streets = all_streets(session)
    home = home_of(request, {street.code for street in streets})
    drawn = street_map()
    choices = {
        street.code: Choice(
            _short(street), _with_street(back, street.code), street.code == home, drawn.patches[street.code]
        )
        for street in streets
        if street.code in drawn.patches
    }
    groups = [
        (name, [choices[s.code] for s in streets if s.code in choices and s.south_of_river == south])
        for south, name in BANKS
    ]
    return page(
        request,
        "vacancies/near.html",
        groups=groups,
        choices=list(choices.values()),
        drawn=drawn,
        back=back,
        without=_with_street(back, ANY) if home else "",
    )


def _short(street: Street) -> str:
    return street.name.removesuffix("街道").removesuffix("街")


def _with_street(address: str, code: str) -> str:
    """The same search from a street; which page of it one was on does not matter any more."""
    split = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(split.query) if name not in {"street", "page"}]
    return f"{split.path}?{urlencode([*kept, ('street', code)])}"


PAGES: list[HTTPRouteHandler] = [near_page]
