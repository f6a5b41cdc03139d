"""A lost lookup code is given out anew, at the street's counter and against an identity card only."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.accounts.lookup_codes import first_phone, fresh, give, spaced
from api.layout import own_path
from api.notices import Notice, go_to
from api.transactions import transaction
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class CodeForm:
    next: str = ""


@post(
    "/staff/workers/{worker_id:int}/code",
    opt={"action": Action.LOOKUP_CODE},
    include_in_schema=False,
    sync_to_thread=True,
)
def code_form(
    request: AnyRequest,
    worker_id: FromPath[int],
    access: NamedDependency[Access],
    data: URLEncodedBody[CodeForm],
) -> Response[Any]:
    """The next page tells the code once, with the phone it goes with; every sign-in of this worker ends."""
    settings = request.app.state.settings
    back = own_path(data.next) or f"/staff/workers/{worker_id}"
    with Session(request.app.state.engine) as reader:
        phone = first_phone(one(reader, Worker, worker_id, access, settings.today()).phone)
        if not phone:
            return go_to(back, Notice("档案里没有可用的电话，先补上电话，再发查询码。", "wrong"))
        new = fresh(reader, phone)
    with transaction(request) as session:
        worker = one(session, Worker, worker_id, access, settings.today(), lock=True)
        give(session, worker, new, settings.now())
    told = f"新查询码 {spaced(new.code)}，只显示这一次。请当面抄给本人：用手机号 {phone} 和它登录，旧的已作废。"
    return go_to(back, Notice(told))


PAGES: list[HTTPRouteHandler] = [code_form]
