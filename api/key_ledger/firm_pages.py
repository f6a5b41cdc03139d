"""One key employer: its gap over time, its difficulties, who was sent and what became of them, who serves it."""

from collections.abc import Mapping
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
from api.key_ledger import gap_chart, handing_over, history, results
from api.key_ledger.contacts import contacts
from api.key_ledger.firms import Firm
from api.key_ledger.pages import HERE, firm_of
from api.key_ledger.rows import rows
from api.key_ledger.under_review import review_table, under_review
from api.layout import page
from api.notices import Notice, go_to
from api.settings import Settings
from api.staff.heading import made_up_here
from api.tables import Table, workbook
from models.employer import Employer

AnyRequest = Request[Any, Any, Any]
LATEST = 10  # days of the ledger under the chart


@get("/staff/key/{employer_id:int}", opt={"action": Action.KEY_FILE}, include_in_schema=False, sync_to_thread=True)
def firm_page(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    firm, today = firm_of(session, employer_id, access, settings), settings.today()
    tables = _tables(session, firm, access, today, whole=request.query_params.get("whole") == "yes")
    asked = tables.get(request.query_params.get("list", ""))
    if asks_for_xlsx(request) and asked is not None:
        content = workbook(asked, title=f"{firm.employer.name} {asked.caption} {today:%Y-%m-%d}")
        return xlsx(content, f"{firm.employer.name}_{asked.caption}_{today:%Y-%m-%d}")
    return _shown(request, session, access, settings, firm, tables)


def _tables(session: Session, firm: Firm, access: Access, today: date, *, whole: bool = False) -> dict[str, Table[Any]]:
    """The lists of the page by the name their Excel is asked for; the ledger's last days, or the ``whole`` of it."""
    days = history.days(session, firm.id, firm.hired, today)

    def export(name: str) -> str:
        return f"{HERE}/{firm.id}?as=xlsx&list={name}{'&whole=yes' if whole else ''}"

    return {
        "difficulties": history.difficulty_table(history.difficulties(days), today, export("difficulties")),
        "reviews": review_table(under_review(session, firm.id, access, today), today, export("reviews")),
        "referrals": results.sent_table(results.sent(session, firm.id, access, today), today, export("referrals")),
        "lines": history.line_table(days if whole else days[:LATEST], export("lines")),
    }


def _shown(
    request: AnyRequest,
    session: Session,
    access: Access,
    settings: Settings,
    firm: Firm,
    tables: Mapping[str, Table[Any]],
    form: Filled | None = None,
) -> Response[Any]:
    today = settings.today()
    days = history.days(session, firm.id, firm.hired, today)
    gaps = [(day.line.day, day.gap.short) for day in reversed(days) if day.gap]
    return page(
        request,
        "key_ledger/firm.html",
        status=422 if form else 200,
        made_up=made_up_here(session),
        here=HERE,
        row=rows(session, [firm], today)[0],
        may_report=access.may(Action.KEY_REPORT),
        may_review=access.may(Action.REVIEW_DECIDE),
        chart=gap_chart.chart(gaps),
        tables=tables,
        more=len(days) > len(tables["lines"].rows),
        became=results.became(tables["referrals"].rows),
        contacts=contacts(session, firm.employer),
        handover=_handover(session, access, firm, form, today),
    )


def _handover(session: Session, access: Access, firm: Firm, form: Filled | None, today: date) -> dict[str, Any]:
    """Who serves and served, and the form of whoever may write here."""
    standing = handing_over.current(session, firm.id)
    leaves_on = str(standing.leaves_on) if standing and standing.leaves_on else ""
    note = standing.leaving_note if standing else ""
    account = access.account_id
    mine = standing is not None and standing.account_id == account
    standing_form = (
        {"leaves_on": leaves_on, "leaving_note": note}
        if access.may(Action.HAND_OVER)
        else {"on": max(leaves_on, str(today)), "note": note}
    )
    choices = handing_over.specialists(session) if access.may(Action.SPECIALIST_ASSIGN) else []
    return {
        "served": handing_over.history(session, firm.id, today),
        "served_now": firm.service is not None,
        "form": form or Filled(standing_form),
        "may_leave": access.may(Action.HAND_OVER) and mine,
        "may_assign": access.may(Action.SPECIALIST_ASSIGN),
        "choices": [
            ("", "请选"),
            *((str(one.id), one.name) for one in choices if not standing or one.id != standing.account_id),
        ],
        "others": len(handing_over.served_alike(session, firm.id)) - 1,
        "leaves": wording.day(standing.leaves_on, today) if standing else None,
    }


@post(
    "/staff/key/{employer_id:int}/leaving",
    opt={"action": Action.HAND_OVER},
    include_in_schema=False,
    sync_to_thread=True,
)
def leaving_form(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """The specialist says from when they are away and what the next one should know."""
    one(session, Employer, employer_id, access, settings.today(), lock=True)
    firm, today, form = firm_of(session, employer_id, access, settings), settings.today(), filled(data)
    leaving = read(form, lambda values: handing_over.leaving_of(values, today))
    if isinstance(leaving, Filled):
        return _shown(request, session, access, settings, firm, _tables(session, firm, access, today), leaving)
    account = access.account_id or 0
    wanted = handing_over.served_alike(session, employer_id) if form.value("all") == "yes" else [employer_id]
    noted = handing_over.leave(session, wanted, leaving, account)
    said = (
        f"已记下 {noted} 家：{wording.day(leaving.on, today)}起不在，等区里派人接。"
        if leaving.on
        else "已取消，还是您服务。"
    )
    return go_to(f"{HERE}/{employer_id}#handover", Notice(said))


@post(
    "/staff/key/{employer_id:int}/specialist",
    opt={"action": Action.SPECIALIST_ASSIGN},
    include_in_schema=False,
    sync_to_thread=True,
)
def assign_form(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """The district names who serves from a day on."""
    one(session, Employer, employer_id, access, settings.today(), lock=True)
    firm, today, form = firm_of(session, employer_id, access, settings), settings.today(), filled(data)
    choices, standing = handing_over.specialists(session), handing_over.current(session, employer_id)
    serving = standing.account_id if standing else None
    named = read(form, lambda values: handing_over.handover_of(values, choices, serving, today))
    if isinstance(named, Filled):
        return _shown(request, session, access, settings, firm, _tables(session, firm, access, today), named)
    wanted = handing_over.served_alike(session, employer_id) if form.value("all") == "yes" else [employer_id]
    handing_over.assign(session, wanted, named)
    name = next(account.name for account in choices if account.id == named.to)
    which = f"这 {len(wanted)} 家" if len(wanted) > 1 else ""
    said = f"{wording.day(named.on, today)}起由 {name} 服务{which}，交接说明已带过去。"
    return go_to(f"{HERE}/{employer_id}#handover", Notice(said))


PAGES: list[HTTPRouteHandler] = [firm_page, leaving_form, assign_form]
