"""A loan changed, a firm that stands no more, a side's words in a dispute, for programs."""

from dataclasses import replace

from litestar import patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.refusals import BadField
from api.settings import Settings
from api.swaps.arranged_routes import log_lines
from api.swaps.changing import LoanTerms, change_loan
from api.swaps.disputing import state_dispute
from api.swaps.ending import firm_ended
from api.swaps.loan_pages import loan_of
from api.swaps.moving import By
from api.swaps.schemas import FirmEnded, LoanPatch, LogLine, StatementCreate
from api.swaps.sides import require_unchanged, side_of
from api.swaps.swap_routes import SwapWhole, swap_whole
from models.employer import Employer
from models.swap import Swap

PATH = "/api/swaps/{swap_id:int}"
TAGS = ["余缺调剂"]


@patch(f"{PATH}/loans/{{loan_id:int}}", opt={"action": Action.SWAP_MOVE}, sync_to_thread=True, tags=TAGS)
def patch_loan(
    swap_id: FromPath[int],
    loan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[LoanPatch],
) -> SwapWhole:
    """Other people, days or wage; whoever agreed to it before is asked again."""
    today = settings.today()
    swap, loan = loan_of(session, access, swap_id, loan_id, today, lock=True)
    require_unchanged(session, swap, data.seen, today)
    stands = LoanTerms(loan.people, loan.from_day, loan.to_day, loan.wage_fen)
    terms = replace(stands, **data.model_dump(exclude_none=True, exclude={"seen"}))
    if terms.to_day < terms.from_day:
        raise BadField.of("to_day", "不能早于第一天")
    change_loan(session, swap, loan, terms, By(access.account_id, settings.now(), today))
    return swap_whole(session, swap, access, today)


@post(f"{PATH}/firm", opt={"action": Action.SWAP_MOVE}, status_code=HTTP_200_OK, sync_to_thread=True, tags=TAGS)
def put_firm_standing(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[FirmEnded],
) -> SwapWhole:
    """A firm is bankrupt or closed: all it lends and borrows is void. Taken back, what is void stays so."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    firm = session.get_one(Employer, swap.lender_id if data.firm == "lender" else swap.borrower_id)
    firm_ended(session, firm, data.standing, By(access.account_id, settings.now(), today))
    return swap_whole(session, swap, access, today)


@post(f"{PATH}/statements", opt={"action": Action.SWAP_TERMS}, sync_to_thread=True, tags=TAGS)
def put_statement(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[StatementCreate],
) -> list[LogLine]:
    """What one side, or the office, says of the dispute, at the end of the log that both read."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    by = By(access.account_id, settings.now(), today)
    state_dispute(session, swap, side_of(access, swap), data.said, by)
    return log_lines(session, swap, access, today)


ROUTES: list[HTTPRouteHandler] = [patch_loan, put_firm_standing, put_statement]
