"""One person of the lender's, typed into a form of its own and put on the list."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.lent_people.employments import employ
from api.lent_people.naming import require_open
from api.lent_people.naming_pages import changing, list_path, notice_of, put_on_list, said_by
from api.lent_people.people_pages import OPTIONS
from api.lent_people.stating import LABELS, stated_of
from api.lent_people.suitability import Candidate
from api.notices import go_to
from api.refusals import BadField
from api.settings import Settings
from models.employer import Employer
from models.swap import Swap, SwapLoan

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/people/new"


@get(PATH, opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True)
def person_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    swap, loan = changing(session, swap_id, access, settings.today(), dict(request.query_params))
    require_open(swap)
    return _shown(request, session, swap, loan, Filled())


@post(PATH, opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True)
def person_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    swap, loan = changing(session, swap_id, access, settings.today(), data)
    form = filled(data)
    stated = read(form, lambda values: stated_of(values, settings.today()))
    if isinstance(stated, Filled):
        return _shown(request, session, swap, loan, stated, status=422)
    try:
        candidate = Candidate(*employ(session, stated, said_by(swap, access, settings)))
    except BadField as refused:
        session.rollback()
        return _shown(request, session, swap, loan, form.wrong(refused.problems), status=422)
    naming = put_on_list(session, swap, loan, [candidate], access, settings)
    return go_to(list_path(swap, loan, "person"), notice_of(naming))


def _shown(
    request: AnyRequest, session: Session, swap: Swap, loan: SwapLoan, form: Filled, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "lent_people/person.html",
        status=status,
        swap_id=swap.id,
        loan_id=loan.id,
        lender=session.get_one(Employer, swap.lender_id).name,
        form=form,
        options=OPTIONS,
        labels=LABELS,
    )


PAGES: list[HTTPRouteHandler] = [person_page, person_form]
