"""The page of one vacancy: its facts, what speaks for it, others like it; and of one that is gone, that it is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.status_codes import HTTP_404_NOT_FOUND
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.types import LARGEST_ID
from api.layout import page
from api.refusals import NotThere, Refusal
from api.vacancies import cards
from api.vacancies.around import around, education_names, standing_kept
from api.vacancies.browser import wants_plain
from api.vacancies.finding import Line, line_of
from api.vacancies.pages import read_asked, shelf_of
from api.vacancies.ranking import Ranking
from api.vacancies.reasons import judged
from api.vacancies.recount_pages import may_recount
from api.vacancies.sending import unless_known
from api.vacancies.similar import Similar, similar
from models.vacancy import Vacancy, VacancyState

AnyRequest = Request[Any, Any, Any]


class NoLongerOffered(NotThere):
    """Said to somebody who followed a link: a vacancy that nobody published looks like one that never was."""

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
    shelf = shelf_of(request)
    ground = shelf.ground(session)
    try:
        vacancy = one(session, Vacancy, vacancy_id, access, today)
    except NotThere as absent:
        if access.is_office:
            raise absent from None
        return _gone(request, session, vacancy_id, today)
    stands = standing_kept(session, shelf, ground, today)
    asked, query = read_asked(request, stands.streets), request.url.query
    others = similar(session, vacancy, today) if vacancy.state == VacancyState.OPEN else []
    known = around(session, [vacancy, *(one.vacancy for one in others)], today, asked.street, stands)
    line = None
    if not asked.sets_nothing:
        line = line_of(Ranking.of(session, shelf, access, today), asked, vacancy_id)
    shown = _judged(line, vacancy, way_told=bool(known.ways), plain=wants_plain(request, session, access))
    apply = f"/vacancies/{vacancy_id}/apply" if access.may(Action.APPLY) else ""
    answer = page(
        request,
        "vacancies/detail.html",
        made_up=vacancy.made_up,
        vacancy=cards.card(vacancy, known, "", shown, today=today, apply=apply),
        duties=vacancy.duties,
        groups=cards.groups(vacancy, known, education_names(session), today),
        back=f"/?{query}" if query else "/",
        recounts=f"/vacancies/{vacancy_id}/recounts" if may_recount(session, vacancy, access, today) else "",
        others=_cards(others, known, today),
        may_complain=access.may(Action.COMPLAIN) and vacancy.state == VacancyState.OPEN,
    )
    return unless_known(request, answer)


def _judged(line: Line | None, vacancy: Vacancy, *, way_told: bool, plain: bool) -> cards.Judged | None:
    """What the list said of the vacancy; None for who came from no list."""
    if line is None:
        return None
    return judged(line.reasons, None if plain else line.band, vacancy, way_told=way_told)


def _cards(others: Sequence[Similar], known: cards.Around, today: date) -> list[cards.Card]:
    """Each with why it is shown."""
    return [
        cards.card(one.vacancy, known, f"/vacancies/{one.vacancy.id}", cards.Judged(one.why), today=today)
        for one in others
    ]


def _gone(request: AnyRequest, session: Session, vacancy_id: int, today: date) -> Response[Any]:
    """What became of a vacancy that was published once, and three like it; raises `NoLongerOffered` for any other."""
    vacancy = session.get(Vacancy, vacancy_id) if 0 < vacancy_id <= LARGEST_ID else None
    if vacancy is None or vacancy.state == VacancyState.DRAFT:
        raise NoLongerOffered
    others = similar(session, vacancy, today)
    return page(
        request,
        "vacancies/gone.html",
        status=HTTP_404_NOT_FOUND,
        made_up=vacancy.made_up,
        title=vacancy.title,
        why=_why_gone(vacancy, today),
        others=_cards(others, around(session, [one.vacancy for one in others], today), today),
    )


def _why_gone(vacancy: Vacancy, today: date) -> str:
    if vacancy.state != VacancyState.OPEN:
        return {VacancyState.FILLED: "已经招满了", VacancyState.SUSPENDED: "暂停招人了"}.get(
            vacancy.state, "不再招人了"
        )
    if vacancy.open_until is not None and vacancy.open_until < today:
        return "过了报名的最后一天"
    return "单位有一阵没有确认还招不招，先不给人看了"


PAGES: list[HTTPRouteHandler] = [vacancy_page]
