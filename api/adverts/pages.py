"""Posting a vacancy: paste the advert, look over what was read of it, mend what may not stand, hand it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.adverts.drafts import POST, REASON, begin, check_lawful, form_of, keep, post_in, submit
from api.adverts.editing import WAS, Meanwhile, stale_draft
from api.adverts.fields import BY_NAME, LABELS
from api.adverts.listing import adverts_listed, siblings
from api.adverts.mending import found_in, mended
from api.adverts.reading import spans_of
from api.adverts.shown import Screened, laid_out, options_of, screened
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import LONGEST, Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import NotThere
from api.reviews.screening import TEXT, Rules, rules_for
from api.tables import workbook
from api.vacancies.around import street_names
from models.advert import Advert
from models.employer import Employer

AnyRequest = Request[Any, Any, Any]
WRITE = {"action": Action.ADVERT_WRITE}
HANDED_IN = "“{title}”已提交审核。街道看过就开放，结果会写在这里。"
HANDED_IN_MEANWHILE = "这份启事已经提交过了，刚才填的没有存。请在这里改岗位。"
NOT_VERIFIED = (
    "草稿已存好。单位还没有核实，现在不能提交审核：街道会打登记的电话核对，核实以后回来按一次“提交审核”就行。"
)


@dataclass(frozen=True, slots=True)
class Pasted:
    text: str = ""


@get("/employer/adverts", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def adverts_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """What this employer is writing, and what became of what it handed in."""
    employer = employer_of(session, access)
    listed = adverts_listed(session, employer, request.app.state.settings.today())
    if asks_for_xlsx(request):
        return xlsx(workbook(listed, title=f"{employer.name} 还没有开放的岗位"), "还没有开放的岗位")
    return page(request, "adverts/adverts.html", made_up=employer.made_up, employer=employer, list=listed)


@get("/employer/adverts/new", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def new_page(request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]) -> Response[Any]:
    employer = employer_of(session, access)
    return page(
        request,
        "adverts/new.html",
        made_up=employer.made_up,
        employer=employer,
        screened=Screened([], []),
        longest=LONGEST,
    )


@post("/employer/adverts/new", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def new_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[Pasted],
) -> Response[Any]:
    settings, employer = request.app.state.settings, employer_of(session, access)
    text = filled({TEXT: data.text}).value(TEXT).replace("\0", "")
    drafts = begin(
        session,
        employer,
        text,
        by=access.account_id,
        on=settings.today(),
        now=settings.now(),
        streets=street_names(session),
    )
    told = Notice(f"启事里有 {len(drafts)} 个岗位，已经分成 {len(drafts)} 份草稿，一份一份核对。", "")
    return go_to(f"/employer/adverts/{drafts[0].id}", told if len(drafts) > 1 else None)


@post("/employer/adverts/screening", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def screening_part(
    request: AnyRequest, access: NamedDependency[Access], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """The findings in what is being typed, for htmx. Nothing is kept, so nothing is audited."""
    form, today = filled(data), request.app.state.settings.today()
    with Session(request.app.state.engine) as reader:
        rules = rules_for(reader, employer_of(reader, access), today)
        post = post_in(form.value(TEXT), form.value(POST), today, street_names(reader))
    shown = screened(form.value(TEXT), spans_of(post), found_in(form, rules))
    return page(request, "adverts/screened.html", screened=shown, form=form, may_mend=TEXT in data and "title" in data)


@get("/employer/adverts/{advert_id:int}", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def advert_page(
    request: AnyRequest,
    advert_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    advert = one(session, Advert, advert_id, access, request.app.state.settings.today())
    if advert.vacancy_id is not None:
        return go_to(f"/vacancies/{advert.vacancy_id}/edit")
    return _shown(request, session, advert, form_of(advert), employer_of(session, access))


@post("/employer/adverts/{advert_id:int}", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def advert_form(
    request: AnyRequest,
    advert_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Every button keeps what is typed; `mend` puts a rewrite in, `do` says whether to hand in."""
    settings, employer = request.app.state.settings, employer_of(session, access)
    advert = one(session, Advert, advert_id, access, settings.today(), lock=True)
    if advert.vacancy_id is not None:
        other = any(form_of(advert).value(name) != words for name, words in data.items() if name in BY_NAME)
        told = Notice(HANDED_IN_MEANWHILE, "wrong") if other else None  # pressed twice, nothing is lost
        return go_to(f"/vacancies/{advert.vacancy_id}/edit", told)
    typed, meanwhile = stale_draft(filled(data), advert)
    if meanwhile:
        return _shown(request, session, advert, typed, employer, status=HTTP_409_CONFLICT, meanwhile=meanwhile)
    storable = read(typed, dict)
    if isinstance(storable, Filled):
        return _shown(request, session, advert, storable, employer, status=422)
    return _taken(request, session, advert, typed, employer, access.account_id)


