"""The specialist's ledger on one screen: every key employer with yesterday beside today, saved one by one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import Filled, filled, read
from api.key_ledger.firms import Firm, firms
from api.key_ledger.lists import burden_table, ledger_table
from api.key_ledger.reporting import differences, report, same_again, seen, stated
from api.key_ledger.rows import rows
from api.layout import asks_for_part, own_path, page
from api.matching.lines import names_of
from api.notices import Notice, go_to
from api.refusals import NotThere
from api.settings import Settings
from api.staff.heading import made_up_here
from api.tables import workbook
from models.employer import Employer

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/key"
VIEWS = {"": "全部", "unclear": "不清", "late": "过时", "unserved": "要派专员"}


@get(HERE, opt={"action": Action.KEY_LEDGER}, include_in_schema=False, sync_to_thread=True)
def ledger_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    today = settings.today()
    found = firms(session, access, settings.now(), today)
    view = request.query_params.get("view", "")
    shown = _in_view(found, view)
    if asks_for_xlsx(request):
        list_ = ledger_table(shown, f"{today:%Y-%m-%d}")
        return xlsx(workbook(list_, title=list_.caption), f"重点企业台账_{today:%Y-%m-%d}")
    return page(
        request,
        "key_ledger/ledger.html",
        made_up=made_up_here(session),
        here=HERE,
        day=f"{wording.day(today, today)} {wording.weekday(today)}",
        summary=summary(found),
        views=_views(found, view),
        rows=rows(session, shown, today, access.account_id),
        may_report=access.may(Action.KEY_REPORT),
        burdens=burden_table(found) if access.may(Action.SPECIALIST_ASSIGN) else None,
        export=f"{HERE}?as=xlsx&view={view}" if view in VIEWS else f"{HERE}?as=xlsx",
    )


def _in_view(found: Sequence[Firm], view: str) -> list[Firm]:
    match view:
        case "unclear":
            return [firm for firm in found if not firm.is_clear]
        case "late":
            return [firm for firm in found if firm.late]
        case "unserved":
            return [firm for firm in found if firm.service is None or firm.service.leaves_on]
        case _:
            return list(found)


def _views(found: Sequence[Firm], view: str) -> list[dict[str, Any]]:
    counts = {name: len(_in_view(found, name)) for name in VIEWS}
    return [
        {
            "link": f"{HERE}?view={name}" if name else HERE,
            "words": words,
            "count": counts[name],
            "on": name == view,
        }
        for name, words in VIEWS.items()
        if counts[name] or not name or name == view
    ]


def summary(found: Sequence[Firm]) -> str:
    """How it stands today, in one line."""
    unclear = sum(not firm.is_clear for firm in found)
    short = sum(max(0, firm.gap.short) for firm in found if firm.gap)
    said = f"还有 {unclear} 家不清" if unclear else "都清了"
    return f"{len(found)} 家重点企业，{said}；一共缺 {wording.count(short)} 人"


@post(
    "/staff/key/{employer_id:int}/report",
    opt={"action": Action.KEY_REPORT},
    include_in_schema=False,
    sync_to_thread=True,
)
def report_form(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Save one employer's line; what another saved meanwhile is told first, and nothing typed is lost."""
    one(session, Employer, employer_id, access, settings.today(), lock=True)
    form, firm = filled(data), firm_of(session, employer_id, access, settings)
    if form.value("seen") != seen(firm.today):
        return _refused(
            request, session, access, settings, firm, form, _meanwhile(session, firm, form, settings.today())
        )
    same = form.value("same") == "yes" and firm.before is not None
    said = same_again(firm.before) if same and firm.before else read(form, stated)
    if isinstance(said, Filled):
        return _refused(request, session, access, settings, firm, said)
    report(
        session,
        firm,
        said,
        counted=form.value("counted") == "yes",
        day=settings.today(),
        by=access.account_id,
        now=settings.now(),
    )
    return _saved(request, session, access, settings, employer_id, form)


def firm_of(session: Session, employer_id: int, access: Access, settings: Settings) -> Firm:
    """The key employer within scope; raises `NotThere` for one that is not on the key list today."""
    found = firms(session, access, settings.now(), settings.today(), only=employer_id)
    if not found:
        raise NotThere("重点企业", employer_id)
    return found[0]


def _meanwhile(session: Session, firm: Firm, form: Filled, today: date) -> str:
    """Who saved what since the form was opened."""
    if firm.today is None:
        return "这一页是前一天打开的，今天还没有报。核对以后再按一次“保存”。"
    by = names_of(session, [firm.today.account_id]).get(firm.today.account_id or 0, "有人")
    told = "；".join(differences(form.values, firm.today)) or "和您填的一样"
    at = wording.moment(firm.today.reported_at, today)
    return f"{by} {at} 先报过了：{told}。您填的还在，核对以后再按一次“保存”就按您的。"


def _saved(
    request: AnyRequest, session: Session, access: Access, settings: Settings, employer_id: int, form: Filled
) -> Response[Any]:
    today = settings.today()
    if not asks_for_part(request):
        name = session.get_one(Employer, employer_id).name
        return go_to(own_path(form.value("next")) or f"{HERE}#firm-{employer_id}", Notice(f"{name} 今天的台账已保存。"))
    firm = firm_of(session, employer_id, access, settings)
    row = rows(session, [firm], today, access.account_id)[0]
    left = f"还不清：{'、'.join(row.unclear)}" if row.unclear else "五清"
    found = firms(session, access, settings.now(), today)
    return page(
        request,
        "key_ledger/saved.html",
        row=row.answering(f"已保存，{left}。", "right"),
        summary=summary(found),
        may_report=True,
    )


def _refused(
    request: AnyRequest,
    session: Session,
    access: Access,
    settings: Settings,
    firm: Firm,
    form: Filled,
    stale: str = "",
) -> Response[Any]:
    """The card again with every word kept: alone for htmx, which swaps in what is well only, else as its own page."""
    row = rows(session, [firm], settings.today(), access.account_id)[0]
    row = row.answering(stale or "没有保存：有几处要改，您填的都还在。", "wrong", form)
    if asks_for_part(request):
        return page(request, "key_ledger/saved.html", row=row, summary=None, may_report=True)
    return page(
        request,
        "key_ledger/refused.html",
        status=409 if stale else 422,
        made_up=made_up_here(session),
        here=HERE,
        row=row,
        may_report=access.may(Action.KEY_REPORT),
    )


PAGES: list[HTTPRouteHandler] = [ledger_page, report_form]
