"""The articles of a swap, who signed them, and its log, for programs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.refusals import BadField
from api.settings import Settings
from api.swaps.changing import OPEN, change_terms
from api.swaps.known_names import known_steps
from api.swaps.moving import By
from api.swaps.schemas import LogLine, SignatureRead, SignaturesRead, SignCreate, TermsFields, TermsPatch, TermsRead
from api.swaps.sides import Side, require_unchanged, seen_of, side_of, steps
from api.swaps.signing import firm_signing, lacking, sign, unsignable
from api.swaps.suggesting import suggested
from models.employer import Employer
from models.swap import Swap, log_of, signatures_of

TERMS = "/api/swaps/{swap_id:int}/terms"
SIGNATURES = "/api/swaps/{swap_id:int}/signatures"
TAGS = ["余缺调剂"]


@get(TERMS, opt={"action": Action.SWAP_TERMS}, sync_to_thread=True, tags=TAGS)
def read_terms(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> TermsRead:
    """The articles as they stand, or as they are suggested."""
    return _terms(session, one(session, Swap, swap_id, access, settings.today()))


@patch(TERMS, opt={"action": Action.SWAP_TERMS}, sync_to_thread=True, tags=TAGS)
def change_articles(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[TermsPatch],
) -> TermsRead:
    """Only what is sent changes. What workers agreed to as well asks them again; the rest voids the signatures."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    require_unchanged(session, swap, data.seen, today)
    sent = data.model_dump(exclude_unset=True, exclude={"seen"})
    _require_waiver(swap, access, sent)
    stands = swap.terms or suggested(session, swap)
    change_terms(session, swap, {**stands, **sent}, By(access.account_id, settings.now(), today))
    return _terms(session, swap)


@get(SIGNATURES, opt={"action": Action.SWAP_SIGN}, sync_to_thread=True, tags=TAGS)
def read_signatures(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> SignaturesRead:
    """Who signed the version that stands, and what it lacks."""
    swap = one(session, Swap, swap_id, access, settings.today())
    return _signatures(session, swap, side_of(access, swap), settings)


@post(SIGNATURES, opt={"action": Action.SWAP_SIGN}, sync_to_thread=True, tags=TAGS)
def put_signature(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[SignCreate],
) -> SignaturesRead:
    """A firm signs; the office notes what was signed on paper."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    firm = _firm(session, swap, access, data.employer_id)
    if not data.read:
        raise BadField.of("read", "请先看过协议和名单，再填 true")
    require_unchanged(session, swap, data.seen, today)
    note = "区里代记纸面签字：" if side_of(access, swap) is Side.OFFICE else ""
    by = By(access.account_id, settings.now(), today)
    sign(session, swap, firm.id or 0, data.signatory, by, note=f"{note}{firm.name}")
    return _signatures(session, swap, side_of(access, swap), settings)


@get("/api/swaps/{swap_id:int}/log", opt={"action": Action.SWAP_READ}, sync_to_thread=True, tags=TAGS)
def read_log(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[LogLine]:
    """What happened, first to last, with people named as the reader knows them."""
    return log_lines(session, one(session, Swap, swap_id, access, settings.today()), access, settings.today())


def log_lines(session: Session, swap: Swap, access: Access, today: date) -> list[LogLine]:
    """The log in the words its reader may know, first to last."""
    told = known_steps(session, steps(session, swap, today), swap, side_of(access, swap))
    by_id = {step.id: step for step in told}
    lines = [(row, by_id[row.id or 0]) for row in session.exec(log_of(swap.id or 0))]
    return [LogLine.model_validate(row, update={"by": step.by, "note": step.note}) for row, step in lines]


def _terms(session: Session, swap: Swap) -> TermsRead:
    stands = swap.terms or suggested(session, swap)
    known = {name: stands[name] for name in TermsFields.model_fields if stands.get(name) is not None}
    return TermsRead(
        **known,
        version=swap.version,
        suggested=not swap.terms,
        may_change=swap.state in OPEN,
        seen=int(seen_of(session, swap)),
    )


def _require_waiver(swap: Swap, access: Access, sent: Mapping[str, Any]) -> None:
    """Raises `BadField` when a firm writes what only the district may."""
    stands = swap.terms.get("pay_waived", "")
    if sent.get("pay_waived", stands) != stands and not access.may(Action.SWAP_MOVE):
        raise BadField.of("pay_waived", "只有区里可以准许不写工资标准；请不要填，或请经办人写明理由")


def _firm(session: Session, swap: Swap, access: Access, asked: int | None) -> Employer:
    """Who signs; raises `BadField` for a firm that is no side of the swap, or not the reader's own."""
    if side_of(access, swap) is Side.OFFICE and asked not in (swap.lender_id, swap.borrower_id):
        raise BadField.of("employer_id", f"请写借出单位（{swap.lender_id}）或借入单位（{swap.borrower_id}）的编号")
    firm = firm_signing(session, swap, access, str(asked or ""))
    if asked not in (None, firm.id):
        raise BadField.of("employer_id", "只能替本单位签，请留空")
    return firm


def _signatures(session: Session, swap: Swap, side: Side, settings: Settings) -> SignaturesRead:
    rows = {row.employer_id: row for row in session.exec(signatures_of(swap.id or 0, swap.version))}
    firms = [session.get_one(Employer, key) for key in (swap.lender_id, swap.borrower_id)]
    signed = [(firm, rows.get(firm.id or 0)) for firm in firms]
    return SignaturesRead(
        version=swap.version,
        state=swap.state,
        signatures=[
            SignatureRead(
                employer_id=firm.id or 0,
                employer=firm.name,
                signatory=row.signatory if row else None,
                signed_on=row.signed_on if row else None,
            )
            for firm, row in signed
        ],
        lacks=unsignable(lacking(session, swap, side, "", settings.today())),
        seen=int(seen_of(session, swap)),
    )


ROUTES: list[HTTPRouteHandler] = [read_terms, change_articles, read_signatures, put_signature, read_log]