def _taken(
    request: AnyRequest, session: Session, advert: Advert, typed: Filled, employer: Employer, by: int | None
) -> Response[Any]:
    """Keep what is typed and do what the button says."""
    settings, here = request.app.state.settings, f"/employer/adverts/{advert.id}"
    rules = rules_for(session, employer, settings.today())
    if which := typed.value("mend"):
        typed = mended(typed, which, rules)
    form = keep(advert, typed, on=settings.today(), now=settings.now(), streets=street_names(session))
    if which:
        return go_to(f"{here}#screened", Notice("已经改好，启事和填的项都换了。"))
    if typed.value("do") == "check":
        return go_to(f"{here}#screened")
    if typed.value("do") != "submit":
        return go_to("/employer/adverts", Notice("草稿已存好。"))
    return _submitted(request, session, advert, form, employer, rules, by)


def _submitted(
    request: AnyRequest,
    session: Session,
    advert: Advert,
    form: Filled,
    employer: Employer,
    rules: Rules,
    by: int | None,
) -> Response[Any]:
    """Hand it in, or show what stands in the way; the draft is kept either way."""
    if not employer.verified:
        return go_to(f"/employer/adverts/{advert.id}", Notice(NOT_VERIFIED, ""))
    now = request.app.state.settings.now()

    def hand_in(_values: Any) -> str:
        return submit(session, advert, form, employer, check_lawful(form, rules), by=by, now=now).title

    done = read(form, hand_in)
    if isinstance(done, Filled):
        return _shown(request, session, advert, done, employer, status=422)
    return go_to("/employer/adverts", Notice(HANDED_IN.format(title=done)))


def _shown(
    request: AnyRequest,
    session: Session,
    advert: Advert,
    form: Filled,
    employer: Employer,
    status: int = 200,
    meanwhile: Sequence[Meanwhile] = (),
) -> Response[Any]:
    today = request.app.state.settings.today()
    text = form.value(TEXT)
    facts = spans_of(post_in(text, form.value(POST), today, street_names(session)))
    return page(
        request,
        "adverts/advert.html",
        status=status,
        made_up=employer.made_up,
        employer=employer,
        advert=advert,
        form=form,
        was=_was(advert),
        meanwhile=meanwhile,
        as_sent=request.method == "POST",
        fields=laid_out(form),
        labels=LABELS,
        options=options_of(session, form),
        screened=screened(text, facts, found_in(form, rules_for(session, employer, today))),
        may_mend=True,
        siblings=siblings(session, advert),
        longest=LONGEST,
    )


def _was(advert: Advert) -> dict[str, str]:
    """What stands in the draft now, for the form to tell what its page was made of."""
    stands = form_of(advert)
    reasons = [name for name in stands.values if name.startswith(REASON)]
    return {f"{WAS}{name}": stands.value(name) for name in (TEXT, *BY_NAME, *reasons)}


@post("/employer/adverts/{advert_id:int}/removal", opt=WRITE, include_in_schema=False, sync_to_thread=True)
def removal_form(
    request: AnyRequest, advert_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """A draft nobody needs goes; what was handed in stays."""
    advert = one(session, Advert, advert_id, access, request.app.state.settings.today(), lock=True)
    if advert.vacancy_id is not None:
        return go_to("/employer/adverts", Notice("这份启事已经提交，不能删。要停招请在岗位里办。", "wrong"))
    session.delete(advert)
    return go_to("/employer/adverts", Notice("草稿已删。"))


def employer_of(session: Session, access: Access) -> Employer:
    """The employer this account acts for."""
    employer = session.get(Employer, access.account.employer_id) if access.account else None
    if employer is None:
        raise NotThere("用人单位", "（本账号）")
    return employer


PAGES: list[HTTPRouteHandler] = [
    adverts_page,
    new_page,
    new_form,
    screening_part,
    advert_page,
    advert_form,
    removal_form,
]
