"""The form of a vacancy that stands already, for its employer and the office."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.adverts.drafts import REASON
from api.adverts.editing import WAS, Meanwhile, edit, stale
from api.adverts.fields import BY_NAME, LABELS, typed_all
from api.adverts.mending import found_in, mended
from api.adverts.shown import laid_out, options_of, screened
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.reviews.screening import rules_for
from models.account import Role
from models.employer import Employer
from models.review import Decision, Review, reviews_of
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
EDIT = {"action": Action.VACANCY_WRITE}


@get("/vacancies/{vacancy_id:int}/edit", opt=EDIT, include_in_schema=False, sync_to_thread=True)
def edit_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    vacancy = one(session, Vacancy, vacancy_id, access, request.app.state.settings.today())
    values = typed_all(vacancy)
    form = Filled({**values, **{f"{WAS}{name}": words for name, words in values.items()}, **_reasons(session, vacancy)})
    return _shown(request, session, vacancy, form, access)


@post("/vacancies/{vacancy_id:int}/edit", opt=EDIT, include_in_schema=False, sync_to_thread=True)
def edit_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    settings = request.app.state.settings
    today = settings.today()
    vacancy = one(session, Vacancy, vacancy_id, access, today, lock=True)
    rules = rules_for(session, session.get(Employer, vacancy.employer_id), today)
    form, meanwhile = stale(filled(data), typed_all(vacancy))
    if meanwhile:
        return _shown(request, session, vacancy, form, access, meanwhile=meanwhile, status=HTTP_409_CONFLICT)
    if which := form.value("mend"):
        return _shown(request, session, vacancy, mended(form, which, rules), access)
    if form.value("do") == "check":
        return _shown(request, session, vacancy, form, access)
    with session.begin_nested() as attempt:  # a form with mistakes leaves nothing of itself behind
        done = read(form, lambda _: edit(session, vacancy, form, rules, access, today=today, now=settings.now()))
        if isinstance(done, Filled):
            attempt.rollback()
    if isinstance(done, Filled):
        return _shown(request, session, session.get_one(Vacancy, vacancy_id), done, access, status=422)
    link = "/employer/adverts" if access.role == Role.EMPLOYER else f"/vacancies/{vacancy_id}"
    return go_to(link, Notice(done or f"“{vacancy.title}”已存好。"))


def _shown(
    request: AnyRequest,
    session: Session,
    vacancy: Vacancy,
    form: Filled,
    access: Access,
    *,
    meanwhile: list[Meanwhile] | None = None,
    status: int = 200,
) -> Response[Any]:
    today = request.app.state.settings.today()
    employer = session.get(Employer, vacancy.employer_id)
    latest = session.exec(reviews_of(vacancy.id or 0)).first()
    return page(
        request,
        "adverts/edit.html",
        status=status,
        made_up=vacancy.made_up,
        vacancy=vacancy,
        form=form,
        fields=laid_out(form),
        labels=LABELS,
        names=list(BY_NAME),
        options=options_of(session, form),
        screened=screened("", [], found_in(form, rules_for(session, employer, today))),
        may_mend=True,
        meanwhile=meanwhile or [],
        as_sent=request.method == "POST",
        returned=latest.words if latest and latest.decision == Decision.RETURNED else "",
        back="/employer/adverts" if access.role == Role.EMPLOYER else f"/vacancies/{vacancy.id}",
        own=access.role == Role.EMPLOYER,
    )


def _reasons(session: Session, vacancy: Vacancy) -> dict[str, str]:
    """The reasons given when it was handed in last, so that nobody writes them twice."""
    latest: Review | None = session.exec(reviews_of(vacancy.id or 0)).first()
    return {f"{REASON}{one['rule']}": one["reason"] for one in (latest.findings if latest else []) if one.get("reason")}


PAGES: list[HTTPRouteHandler] = [edit_page, edit_form]
