"""The worker's pages: say in one's own words what work one looks for, read the list, open one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session, col, select

from api.access.scopes import one, within
from api.access.table import Access, Action
from api.layout import asks_for_part, page
from api.paging_links import Pages, asked_page, pages_of
from api.refusals import NotThere, Refusal
from api.vacancies import asking, cards
from api.vacancies.around import around, education_names, street_names
from api.vacancies.finding import Found, find, line_of
from api.vacancies.index import IndexShelf
from api.vacancies.ranking import Ranking
from api.vacancies.reasons import judged
from api.vacancies.recount_pages import may_recount
from matcher.pairing.search import TOO_LOW, UNRELATED
from models.paging import count
from models.paging import page as cut
from models.vacancy import Vacancy, on_offer

AnyRequest = Request[Any, Any, Any]
PAGE_SIZE = 20

# What taking back a condition is called on the page.
CHANGES = {"wage": "不限工资", "lodging": "不要求包住", "shift": "不限上班时间", "street": "不限远近"}


# The matching's words for the office, said to the person who searches.
SAID = {UNRELATED: "和您说的工种不相近", TOO_LOW: "合适度太低"}


@dataclass(frozen=True, slots=True)
class WayOut:
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Shown:
    summary: str
    cards: list[cards.Card]
    pages: Pages
    ways_out: list[WayOut]
    refused: list[str]
    made_up: bool


@get("/", opt={"action": Action.VACANCY_READ}, include_in_schema=False, sync_to_thread=True)
def search_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """GET parameters only, so that a list can be sent to somebody else."""
    names = street_names(session)
    asked, today = _asked(request, names), request.app.state.settings.today()
    number = asked_page(request.query_params.get("page", ""))
    if asked.sets_nothing:
        shown = _newest(session, access, asked, number, today)
    else:
        shown = _ranked(session, Ranking.of(session, _shelf(request), access, today), asked, number, today)
    part = asks_for_part(request)
    answer = page(
        request,
        "vacancies/found.html" if part else "vacancies/search.html",
        made_up=shown.made_up,
        asked=asked,
        wishes=asking.wishes(asked),
        facets=asking.facets(asked, names),
        found=shown,
    )
    if part:  # the address as a link would say it, without the form's empty fields
        answer.headers["HX-Push-Url"] = asked.link(page=shown.pages.page)
    return answer


def _asked(request: AnyRequest, names: Mapping[str, str]) -> asking.Asked:
    """The search in the address; ``names`` are those of the streets, by code."""
    given = request.query_params
    return asking.read(dict(given), given.getall("drop", []), {name: code for code, name in names.items()})


def _shelf(request: AnyRequest) -> IndexShelf:
    """This process's shelf; two first requests at once make two, and one is kept."""
    if "vacancy_shelf" not in request.app.state:
        request.app.state["vacancy_shelf"] = IndexShelf()
    shelf: IndexShelf = request.app.state["vacancy_shelf"]
    return shelf


def _newest(session: Session, access: Access, asked: asking.Asked, number: int, today: date) -> Shown:
    """Nothing asked: everything on offer, the newest first."""
    offered = within(Vacancy, access, today).where(on_offer(today), col(Vacancy.openings) > 0)
    total = session.exec(count(offered)).one()
    pages = pages_of(total, PAGE_SIZE, number, lambda to: asked.link(page=to))
    newest = offered.order_by(col(Vacancy.created_at).desc(), col(Vacancy.id).desc())
    vacancies = session.exec(cut(newest, number=pages.page, size=PAGE_SIZE)).all()
    known = around(session, vacancies, today)
    shown = [cards.card(vacancy, known, f"/vacancies/{vacancy.id}") for vacancy in vacancies]
    hint = "" if asked.q else "说说想找什么，就把合适的排到前面。"
    summary = f"{_understood(asked)}共 {total} 个岗位在招，新的在前。{hint}"
    return Shown(summary, shown, pages, [], [], any(vacancy.made_up for vacancy in vacancies))


def _ranked(session: Session, ranking: Ranking, asked: asking.Asked, number: int, today: date) -> Shown:
    """The matching's own order, with its reasons and with what it refused."""
    found = find(ranking, asked)
    pages = pages_of(len(found.lines), PAGE_SIZE, number, lambda to: asked.link(page=to))
    lines = found.lines[(pages.page - 1) * PAGE_SIZE : pages.page * PAGE_SIZE]
    rows = session.exec(select(Vacancy).where(col(Vacancy.id).in_([line.vacancy_id for line in lines]))).all()
    by_id = {vacancy.id: vacancy for vacancy in rows}
    known = around(session, rows, today)
    shown = [
        cards.card(row, known, _detail_link(asked, line.vacancy_id), judged(line.reasons, line.band, row))
        for line in lines
        if (row := by_id.get(line.vacancy_id))
    ]
    summary = f"{_understood(asked)}共 {len(found.lines)} 个岗位，最合适的在前。"
    made_up = any(vacancy.made_up for vacancy in rows)
    refused = [f"{fell_out} 个岗位{SAID.get(why, why)}" for why, fell_out in found.refused.items()]
    return Shown(summary, shown, pages, _ways_out(asked, found), [] if found.lines else refused, made_up)


def _understood(asked: asking.Asked) -> str:
    """What to know about how the words were read: that the chips show it, and what was not understood."""
    heard = asked.heard
    if heard is None:
        return ""
    read = bool(heard.wishes or heard.wage_min or heard.lodging or heard.shifts or heard.street)
    parts = [
        "我们这样理解您的话，点一下可以改。" if read else "",
        "包吃的岗位标了“包吃”。" if heard.meals else "",
        f"“{heard.rest}”没有听懂，换个说法试试。" if heard.rest else "",
    ]
    return "".join(parts)


def _detail_link(asked: asking.Asked, vacancy_id: int) -> str:
    """The page of a vacancy, which remembers the list one came from."""
    return f"/vacancies/{vacancy_id}{asked.link().removeprefix('/')}"


def _ways_out(asked: asking.Asked, found: Found) -> list[WayOut]:
    return [
        WayOut(f"{CHANGES[way.condition]}，可多 {way.more} 个岗位", asked.link(change={way.condition: asking.ANY}))
        for way in found.ways_out
    ]


class NoLongerOffered(NotThere):
    """Said to somebody who followed a link: a vacancy that was filled looks like one that never was."""

    def __init__(self) -> None:
        Refusal.__init__(self, "这个岗位已经招满、到期，或者没有这个编号。回到岗位列表，看看别的岗位。")


@get("/vacancies/{vacancy_id:int}", opt={"action": Action.VACANCY_READ}, include_in_schema=False, sync_to_thread=True)
def vacancy_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    try:
        vacancy = one(session, Vacancy, vacancy_id, access, today)
    except NotThere as absent:
        raise absent if access.is_office else NoLongerOffered() from None
    known = around(session, [vacancy], today)
    asked, query = _asked(request, known.streets), request.url.query
    line = None
    if not asked.sets_nothing:
        line = line_of(Ranking.of(session, _shelf(request), access, today), asked, vacancy_id)
    return page(
        request,
        "vacancies/detail.html",
        made_up=vacancy.made_up,
        vacancy=cards.card(vacancy, known, "", judged(line.reasons, line.band, vacancy) if line else None),
        duties=vacancy.duties,
        groups=cards.groups(vacancy, known, education_names(session), today),
        back=f"/?{query}" if query else "/",
        recounts=f"/vacancies/{vacancy_id}/recounts" if may_recount(session, vacancy, access, today) else "",
    )


PAGES: list[HTTPRouteHandler] = [search_page, vacancy_page]
