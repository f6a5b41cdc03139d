"""Searches one keeps: what is new in each since one last looked, and away with those one needs no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Response, get, post
from litestar.datastructures import MultiDict
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.table import Access, Action
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import NotThere, TooManyAttempts
from api.searches.brakes import count_keeping
from api.searches.counting import new_in
from api.searches.keeping import MOST, Owner, forget_unused, keep, kept_by, new_browser, owner_of
from api.vacancies import asking
from api.vacancies.around import around, standing, street_names
from api.vacancies.cards import Card, card
from api.vacancies.listing import Reader
from api.vacancies.pages import shelf_of
from models.saved_search import SavedSearch

AnyRequest = Request[Any, Any, Any]
FULL = f"最多收藏 {MOST} 个搜索。请先在“收藏”里删掉不用的，再收藏这个。"
KEPT = "已收藏。有新岗位，打开“收藏”就看得到。"
TOO_MANY = "从这个网络收藏的搜索太多，这个没有收藏。请过 {minutes} 分钟再点，或登录以后收藏。"
NOTHING = "这个搜索里什么条件也没有，没有收藏。先说说想找什么。"


@dataclass(frozen=True, slots=True)
class KeepForm:
    query: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One kept search and how many vacancies are new in it."""

    id: int
    words: str
    link: str
    new: int
    newest: list[Card]
    made_up: bool


@get("/searches", opt={"action": Action.SEARCH_READ}, include_in_schema=False, sync_to_thread=True)
def searches_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    known = standing(session, today)
    reader, names = Reader(session, shelf_of(request), access, today, known), known.streets
    lines = [_line(reader, search, names) for search in kept_by(session, owner_of(request, access))]
    lines.sort(key=lambda line: not line.new)  # those with something new first
    return page(
        request,
        "searches/searches.html",
        made_up=any(line.made_up for line in lines),
        lines=lines,
        most=MOST,
        mine=access.account is not None,
    )


def _line(reader: Reader, search: SavedSearch, names: Mapping[str, str]) -> Line:
    asked = _asked(search.query, names)
    new = new_in(reader, asked, search.seen_at)
    known = around(reader.session, new.newest, reader.today, asked.street, reader.known)
    newest = [card(row, known, f"/vacancies/{row.id}?{search.query}") for row in new.newest]
    made_up = any(row.made_up for row in new.newest)
    return Line(search.id or 0, search.words, f"/?{search.query}", new.count, newest, made_up)


@post("/searches", opt={"action": Action.SEARCH_KEEP}, include_in_schema=False, sync_to_thread=True)
def keep_search(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[KeepForm],
) -> Response[Any]:
    """Keep what the address asks, as we read it: nothing else of it is stored."""
    names = street_names(session)
    asked = _asked(data.query, names)
    if asked.sets_nothing:
        return go_to("/", Notice(NOTHING, "wrong"))
    owner, cookie, now = owner_of(request, access), None, request.app.state.settings.now()
    if owner.worker_id is None:
        try:
            count_keeping(request)
        except TooManyAttempts as refused:
            return go_to(asked.link(), Notice(TOO_MANY.format(minutes=-(-refused.seconds // 60)), "wrong"))
        forget_unused(session, now)
    if not owner.known:
        owner, cookie = new_browser(request)
    fits = keep(session, owner, asked.query, asking.told(asked, names)[:200], now)
    answer = go_to(asked.link(), Notice(KEPT) if fits else Notice(FULL, "wrong"))
    if cookie:
        answer.set_cookie(cookie)
    return answer


@post(
    "/searches/{search_id:int}/open", opt={"action": Action.SEARCH_KEEP}, include_in_schema=False, sync_to_thread=True
)
def open_search(
    request: AnyRequest, search_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """Look at it, the newest first: what is new now is seen then."""
    search = _own(session, search_id, owner_of(request, access))
    search.seen_at = request.app.state.settings.now()
    session.add(search)
    asked = _asked(search.query, street_names(session))
    return go_to(asked.link(change={"sort": asking.NEW}))


@post(
    "/searches/{search_id:int}/remove", opt={"action": Action.SEARCH_KEEP}, include_in_schema=False, sync_to_thread=True
)
def remove_search(
    request: AnyRequest, search_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    search = _own(session, search_id, owner_of(request, access))
    session.delete(search)
    return go_to("/searches", Notice(f"“{search.words}”已从收藏里删掉。"))


def _own(session: Session, search_id: int, owner: Owner) -> SavedSearch:
    """The owner's own; raises `NotThere` for anybody else's."""
    found = next((search for search in kept_by(session, owner) if search.id == search_id), None)
    if found is None:
        raise NotThere("收藏的搜索", search_id)
    return found


def _asked(query: str, names: Mapping[str, str]) -> asking.Asked:
    """A search as its address says it."""
    given = MultiDict(parse_qsl(query[: asking.LONGEST * 10]))
    codes = {name: code for code, name in names.items()}
    return asking.read(dict(given), given.getall("drop", []), codes)


PAGES: list[HTTPRouteHandler] = [searches_page, keep_search, open_search, remove_search]
