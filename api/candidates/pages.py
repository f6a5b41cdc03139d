"""Who applied and who was put forward for one vacancy: answer each, or several at once; take the list away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col

from api import downloads
from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.candidates.deciding import REASONS, Answer, Decision, decline_all
from api.candidates.lists import people_table
from api.candidates.people import Person, people
from api.fields.types import id_of
from api.layout import page
from api.notices import Notice, go_to
from api.tables import workbook
from models.ledger import lock
from models.referral import Referral, ReferralFilter, ReferralReason, referrals
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
PATH = "/vacancies/{vacancy_id:int}/candidates"
MOST_AT_ONCE = 200


@get(
    "/vacancies/{vacancy_id:int}/candidates",
    opt={"action": Action.CANDIDATES},
    include_in_schema=False,
    sync_to_thread=True,
)
def candidates_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    vacancy = one(session, Vacancy, vacancy_id, access, today)
    found = people(session, _of(session, vacancy_id, access, today), vacancy, today)
    if downloads.asks_for_xlsx(request):
        return downloads.xlsx(workbook(people_table(vacancy.title, found), title=vacancy.title), f"{vacancy.title}人选")
    return page(
        request,
        "candidates/candidates.html",
        made_up=vacancy.made_up,
        vacancy=vacancy,
        groups=_groups(found),
        total=len(found),
        to_decline=sum(person.may_decline for person in found),
        reasons=[(reason.value, reason.label) for reason in REASONS],
    )


def _of(session: Session, vacancy_id: int, access: Access, today: date) -> Sequence[Referral]:
    """Referrals to this vacancy that its employer may know of."""
    rows = referrals(ReferralFilter(vacancy_id=vacancy_id)).where(reach(Referral, access, today))
    return session.exec(rows.order_by(col(Referral.id))).all()


def _groups(found: Sequence[Person]) -> list[tuple[str, list[Person]]]:
    """Who waits for an answer, who is in talks, who has an outcome; none is left out."""
    groups = (
        ("等您答复", [person for person in found if person.waits]),
        ("正在谈", [person for person in found if not person.waits and not person.ended]),
        ("已有结果", [person for person in found if person.ended]),
    )
    return [(name, rows) for name, rows in groups if rows]


@post(
    "/vacancies/{vacancy_id:int}/candidates",
    opt={"action": Action.REFERRAL_DECIDE},
    include_in_schema=False,
    sync_to_thread=True,
)
def decline_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Several at once, with one reason."""
    settings = request.app.state.settings
    today, here = settings.today(), f"/vacancies/{vacancy_id}/candidates"
    one(session, Vacancy, vacancy_id, access.to(Action.CANDIDATES), today)
    reason = next((reason for reason in REASONS if reason.value == data.get("reason")), None)
    ids = chosen_ids(data.get("chosen"))
    if not ids:
        return go_to(here, Notice("还没有勾选人。在名单左边勾选，再按一次。", "wrong"))
    if reason is None:
        return go_to(here, Notice("还没有选原因。选一个原因，对方才知道差在哪里。", "wrong"))
    rows = _locked(session, [row for row in _of(session, vacancy_id, access, today) if row.id in ids], vacancy_id)
    answer = Answer(Decision.DECLINE, reason)
    done, had = decline_all(session, rows, answer, by=access.require_account(), today=today, now=settings.now())
    return go_to(here, Notice(_declined(done, had, reason), "right" if done else "wrong"))


def chosen_ids(sent: object) -> frozenset[int]:
    """The ids ticked, of one box or of several; anything else counts as not ticked."""
    values = sent if isinstance(sent, list) else [sent]
    return frozenset(number for value in map(str, values[:MOST_AT_ONCE]) if (number := id_of(value)))


def _locked(session: Session, rows: Sequence[Referral], vacancy_id: int) -> Sequence[Referral]:
    """The rows as they stand once nobody else can change them."""
    lock(session, {row.worker_id for row in rows}, {vacancy_id})
    for row in rows:
        session.refresh(row, with_for_update={"key_share": True})
    return rows


def _declined(done: int, had: int, reason: ReferralReason) -> str:
    rest = f"；另有 {had} 人已经有结果，没有改动" if had else ""
    return f"{done} 人记为不合适（{reason.label}）{rest}。"


PAGES: list[HTTPRouteHandler] = [candidates_page, decline_form]
