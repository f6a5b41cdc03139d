"""The list of a swap is changed: people named by a paste or by ticks, taken off again, asked when late."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.types import id_of
from api.lent_people.asking import ask_late_named
from api.lent_people.employments import Said, employ, known_employees
from api.lent_people.naming import Naming, loan_named, name_people, take_off
from api.lent_people.pasting import SHARED, Line, lines_of, shared_problems
from api.lent_people.people_pages import PATH, Sent, shown
from api.lent_people.stating import LABELS
from api.lent_people.suitability import Candidate
from api.notices import Notice, go_to
from api.refusals import BadField, FieldProblem, NotAllowed, NotThere
from api.settings import Settings
from api.swaps.sides import Side, side_of
from models.swap import Swap, SwapLoan, loans_of
from models.swap_member import SwapMember, members_of

AnyRequest = Request[Any, Any, Any]


@post(f"{PATH}/paste", opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True)
def paste_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Many people, pasted: all lines are right, or none is stored and each wrong one says what to mend."""
    swap, loan = changing(session, swap_id, access, settings.today(), data)
    form = filled(data)
    shared = {name: form.value(name).strip() for name in SHARED}
    found = read(form, lambda values: lines_of(values.get("lines", ""), shared, settings.today()))
    if isinstance(found, Filled):
        return shown(request, session, swap, access, loan.id, Sent(paste=found, status=422))
    candidates, wrong = _employed(session, found, said_by(swap, access, settings))
    if wrong:
        session.rollback()
        told = [line for line in wrong if line.problems]
        lines = [FieldProblem("lines", f"有 {len(told)} 行要改，见上面")] if told else []
        sent = Sent(paste=form.wrong([*lines, *shared_problems(wrong)]), wrong=told, status=422)
        return shown(request, session, swap, access, id_of(form.value("loan")), sent)
    return go_to(
        list_path(swap, loan, "paste"), notice_of(put_on_list(session, swap, loan, candidates, access, settings))
    )


@post(f"{PATH}/known", opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True)
def known_form(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """People the lender has stated before, by ticks."""
    swap, loan = changing(session, swap_id, access, settings.today(), data)
    ticked = data.get("who", [])
    wanted = {id_of(str(key)) for key in (ticked if isinstance(ticked, list) else [ticked])}
    people = [Candidate(*row) for row in known_employees(session, swap.lender_id) if row[1].id in wanted]
    if not people:
        return go_to(list_path(swap, loan), Notice("还没有勾人：先勾要列入的人，再按“列入名单”。", "wrong"))
    return go_to(list_path(swap, loan), notice_of(put_on_list(session, swap, loan, people, access, settings)))


@post(
    f"{PATH}/{{member_id:int}}/remove", opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True
)
def remove_form(
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    swap, _ = changing(session, swap_id, access, settings.today(), {})
    member = _member(session, swap, member_id)
    take_off(session, member, swap, now=settings.now())
    return go_to(f"/swaps/{swap.id}/people?loan={member.loan_id}", Notice("已移出名单，这些天还给本人了。"))


@post(f"{PATH}/ask", opt={"action": Action.SWAP_ANSWER_FOR}, include_in_schema=False, sync_to_thread=True)
def ask_form(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    """Whoever was named after the swap had been offered is asked as well."""
    swap = one(session, Swap, swap_id, access, settings.today(), lock=True)
    asked = ask_late_named(session, swap, now=settings.now())
    words = f"已请 {len(asked)} 人答复。" if asked else "名单上的人都问过了。"
    return go_to(f"/swaps/{swap.id}/people", Notice(words))


def changing(
    session: Session, swap_id: int, access: Access, today: date, data: dict[str, Any]
) -> tuple[Swap, SwapLoan]:
    """The swap, kept from other writers, for whoever may change its list: the lender and the office."""
    swap = one(session, Swap, swap_id, access, today, lock=True)
    if side_of(access, swap) is Side.BORROWER:
        raise NotAllowed("名单由借出单位列，借入单位不能改。要换人请告诉经办人。")
    return swap, loan_named(session.exec(loans_of(swap.id or 0)).all(), id_of(str(data.get("loan", ""))))


def _member(session: Session, swap: Swap, member_id: int) -> SwapMember:
    found = next((row for row in session.exec(members_of(swap.id or 0)) if row.id == member_id), None)
    if found is None:
        raise NotThere("借出人员", member_id)
    return found


def said_by(swap: Swap, access: Access, settings: Settings) -> Said:
    return Said(swap.lender_id, access.account_id, settings.now())


def _employed(session: Session, lines: Sequence[Line], said: Said) -> tuple[list[Candidate], list[Line]]:
    """The people of the lines, and the lines that have to be mended."""
    people, wrong = [], [line for line in lines if line.stated is None]
    for line in lines:
        if line.stated is None:
            continue
        try:
            people.append(Candidate(*employ(session, line.stated, said)))
        except BadField as refused:
            told = tuple(f"{LABELS[problem.field]}：{problem.why}" for problem in refused.problems)
            wrong.append(Line(line.number, line.words, problems=told))
    return people, sorted(wrong, key=lambda line: line.number)


def put_on_list(
    session: Session, swap: Swap, loan: SwapLoan, people: Sequence[Candidate], access: Access, settings: Settings
) -> Naming:
    office = side_of(access, swap) is Side.OFFICE
    return name_people(session, swap, loan, people, today=settings.today(), now=settings.now(), office=office)


def notice_of(naming: Naming) -> Notice:
    """How many came on the list, and of the others the first with the reason."""
    words = f"列入 {len(naming.named)} 人。" if naming.named else ""
    if naming.left_out:
        first = naming.left_out[0]
        more = f"等 {len(naming.left_out)} 人" if len(naming.left_out) > 1 else ""
        words += f"没有列入：{first.candidate.worker.name}{more}，{first.why[0]}。"
    return Notice(words, "right" if naming.named else "wrong")


def list_path(swap: Swap, loan: SwapLoan, done: str = "") -> str:
    kept = f"&done=swap-{swap.id}-{done}" if done else ""
    return f"/swaps/{swap.id}/people?loan={loan.id}{kept}"


PAGES: list[HTTPRouteHandler] = [paste_form, known_form, remove_form, ask_form]
